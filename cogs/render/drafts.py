"""A draft under review as one card: what it would be, what is doubtful, its milestones."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.drafts import reviewing
from bot.domain.drafts.items import Decision, DraftClaim, Head, Item, ItemKind, Review
from bot.domain.drafts.values import DraftTerm
from bot.messages import t, tn
from bot.services.drafting import KnownSource
from cogs.paging import page_of
from cogs.render.draft_items import (
    UNSURE,
    claim_lines,
    decided_words,
    head_facts,
    item_lines,
)
from cogs.render.look import Block, Tone, card, stamp
from cogs.render.provenance import cited_words
from cogs.render.safe import said, small

Rows = Sequence[Sequence[ui.Item[Any]]]

FIRST = 3
"""Milestones on the first page, fewer beside what is doubtful: about one screen of a phone."""

MOST_DOUBTS = 3
MOST_NOTES = 3
PAGE_SIZE = 6
"""Parts on each further page."""


def review_card(review: Review, page: int, rows: Rows = ()) -> ui.LayoutView:
    """A draft: on page 0 in short, what is doubtful first; from page 1 every part in order."""
    if not review.open:
        return _settled_card(review, page, rows)
    blocks = _short(review) if page == 0 else _page(review, page)
    foot = [t("From {source}", source=cited_words(review.source))]
    foot += _beside(review) if page == 0 else []
    return card(
        said(reviewing.title(review), 80),
        *blocks,
        under=_under(review),
        foot="\n-# ".join(foot),
        tone=Tone.PRESSING if reviewing.unsure(review) else Tone.PLAIN,
        rows=rows,
    )


def thrown_away_card(review: Review) -> ui.LayoutView:
    """What stays behind when a draft is thrown away."""
    if review.agreement_id is None:
        sentence = t("The draft was thrown away; nothing of it was saved.")
    else:
        sentence = t("The draft was thrown away. What had been accepted stays on record.")
    return card(said(reviewing.title(review), 80), sentence, tone=Tone.QUIET)


def known_card(known: KnownSource, rows: Rows = ()) -> ui.LayoutView:
    """That a page or a text is on record already, of which agreement."""
    on = known.read_on
    read = t("It was read on {day}.", day=wording.day(on, weekday=False)) if on else ""
    sentence = t("This is among its sources already, so nothing was made of it.")
    return card(
        said(known.agreement, 80),
        " ".join(filter(None, (sentence, read))),
        foot=t("From {source}", source=cited_words(known.source)),
        tone=Tone.QUIET,
        rows=rows,
    )


def parts(review: Review) -> tuple[Item, ...]:
    """What the pages list: every item but the head, which the first lines show."""
    return tuple(each for each in review.items if each.kind is not ItemKind.AGREEMENT)


def pages(review: Review) -> int:
    """How many pages show every part of it; the short page 0 is not counted."""
    return page_of(parts(review), 0, PAGE_SIZE)[2]


def offered(review: Review, page: int, most: int) -> Sequence[Item]:
    """The items to choose from on a page: its own, or on page 0 all that fit, doubtful first."""
    if page > 0:
        return page_of(parts(review), page - 1, PAGE_SIZE)[0]
    return sorted(review.items, key=lambda each: each not in reviewing.unsure(review))[:most]


def _short(review: Review) -> list[Block]:
    """What is doubtful first, then the first of the other milestones."""
    unsure = [each for each in reviewing.unsure(review) if each.kind is not ItemKind.CLAIM]
    milestones = review.of(ItemKind.MILESTONE)
    count = tn("{count} milestone", "{count} milestones", len(milestones))
    milestones = tuple(sorted(milestones, key=lambda each: each.decision is not Decision.OPEN))
    others = [item_lines(review, each) for each in milestones if each not in unsure]
    first = 1 if unsure else FIRST - bool(review.doubts)
    return [
        Block(_what(review)),
        _doubts(review, unsure),
        _contradictions(review),
        Block(others, count, most=first, rest=t("Show all"), spaced=True),
    ]


def _page(review: Review, page: int) -> list[Block]:
    shown, at, count = page_of(parts(review), page - 1, PAGE_SIZE)
    heading = t("Page {page} of {pages}", page=at + 1, pages=count) if count > 1 else None
    blocks = [Block([item_lines(review, each) for each in shown], heading, spaced=True)]
    if at + 1 == count:
        terms = [_term(each) for each in review.terms]
        blocks.append(Block(terms, t("Periods that set no date by themselves"), most=4))
    return blocks


def _what(review: Review) -> list[str]:
    """What it would become, with what has happened to it by the text."""
    heads = [each.body for each in review.items if isinstance(each.body, Head) and not each.known]
    lines = [f"**{said(reviewing.destiny(review), 240)}**"]
    for head in heads:
        lines += head_facts(head)
    for item in review.of(ItemKind.EVENT):
        lines.append(_event(review, item))
    more = [*review.of(ItemKind.PARTY), *review.of(ItemKind.COMMODITY)]
    lines += [t("Adds: {name}", name=said(reviewing.name(review, each), 80)) for each in more]
    lines += [
        small(t("Belongs with {name}: {reason}", name=said(e.name, 60), reason=said(e.reason, 120)))
        for e in review.related
    ]
    return lines


def _event(review: Review, item: Item) -> str:
    name = said(reviewing.name(review, item), 120)
    if item.decision is Decision.DROPPED:
        return f"~~{name}~~ · {decided_words(item)}"
    decided = reviewing.decision(item) if item.decision is Decision.ACCEPTED else ""
    known = t("on record already") if item.known and not decided else ""
    return " · ".join(filter(None, [name, known, decided]))


def _doubts(review: Review, unsure: Sequence[Item]) -> Block:
    """What a person should look at: the parts with why, and then what is unclear of the whole."""
    lines = [item_lines(review, each) for each in unsure]
    lines += [f"{UNSURE} {said(each, 240)}" for each in review.doubts]
    return Block(lines, t("To be checked"), most=MOST_DOUBTS, rest=t("Show all"), spaced=True)


def _contradictions(review: Review) -> Block:
    claims = [each for each in review.of(ItemKind.CLAIM) if each.decision is Decision.OPEN]
    lines = [claim_lines(each, each.body) for each in claims if isinstance(each.body, DraftClaim)]
    return Block(lines, t("Contradicts the record"), most=2, rest=t("Show all"), spaced=True)


def _beside(review: Review) -> list[str]:
    """What the text holds beside: its periods, and what was not read."""
    kinds = ", ".join(dict.fromkeys(t(each.kind.value) for each in review.terms))
    words = [t("Without a date of its own: {kinds}", kinds=kinds)] if kinds else []
    return [*words, *(said(note, 200) for note in review.notes[:MOST_NOTES])]


def _term(term: DraftTerm) -> str:
    return f"- {said(t(term.kind.value), 30)}: *“{said(term.quote.words, 160)}”*"


def _under(review: Review) -> str:
    """How far the review has come, and until when there is time for it."""
    accepted = sum(each.decision is Decision.ACCEPTED for each in review.items)
    away = stamp(review.forgotten_at, "R")
    if not accepted:
        return t("Draft: nothing is on record yet · forgotten {away}", away=away)
    return t(
        "Draft: {accepted} of {count} on record · the rest is forgotten {away}",
        accepted=accepted,
        count=len(review.items),
        away=away,
    )


def _settled_card(review: Review, page: int, rows: Rows) -> ui.LayoutView:
    """A draft of which everything is decided."""
    name = said(reviewing.title(review), 80)
    source = t("From {source}", source=cited_words(review.source))
    if review.agreement_id is None:
        sentence = t("Everything was dropped; nothing was saved.")
        return card(name, sentence, foot=source, tone=Tone.QUIET, rows=rows)
    blocks = _page(review, page) if page else [Block(_counts(review))]
    title = t("On record: {name}", name=name)
    return card(title, *blocks, foot=source, tone=Tone.SETTLED, rows=rows)


def _counts(review: Review) -> list[str]:
    """How much was accepted and dropped, and of what a person wrote anew."""
    accepted = [each for each in review.items if each.decision is Decision.ACCEPTED]
    kinds = [each.kind for each in accepted]
    dropped, changed = len(review.items) - len(accepted), sum(bool(e.changed) for e in accepted)
    steps, claims = kinds.count(ItemKind.MILESTONE), kinds.count(ItemKind.CLAIM)
    counts = [
        tn("{count} part accepted", "{count} parts accepted", len(accepted)),
        tn("{count} milestone", "{count} milestones", steps) if steps else "",
        tn("{count} contradiction", "{count} contradictions", claims) if claims else "",
        tn("{count} changed by a person", "{count} changed by people", changed) if changed else "",
        tn("{count} part dropped", "{count} parts dropped", dropped) if dropped else "",
    ]
    return [" · ".join(filter(None, counts))]
