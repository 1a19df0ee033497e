"""Quarters and halves of a year: “Q2 2026”, “the first half of 2026”; and years left out."""

from datetime import date

from bot.domain.dates.counting import SPAN_MONTHS, span_first, span_last
from bot.domain.dates.grammar.numerals import ordinal
from bot.domain.dates.grammar.numeric_dates import real_date, year_here
from bot.domain.dates.grammar.tokens import Cursor, Kind, Unsettled
from bot.domain.dates.values import Precision, Question
from bot.errors import UserError
from bot.messages import t


def quarter(cursor: Cursor, today: date | None) -> tuple[date, Precision] | None:
    """The quarter or half here, by its first day; without a year, the next one that ends."""
    start = cursor.at
    leading = _leading_year(cursor)
    number, size = _number(cursor)
    if number is None:
        cursor.at = start
        return None
    cursor.take("of the calendar year", "of", "/", "-", ",")
    year = leading or year_here(cursor) or _year_from(cursor, today)
    months = SPAN_MONTHS[size]
    if number > 12 // months:
        raise UserError(t("A year has four quarters and two halves: check the number."))
    month = (number - 1) * months + 1
    if year is None:
        return next_span(cursor, today, month, size, start), size
    return date(year, month, 1), size


def _leading_year(cursor: Cursor) -> int | None:
    """The year of “2026 Q2” and “2026-Q2”."""
    ahead = 2 if cursor.word(1) == "-" else 1
    if cursor.kind() is not Kind.NUMBER or cursor.kind(ahead) is not Kind.QUARTER:
        return None
    year = year_here(cursor)
    cursor.take("-")
    return year


def _year_from(cursor: Cursor, today: date | None) -> int | None:
    """The year of “next year” or “this year”, seen from `today`."""
    if today is None:
        return None
    if cursor.take("next year", "the next year", "the coming year", "the following year"):
        return real_date(today.year + 1, 1, 1).year
    return today.year if cursor.take("this year", "the current year", "the year") else None


def _number(cursor: Cursor) -> tuple[int | None, Precision]:
    if cursor.kind() is Kind.QUARTER:
        word = cursor.word()
        cursor.at += 1
        return int(word[1]), Precision.QUARTER if word[0] == "q" else Precision.HALF
    number = ordinal(cursor)
    if number is not None and cursor.take("calendar quarter", "quarter"):
        return number, Precision.QUARTER
    if number is not None and cursor.take("half"):
        return number, Precision.HALF
    return None, Precision.QUARTER


def next_span(cursor: Cursor, today: date | None, month: int, size: Precision, start: int) -> date:
    """The first day of the next span that begins in `month` and is not over on `today`."""
    if today is None:
        raise which_year(cursor, start)
    first = span_first(date(today.year, month, 1), size)
    return first if span_last(first, size) >= today else real_date(today.year + 1, month, 1)


def which_year(cursor: Cursor, start: int) -> Unsettled:
    """The question that a date without a year leaves, the date beginning at token `start`."""
    written = cursor.between(start, cursor.at)
    return Unsettled(Question(t("Which year is meant by “{date}”?", date=written)))
