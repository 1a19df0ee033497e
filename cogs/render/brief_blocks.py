"""What stands in a brief: block by block, each fact with the number of its source."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from bot.domain import wording
from bot.domain.agreements import Event, Source
from bot.domain.briefs import Brief, Dispute, Standing, SubjectKind
from bot.domain.dates.values import DeadlineState
from bot.domain.dates.values import Standing as Sureness
from bot.domain.milestones import Milestone
from bot.messages import t, tn
from cogs.render.histories import told_line
from cogs.render.look import Block, stamp, when
from cogs.render.safe import footnote, said, sentences, small

SUMMARY_LENGTH = 120
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


@dataclass(frozen=True, slots=True)
class Later:
    """A block that a short brief shows if there is room, and what else says how much is in it."""

    block: Block
    counted: str


def what_it_is(cited: Cited) -> list[Block]:
    """Where it stands and since when; of everything only in full."""
    if cited.brief.subject.kind is SubjectKind.EVERYTHING and not cited.full:
        return []
    if cited.several:
        latest = sorted(
            cited.brief.standings, key=lambda each: each.status.since or date.min, reverse=True
        )
        lines = [_standing_line(cited, each) for each in latest]
        most, rest = 2 if len(lines) < 5 else 1, t("/agreement list")
        beyond = cited.brief.more("standings")
        return [Block(lines, t("Agreements"), cited.most(most), rest, beyond=beyond)]
    standing = cited.brief.standings[0]
    lines = [_status(cited, standing), _summary(standing.agreement.summary, full=cited.full)]
    return [Block([each for each in lines if each])]


def _summary(summary: str, *, full: bool) -> str:
    """What it is, in short in one sentence, if one says so briefly."""
    if not summary:
        return t("No summary is recorded.")
    if full:
        return said(sentences(summary, FULL_LENGTH), FULL_LENGTH)
    first = sentences(summary, SUMMARY_LENGTH)
    return "" if first.endswith("…") else said(first, SUMMARY_LENGTH)


def _standing_line(cited: Cited, standing: Standing) -> str:
    name, status = said(standing.agreement.short_name, 60), _status(cited, standing)
    return f"**{name}**\n{small(status)}"


def _status(cited: Cited, standing: Standing) -> str:
    """Where it stands and since when; a disputed word never stands without who says so."""
    event = standing.status.event
    if event is None:
        return t("No event is recorded.")
    words = wording.stands(standing.status, weekday=not cited.several)
    where = f", {said(event.place, 40)}" if event.place else ""
    cite = cited.number(event.source)
    return f"**{words[:1].upper()}{words[1:]}**{where}{sureness(event)}{cite}"


def sureness(event: Event) -> str:
    """How sure an event is, where it is not, and who says so."""
    if event.standing is Sureness.CONFIRMED:
        return ""
    word = wording.standing_word(event.standing)
    if event.source is None:
        return f" · {word}"
    by = said(event.source.publisher or event.source.title, 40)
    return " · " + t("{word}, says {publisher}", word=word, publisher=by)


def pressing(cited: Cited) -> list[Block]:
    """What comes next, what is overdue and what nobody knows the outcome of."""
    brief = cited.brief
    next_ = _dated(cited, t("Next"), "next", 3)
    if not brief.next and (brief.period is None or brief.is_empty):
        next_ = Block([t("No date ahead is recorded.")], t("Next"))
    found = (
        next_,
        _dated(cited, t("Overdue"), "overdue", 2),
        _dated(cited, t("Date passed, outcome unverified"), "unverified", 1),
    )
    return [each for each in found if each.lines]


def later(cited: Cited) -> list[Later]:
    """What a short brief shows where there is room, the most telling first."""
    many = partial(_many, cited.brief)
    found = [
        (_disputes(cited), many("disputes", "{count} point disputed", "{count} points disputed")),
        (
            _undated(cited, t("Waits for an event"), "awaiting", 1),
            many("awaiting", "{count} waits for an event", "{count} wait for an event"),
        ),
        (_questions(cited), many("questions", "{count} open question", "{count} open questions")),
        (
            _undated(cited, t("No date yet"), "undated", 2),
            many("undated", "{count} without a date", "{count} without a date"),
        ),
        (
            _dated(cited, t("Suspended"), "suspended", 1),
            many("suspended", "{count} suspended", "{count} suspended"),
        ),
    ]
    if cited.full:
        found.append((_dated(cited, t("No longer open"), "settled", 1), ""))
    return [Later(block, counted) for block, counted in found if block.lines]


def _many(brief: Brief, part: str, one: str, several: str) -> str:
    """How much there is of a part, told or not."""
    every = brief.more(part) + len(getattr(brief, part))
    counted = tn(one, several, every.count)
    return t("at least {counted}", counted=counted) if every.at_least else counted


def _dated(cited: Cited, heading: str, part: str, most: int) -> Block:
    line = milestone_line if cited.full else _short_line
    lines = [line(cited, each) for each in getattr(cited.brief, part)]
    return replace(_grouped(cited, heading, lines, part, most), spaced=cited.full)


def _undated(cited: Cited, heading: str, part: str, most: int) -> Block:
    lines = [
        milestone_line(cited, each) if each.due_on else _undated_line(cited, each)
        for each in getattr(cited.brief, part)
    ]
    return _grouped(cited, heading, lines, part, most)


def _grouped(cited: Cited, heading: str, lines: list[str], part: str, most: int) -> Block:
    rest, beyond = t("/due or /agreement show"), cited.brief.more(part)
    return Block(lines, heading, most=cited.most(most), rest=rest, beyond=beyond)


def milestone_line(cited: Cited, milestone: Milestone) -> str:
    """When, and what with its footnote; of several agreements also which."""
    lines = [when(milestone), _what(cited, milestone)]
    return "\n".join([*lines, small(said(milestone.agreement, 60))] if cited.several else lines)


def _short_line(cited: Cited, milestone: Milestone) -> str:
    """The same in less room: what, and in small print when, and of which agreement."""
    facts = [when(milestone), said(milestone.agreement, 60) if cited.several else ""]
    return f"{_what(cited, milestone)}\n{small(' · '.join(filter(None, facts)))}"


def _what(cited: Cited, milestone: Milestone) -> str:
    """What is to be done, how firmly, and the number of its source."""
    firm = wording.commitment(milestone.modality, ())
    words = f"**{said(milestone.what, 120)}**"
    return f"{words}{f', {firm}' if firm else ''}{cited.number(milestone.source)}"


def _undated_line(cited: Cited, milestone: Milestone) -> str:
    """What, and the clause that waits for an event."""
    what = f"{milestone.agreement}: {milestone.what}" if cited.several else milestone.what
    line = f"- {said(what, 180)}{cited.number(milestone.source)}"
    deadline, rule = milestone.deadline, milestone.rule
    if rule is None or deadline is None or deadline.state is not DeadlineState.AWAITING_TRIGGER:
        return line
    return f"{line}\n{small(said(rule.phrase, 140))}"


def _disputes(cited: Cited) -> Block:
    lines = [_dispute(cited, each) for each in cited.brief.disputes]
    rest, beyond = t("/agreement show"), cited.brief.more("disputes")
    return Block(lines, t("Sources disagree"), cited.most(1), rest, beyond=beyond)


def _questions(cited: Cited) -> Block:
    several = len(cited.brief.standings) > 1
    lines = [
        f"- {said(f'{name}: {text}' if several else text, 200)}"
        for name, text in cited.brief.questions
    ]
    return Block(lines, t("Open questions"), most=cited.most(1), rest=t("/agreement show"))


def _dispute(cited: Cited, dispute: Dispute) -> str:
    """A point with who claims what of it, side by side."""
    several = len(cited.brief.standings) > 1
    point = f"{dispute.agreement}: {dispute.point}" if several else dispute.point
    long, most = (120, 4) if cited.full else (50, 2)
    claims = [
        f"{said(claim.claimed_by, long)}: “{said(claim.statement, long)}”"
        f"{cited.number(claim.source)}"
        for claim in dispute.claims
    ]
    claims = [f"- {each}" if cited.full else small(each) for each in claims]
    more = len(claims) - most
    counted = [small(tn("and {count} more claim", "and {count} more claims", more))]
    return "\n".join([f"**{said(point, 160)}**", *claims[:most], *(counted if more > 0 else [])])


def news(cited: Cited) -> list[Block]:
    """What has changed lately: the last of it, in full all of it, the latest first."""
    latest = sorted(cited.brief.news, key=lambda each: each.at, reverse=True)
    lines = [told_line(each, named=cited.several) for each in latest]
    if cited.full and not lines:
        lines = [unchanged(cited.brief)]
    heading = t("What has changed") if cited.full else t("Last change")
    beyond = cited.brief.more("news")
    return [Block(lines, heading, cited.most(1), t("/changes"), beyond=beyond)] if lines else []


def unchanged(brief: Brief) -> str:
    """That nothing has changed, and since when."""
    if brief.period is not None or brief.news_since is None:
        return t("no change on record in this time")
    return t("no change on record since {day}", day=stamp(brief.news_since, "D"))
