"""Joining: what a further text adds to an agreement on record, repeats, or contradicts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain import wording
from bot.domain.agreements import Agreement, Event, EventKind
from bot.domain.anchors import ANCHOR_NAMES, ONCE, prevailing_of
from bot.domain.dates.counting import span_last
from bot.domain.dates.values import Standing
from bot.domain.dates.zones import local_date
from bot.domain.drafts.dating import as_event, dated
from bot.domain.drafts.items import DraftClaim, Head, ItemKind
from bot.domain.drafts.matching import Match, matched
from bot.domain.drafts.parts import Part
from bot.domain.drafts.values import DraftEvent, DraftMilestone
from bot.domain.milestones import Milestone
from bot.domain.names import folded
from bot.domain.texts import shortened
from bot.messages import t

_OTHER_CAPITAL = 1
"""Days by which the date of one event differs where another capital's is meant."""

_MOST_SAID = 200


def compared(
    parts: Sequence[Part],
    agreement: Agreement,
    milestones: Sequence[Milestone],
    *,
    now: datetime,
) -> tuple[Part, ...]:
    """The parts of a draft as they stand to an agreement on record and its milestones.

    What the record has is known, what contradicts it becomes a claim, and the rest would be added.
    """
    found: list[Part] = []
    for part in parts:
        if isinstance(part.body, Head):
            found.append(replace(part, known=True, record_id=agreement.id))
            found += _additions(part.body, agreement)
        elif isinstance(part.body, DraftEvent):
            found.append(_event(part, part.body, agreement, now))
    return (*found, *_milestones(parts, found, agreement, milestones, now))


def point_of(kind: EventKind) -> str:
    """On which point statements differ that date an event differently."""
    return t("Date of {event}", event=ANCHOR_NAMES.get(kind, (kind.value,))[0])


def _additions(head: Head, agreement: Agreement) -> Iterator[Part]:
    """The parties and commodities that the record does not have."""
    known = {folded(each.name) for each in agreement.parties}
    codes = {each.code for each in agreement.parties if each.code}
    for party in head.parties:
        if party.code not in codes and folded(party.name) not in known:
            yield Part(f"party:{folded(party.name)}", ItemKind.PARTY, party)
    named = {folded(each) for each in agreement.commodities}
    for commodity in head.commodities:
        if folded(commodity.name) not in named:
            yield Part(f"commodity:{folded(commodity.name)}", ItemKind.COMMODITY, commodity)


def _event(part: Part, drafted: DraftEvent, agreement: Agreement, now: datetime) -> Part:
    """An event as the record has it, or as it would be added, or as it contradicts the record."""
    alike = [each for each in agreement.events if each.kind is drafted.kind]
    same = next((each for each in alike if _same_day(each, drafted)), None)
    if same is not None:
        return replace(part, known=True, record_id=same.id)
    if not alike or drafted.kind not in ONCE:
        return part
    prevailing = prevailing_of(alike)
    come = drafted.on <= local_date(now, drafted.zone)
    if come and prevailing.standing is Standing.EXPECTED:
        return part  # what was expected has happened, on another day
    claim = DraftClaim(
        point=point_of(drafted.kind),
        statement=_when(drafted),
        on_record=_when(prevailing),
        quote=drafted.quote,
    )
    return replace(part, kind=ItemKind.CLAIM, body=claim)


def _same_day(event: Event, drafted: DraftEvent) -> bool:
    """Whether both are one day, or the other capital's date of it, or a span that holds it."""
    first, last = event.on, span_last(event.on, event.precision)
    begins, ends = drafted.on, span_last(drafted.on, drafted.precision)
    if first <= ends and begins <= last:
        return True
    days = [event.on, *(each.on for each in event.also_on)]
    if drafted.on in days:
        return True
    away = min(abs((drafted.on - each).days) for each in days)
    return away <= _OTHER_CAPITAL and drafted.zone != event.zone


def _when(event: Event | DraftEvent) -> str:
    day = wording.dated(event.on, event.precision)
    return t("{day} in {place}", day=day, place=event.place) if event.place else day


def _milestones(
    parts: Sequence[Part],
    others: Sequence[Part],
    agreement: Agreement,
    milestones: Sequence[Milestone],
    now: datetime,
) -> Iterator[Part]:
    drafted = {part.key: part.body for part in parts if isinstance(part.body, DraftMilestone)}
    new = [
        as_event(part.body, now)
        for part in others
        if isinstance(part.body, DraftEvent) and not part.known
    ]
    deadlines = dated(agreement, milestones, drafted, new)
    drafted = {key: replace(each, deadline=deadlines[key]) for key, each in drafted.items()}
    pairs = matched(drafted, milestones)
    for part in parts:
        if part.key in drafted:
            yield _step(part, drafted[part.key], *pairs.get(part.key, (None, None)))


def _step(
    part: Part, drafted: DraftMilestone, other: Milestone | None, match: Match | None
) -> Part:
    if other is None or match is None:
        return replace(part, body=drafted)
    if match is Match.SAME:
        return replace(part, body=drafted, known=True, record_id=other.id)
    if match is Match.PERHAPS:
        doubt = t("Perhaps the same as “{what}”, which is on record.", what=other.what)
        return replace(part, body=replace(drafted, doubts=(*drafted.doubts, doubt)))
    claim = DraftClaim(
        point=other.what,
        statement=_due(drafted.due_on, drafted),
        on_record=wording.due(other),
        quote=drafted.quote,
    )
    return replace(part, kind=ItemKind.CLAIM, body=claim)


def _due(on: date | None, drafted: DraftMilestone) -> str:
    """When a text says that something is due: the day, and in which words."""
    said = shortened(drafted.rule.phrase, _MOST_SAID, mark="…")
    if on is None:
        return said
    day = wording.dated(on, drafted.deadline.precision)
    is_counted = drafted.rule.period is not None
    return t("{day} ({phrase})", day=day, phrase=said) if is_counted else day
