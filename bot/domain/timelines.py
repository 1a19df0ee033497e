"""Timelines: agreements as lanes, with what happened and what falls due in a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from bot.domain import wording
from bot.domain.agreements import Event
from bot.domain.briefs import Brief
from bot.domain.dates.counting import add_months, span_first, span_last
from bot.domain.dates.values import Precision, Standing
from bot.domain.milestones import Milestone, State, state
from bot.domain.periods import happened, possible_days
from bot.domain.spans import Span
from bot.errors import UserError
from bot.messages import t, tn

MOST_MARKS = 60
SHORTEST_DAYS = 14
LONGEST_DAYS = 3660
ALT_LENGTH = 1024
"""Characters of an alternative text that Discord takes."""


class Sign(Enum):
    """What a mark is, told apart by its shape and its word, and only then by its colour."""

    EVENT = "event"
    EXPECTED = "expected"
    DUE = "due"
    DONE = "done"
    OVERDUE = "overdue"
    UNVERIFIED = "unverified"
    ENDED = "no longer open"


_SIGNS = {
    State.OVERDUE: Sign.OVERDUE,
    State.UNVERIFIED_PAST: Sign.UNVERIFIED,
    State.DONE_ON_TIME: Sign.DONE,
    State.DONE_LATE: Sign.DONE,
    State.WAIVED: Sign.ENDED,
    State.SUSPENDED: Sign.ENDED,
    State.SUPERSEDED: Sign.ENDED,
    State.CANCELLED: Sign.ENDED,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a timeline, from its earliest to its latest day.

    Of one that is known no more exactly than its `precision` these are the days of the whole month,
    quarter or year. One that is not `certain` counts from an event that is only expected or
    disputed, or is disputed itself.
    """

    sign: Sign
    label: str
    first: date
    last: date
    certain: bool = True
    precision: Precision = Precision.DAY

    def days(self, *, weekday: bool = True) -> str:
        """Its days in words, no more exactly than they are known: "27–28 Apr 2026", "Q2 2026"."""
        exactly = self.precision is Precision.DAY
        if not exactly and span_last(self.first, self.precision) == self.last:
            return wording.dated(self.first, self.precision)
        if self.first == self.last:
            return wording.day(self.first, weekday=weekday)
        return wording.span(self.first, self.last)

    @property
    def stands(self) -> str:
        """What it is, and whether that is sure: "due, not certain"."""
        word = sign_word(self.sign)
        return word if self.certain else t("{word}, not certain", word=word)


@dataclass(frozen=True, slots=True)
class Lane:
    """One agreement's marks, in the order of their days."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn: the days of `span`, `today` among them or not, and lanes.

    `left_out` counts the marks that a picture has no room for: those farthest from today. Of a very
    large record there may be more of them than are counted, if it is `at_least` so many.
    """

    title: str
    span: Span
    today: date
    lanes: tuple[Lane, ...]
    left_out: int = 0
    at_least: bool = False

    @property
    def marks(self) -> Iterator[Mark]:
        return (mark for lane in self.lanes for mark in lane.marks)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the timeline with what stands at its head."""

    on: date
    label: str


def usual_span(today: date) -> Span:
    """What is drawn where nobody says: a quarter of a year back and a year ahead."""
    return Span(add_months(today, -3), add_months(today, 12))


def check_span(span: Span) -> Span:
    """The span, if it can be drawn; UserError else."""
    if not SHORTEST_DAYS <= span.days <= LONGEST_DAYS:
        raise UserError(t("A timeline shows from two weeks to ten years; give such a time."))
    return span


def timeline(brief: Brief, span: Span, now: datetime, *, today: date) -> Timeline:
    """The timeline of what a brief covers; the nearest to today, where there is too much."""
    agreements = (each.agreement for each in brief.standings)
    found = [(name, _event(event)) for name, event in happened(agreements, span)]
    found += [(each.agreement, mark) for each in _dated(brief) if (mark := _mark(each, span, now))]
    nearest = sorted(found, key=lambda each: _away(each[1], today))
    lanes: dict[str, list[Mark]] = {}
    for name, mark in nearest[:MOST_MARKS]:
        lanes.setdefault(name, []).append(mark)
    ordered = [
        Lane(name, tuple(sorted(marks, key=lambda each: (each.first, each.label))))
        for name, marks in lanes.items()
    ]
    ordered.sort(key=lambda lane: (lane.marks[0].first, lane.name))
    name = brief.subject.name
    others = [brief.more(each) for each in (*_GROUPS, "events")]
    return Timeline(
        name[:1].upper() + name[1:],
        span,
        today,
        tuple(ordered),
        len(nearest[MOST_MARKS:]) + sum(each.count for each in others),
        any(each.at_least for each in others),
    )


_GROUPS = ("overdue", "unverified", "next", "settled", "suspended")
"""The parts of a brief that have dates."""


def _dated(brief: Brief) -> Iterable[Milestone]:
    return (each for part in _GROUPS for each in getattr(brief, part))


def _event(event: Event) -> Mark:
    first, last = span_first(event.on, event.precision), span_last(event.on, event.precision)
    sign = Sign.EXPECTED if event.standing is Standing.EXPECTED else Sign.EVENT
    sure = event.standing is not Standing.DISPUTED
    return Mark(sign, _happened(event), first, last, sure, event.precision)


def _happened(event: Event) -> str:
    word = t(event.kind.value)
    word = word[:1].upper() + word[1:]
    return f"{word}, {event.place}" if event.place else word


def _mark(milestone: Milestone, span: Span, now: datetime) -> Mark | None:
    days, deadline = possible_days(milestone), milestone.deadline
    if days is None or deadline is None or not span.holds(*days):
        return None
    sign = _SIGNS.get(state(milestone, now), Sign.DUE)
    return Mark(sign, milestone.what, *days, milestone.is_certain, deadline.precision)


def _away(mark: Mark, today: date) -> timedelta:
    if mark.first <= today <= mark.last:
        return timedelta(0)
    return min(abs(mark.first - today), abs(mark.last - today))


def ticks(span: Span) -> tuple[Tick, ...]:
    """Lines for days, weeks, months, quarters or years, so that there are some four to fourteen."""
    if span.days <= 45:
        return tuple(_weekly(span))
    months = next(
        step for step, most in ((1, 14), (3, 44), (6, 88), (12, 10**6)) if span.days / 30.4 <= most
    )
    return tuple(_monthly(span, months))


def _weekly(span: Span) -> Iterator[Tick]:
    day = span.first + timedelta(days=-span.first.weekday() % 7)
    while day <= span.last:
        yield Tick(day, wording.day(day, weekday=False).rsplit(" ", 1)[0])
        day += timedelta(days=7)


def _monthly(span: Span, step: int) -> Iterator[Tick]:
    first = span.first.replace(day=1)
    day = first.replace(month=(first.month - 1) // step * step + 1)
    labelled = False
    while day <= span.last:
        if day >= span.first:
            _, month, year = wording.day(day, weekday=False).split(" ")
            named = step == 12 or not labelled or day.month == 1
            yield Tick(day, year if step == 12 else f"{month} {year}" if named else month)
            labelled = True
        day = add_months(day, step)


def describe(of: Timeline, *, month: bool = False) -> str:
    """The timeline, or a `month`, in words, for those who cannot see the picture."""
    days = wording.span(of.span.first, of.span.last)
    head = t("Timeline of {title}, {span}.", title=of.title, span=days)
    if month:
        head = t("Calendar of {title}, {span}.", title=of.title, span=days)
    parts = [head]
    for lane in of.lanes:
        marks = "; ".join(f"{mark.days()} {mark.label} ({mark.stands})" for mark in lane.marks)
        parts.append(f"{lane.name}: {marks}.")
    if of.left_out:
        left = tn("{count} more is not drawn.", "{count} more are not drawn.", of.left_out)
        parts.append(t("At least {left}", left=left) if of.at_least else left)
    text = " ".join(parts)
    return text if len(text) <= ALT_LENGTH else text[: ALT_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def sign_word(sign: Sign) -> str:
    """What a sign means."""
    return {
        Sign.EVENT: t("happened"),
        Sign.EXPECTED: t("expected"),
        Sign.DUE: t("due"),
        Sign.DONE: t("done"),
        Sign.OVERDUE: t("overdue"),
        Sign.UNVERIFIED: t("unverified"),
        Sign.ENDED: t("no longer open"),
    }[sign]
