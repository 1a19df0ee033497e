"""Counting a period from the day of an event, and moving its last day, as a convention says."""

from collections.abc import Iterator
from datetime import date, time

from bot.domain.dates.case import Case
from bot.domain.dates.conventions import Alternative, Months
from bot.domain.dates.counting import (
    add_days,
    add_months,
    month_last,
    months_and_days,
    whole_months_end,
)
from bot.domain.dates.terms import FirstDay, Roll
from bot.domain.dates.values import Anchor, DeadlineKind, Direction, Form, Period, Unit

_POINTS = frozenset({Form.ORDINAL_DAY, Form.FIRST_OF_MONTH})
_IN_DAYS = frozenset({Unit.DAYS, Unit.BUSINESS_DAYS})


def first_day_counts(case: Case, anchor: Anchor) -> bool:
    """Whether the day of the event is the first of the period: the clause's word goes first."""
    first = case.rule.first_day or case.convention.first_day
    if first is FirstDay.COUNTED_FROM_MIDNIGHT:
        return anchor.at == time(0)
    return first is FirstDay.COUNTED


def working_days_only(case: Case, period: Period) -> bool:
    """Whether the period is one of working days, by its unit or because it is a short one."""
    if period.unit is Unit.BUSINESS_DAYS:
        return True
    return period.unit is Unit.DAYS and period.count <= case.convention.short_days


def _working(period: Period) -> Period:
    """`period` in working days, of which fewer are taken for meant than of plain ones."""
    return Period(period.count, Unit.BUSINESS_DAYS)


def forward(
    case: Case, start: date, period: Period, *, first_counts: bool = False, clear: bool = False
) -> date:
    """The last day of `period` after an event on `start`, before any move.

    Clear days run from the day after the event, and are over on the day after the last of them.
    """
    convention = case.convention
    if working_days_only(case, period):
        eve = add_days(start, -1) if first_counts and not clear else start
        return case.working.step(eve, _working(period).count + clear)
    months, days = months_and_days(period, convention.half_month or 15)
    if not months:
        return add_days(start, days + (1 if clear and period.unit in _IN_DAYS else -first_counts))
    if first_counts or convention.months is Months.EVE:
        first = start if first_counts else add_days(start, 1)
        return add_days(whole_months_end(first, months), days)
    if convention.months is Months.FROM_NEXT_DAY:
        start = add_days(start, 1)
    month_end = case.rule.month_end or convention.month_end
    return add_days(add_months(start, months, month_end), days)


def backward(case: Case, end: date, period: Period, *, clear: bool = False) -> date:
    """The last day on which the whole of `period` still lies before an event on `end`."""
    if working_days_only(case, period):
        return case.working.step(end, -(_working(period).count + clear))
    months, days = months_and_days(period, case.convention.half_month or 15)
    month_end = case.rule.month_end or case.convention.month_end
    day = add_months(end, -months, month_end) if months else end
    return add_days(day, -(days + clear))


def month_point(case: Case, start: date) -> date:
    """The named day of the n-th month that follows an event, or follows a period after it."""
    rule = case.rule
    base = forward(case, start, rule.period) if rule.period else start
    month = add_months(base.replace(day=1), rule.nth)
    if rule.day_of_month == -1:
        return month_last(month)
    return min(month_last(month), add_days(month, (rule.day_of_month or 1) - 1))


def unmoved(case: Case, start: date, *, first_counts: bool = False) -> date:
    """The day to which the rule leads from an event on `start`, before any move."""
    rule = case.rule
    if rule.form is Form.FIRST_OF_MONTH:
        return month_point(case, start)
    assert rule.period is not None, rule.form
    clear = rule.clear or (case.convention.clear and rule.form is not Form.ORDINAL_DAY)
    if rule.form is Form.BEFORE:
        return backward(case, start, rule.period, clear=clear and rule.period.unit in _IN_DAYS)
    return forward(case, start, rule.period, first_counts=first_counts, clear=clear)


def roll_of(case: Case) -> Roll:
    """How a last day moves: the clause's word first; only for acts; backward if counted so."""
    rule = case.rule
    if case.kind is not DeadlineKind.ACT_BY or rule.direction is Direction.FROM:
        return Roll.NONE
    by_convention = case.convention.roll_back if rule.form is Form.BEFORE else case.convention.roll
    return rule.roll or by_convention


def moved(case: Case, start: date, day: date) -> date:
    """`day` after the moves that the convention prescribes, the event being on `start`."""
    roll = roll_of(case)
    if roll is Roll.NONE:
        return day
    far = case.working.rolled(day, roll)
    least = case.convention.least_working_days
    if least and 2 <= (day - start).days <= 14:
        missing = least - case.working.between(start, far)
        if missing > 0:
            far = case.working.step(far, missing)
    return far


def last_day(case: Case, start: date, *, first_counts: bool = False) -> date:
    """The day to which the rule leads from an event on `start`, moved where it has to be."""
    return moved(case, start, unmoved(case, start, first_counts=first_counts))


def alternatives(case: Case, start: date, day: date) -> Iterator[tuple[Alternative, date]]:
    """The further readings that the convention leaves open beside a last day `day`.

    All of them are defensible for an act, so all of them widen earliest and latest. "60 days
    after" names a point in time: unless the caller says that it is an act, it is not moved.
    """
    rule, left_open = case.rule, case.convention.alternatives
    if not left_open or rule.direction is Direction.FROM or rule.form in _POINTS:
        return
    backwards = rule.form is Form.BEFORE
    within = rule.form is Form.WITHIN and rule.first_day is None and not rule.clear
    if within and Alternative.FIRST_DAY_COUNTED in left_open:
        yield Alternative.FIRST_DAY_COUNTED, last_day(case, start, first_counts=True)
    if backwards and not rule.clear and Alternative.CLEAR in left_open:
        assert rule.period is not None
        yield Alternative.CLEAR, backward(case, start, rule.period, clear=True)
    point = rule.form is Form.AFTER and case.stated is None
    acts = case.kind is DeadlineKind.ACT_BY and rule.roll is None
    if acts and not point and Alternative.ROLLED in left_open:
        roll = Roll.PRECEDING if backwards else Roll.FOLLOWING
        yield Alternative.ROLLED, case.working.rolled(day, roll)
