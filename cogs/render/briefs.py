"""A brief as a card: what it is, where it stands, what comes next, what nobody knows yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.agreements import Source
from bot.domain.briefs import Brief, SubjectKind
from bot.domain.milestones import state
from bot.messages import t, tn
from cogs.render.brief_blocks import Cited, later, news, pressing, sureness, what_it_is
from cogs.render.look import Block, Tone, card, person, tone_of
from cogs.render.safe import checked, checked_briefly, said, small, source_line
from cogs.render.short_briefs import short_brief

SOURCES_PAGE = 8

ROOM = 3400
"""Characters that the blocks of a brief may take; links are left out beyond."""


def brief_card(
    brief: Brief, now: datetime, rows: Sequence[Sequence[ui.Item[Any]]], *, full: bool = False
) -> ui.LayoutView:
    """The brief, each fact with the number of its source; short, on one screen, or `full`."""
    if brief.is_empty:
        nothing = t("Nothing is recorded.")
        if brief.period:
            nothing = t("Nothing is recorded for this time.")
        return card(title(brief), nothing, under=_under(brief), tone=Tone.QUIET)
    shown, counts = _linked(brief, full=full)
    states = [state(each, now) for each in (*brief.next, *brief.overdue, *brief.unverified)]
    return card(
        title(brief),
        *shown,
        under=_under(brief),
        foot=" · ".join([*counts, _foot(brief, full=full)]),
        tone=tone_of(states),
        rows=rows,
    )


def _linked(brief: Brief, *, full: bool) -> tuple[list[Block], list[str]]:
    """The blocks of a brief, with links from the first on as far as there is room for them.

    With them comes what is only counted.
    """
    linked, counts = _blocks(Cited(brief, linked=True, full=full))
    plain, _ = _blocks(Cited(brief, linked=False, full=full))
    left, shown = ROOM - sum(map(_length, plain)), []
    for with_links, without in zip(linked, plain, strict=True):
        more = _length(with_links) - _length(without)
        shown.append(with_links if more <= left else without)
        left -= more if more <= left else 0
    return shown, counts


def _blocks(cited: Cited) -> tuple[list[Block], list[str]]:
    """The brief in the order of reading: the whole of it, or as much as one screen shows.

    What a short one has no room for is counted, in finished words for its foot.
    """
    if cited.full:
        others = [each.block for each in later(cited)]
        whole = [*what_it_is(cited), *_happened(cited), *pressing(cited), *others, *news(cited)]
        return whole, []
    beside = f"{small(_under(cited.brief))}\n{small(_foot(cited.brief, full=False))}"
    short = short_brief(cited, _happened(cited), beside)
    return short.blocks, short.counts


def _happened(cited: Cited) -> list[Block]:
    """What happened in the time for which the brief is."""
    lines = []
    for name, event in cited.brief.happened:
        word, place = t(event.kind.value), f", {said(event.place, 40)}" if event.place else ""
        on = wording.dated(event.on, event.precision)
        facts = [on, said(name, 60)] if cited.several else [on]
        what = f"**{word[:1].upper()}{word[1:]}**{place}{sureness(event)}"
        lines.append(f"{what}{cited.number(event.source)}\n{small(' · '.join(facts))}")
    beyond = cited.brief.more("events")
    found = Block(lines, t("Events"), cited.most(3), t("/timeline"), beyond=beyond)
    return [found] if lines else []


def _length(block: Block) -> int:
    return sum(len(line) + 1 for line in block.lines[: block.most])


def title(brief: Brief) -> str:
    """What the brief is about, as a heading begins: a commodity is written small on record."""
    subject = brief.subject
    name = said(subject.name, 100)
    name = name[:1].upper() + name[1:]
    if subject.owner_id is None:
        return name
    owner = person(subject.owner_id)
    if subject.kind is SubjectKind.OWNER:
        return t("What {person} answers for", person=owner)
    return t("{name}: what {person} answers for", name=name, person=owner)


def sources_card(
    brief: Brief, shown: Sequence[Source], place: tuple[int, int], rows: Sequence[Sequence[Any]]
) -> ui.LayoutView:
    """The numbered sources of a brief; `place` is which page (from 0) of how many."""
    page, pages = place
    first = page * SOURCES_PAGE + 1
    lines = [source_line(first + offset, source) for offset, source in enumerate(shown)]
    parts = [tn("{count} source", "{count} sources", len(brief.sources))]
    if pages > 1:
        parts.append(t("page {page} of {pages}", page=page + 1, pages=pages))
    return card(
        t("Sources: {name}", name=said(brief.subject.name, 80)),
        Block(lines or [t("No source is recorded.")]),
        under=" · ".join(parts),
        foot=checked(brief.verified_on, brief.newest_verified_on),
        rows=rows,
    )


def _under(brief: Brief) -> str:
    parts = [_kind(brief)]
    if brief.period:
        parts.append(wording.span(brief.period.first, brief.period.last))
    return " · ".join(filter(None, parts))


def _kind(brief: Brief) -> str:
    if not brief.subject.several:
        agreement = brief.standings[0].agreement
        parts = [
            wording.kind(agreement.instrument, agreement.binding),
            said(wording.listed([party.name for party in agreement.parties]), 120),
        ]
        return " · ".join(filter(None, parts))
    kind = {
        SubjectKind.PARTY: t("Party"),
        SubjectKind.COMMODITY: t("Commodity"),
        SubjectKind.TOPIC: t("Topic"),
    }.get(brief.subject.kind)
    return f"{kind} · {brief.extent}" if kind else brief.extent


def _foot(brief: Brief, *, full: bool) -> str:
    count = tn("{count} source", "{count} sources", len(brief.sources))
    if brief.more("standings").count:
        count = t("Of what is named here: {count}", count=count)
    oldest, newest = brief.verified_on, brief.newest_verified_on
    return (
        f"{count}. {checked(oldest, newest)}"
        if full
        else f"{count}, {checked_briefly(oldest, newest)}"
    )
