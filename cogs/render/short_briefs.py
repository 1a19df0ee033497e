"""A brief on about one screen of a phone: what presses, in few words; the rest is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain import wording
from bot.domain.briefs import Dispute, More, SubjectKind
from bot.domain.milestones import Milestone
from bot.messages import t, tn
from cogs.render.brief_blocks import Cited, later, nothing_ahead, status_line, unchanged
from cogs.render.histories import told_briefly
from cogs.render.look import Block, when
from cogs.render.phones import LIST_LINES, SCREEN_LINES, phone_lines, text_lines
from cogs.render.safe import said, sentences, small

ROOM = SCREEN_LINES - LIST_LINES
"""What is left in lines beside the list of the dates that it explains."""

MOST_CLAIMS = 2
CLAIM_LENGTH = 38
"""Characters of a claim, and of who makes it, where there is little room."""


@dataclass(frozen=True, slots=True)
class Width:
    """How much is told of each: names of so many characters, and, if `dense`, small print alone."""

    length: int
    dense: bool = False


WIDTHS = (Width(120), Width(60), Width(60, dense=True), Width(40, dense=True))
"""The widest first: a brief is told no more narrowly than one screen asks for."""


@dataclass(frozen=True, slots=True)
class Short:
    """What a short brief shows, and what it only counts, in finished words."""

    blocks: list[Block]
    counts: list[str]
    lines: float


def short_brief(cited: Cited, happened: Sequence[Block], beside: str) -> Short:
    """As much of a brief as one screen shows; `beside` is what else stands in its small print."""
    found = [_told(cited, width, happened, beside) for width in WIDTHS]
    return next((each for each in found if each.lines <= ROOM), found[-1])


def _told(cited: Cited, width: Width, happened: Sequence[Block], beside: str) -> Short:
    below = [*_dated(cited, width), *_disputed(cited, width), *_changed(cited)]
    if width.dense:
        groups = _close([*_stands(cited, width), *happened, *below])
    else:
        groups = [*_stands(cited, width), *happened, *_close(below)]
    taken = sum(map(phone_lines, groups)) + text_lines(beside)
    others = [each for each in later(cited) if cited.several or each.part != "disputes"]
    counts = [] if cited.brief.news else [unchanged(cited.brief)]
    kept = []
    for place, each in enumerate(others):
        counted = [other.counted for other in others[place:]]
        foot = text_lines(small(" · ".join([*counts, *counted])))
        block = replace(each.block, close=True)
        if taken + phone_lines(block) + foot <= ROOM:
            kept.append(block)
            taken += phone_lines(block)
        else:
            counts.append(each.counted)
    foot = text_lines(small(" · ".join(counts)))
    return Short([*groups, *kept], counts, taken + foot)


def _close(blocks: Sequence[Block]) -> list[Block]:
    """Blocks under one line, with none between them."""
    return [replace(each, close=place > 0) for place, each in enumerate(blocks)]


def _stands(cited: Cited, width: Width) -> list[Block]:
    """Where it stands and since when; of several agreements the one of which it is newest.

    What an agreement is follows where there is room and one sentence says so briefly.
    """
    standings = cited.brief.standings
    if not cited.several:
        summary = sentences(standings[0].agreement.summary, width.length)
        told = not summary.endswith("…") and width is WIDTHS[0]
        summary = summary or t("No summary is recorded.")
        lines = [status_line(cited, standings[0]), *([said(summary)] if told else [])]
        return [Block(lines)]
    dated = [each for each in standings if each.status.since]
    if not dated or cited.brief.subject.kind is SubjectKind.EVERYTHING:
        return []
    latest = max(dated, key=lambda each: each.status.since or date.min)
    name = said(latest.agreement.short_name, width.length)
    words = t("Latest: {name}", name=f"**{name}**")
    return [Block([small(f"{words} · {status_line(cited, latest)}")])]


def _dated(cited: Cited, width: Width) -> list[Block]:
    """What comes next, what is overdue and what nobody knows the outcome of."""
    brief = cited.brief
    ahead = _group(cited, width, t("Next"), "next", 3)
    if not brief.next and (brief.period is None or brief.is_empty):
        ahead = nothing_ahead()
    found = (
        ahead,
        _group(cited, width, t("Overdue"), "overdue", 2),
        _group(cited, width, t("Date passed, outcome unverified"), "unverified", 1),
    )
    return [each for each in found if each.lines]


def _group(cited: Cited, width: Width, heading: str, part: str, most: int) -> Block:
    """The first of a part; how firm all of them are stands in the heading."""
    found: Sequence[Milestone] = getattr(cited.brief, part)
    shown, hidden = found[:most], cited.brief.more(part) + len(found[most:])
    firm = {wording.commitment(each.modality, ()) for each in shown}
    shared = next(iter(firm)) if len(firm) == 1 and len(shown) > 1 else ""
    lines = [_line(cited, width, each, firm=not shared) for each in shown]
    if lines and hidden.count:
        lines[-1] += f" · {_more(hidden)}"
    return Block(lines, f"{heading} · {shared}" if shared else heading)


def _more(hidden: More) -> str:
    return f"{hidden.words}: {t('/due')}"


def _line(cited: Cited, width: Width, milestone: Milestone, *, firm: bool) -> str:
    """What, where wanted how firmly, and in small print when, and of which agreement."""
    commitment = wording.commitment(milestone.modality, ()) if firm else ""
    words = f"**{said(milestone.what, width.length)}**"
    what = f"{words}{f', {commitment}' if commitment else ''}{cited.number(milestone.source)}"
    facts = [when(milestone, briefly=True)]
    if cited.several:
        facts.append(said(milestone.agreement, width.length))
    if width.dense:
        return small(" · ".join((what, *facts)))
    return f"{what}\n{small(' · '.join(facts))}"


def _disputed(cited: Cited, width: Width) -> list[Block]:
    """What sources dispute of an agreement, the first point with who claims what."""
    disputes = cited.brief.disputes
    if cited.several or not disputes:
        return []
    first = _dispute(cited, disputes[0], CLAIM_LENGTH if width.dense else width.length)
    more = cited.brief.more("disputes") + (len(disputes) - 1)
    points = tn("{count} more point", "{count} more points", more.count)
    said_more = [*first[1], *([points] if more.count else [])]
    beyond = [small(t("and {more}", more=", ".join(said_more)))] if said_more else []
    return [Block(["\n".join([*first[0], *beyond])])]


def _dispute(cited: Cited, dispute: Dispute, length: int) -> tuple[list[str], list[str]]:
    """A point with its first claims, and how many more there are."""
    label = t("Sources disagree: {point}", point=said(dispute.point, 80))
    claims = [
        small(
            f"{said(each.claimed_by, length)}: “{said(each.statement, length)}”"
            f"{cited.number(each.source)}"
        )
        for each in dispute.claims
    ]
    more = len(claims) - MOST_CLAIMS
    counted = tn("{count} more claim", "{count} more claims", more)
    return [f"**{label}**", *claims[:MOST_CLAIMS]], [counted] if more > 0 else []


def _changed(cited: Cited) -> list[Block]:
    """The last change, with how many more there are."""
    last = cited.brief.last_change
    if last is None:
        return []
    more = cited.brief.more("news") + (len(cited.brief.news) - 1)
    beyond = f" · {more.words}: {t('/changes')}" if more.count else ""
    words = t("Last change: {change}", change=told_briefly(last))
    return [Block([small(f"{words}{beyond}")])]
