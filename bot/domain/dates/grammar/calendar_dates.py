"""Calendar dates in clauses: “28 October 2025 at 10:50 in Tokyo”, “2025-10-28”, “Q2 2026”."""

from datetime import date

from bot.domain.dates.counting import span_first, span_last
from bot.domain.dates.grammar.clock import clock
from bot.domain.dates.grammar.numerals import ordinal
from bot.domain.dates.grammar.places import place_zone
from bot.domain.dates.grammar.tokens import Cursor, Kind, Unsettled
from bot.domain.dates.values import Anchor, Precision, Question
from bot.domain.dates.wording import plain_date
from bot.errors import UserError
from bot.messages import t

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    name[:3]: number for number, name in enumerate(_MONTHS, 1)
}
MONTHS["sept"] = 9
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAYS)} | {
    name[:length]: number for number, name in enumerate(_WEEKDAYS) for length in (3, 4)
}
_LENGTH_WORDS = frozenset(
    [
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "quarter",
        "quarters",
        "year",
        "years",
        "business",
        "working",
        "calendar",
        "clear",
    ]
)
Dated = tuple[date, Precision]


def calendar_date(cursor: Cursor, today: date | None = None) -> Anchor | None:
    """The date here, with its time of day and its place where they are given.

    A date without a year is the next such day from `today`; without `today` that is asked
    (Unsettled). UserError for a date that does not exist or can be read in two ways.
    """
    start = cursor.at
    early, at = clock(cursor)
    if early:
        cursor.take("on", ",", "of")
    cursor.take("the", "calendar year", "the calendar year")
    weekday = _weekday(cursor)
    found = _date(cursor, today)
    if found is None:
        cursor.at = start
        return None
    _check_weekday(found, weekday)
    zone = _place(cursor) if early else None
    if not early:
        place = cursor.at
        cursor.take("at", ", at", ",", "t")
        late, at = clock(cursor)
        if not late:
            cursor.at = place
    zone = zone or _place(cursor)
    on, precision = found
    return Anchor(on, zone or "", at if precision is Precision.DAY else None, precision)


def _weekday(cursor: Cursor) -> int | None:
    number = WEEKDAYS.get(cursor.word())
    if number is None:
        return None
    ahead = 2 if cursor.word(1) in {",", "."} else 1
    if not (
        cursor.kind(ahead) in {Kind.NUMBER, Kind.ORDINAL, Kind.ISO} or cursor.word(ahead) in MONTHS
    ):
        return None
    cursor.at += ahead
    cursor.take("the")
    return number


def _check_weekday(found: Dated, weekday: int | None) -> None:
    on, precision = found
    if weekday is None or precision is not Precision.DAY or on.weekday() == weekday:
        return
    raise UserError(
        t(
            "{date} is a {right}, not a {wrong}: check the date.",
            date=plain_date(on),
            right=_WEEKDAYS[on.weekday()].capitalize(),
            wrong=_WEEKDAYS[weekday].capitalize(),
        )
    )


def _place(cursor: Cursor) -> str | None:
    """The zone of a place that follows a date: “in Tokyo”, “(Tokyo time)”."""
    start = cursor.at
    bracket = cursor.take("(")
    cursor.take("in", "at", ", in", ",", "at midnight")
    zone = place_zone(cursor)
    if zone is None:
        cursor.at = start
        return None
    if bracket:
        cursor.take(")")
    return zone


def _date(cursor: Cursor, today: date | None) -> Dated | None:
    kind = cursor.kind()
    if kind is Kind.ISO:
        year, month, day = (int(part) for part in cursor.word().split("-"))
        return _taken(cursor, real_date(year, month, day), Precision.DAY)
    if kind is Kind.YEAR_MONTH:
        year, month = (int(part) for part in cursor.word().split("-"))
        return _taken(cursor, real_date(year, month, 1), Precision.MONTH)
    if kind is Kind.SLASHED:
        return _taken(cursor, slashed_date(cursor.word()), Precision.DAY)
    return (
        _quarter(cursor, today)
        or _day_first(cursor, today)
        or _month_first(cursor, today)
        or _year_alone(cursor)
    )


def _taken(cursor: Cursor, on: date, precision: Precision) -> Dated:
    cursor.at += 1
    return on, precision


def real_date(year: int, month: int, day: int) -> date:
    """The date. UserError if the calendar has none such, or the year is not 1 to 9999."""
    if not 1 <= year <= 9999:
        raise UserError(t("The year {year} is outside 1 to 9999: check the date.", year=year))
    if not 1 <= month <= 12:
        raise UserError(t("There is no month {month}: write dates as 2026-04-28.", month=month))
    try:
        return date(year, month, day)
    except ValueError:
        raise UserError(
            t(
                "There is no {day} {month} {year}: check the date.",
                day=day,
                month=_MONTHS[month - 1].capitalize(),
                year=year,
            )
        ) from None


def slashed_date(text: str) -> date:
    """The date written with slashes or dots; dots put the day first.

    UserError where day and month could be either.
    """
    first, second, year = (int(part) for part in text.replace(".", "/").split("/"))
    if "." in text or first > 12:
        return real_date(_full_year(year), second, first)
    if second > 12 or first == second:
        return real_date(_full_year(year), first, second)
    raise UserError(
        t(
            "{text} can be read in two ways: write {one} or {other}.",
            text=text,
            one=plain_date(real_date(year, second, first)),
            other=plain_date(real_date(year, first, second)),
        )
    )


def _full_year(year: int) -> int:
    if 1 <= year <= 99:
        raise UserError(t("Write the year with four digits, for example 2026."))
    return year


def year_here(cursor: Cursor) -> int | None:
    """The year here, in four digits. UserError for a number in its place that is no year."""
    if cursor.kind() is not Kind.NUMBER or cursor.word(1) in _LENGTH_WORDS:
        return None
    digits = cursor.word()
    if cursor.kind(1) is Kind.WORD and cursor.word(1) in {"am", "pm"}:
        return None
    cursor.at += 1
    year = int(digits.replace(",", "")[:12])
    if len(digits) <= 2 and year:
        return _full_year(year)
    return real_date(year, 1, 1).year


def _quarter(cursor: Cursor, today: date | None) -> Dated | None:
    """ "Q2 2026", "2026 Q2", "the second quarter of 2026", "H1 2026", "first half of 2026"."""
    start = cursor.at
    leading = year_here(cursor) if _year_then_quarter(cursor) else None
    number, size = _quarter_number(cursor)
    if number is None:
        cursor.at = start
        return None
    cursor.take("of the calendar year", "of", "/", "-", ",")
    year = leading or year_here(cursor)
    months = 3 if size is Precision.QUARTER else 6
    if number > 12 // months:
        raise UserError(t("A year has four quarters and two halves: check the number."))
    month = (number - 1) * months + 1
    if year is None:
        year = _next_span(today, month, size, cursor, start)
    return date(year, month, 1), size


def _year_then_quarter(cursor: Cursor) -> bool:
    ahead = 2 if cursor.word(1) == "-" else 1
    return cursor.kind() is Kind.NUMBER and cursor.kind(ahead) is Kind.QUARTER


def _quarter_number(cursor: Cursor) -> tuple[int | None, Precision]:
    cursor.take("-") if cursor.kind(1) is Kind.QUARTER else None
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
    """ "October 28, 2025", "October 2025", "October"."""
    start = cursor.at
    month = MONTHS.get(cursor.word())
    if month is None:
        return None
    cursor.at += 1
    cursor.take(".")
    place = cursor.at
    cursor.take("the")
    day = _day_number(cursor)
    if day is not None and cursor.word() not in _LENGTH_WORDS:
        return _with_year(cursor, today, month, day, start), Precision.DAY
    cursor.at = place
    cursor.take("of", ",")
    year = year_here(cursor)
    if year is None:
        cursor.at = place
        year = _next_span(today, month, Precision.MONTH, cursor, start)
    return date(year, month, 1), Precision.MONTH


def _with_year(cursor: Cursor, today: date | None, month: int, day: int, start: int) -> date:
    place = cursor.at
    cursor.take(".", ",", "of", "in", "-")
    year = year_here(cursor) if len(cursor.word()) != 1 or cursor.word() == "0" else None
    if year is not None:
        return real_date(year, month, day)
    cursor.at = place
    real_date(2000, month, day)
    if today is None:
        raise _which_year(cursor, start)
    years = range(today.year, min(today.year + 9, 10_000))
    days = (date(year, month, day) for year in years if day < 29 or _exists(year, month, day))
    return next((one for one in days if one >= today), real_date(today.year, month, day))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _next_span(today: date | None, month: int, size: Precision, cursor: Cursor, start: int) -> int:
    """The year of the next month, quarter or half that begins in `month` and is not over."""
    if today is None:
        raise _which_year(cursor, start)
    over = span_last(span_first(date(today.year, month, 1), size), size) < today
    return real_date(today.year + over, month, 1).year


def _which_year(cursor: Cursor, start: int) -> Unsettled:
    written = cursor.between(start, cursor.at)
    return Unsettled(Question(t("Which year is meant by “{date}”?", date=written)))


def _year_alone(cursor: Cursor) -> Dated | None:
    if cursor.kind() is not Kind.NUMBER or len(cursor.word()) != 4:
        return None
    year = year_here(cursor)
    return None if year is None else (date(year, 1, 1), Precision.YEAR)
