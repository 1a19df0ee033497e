"""From the values of expressions to the date engine's own: anchors, periods and ISO 8601."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.domain.dates.values import LONGEST, Period, Precision, Unit
from bot.domain.drafts.expressions.intervals import interval
from bot.domain.drafts.expressions.values import Expression, Kind

_PERIOD = re.compile(
    r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(\d{1,5})H)?"
)
_QUARTERS = re.compile(r"P(\d{1,3})Q")
_UNITS = (Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS, Unit.HOURS)
_WORKING = re.compile(
    r"\b(?:business|working)\b|営業日|工作日|Werktag|Arbeitstag|werkdag|ouvr|hábil", re.I
)
_DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK_VALUE = re.compile(r"\d{4}-W\d\d")


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the text: the first day of its span, its last, and how exact it is."""

    on: date
    last: date
    precision: Precision


def day_of(expression: Expression) -> Day | None:
    """The date that an expression names; None for what names no year or spans more than one."""
    if expression.kind is Kind.TIME and _DAY_VALUE.match(expression.value):
        return _day(expression.value[:10])
    days = interval(expression)
    if days is None:
        return None
    first, last = days
    if _WEEK_VALUE.match(expression.value):
        return Day(last, last, Precision.DAY)
    precision = _precision((last - first).days)
    return None if precision is None else Day(first, last, precision)


@cache
def _day(value: str) -> Day | None:
    try:
        on = date.fromisoformat(value)
    except ValueError:
        return None
    return Day(on, on, Precision.DAY)


def _precision(days: int) -> Precision | None:
    for most, precision in (
        (0, Precision.DAY),
        (31, Precision.MONTH),
        (93, Precision.QUARTER),
        (185, Precision.HALF),
        (366, Precision.YEAR),
    ):
        if days <= most:
            return precision
    return None


def period_of(expression: Expression, text: str) -> Period | None:
    """The length that an expression names; None for one without a number."""
    value = expression.value
    if found := _QUARTERS.fullmatch(value):
        return _period([(int(found[1]), Unit.QUARTERS)])
    found = _PERIOD.fullmatch(value)
    if found is None:
        return None
    parts = [(int(n), unit) for n, unit in zip(found.groups(), _UNITS, strict=True) if n]
    words = text[expression.start : expression.end + 16]
    if len(parts) == 1 and parts[0][1] is Unit.DAYS and _WORKING.search(words):
        parts = [(parts[0][0], Unit.BUSINESS_DAYS)]
    return _period(parts)


def _period(parts: list[tuple[int, Unit]]) -> Period | None:
    found: Period | None = None
    for count, unit in reversed(parts):
        if not 0 < count <= LONGEST[unit]:
            return None
        found = Period(count, unit, found)
    return found


_LETTERS = {
    Unit.HOURS: "PT{}H",
    Unit.DAYS: "P{}D",
    Unit.BUSINESS_DAYS: "P{}D",
    Unit.WEEKS: "P{}W",
    Unit.MONTHS: "P{}M",
    Unit.YEARS: "P{}Y",
}


def iso_of(period: Period) -> str:
    """`period` in ISO 8601, its parts joined: P1Y6M."""
    if period.unit is Unit.QUARTERS:
        return f"P{period.count * 3}M"
    if period.unit is Unit.HALF_MONTHS:
        return f"P{period.count * 15}D"
    first = _LETTERS[period.unit].format(period.count)
    return first + (iso_of(period.plus)[1:] if period.plus else "")


def frequency_of(period: Period) -> str:
    """`period` as the frequency of a recurrence: FREQ=YEARLY;INTERVAL=2."""
    names = {
        Unit.HOURS: "HOURLY",
        Unit.DAYS: "DAILY",
        Unit.BUSINESS_DAYS: "DAILY",
        Unit.WEEKS: "WEEKLY",
        Unit.MONTHS: "MONTHLY",
        Unit.YEARS: "YEARLY",
        Unit.QUARTERS: "MONTHLY",
        Unit.HALF_MONTHS: "MONTHLY",
    }
    count = period.count * (3 if period.unit is Unit.QUARTERS else 1)
    every = f";INTERVAL={count}" if count > 1 else ""
    return f"FREQ={names[period.unit]}{every}"
