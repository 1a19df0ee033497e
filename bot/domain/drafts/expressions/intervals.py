"""The days that the value of an expression spans, and the value that a span of days has."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.domain.drafts.expressions.values import Expression, Kind

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PIECE = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(\d\d)|(SP|SU|FA|WI))")
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def interval(expression: Expression) -> tuple[date, date] | None:
    """The first and the last day that a date spans; None where no calendar holds it."""
    return days_of(expression.value) if expression.kind is Kind.DATE else None


def days_of(value: str) -> tuple[date, date] | None:
    """The first and the last day of a TIMEX3 value; None for one that names no days."""
    try:
        return _days(value)
    except (ValueError, OverflowError):
        return None


def _days(value: str) -> tuple[date, date] | None:
    if found := _DAY.match(value):
        on = date(int(found[1]), int(found[2]), int(found[3]))
        return on, on
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + timedelta(5 if found[3] else 0), monday + timedelta(6)
    if found := _PIECE.fullmatch(value):
        return _piece(int(found[1]), *found.groups()[1:])
    if value.isdigit() and 2 <= len(value) <= 4:
        missing = 4 - len(value)
        first = int(value) * 10**missing
        return date(max(first, 1), 1, 1), date(first + 10**missing - 1, 12, 31)
    return None


def _piece(year: int, quarter: str, half: str, month: str, season: str) -> tuple[date, date]:
    first, length = int(month or 1), 1
    if quarter:
        first, length = int(quarter) * 3 - 2, 3
    elif half:
        first, length = int(half) * 6 - 5, 6
    elif season:
        first, length = _SEASON_STARTS[season], 3
    last_year, last = shifted(year, first, length - 1)
    return date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def shifted(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and the month that lie `months` after a month."""
    years, rest = divmod(year * 12 + month - 1 + months, 12)
    return years, rest + 1


def first_day(value: str) -> date | None:
    """The first day that a value spans."""
    days = days_of(value)
    return days[0] if days else None


def moved(on: date, count: int, unit: str) -> date | None:
    """The day `count` units (D, W, F, M, Q, Y, DE, CE) after `on`; the last of a short month.

    None beyond the calendar.
    """
    try:
        if unit in ("D", "W", "F"):
            return on + timedelta(count * {"D": 1, "W": 7, "F": 14}[unit])
        months = count * {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}[unit]
        year, month = shifted(on.year, on.month, months)
        return date(year, month, min(on.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError, KeyError):
        return None


def span_at(on: date, unit: str) -> str:
    """The value of the span of this `unit` in which a day lies."""
    if unit in ("W", "F", "WE"):
        year, week, _ = on.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{on.year:04}-{on.month:02}"
    if unit == "Q":
        return f"{on.year:04}-Q{(on.month + 2) // 3}"
    if unit == "H":
        return f"{on.year:04}-H{(on.month + 5) // 6}"
    return {
        "Y": f"{on.year:04}",
        "DE": f"{on.year // 10:03}",
        "CE": f"{on.year // 100:02}",
    }.get(unit, on.isoformat())


def unit_of(value: str) -> str:
    """The unit of the span that a value names: D, W, WE, M, Q, H, Y, DE, CE; empty for none."""
    if _DAY.match(value):
        return "D"
    if found := _WEEK.fullmatch(value):
        return "WE" if found[3] else "W"
    if found := _PIECE.fullmatch(value):
        return "Q" if found[2] else "H" if found[3] else "M" if found[4] else "SEASON"
    return {4: "Y", 3: "DE", 2: "CE"}.get(len(value), "") if value.isdigit() else ""
