"""Dates in digits, and the dates that the calendar has."""

from datetime import date

from bot.domain.dates.grammar.month_names import MONTH_NAMES
from bot.domain.dates.grammar.tokens import Cursor, Kind
from bot.domain.dates.values import Precision
from bot.domain.dates.wording import plain_date
from bot.errors import UserError
from bot.messages import t

LENGTH_WORDS = frozenset(
    (
        *("hour", "hours", "day", "days", "week", "weeks", "month", "months", "quarter"),
        *("quarters", "year", "years", "business", "working", "calendar", "clear"),
    )
)
"""Words after which a number is a length and no part of a date."""

_LEAP_YEAR = 2000


def numeric_date(cursor: Cursor) -> tuple[date, Precision] | None:
    """The date in digits here: “2026-04-28”, “2026-04”, “28/04/2026”, “28.04.2026”."""
    kind = cursor.kind()
    if kind is Kind.ISO:
        year, month, day = (int(part) for part in cursor.word().split("-"))
        found = real_date(year, month, day), Precision.DAY
    elif kind is Kind.YEAR_MONTH:
        year, month = (int(part) for part in cursor.word().split("-"))
        found = real_date(year, month, 1), Precision.MONTH
    elif kind is Kind.SLASHED:
        found = slashed_date(cursor.word()), Precision.DAY
    else:
        return None
    cursor.at += 1
    return found


def real_date(year: int, month: int, day: int) -> date:
    """The date. UserError if the calendar has none such, or the year is not 1 to 9999."""
    if not 1 <= year <= 9999:
        raise UserError(t("The year {year} is outside 1 to 9999: check the date.", year=year))
    if not 1 <= month <= 12:
        raise UserError(t("There is no month {month}: write dates as 2026-04-28.", month=month))
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_such_day(f"{day} {MONTH_NAMES[month - 1]} {year}") from None


def check_day(month: int, day: int) -> None:
    """Return if some year has such a day. UserError, without naming a year, if none has."""
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        raise _no_such_day(f"{day} {MONTH_NAMES[month - 1]}") from None


def _no_such_day(day: str) -> UserError:
    return UserError(t("There is no {day}: check the date.", day=day))


def slashed_date(text: str) -> date:
    """The date written with slashes or dots; dots put the day first.

    UserError where day and month could be either.
    """
    first, second, year = (int(part) for part in text.replace(".", "/").split("/"))
    if "." in text or first > 12:
        return real_date(full_year(year), second, first)
    if second > 12 or first == second:
        return real_date(full_year(year), first, second)
    one, other = real_date(full_year(year), second, first), real_date(year, first, second)
    raise UserError(
        t(
            "{text} can be read in two ways: write {one} or {other}.",
            text=text,
            one=plain_date(one),
            other=plain_date(other),
        )
    )


def full_year(year: int) -> int:
    """`year`. UserError for one of two digits."""
    if 1 <= year <= 99:
        raise UserError(t("Write the year with four digits, for example 2026."))
    return year


def year_here(cursor: Cursor) -> int | None:
    """The year here, in four digits. UserError for a number in its place that is no year."""
    after = cursor.word(1)
    if cursor.kind() is not Kind.NUMBER or after in LENGTH_WORDS or after in {"am", "pm"}:
        return None
    if after.startswith("年"):
        return None
    digits = cursor.word()
    cursor.at += 1
    year = int(digits.replace(",", "")[:9])
    return real_date(full_year(year) if len(digits) <= 2 else year, 1, 1).year
