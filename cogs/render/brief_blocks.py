"""What stands in a brief: block by block, each fact with the number of its source."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain import wording
from bot.domain.agreements import Event, Source
from bot.domain.briefs import Brief, Dispute, Standing
from bot.domain.dates.values import DeadlineState
from bot.domain.dates.values import Standing as Sureness
from bot.domain.milestones import Milestone
from bot.messages import t, tn
from cogs.render.histories import told_line
from cogs.render.look import Block, stamp, when
from cogs.render.safe import footnote, said, sentences, small

SUMMARY_LENGTH = 1200
MOST_CLAIMS = 4


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

    part: str
    block: Block
    counted: str


def what_it_is(cited: Cited) -> list[Block]:
    """Where it stands and since when, the latest first, and what it is."""
    if cited.several:
        latest = sorted(
            cited.brief.standings, key=lambda each: each.status.since or date.min, reverse=True
        )
        lines = [_standing_line(cited, each) for each in latest]
        rest, beyond = t("/agreement list"), cited.brief.more("standings")
        return [Block(lines, t("Agreements"), rest=rest, beyond=beyond)]
    standing = cited.brief.standings[0]
    return [Block([status_line(cited, standing), _summary(standing.agreement.summary)])]


def _summary(summary: str) -> str:
    if not summary:
        return t("No summary is recorded.")
    return said(sentences(summary, SUMMARY_LENGTH), SUMMARY_LENGTH)


def _standing_line(cited: Cited, standing: Standing) -> str:
    name, status = said(standing.agreement.short_name, 60), status_line(cited, standing)
    return f"**{name}**\n{small(status)}"


def status_line(cited: Cited, standing: Standing) -> str:
    """Where it stands and since when; a disputed word never stands without who says so."""
    event = standing.status.event
    if event is None:
        return t("No event is recorded.")
    words = wording.stands(standing.status, weekday=cited.full and not cited.several)
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
    next_ = _dated(cited, t("Next"), "next")
    if not brief.next and (brief.period is None or brief.is_empty):
        next_ = nothing_ahead()
    found = (
        next_,
        _dated(cited, t("Overdue"), "overdue"),
        _dated(cited, t("Date passed, outcome unverified"), "unverified"),
    )
    return [each for each in found if each.lines]


def nothing_ahead() -> Block:
    """That no date is to come."""
    return Block([t("No date ahead is recorded.")], t("Next"))


def later(cited: Cited) -> list[Later]:
    """What a short brief shows where there is room, the most telling first."""
    several = {
        "disputes": ("{count} point disputed", "{count} points disputed"),
        "awaiting": ("{count} waits for an event", "{count} wait for an event"),
        "questions": ("{count} open question", "{count} open questions"),
        "undated": ("{count} without a date", "{count} without a date"),
        "suspended": ("{count} suspended", "{count} suspended"),
    }
    blocks = {
        "disputes": _disputes(cited),
        "awaiting": _undated(cited, t("Waits for an event"), "awaiting", 1),
        "questions": _questions(cited),
        "undated": _undated(cited, t("No date yet"), "undated", 2),
        "suspended": _dated(cited, t("Suspended"), "suspended", 1),
    }
    found = [
        Later(part, blocks[part], _many(cited.brief, part, *words))
        for part, words in several.items()
    ]
    if cited.full:
        found.append(Later("settled", _dated(cited, t("No longer open"), "settled"), ""))
    return [each for each in found if each.block.lines]


def _many(brief: Brief, part: str, one: str, several: str) -> str:
    """How much there is of a part, told or not."""
    every = brief.more(part) + len(getattr(brief, part))
    counted = tn(one, several, every.count)
    return t("at least {counted}", counted=counted) if every.at_least else counted


def _dated(cited: Cited, heading: str, part: str, most: int = 1) -> Block:
    lines = [milestone_line(cited, each) for each in getattr(cited.brief, part)]
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
    return Block(lines, t("Sources disagree"), rest=rest, beyond=beyond)


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
    claims = [
        f"- {said(claim.claimed_by, 120)}: “{said(claim.statement, 120)}”"
        f"{cited.number(claim.source)}"
        for claim in dispute.claims
    ]
    more = len(claims) - MOST_CLAIMS
    counted = [small(tn("and {count} more claim", "and {count} more claims", more))]
    claims[MOST_CLAIMS:] = counted if more > 0 else []
    return "\n".join([f"**{said(point, 160)}**", *claims])


def news(cited: Cited) -> list[Block]:
    """What has changed lately, the latest first."""
    latest = sorted(cited.brief.news, key=lambda each: each.at, reverse=True)
    lines = [told_line(each, named=cited.several) for each in latest] or [unchanged(cited.brief)]
    beyond = cited.brief.more("news")
    return [Block(lines, t("What has changed"), rest=t("/changes"), beyond=beyond)]


def unchanged(brief: Brief) -> str:
    """That nothing has changed, and since when."""
    if brief.period is not None or brief.news_since is None:
        return t("no change on record in this time")
    return t("no change on record since {day}", day=stamp(brief.news_since, "D"))
