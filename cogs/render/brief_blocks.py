"""What stands in a brief: block by block, each fact with the number of its source."""

from dataclasses import dataclass
from datetime import date

from bot.domain import wording
from bot.domain.agreements import Event, Source
from bot.domain.briefs import Brief, Dispute, Standing
from bot.domain.dates.values import DeadlineState
from bot.domain.dates.values import Standing as Sureness
from bot.domain.milestones import Milestone
from bot.messages import t
from cogs.render.histories import told_line
from cogs.render.look import Block, when
from cogs.render.safe import footnote, said, sentences, small

SUMMARY_LENGTH = 240
FULL_LENGTH = 1200


@dataclass(frozen=True, slots=True)
class Cited:
    """A brief whose facts carry the numbers of their sources, as links where there is room.

    A `full` one shows all that a message holds, and not only what comes first.
    """

    brief: Brief
    linked: bool
    full: bool = False

    @property
    def several(self) -> bool:
        """Whether it may cover more than one agreement."""
        return self.brief.subject.several

    def most(self, short: int) -> int | None:
        """How many lines of a block are shown."""
        return None if self.full else short

    def number(self, source: Source | None) -> str:
        return footnote(self.brief.footnote(source), source, linked=self.linked)


def blocks(cited: Cited) -> list[Block]:
    """The whole brief, in the order of reading."""
    return [_what_it_is(cited), *_milestones(cited), *_doubts(cited), *_news(cited)]


def _what_it_is(cited: Cited) -> Block:
    if cited.several:
        latest = sorted(
            cited.brief.standings, key=lambda each: each.status.since or date.min, reverse=True
        )
        return Block(
            [_standing_line(cited, each) for each in latest],
            t("Agreements"),
            most=cited.most(4),
            rest=t("/agreement list"),
        )
    standing = cited.brief.standings[0]
    length = FULL_LENGTH if cited.full else SUMMARY_LENGTH
    summary = said(sentences(standing.agreement.summary, length), length)
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
        (t("No longer open"), cited.brief.settled if cited.full else (), 3),
    )
    ahead = cited.brief.next or (cited.brief.period and not cited.brief.is_empty)
    nothing = [] if ahead else [Block([t("No date ahead is recorded.")], t("Next"))]
    return nothing + [
        Block(
            [
                milestone_line(cited, each) if each.due_on else _undated_line(cited, each)
                for each in members
            ],
            heading,
            most=cited.most(most),
            rest=more,
            spaced=members[0].due_on is not None,
        )
        for heading, members, most in groups
        if members
    ]


def milestone_line(cited: Cited, milestone: Milestone) -> str:
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
    found, rest = [], t("/agreement show")
    if disputes:
        found.append(Block(disputes, t("Sources disagree"), most=cited.most(1), rest=rest))
    if questions:
        found.append(Block(questions, t("Open questions"), most=cited.most(2), rest=rest))
    return found


def _dispute(cited: Cited, dispute: Dispute) -> str:
    several = len(cited.brief.standings) > 1
    point = f"{dispute.agreement}: {dispute.point}" if several else dispute.point
    claims = [
        f"- {said(claim.claimed_by, 80)}: “{said(claim.statement, 120)}”"
        f"{cited.number(claim.source)}"
        for claim in dispute.claims
    ]
    return "\n".join(Block([f"**{said(point, 160)}**", *claims]).texts(min(len(claims), 4) + 1))


def _news(cited: Cited) -> list[Block]:
    """What has changed lately: the last of it, in full all of it, the latest first."""
    if not cited.brief.news:
        return []
    latest = sorted(cited.brief.news, key=lambda each: each.at, reverse=True)
    lines = [told_line(each, named=cited.several) for each in latest]
    heading = t("What has changed") if cited.full else t("Last change")
    return [Block(lines, heading, most=cited.most(1), rest=t("/changes"))]
