"""Calendar dates in clauses: “28 October 2025 at 10:50 in Tokyo”, “2025-10-28”, “June 2026”."""

from calendar import isleap
from datetime import date, time

from bot.domain.dates.grammar.clock import clock
from bot.domain.dates.grammar.month_names import MONTHS, WEEKDAY_NAMES, WEEKDAYS
from bot.domain.dates.grammar.numerals import ordinal
from bot.domain.dates.grammar.numeric_dates import (
    LENGTH_WORDS,
    check_day,
    numeric_date,
    real_date,
    year_here,
)
from bot.domain.dates.grammar.places import place_zone
from bot.domain.dates.grammar.quarters import next_span, quarter, which_year
from bot.domain.dates.grammar.tokens import Cursor, Kind
from bot.domain.dates.values import Anchor, Precision
from bot.domain.dates.wording import plain_date
from bot.errors import UserError
from bot.messages import t

Dated = tuple[date, Precision]
_DAY_KINDS = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.ISO, Kind.SLASHED})
_LEAP_GAP = 9


def calendar_date(cursor: Cursor, today: date | None = None) -> Anchor | None:
    """The date here, with its time of day and its place where they are given.

    A date without a year is the next such day from `today`; without `today` that is asked
    (Unsettled). UserError for a date that does not exist or can be read in two ways.
    """
    start = cursor.at
    early, at = clock(cursor)
    if early:
        cursor.take("on", ",", "of")
    zone = _place(cursor) if early else None
    cursor.take("on") if zone else None
    cursor.take("the calendar year", "calendar year", "the month of", "the year", "the")
    weekday = _weekday(cursor)
    found = _date(cursor, today)
    if found is None:
        cursor.at = start
        return None
    _check_weekday(found, weekday)
    if not early:
        at = _time_after(cursor)
    on, precision = found
    at = at if precision is Precision.DAY else None
    return Anchor(on, zone or _place(cursor) or "", at, precision)


def _date(cursor: Cursor, today: date | None) -> Dated | None:
    return (
        numeric_date(cursor)
        or quarter(cursor, today)
        or _day_first(cursor, today)
        or _month_first(cursor, today)
        or _year_alone(cursor)
    )


def _weekday(cursor: Cursor) -> int | None:
    """The weekday here, where a date follows it."""
    number = WEEKDAYS.get(cursor.word())
    if number is None:
        return None
    ahead = 2 if cursor.word(1) in {",", ".", "the"} else 1
    if cursor.kind(ahead) not in _DAY_KINDS and cursor.word(ahead) not in MONTHS:
        return None
    cursor.at += ahead
    return number


def _check_weekday(found: Dated, weekday: int | None) -> None:
    on, precision = found
    if weekday is None or precision is not Precision.DAY or on.weekday() == weekday:
        return
    raise UserError(
        t(
            "{date} is a {right}, not a {wrong}: check the date.",
            date=plain_date(on),
            right=WEEKDAY_NAMES[on.weekday()],
            wrong=WEEKDAY_NAMES[weekday],
        )
    )


def _place(cursor: Cursor) -> str | None:
    """The zone of a place that follows a date: “in Tokyo”, “(Tokyo time)”."""
    start = cursor.at
    bracket = cursor.take("(")
    cursor.take("in", "at", ", in", ",")
    zone = place_zone(cursor)
    if zone is None:
        cursor.at = start
        return None
    if bracket:
        cursor.take(")")
    return zone


def _time_after(cursor: Cursor) -> time | None:
    """The time of day that follows a date."""
    start = cursor.at
    cursor.take("at", ", at", ",", "t")
    late, at = clock(cursor)
    if not late:
        cursor.at = start
    return at


def _day_first(cursor: Cursor, today: date | None) -> Dated | None:
    """ "28 October 2025", "the 28th day of October, 2025"."""
    start = cursor.at
    day = _day_number(cursor)
    cursor.take("day of", "of", "-")
    month = MONTHS.get(cursor.word())
    if day is None or month is None:
        cursor.at = start
        return None
    cursor.at += 1
    return _with_year(cursor, today, month, day, start), Precision.DAY


def _day_number(cursor: Cursor) -> int | None:
    if cursor.kind() is Kind.NUMBER and len(cursor.word()) <= 2:
        cursor.at += 1
        return int(cursor.word(-1))
    return ordinal(cursor)


def _month_first(cursor: Cursor, today: date | None) -> Dated | None:
    """ "October 28, 2025", "October 2025", "October"; "may" before a verb is no month."""
    start = cursor.at
    month = MONTHS.get(cursor.word())
    if month is None:
        return None
    cursor.at += 1
    cursor.take(".")
    place = cursor.at
    cursor.take("the")
    day = _day_number(cursor)
    if day is not None and cursor.word() not in LENGTH_WORDS:
        return _with_year(cursor, today, month, day, start), Precision.DAY
    cursor.at = place
    cursor.take("of", ",")
    year = year_here(cursor)
    if year is not None:
        return date(year, month, 1), Precision.MONTH
    cursor.at = place
    if cursor.word(-1) == "may" and cursor.kind() is Kind.WORD:
        cursor.at = start
        return None
    return next_span(cursor, today, month, Precision.MONTH, start), Precision.MONTH


def _with_year(cursor: Cursor, today: date | None, month: int, day: int, start: int) -> date:
    """The day in the year that follows, or the next such day from `today`."""
    place = cursor.at
    cursor.take(".", ",", "of", "in", "-")
    bare_digit = len(cursor.word()) == 1 and cursor.word() != "0"
    year = None if bare_digit else year_here(cursor)
    if year is not None:
        return real_date(year, month, day)
    cursor.at = place
    check_day(month, day)
    if today is None:
        raise which_year(cursor, start)
    for near in range(today.year, today.year + _LEAP_GAP):
        leap_day = (month, day) == (2, 29) and not isleap(near)
        if not leap_day and real_date(near, month, day) >= today:
            return date(near, month, day)
    raise which_year(cursor, start)


def _year_alone(cursor: Cursor) -> Dated | None:
    if cursor.kind() is not Kind.NUMBER or len(cursor.word()) != 4:
        return None
    year = year_here(cursor)
    return None if year is None else (date(year, 1, 1), Precision.YEAR)
