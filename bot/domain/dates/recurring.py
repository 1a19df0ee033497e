"""Recurrences: the k-th is computed from the anchor, never from the one before."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import count, islice, takewhile

from bot.domain.dates.case import Case
from bot.domain.dates.counted import moved
from bot.domain.dates.counting import (
    add_days,
    add_months,
    month_last,
    months_and_days,
    span_last,
)
from bot.domain.dates.missing import missing_anchor
from bot.domain.dates.outcome import dated, reading, undated
from bot.domain.dates.periods import with_calendar
from bot.domain.dates.steps import event_step, opening, standing_steps
from bot.domain.dates.terms import FirstDay
from bot.domain.dates.values import (
    Anchor,
    Deadline,
    DeadlineState,
    Direction,
    Period,
    Precision,
    Question,
    Reading,
    Unit,
)
from bot.domain.dates.wording import every_text, long_date
from bot.domain.dates.zones import day_end
from bot.errors import UserError
from bot.messages import t

SHOWN = 4
"""How many occurrences a recurring deadline shows."""

_SPANS = {3: Precision.QUARTER, 1: Precision.MONTH, 6: Precision.HALF, 12: Precision.YEAR}


def recurring_deadline(case: Case) -> Deadline:
    """The first occurrence, with the next ones as readings that do not widen it.

    Where the text leaves open whether it goes by the anchor or by calendar quarters, both are
    given, the first of each counts, and the question is put.
    """
    anchor = case.anchor()
    if anchor is None:
        return missing_anchor(case)
    period = case.rule.period
    assert period is not None
    readings = _readings(case, by_calendar=bool(case.rule.by_calendar))
    question = None
    if case.rule.by_calendar is None:
        readings += _readings(case, by_calendar=True)
        question = _calendar_question(case)
    step = t(
        "They come {every}, each counted from that day and not from the one before.",
        every=every_text(period),
    )
    if case.rule.by_calendar:
        step = t("They are the ends of periods of the calendar.")
    steps = (*opening(case), event_step(case, anchor), *standing_steps(anchor), step)
    if not readings:
        over = Question(t("It ends before its first date: check the years."))
        return undated(case, DeadlineState.UNDETERMINED, over, steps)
    found = dated(case, readings, steps, question=question, precision=anchor_precision(case))
    return with_calendar(case, found, anchor.on)


def anchor_precision(case: Case) -> Precision:
    """How exactly the occurrences are known: as exactly as what they count from."""
    anchor = case.anchor()
    return Precision.DAY if anchor is None or case.rule.by_calendar else anchor.precision


def occurrence_deadlines(case: Case, amount: int, after: date | None) -> tuple[Deadline, ...]:
    """The next `amount` occurrences after the day `after`, or from the first."""
    anchor = case.anchor()
    if anchor is None:
        return ()
    days = occurrence_days(case, by_calendar=bool(case.rule.by_calendar))
    wanted = (pair for pair in days if after is None or pair[1] > after)
    return tuple(_one(case, anchor, number, day) for number, day in islice(wanted, amount))


def occurrence_numbered(case: Case, number: int) -> tuple[int, Deadline] | None:
    """The occurrence with this number, or the last one where there are not so many.

    None while the anchor is not known, and where it ends before its first date.
    """
    anchor = case.anchor()
    if anchor is None:
        return None
    if not case.rule.by_calendar and not _names_days(case):
        number = _within_its_end(case, number)
        if number < 1:
            return None
        return number, _one(case, anchor, number, moved(case, _base(case), _stepped(case, number)))
    last: deque[tuple[int, date]] = deque(maxlen=1)
    with suppress(UserError):  # The calendar ends there, and with it the recurrence.
        last.extend(islice(occurrence_days(case, by_calendar=bool(case.rule.by_calendar)), number))
    return (last[0][0], _one(case, anchor, *last[0])) if last else None


def _within_its_end(case: Case, number: int) -> int:
    """`number`, or that of the last occurrence; found by halves, as there may be thousands."""

    def beyond(each: int) -> bool:
        try:
            day = _stepped(case, each)
        except UserError:  # The calendar ends before it.
            return True
        return case.rule.last_on is not None and day > case.rule.last_on

    return bisect_left(range(1, number + 1), True, key=beyond)


def _one(case: Case, anchor: Anchor, number: int, day: date) -> Deadline:
    one = reading(_ordinal(number), day, case.zone_in_use)
    step = t("Occurrence {number} is {date}.", number=number, date=long_date(day))
    steps = (*opening(case), event_step(case, anchor), step)
    return with_calendar(case, dated(case, [one], steps), anchor.on)


def occurrence_days(case: Case, *, by_calendar: bool) -> Iterator[tuple[int, date]]:
    """Every occurrence with its number, moved to a working day where the convention says so."""
    last_on = case.rule.last_on
    source = _by_calendar(case) if by_calendar else _by_anchor(case)
    if last_on is not None:
        source = takewhile(lambda day: day <= last_on, source)
    start = _base(case)
    return ((number, moved(case, start, day)) for number, day in enumerate(source, 1))


def _base(case: Case) -> date:
    anchor = case.anchor()
    assert anchor is not None
    return span_last(anchor.on, anchor.precision) if not case.rule.by_calendar else anchor.on


def _by_anchor(case: Case) -> Iterator[date]:
    if _names_days(case):
        start, _ = _start(case)
        yield from (day for day in _named_days(case, start) if day > _base(case))
        return
    for number in count(1):
        yield _stepped(case, number)


def _names_days(case: Case) -> bool:
    return case.rule.month_of_year is not None or case.rule.day_of_month is not None


def _start(case: Case) -> tuple[date, int]:
    """From where the periods are counted, and how many of them lie before the first time."""
    rule, base = case.rule, _base(case)
    if rule.first is not None:
        months, days = months_and_days(rule.first)
        return add_days(add_months(base, months), days), 0
    return base, 0 if rule.first_day is FirstDay.COUNTED else 1


def _stepped(case: Case, number: int) -> date:
    """The day of an occurrence that lies whole periods after the start."""
    start, skip = _start(case)
    assert case.rule.period is not None
    return _times(case, start, case.rule.period, skip + number - 1)


def _times(case: Case, start: date, period: Period, times: int) -> date:
    if not times:
        return start
    if period.unit is Unit.BUSINESS_DAYS:
        return case.working.step(start, period.count * times)
    months, days = months_and_days(period)
    month_end = case.rule.month_end or case.convention.month_end
    return add_days(add_months(start, months * times, month_end), days * times)


def _named_days(case: Case, start: date) -> Iterator[date]:
    """A named day of the month, or of the year, in each month or year that the rule falls in."""
    rule = case.rule
    assert rule.period is not None
    step, _ = months_and_days(rule.period)
    month = rule.month_of_year or start.month
    for times in count(0):
        first = add_months(date(start.year, month, 1), step * times)
        last = month_last(first)
        day = rule.day_of_month or start.day
        named = last if day == -1 else first.replace(day=min(day, last.day))
        yield add_days(named, -1) if rule.direction is Direction.BEFORE else named


def _by_calendar(case: Case) -> Iterator[date]:
    rule, base = case.rule, _base(case)
    assert rule.period is not None
    months, _ = months_and_days(rule.period)
    span = _SPANS.get(months, Precision.YEAR)
    every = months // 12 if months > 12 else 1
    for ahead in count(0):
        yield span_last(base, span, ahead * every)


def _readings(case: Case, *, by_calendar: bool) -> list[Reading]:
    zone = case.zone_in_use
    suffix = t("{number}, by calendar quarter") if case.rule.by_calendar is None else "{number}"
    template = suffix if by_calendar else "{number}"
    days = islice(occurrence_days(case, by_calendar=by_calendar), SHOWN)
    return [
        Reading(
            template.replace("{number}", _ordinal(number)),
            day,
            day_end(day, zone),
            counts=number == 1,
        )
        for number, day in days
    ]


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return t("{number}th", number=number)
    endings = {1: t("{number}st"), 2: t("{number}nd"), 3: t("{number}rd")}
    return endings.get(number % 10, t("{number}th")).replace("{number}", str(number))


def _calendar_question(case: Case) -> Question:
    event = case.rule.anchor or t("signature")
    return Question(
        t("Do the quarters run from the day it began, or are they those of the calendar?"),
        (
            t("every three months after {event}", event=event),
            t("by the end of each calendar quarter"),
        ),
    )
