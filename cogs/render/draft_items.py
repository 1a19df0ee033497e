"""The parts of a draft under review: a few lines for each in a list, and one of them whole."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.drafts import reviewing
from bot.domain.drafts.items import Decision, DraftClaim, Head, Item, ItemKind, Review
from bot.domain.drafts.values import DraftEvent, DraftMilestone, Quote
from bot.messages import t
from cogs.render.look import Block, Tone, card, person, stamp, when
from cogs.render.milestones import own_time, reading_lines
from cogs.render.provenance import cited_words
from cogs.render.safe import plain, said, small

Rows = Sequence[Sequence[ui.Item[Any]]]

UNSURE = "❓"
"""Stands before what a person should look at; the reason always stands beside it."""

LINE_QUOTE = 110
WHOLE_QUOTE = 1200
LABEL = 100


def item_lines(review: Review, item: Item) -> str:
    """An item as a list shows it: when, what, the words it rests on, what was decided."""
    match item.body:
        case DraftMilestone() as body:
            return _milestone_lines(review, item, body)
        case DraftClaim() as claim:
            return claim_lines(item, claim)
        case _:
            title = _marked(item, f"**{said(reviewing.name(review, item), 150)}**")
            doubts = [said(each, 200) for each in reviewing.doubts(item)]
            return "\n".join([title, *doubts, *_words(item), *_small_print(item)])


def item_card(review: Review, item: Item, rows: Rows = ()) -> ui.LayoutView:
    """One part of a draft whole: its words, every reading of its date and how it was reached."""
    doubts = [f"{UNSURE} {said(each, 300)}" for each in reviewing.doubts(item)]
    return card(
        said(reviewing.name(review, item), 150),
        Block([*_facts(review, item), *doubts]),
        Block(_words(item, WHOLE_QUOTE)),
        Block(_working(item), heading=t("How the date was reached"), most=10),
        Block(_small_print(item)),
        under=_which(review, item),
        foot=cited_words(review.source),
        tone=_tone(item),
        rows=rows,
    )


def claim_lines(item: Item, claim: DraftClaim) -> str:
    """What the text says against the record, and what the record says."""
    return "\n".join(
        [
            _marked(item, f"**{said(claim.point, 120)}**"),
            t("This text: {statement}", statement=said(claim.statement, 160)),
            t("On record: {statement}", statement=said(claim.on_record, 160)),
            *_words(item),
            *_small_print(item),
        ]
    )


def option(review: Review, item: Item) -> tuple[str, str]:
    """An item in a list to choose from: its label, and a word on its date and decision."""
    name = reviewing.name(review, item)
    if item.kind is ItemKind.AGREEMENT:
        name = t("Agreement: {name}", name=name)
    about = [reviewing.decision(item)] if item.decision is not Decision.OPEN else []
    if isinstance(item.body, DraftMilestone):
        about[:0] = [wording.due(reviewing.as_milestone(item.body))]
    label = plain(f"{_mark(item)} {name}".strip(), LABEL) or "…"
    return label, plain(" · ".join(about), LABEL)


def head_facts(head: Head) -> list[str]:
    """What a new agreement is called in full, of what kind it is, between whom and about what."""
    title = [said(head.title, 300)] if head.title != head.short_name else []
    parties = said(wording.listed([party.name for party in head.parties], 8), 200)
    about = said(wording.listed([each.name for each in head.commodities], 6), 160)
    between = [parties] if parties else []
    between += [t("about {commodities}", commodities=about)] if about else []
    kind = said(wording.kind(head.instrument, head.binding), 80)
    return [*title, kind, *([" · ".join(between)] if between else [])]


def decided_words(item: Item) -> str:
    """What was decided, by whom and when."""
    who = person(item.decided_by) if item.decided_by else t("at a shell")
    parts = [reviewing.decision(item), who]
    parts += [stamp(item.decided_at, "R")] if item.decided_at else []
    return " · ".join(parts)


def _milestone_lines(review: Review, item: Item, body: DraftMilestone) -> str:
    title = _marked(item, f"**{said(reviewing.name(review, item), 160)}**")
    if item.decision is Decision.DROPPED:
        return f"{title}\n{small(decided_words(item))}"
    doubts = [said(each, 200) for each in reviewing.doubts(item)]
    words = [] if _bare(body.what) == _bare(body.quote.words) else _words(item)
    facts = [said(reviewing.committed(review, body), 120), said(reviewing.recurs(body), 80)]
    return "\n".join([_due(body), title, *doubts, *words, *_small_print(item, facts)])


def _bare(words: str) -> str:
    """Words as they are compared: a step may be called by the very words of the text."""
    return " ".join(words.split()).strip(" .").casefold()


def _due(body: DraftMilestone) -> str:
    """When it falls due, where, and how far off; without a date, what it waits for."""
    if body.due_on is None:
        return said(reviewing.undated(body), 120)
    return when(reviewing.as_milestone(body))


def _facts(review: Review, item: Item) -> list[str]:
    """What stands first in an item's card."""
    match item.body:
        case DraftMilestone() as body:
            return _milestone_facts(review, body)
        case DraftClaim() as claim:
            return [
                t("This text: **{statement}**", statement=said(claim.statement, 300)),
                t("On record: **{statement}**", statement=said(claim.on_record, 300)),
                small(t("Accepting keeps both side by side, each with its source.")),
            ]
        case Head() as head:
            return head_facts(head)
        case DraftEvent() as event:
            place = said(wording.place(event.zone), 60)
            return [small(t("Days are counted in {place}.", place=place))]
        case _:
            return [small(t("The record does not name it yet."))]


def _milestone_facts(review: Review, body: DraftMilestone) -> list[str]:
    shown, question = reviewing.as_milestone(body), body.deadline.question
    facts = [said(reviewing.committed(review, body), 160), said(reviewing.recurs(body), 120)]
    return [
        f"**{_due(body)}**",
        *filter(None, [own_time(shown)]),
        *reading_lines(shown),
        *([f"{UNSURE} {said(question.text, 300)}"] if question else []),
        *filter(None, [" · ".join(filter(None, facts))]),
        *([t("Amount: {amount}", amount=said(body.amount, 80))] if body.amount else []),
        *([t("Condition: {words}", words=said(body.condition, 160))] if body.condition else []),
    ]


def _working(item: Item) -> list[str]:
    if not isinstance(item.body, DraftMilestone) or item.body.due_on is None:
        return []
    return [small(said(step, 200)) for step in item.body.deadline.trace]


def _words(item: Item, limit: int = LINE_QUOTE) -> list[str]:
    """The words of the text that an item rests on; nothing where none say it."""
    quote: Quote | None = item.body.quote
    return [f"*“{said(quote.words, limit)}”*"] if quote and quote.words else []


def _small_print(item: Item, facts: Sequence[str] = ()) -> list[str]:
    """What else there is to say of it: who is bound, whether it is known, what was decided."""
    words = [*filter(None, facts)]
    if item.known and item.decision is Decision.OPEN:
        words.append(t("on record already; accepting adds this source"))
    if item.changed:
        fields = ", ".join(dict.fromkeys(reviewing.field(each) for each in item.changed))
        words.append(t("written by a person: {fields}", fields=fields))
    if item.decision is not Decision.OPEN:
        words.append(decided_words(item))
    return [small(" · ".join(words))] if words else []


def _mark(item: Item) -> str:
    if item.decision is Decision.OPEN:
        return UNSURE if reviewing.is_unsure(item) else ""
    return "✓" if item.decision is Decision.ACCEPTED else "×"


def _marked(item: Item, title: str) -> str:
    """A finished title with its mark; struck out where it was dropped."""
    if item.decision is Decision.DROPPED:
        return f"~~{title}~~"
    return f"{_mark(item)} {title}".lstrip()


def _which(review: Review, item: Item) -> str:
    count = len(review.of(ItemKind.MILESTONE))
    which = {
        ItemKind.AGREEMENT: t("The agreement") if item.known else t("A new agreement"),
        ItemKind.PARTY: t("A further party"),
        ItemKind.COMMODITY: t("A further commodity"),
        ItemKind.EVENT: t("What happened"),
        ItemKind.MILESTONE: t("One of {count} milestones", count=count),
        ItemKind.CLAIM: t("Sources disagree"),
    }[item.kind]
    stands = {
        Decision.OPEN: t("known; accepting adds this source")
        if item.known
        else t("draft, not on record yet"),
        Decision.ACCEPTED: t("on record"),
        Decision.DROPPED: t("dropped, not on record"),
    }[item.decision]
    return f"{which} · {stands}"


def _tone(item: Item) -> Tone:
    if item.decision is Decision.ACCEPTED:
        return Tone.SETTLED
    if item.decision is Decision.DROPPED:
        return Tone.QUIET
    return Tone.PRESSING if reviewing.is_unsure(item) else Tone.PLAIN
