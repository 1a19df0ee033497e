"""A brief as a card: what it is, where it stands, what comes next, what nobody knows yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.agreements import Event, Source
from bot.domain.briefs import Brief, Dispute, Standing, SubjectKind
from bot.domain.dates.values import DeadlineState
from bot.domain.dates.values import Standing as Sureness
from bot.domain.milestones import Milestone, state
from bot.messages import t, tn
from cogs.render.look import Block, Tone, card, tone_of, when
from cogs.render.safe import checked, footnote, said, sentences, small, source_line

SUMMARY_LENGTH = 240
SOURCES_PAGE = 8

ROOM = 3400
"""Characters that the blocks of a brief may take with links; longer ones are told without."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A brief whose facts carry the numbers of their sources, as links where there is room."""

    brief: Brief
    linked: bool

    @property
    def several(self) -> bool:
        """Whether it covers more than the one agreement it is about."""
        return self.brief.subject.kind is not SubjectKind.AGREEMENT

    def number(self, source: Source | None) -> str:
        return footnote(self.brief.footnote(source), source, linked=self.linked)


def brief_card(
    brief: Brief, now: datetime, rows: Sequence[Sequence[ui.Item[Any]]]
) -> ui.LayoutView:
    """The brief, each fact with the number of its source."""
    if not brief.standings:
        return card(_title(brief), t("Nothing is recorded."), tone=Tone.QUIET)
    linked, plain = (_blocks(Cited(brief, linked=linked)) for linked in (True, False))
    fits = sum(len(line) + 1 for each in linked for line in each.lines[: each.most]) < ROOM
    pressing = [state(each, now) for each in (*brief.next, *brief.overdue, *brief.unverified)]
    return card(
        _title(brief),
        *(linked if fits else plain),
        under=_under(brief),
        foot=_foot(brief),
        tone=tone_of(pressing),
        rows=rows,
    )


def _title(brief: Brief) -> str:
    """What the brief is about, as a heading begins: a commodity is written small on record."""
    name = said(brief.subject.name, 100)
    return name[:1].upper() + name[1:]


def _blocks(cited: Cited) -> list[Block]:
    return [_what_it_is(cited), *_milestones(cited), *_doubts(cited)]


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
    if brief.subject.kind is not SubjectKind.AGREEMENT:
        kind = t("Party") if brief.subject.kind is SubjectKind.PARTY else t("Commodity")
        return f"{kind} · {tn('{count} agreement', '{count} agreements', len(brief.standings))}"
    agreement = brief.standings[0].agreement
    parts = [
        wording.kind(agreement.instrument, agreement.binding),
        said(wording.listed([party.name for party in agreement.parties]), 120),
    ]
    return " · ".join(filter(None, parts))


def _what_it_is(cited: Cited) -> Block:
    if cited.several:
        latest = sorted(
            cited.brief.standings, key=lambda each: each.status.since or date.min, reverse=True
        )
        return Block(
            [_standing_line(cited, each) for each in latest],
            t("Agreements"),
            most=4,
            rest=t("/agreement list"),
        )
    standing = cited.brief.standings[0]
    summary = said(sentences(standing.agreement.summary, SUMMARY_LENGTH), SUMMARY_LENGTH)
    return Block([_status(cited, standing), summary or t("No summary is recorded.")])


def _standing_line(cited: Cited, standing: Standing) -> str:
    return f"**{said(standing.agreement.short_name, 60)}**\n{small(_status(cited, standing))}"


def _status(cited: Cited, standing: Standing) -> str:
    """Where it stands and since when; a disputed word never stands without who says so."""
    event = standing.status.event
    if event is None:
        return t("No event is recorded.")
    words = wording.stands(standing.status, weekday=not cited.several)
    where = f", {said(event.place, 40)}" if event.place else ""
    cite = cited.number(event.source)
    return f"**{words[:1].upper()}{words[1:]}**{where}{_sureness(event)}{cite}"


def _sureness(event: Event) -> str:
    if event.standing is Sureness.CONFIRMED:
        return ""
    word = wording.standing_word(event.standing)
    if event.source is None:
        return f" · {word}"
    by = said(event.source.publisher or event.source.title, 40)
    return " · " + t("{word}, says {publisher}", word=word, publisher=by)


def _milestones(cited: Cited) -> list[Block]:
    more = t("/due or /agreement show")
    groups = (
        (t("Next"), cited.brief.next, 3),
        (t("Overdue"), cited.brief.overdue, 3),
        (t("Date passed, outcome unverified"), cited.brief.unverified, 3),
        (t("Waits for an event"), cited.brief.awaiting, 2),
        (t("No date yet"), cited.brief.undated, 3),
        (t("Suspended"), cited.brief.suspended, 2),
    )
    nothing = [] if cited.brief.next else [Block([t("No date ahead is recorded.")], t("Next"))]
    return nothing + [
        Block(
            [_line(cited, each) if each.due_on else _undated_line(cited, each) for each in members],
            heading,
            most=most,
            rest=more,
            spaced=members[0].due_on is not None,
        )
        for heading, members, most in groups
        if members
    ]


def _line(cited: Cited, milestone: Milestone) -> str:
    """When, and what with its footnote; of several agreements also which."""
    firm = wording.commitment(milestone.modality, ())
    what = f"**{said(milestone.what, 120)}**{f', {firm}' if firm else ''}"
    lines = [when(milestone), f"{what}{cited.number(milestone.source)}"]
    return "\n".join([*lines, small(said(milestone.agreement, 60))] if cited.several else lines)


def _undated_line(cited: Cited, milestone: Milestone) -> str:
    """What, and the clause that waits for an event."""
    what = f"{milestone.agreement}: {milestone.what}" if cited.several else milestone.what
    line = f"- {said(what, 180)}{cited.number(milestone.source)}"
    deadline, rule = milestone.deadline, milestone.rule
    if rule is None or deadline is None or deadline.state is not DeadlineState.AWAITING_TRIGGER:
        return line
    return f"{line}\n{small(said(rule.phrase, 140))}"


def _doubts(cited: Cited) -> list[Block]:
    disputes = [_dispute(cited, each) for each in cited.brief.disputes]
    several = len(cited.brief.standings) > 1
    questions = [
        f"- {said(f'{name}: {text}' if several else text, 200)}"
        for name, text in cited.brief.questions
    ]
    blocks = []
    if disputes:
        blocks.append(Block(disputes, t("Sources disagree"), most=1, rest=t("/agreement show")))
    if questions:
        blocks.append(Block(questions, t("Open questions"), most=2, rest=t("/agreement show")))
    return blocks


def _dispute(cited: Cited, dispute: Dispute) -> str:
    several = len(cited.brief.standings) > 1
    point = f"{dispute.agreement}: {dispute.point}" if several else dispute.point
    claims = [
        f"- {said(claim.claimed_by, 80)}: “{said(claim.statement, 120)}”"
        f"{cited.number(claim.source)}"
        for claim in dispute.claims
    ]
    return "\n".join(Block([f"**{said(point, 160)}**", *claims]).texts(min(len(claims), 4) + 1))


def _foot(brief: Brief) -> str:
    count = tn("{count} source", "{count} sources", len(brief.sources))
    return f"{count}. {checked(brief.verified_on, brief.newest_verified_on)}"
