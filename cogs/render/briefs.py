"""A brief as a card: what it is, where it stands, what comes next, what nobody knows yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.briefs import Brief, Dispute, Standing, SubjectKind
from bot.domain.dates.values import Standing as Sureness
from bot.domain.milestones import Milestone, state
from bot.messages import t, tn
from cogs.render.look import Block, Tone, card, tone_of, when
from cogs.render.safe import footnote, said, sentences, small, source_line

SUMMARY_LENGTH = 340
SOURCES_PAGE = 8


def brief_card(
    brief: Brief, now: datetime, rows: Sequence[Sequence[ui.Item[Any]]]
) -> ui.LayoutView:
    """The brief, each fact with the number of its source."""
    if not brief.standings:
        return card(said(brief.subject.name, 100), t("Nothing is recorded."), tone=Tone.QUIET)
    pressing = [state(each, now) for each in (*brief.next, *brief.overdue, *brief.unverified)]
    return card(
        said(brief.subject.name, 100),
        _what_it_is(brief),
        *_milestones(brief, now),
        *_doubts(brief),
        under=_under(brief),
        foot=_foot(brief),
        tone=tone_of(pressing),
        rows=rows,
    )


def sources_card(
    brief: Brief, shown: Sequence[Any], place: tuple[int, int], rows: Sequence[Sequence[Any]]
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
        foot=_checked(brief),
        rows=rows,
    )


def _under(brief: Brief) -> str:
    if brief.subject.kind is not SubjectKind.AGREEMENT:
        kind = t("Party") if brief.subject.kind is SubjectKind.PARTY else t("Commodity")
        return f"{kind} · {tn('{count} agreement', '{count} agreements', len(brief.standings))}"
    agreement = brief.standings[0].agreement
    parts = [
        said(agreement.instrument.value.capitalize(), 40),
        wording.binding_word(agreement.binding),
        said(wording.listed([party.name for party in agreement.parties]), 120),
    ]
    return " · ".join(filter(None, parts))


def _what_it_is(brief: Brief) -> Block:
    if brief.subject.kind is not SubjectKind.AGREEMENT:
        return Block(
            [_standing_line(brief, each) for each in brief.standings],
            t("Agreements"),
            most=6,
            rest=t("/agreement list"),
        )
    standing = brief.standings[0]
    summary = said(sentences(standing.agreement.summary, SUMMARY_LENGTH), SUMMARY_LENGTH)
    return Block([_status(brief, standing), summary or t("No summary is recorded.")])


def _standing_line(brief: Brief, standing: Standing) -> str:
    return f"**{said(standing.agreement.short_name, 60)}**\n{small(_status(brief, standing))}"


def _status(brief: Brief, standing: Standing) -> str:
    """Where it stands and since when; a disputed word never stands without who says so."""
    event = standing.status.event
    word = standing.status.word
    if event is None:
        return t("No event is recorded.")
    cite = footnote(brief.footnote(event.source), event.source)
    since = wording.dated(event.on, event.precision)
    where = f", {said(event.place, 40)}" if event.place else ""
    text = t("**{word}** since {since}", word=word[:1].upper() + word[1:], since=since)
    return f"{text}{where}{_sureness(event.standing, event.source)}{cite}"


def _sureness(standing: Sureness, source: Any) -> str:
    if standing is Sureness.CONFIRMED:
        return ""
    word = {
        Sureness.REPORTED: t("reported"),
        Sureness.EXPECTED: t("expected"),
        Sureness.DISPUTED: t("disputed"),
    }[standing]
    if source is None:
        return f" · {word}"
    by = said(source.publisher or source.title, 40)
    return " · " + t("{word}, says {publisher}", word=word, publisher=by)


def _milestones(brief: Brief, now: datetime) -> list[Block]:
    more = t("/due or /agreement show")
    groups = (
        (t("Next"), brief.next, 3),
        (t("Overdue"), brief.overdue, 3),
        (t("Date passed, outcome unverified"), brief.unverified, 3),
        (t("Waits for an event"), brief.awaiting, 2),
        (t("No date yet"), brief.undated, 3),
        (t("Suspended"), brief.suspended, 2),
    )
    return [
        Block([_line(brief, each, now) for each in members], heading, most=most, rest=more)
        for heading, members, most in groups
        if members
    ]


def _line(brief: Brief, milestone: Milestone, now: datetime) -> str:
    cite = footnote(brief.footnote(milestone.source), milestone.source)
    what = f"**{said(milestone.what, 120)}**{cite}"
    if brief.subject.kind is not SubjectKind.AGREEMENT:
        what += f"\n{small(said(milestone.agreement, 60))}"
    if milestone.due_on is None:
        return f"{what}{_why_undated(milestone)}"
    firm = wording.commitment(milestone.modality, ())
    return f"{when(milestone)}{f' · {firm}' if firm else ''}\n{what}"


def _why_undated(milestone: Milestone) -> str:
    if milestone.no_date_reason:
        return f"\n{small(said(milestone.no_date_reason, 140))}"
    if milestone.rule is not None:
        return f"\n{small(said(milestone.rule.phrase, 140))}"
    return ""


def _doubts(brief: Brief) -> list[Block]:
    disputes = [_dispute(brief, each) for each in brief.disputes]
    several = len(brief.standings) > 1
    questions = [
        f"- {said(f'{name}: {text}' if several else text, 200)}" for name, text in brief.questions
    ]
    blocks = []
    if disputes:
        blocks.append(Block(disputes, t("Sources disagree"), most=2, rest=t("/agreement show")))
    if questions:
        blocks.append(Block(questions, t("Open questions"), most=3, rest=t("/agreement show")))
    return blocks


def _dispute(brief: Brief, dispute: Dispute) -> str:
    claims = [
        f"- {said(claim.claimed_by, 80)}: “{said(claim.statement, 160)}”"
        f"{footnote(brief.footnote(claim.source), claim.source)}"
        for claim in dispute.claims[:4]
    ]
    return "\n".join((f"**{said(dispute.point, 120)}**", *claims))


def _foot(brief: Brief) -> str:
    count = tn("{count} source", "{count} sources", len(brief.sources))
    return f"{count} · {_checked(brief)}"


def _checked(brief: Brief) -> str:
    if brief.verified_on is None:
        return t("not recorded when last checked against the sources")
    day = wording.day(brief.verified_on, weekday=False)
    return t("last checked against the sources on {day}", day=day)
