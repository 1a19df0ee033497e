"""Parts: a draft taken apart into what people decide of one by one, as it could be put on record.

What is too long, too much or named twice is mended here, so that all of it can be saved.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.domain.agreements import EventKind
from bot.domain.countries import country_code
from bot.domain.dates.values import Anchor, DeadlineKind, Rule, Standing
from bot.domain.deadlines import COUNTED
from bot.domain.drafts.callings import short_name_of
from bot.domain.drafts.items import Body, Head, ItemKind
from bot.domain.drafts.values import (
    NO_WORDS,
    Confidence,
    Draft,
    DraftEvent,
    DraftMilestone,
    DraftParty,
    Quote,
)
from bot.domain.names import folded
from bot.domain.texts import MAX_LIST, MAX_NAME, MAX_TITLE, MAX_WHAT, shortened
from bot.messages import t

MOST_MILESTONES = 120
"""How many dated steps one draft holds: more than any agreement has, and few enough to review."""

HEAD = "head"

_ON_RECORD = {"signature", "date", "entry into force", "effect"}
"""What a period may count from that becomes an event on record of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes an item; `key` tells it apart in its draft, whatever it is compared with."""

    key: str
    kind: ItemKind
    body: Body
    known: bool = False
    record_id: int | None = None


def prepared(draft: Draft) -> tuple[Draft, tuple[str, ...]]:
    """The draft as far as people can review it, and a sentence for each thing that was left out."""
    notes = []
    if len(draft.milestones) > MOST_MILESTONES:
        notes.append(
            t(
                "The text has {count} dated steps; this draft holds the first {most}. Import the "
                "rest as a text of its own.",
                count=len(draft.milestones),
                most=MOST_MILESTONES,
            )
        )
    if len(draft.parties) > MAX_LIST:
        notes.append(
            t(
                "The text names {count} parties; this draft holds the first {most}.",
                count=len(draft.parties),
                most=MAX_LIST,
            )
        )
    steps = sorted(draft.milestones[:MOST_MILESTONES], key=lambda each: each.quote.start)
    bounded = replace(
        draft,
        milestones=tuple(steps),
        parties=draft.parties[:MAX_LIST],
        commodities=draft.commodities[:MAX_LIST],
    )
    return bounded, tuple(notes)


def parts_of(draft: Draft) -> tuple[Part, ...]:
    """What a new agreement would be made of: its head, what happened to it, and its milestones."""
    head = head_of(draft)
    dates = {each.name: each for each in draft.anchors}
    names = {each.code: each.name for each in head.parties if each.code}
    taken: set[str] = set()
    events = [
        Part(f"event:{number}", ItemKind.EVENT, replace(event, place=_place(event)))
        for number, event in enumerate(_events(draft))
    ]
    milestones = [
        Part(f"milestone:{number}", ItemKind.MILESTONE, _milestone(each, dates, names, taken))
        for number, each in enumerate(draft.milestones)
    ]
    return (Part(HEAD, ItemKind.AGREEMENT, head), *events, *milestones)


def head_of(draft: Draft) -> Head:
    """The head of the agreement that a draft is of, under names that the record can hold."""
    title = shortened(draft.title, MAX_TITLE)
    title = title if title.strip("- ") else t("Agreement")
    parties: dict[str, DraftParty] = {}
    for each in draft.parties:
        name, code = _usual(each)
        if name:
            parties.setdefault(folded(name), replace(each, name=name, code=code))
    commodities = (replace(each, name=shortened(each.name, MAX_NAME)) for each in draft.commodities)
    return Head(
        title=title,
        short_name=short_name_of(title, draft.form, tuple(parties.values()), draft.commodities),
        instrument=draft.instrument,
        binding=draft.binding,
        zone=draft.zone,
        parties=tuple(parties.values()),
        commodities=tuple(commodities),
        quote=draft.title_quote,
    )


def _usual(party: DraftParty) -> tuple[str, str | None]:
    """The name by which the record knows a party, and its code."""
    name, code = country_code(party.code or party.name)
    if code is not None:
        return name, code
    return shortened(party.name, MAX_NAME), party.code


def _place(event: DraftEvent) -> str | None:
    return (shortened(event.place, MAX_NAME) or None) if event.place else None


def _events(draft: Draft) -> Iterator[DraftEvent]:
    """What happened to it: as the text says, and what its periods count from besides."""
    yield from draft.events
    kinds = {each.kind for each in draft.events}
    dates = {each.name: each for each in draft.anchors}
    signed, began = dates.get("signature"), dates.get("entry into force")
    counted = {name for each in draft.milestones for name in _names(each.rule)}
    if signed and EventKind.SIGNED not in kinds and "signature" in counted:
        yield DraftEvent(
            EventKind.SIGNED,
            signed.on,
            signed.zone,
            NO_WORDS,
            confidence=Confidence.DOUBTFUL,
            doubts=(t("The text does not say when it was signed; this is the day of its page."),),
            standing=Standing.REPORTED,
        )
    if began and EventKind.IN_FORCE not in kinds:
        yield DraftEvent(EventKind.IN_FORCE, began.on, began.zone, _said_to_begin(draft, began))


def _said_to_begin(draft: Draft, began: Anchor) -> Quote:
    """The words that say when it enters into force, where a dated step or the signature does."""
    for each in draft.milestones:
        if each.kind is DeadlineKind.IN_FORCE and each.due_on == began.on:
            return each.quote
    signature = draft.signature
    return signature.quote if signature and signature.on == began.on else NO_WORDS


def _names(rule: Rule) -> Iterator[str]:
    if rule.anchor:
        yield rule.anchor
    for part in rule.parts:
        yield from _names(part)


def _milestone(
    step: DraftMilestone, dates: Mapping[str, Anchor], names: Mapping[str, str], taken: set[str]
) -> DraftMilestone:
    words = distinct(step.what, taken, step.rule.phrase)
    taken.add(folded(words))
    obligors = [names.get(each) or country_code(each)[0] for each in step.obligors]
    return replace(
        step,
        what=words,
        rule=_bound(step.rule, dates),
        obligors=tuple(dict.fromkeys(shortened(each, MAX_NAME) for each in obligors))[:MAX_LIST],
    )


def _bound(rule: Rule, dates: Mapping[str, Anchor]) -> Rule:
    """The rule with the day itself where it counts from one that no event on record will hold."""
    if rule.parts:
        return replace(rule, parts=tuple(_bound(each, dates) for each in rule.parts))
    day = dates.get(rule.anchor or "")
    if day is None or rule.anchor in _ON_RECORD or rule.named or rule.form not in COUNTED:
        return rule
    return replace(rule, named=Anchor(day.on, day.zone, precision=day.precision, name=day.name))


def distinct(words: str, taken: set[str], phrase: str = "") -> str:
    """`words` as a milestone's, other than those `taken` (folded): with its phrase or a number."""
    plain = shortened(words, MAX_WHAT)
    plain = plain if plain.strip("- ") else t("Step")
    if folded(plain) not in taken:
        return plain
    said = shortened(phrase, 60)
    if said and folded(longer := _with(plain, f" ({said})")) not in taken:
        return longer
    number = 2
    while folded(numbered := _with(plain, f" ({number})")) in taken:
        number += 1
    return numbered


def _with(words: str, end: str) -> str:
    return shortened(words, MAX_WHAT - len(end)) + end
