"""Counting on the calendar: local dates and lengths of time, nothing of law or zones."""

from calendar import monthrange
from datetime import date, timedelta

from bot.domain.dates.terms import MonthEnd
from bot.domain.dates.values import Period, Precision, Unit
from bot.domain.dates.zones import out_of_range

MONTHS_IN = {Unit.MONTHS: 1, Unit.QUARTERS: 3, Unit.YEARS: 12}
SPAN_MONTHS = {
    Precision.MONTH: 1,
    Precision.QUARTER: 3,
    Precision.HALF: 6,
    Precision.YEAR: 12,
}


def add_days(day: date, count: int) -> date:
    """`count` days after `day`, or before it where negative."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        raise out_of_range() from None


def add_months(day: date, count: int, month_end: MonthEnd = MonthEnd.SAME_NUMBER) -> date:
    """The same day of the month `count` months on; the last day where that month is shorter.

    With `MonthEnd.LAST_DAY`, the last day of a month leads to the last day of a month.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise out_of_range()
    if day.day <= 28 and month_end is MonthEnd.SAME_NUMBER:
        return date(year, month + 1, day.day)
    last = monthrange(year, month + 1)[1]
    sticks = month_end is MonthEnd.LAST_DAY and day == month_last(day)
    return date(year, month + 1, last if sticks else min(day.day, last))


def month_last(day: date) -> date:
    """The last day of the month in which `day` lies."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def whole_months_end(first: date, count: int) -> date:
    """The last day of `count` months of which `first` is the first day.

    The eve of the day that corresponds to `first`; the end of the month where there is none.
    """
    corresponding = add_months(first, count)
    return add_days(corresponding, -1) if corresponding.day == first.day else corresponding


def months_and_days(period: Period, half_month_days: int = 15) -> tuple[int, int]:
    """`period` as whole months and days: years and quarters are months, weeks are seven days."""
    months = days = 0
    for part in period.parts:
        if part.unit in MONTHS_IN:
            months += part.count * MONTHS_IN[part.unit]
        elif part.unit is Unit.WEEKS:
            days += part.count * 7
        elif part.unit is Unit.HALF_MONTHS:
            days += part.count * half_month_days
        else:
            days += part.count
    return months, days


def span_first(day: date, span: Precision) -> date:
    """The first day of the month, quarter, half or year in which `day` lies."""
    if span is Precision.DAY:
        return day
    size = SPAN_MONTHS[span]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def span_last(day: date, span: Precision, ahead: int = 0) -> date:
    """The last day of the span in which `day` lies, or of the one `ahead` spans later."""
    if span is Precision.DAY:
        return add_days(day, ahead)
    size = SPAN_MONTHS[span]
    return month_last(add_months(span_first(day, span), size * (ahead + 1) - 1))
