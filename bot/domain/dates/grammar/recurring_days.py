"""Named days on which something recurs: “by 31 March each year”, “on the 15th of each month”."""

from bot.domain.dates.grammar.month_names import MONTHS
from bot.domain.dates.grammar.numerals import cardinal, ordinal
from bot.domain.dates.grammar.tokens import Cursor, Kind, wordings
from bot.domain.dates.terms import Roll
from bot.domain.dates.values import Direction, Form, Period, Rule, Unit

_EACH_YEAR = wordings(
    "each year | every year | annually | each calendar year | every calendar year | yearly"
    "| of each year | of every year | of each calendar year"
)
_EACH_MONTH = wordings("of each month | of every month | each month | every month")
_BY = wordings("by | on | no later than | not later than | on or before")
_LAST_OF_EACH = wordings(
    "end of each | end of every | last day of each | last day of every | close of each"
)
_SPANS = {"month": Unit.MONTHS, "quarter": Unit.QUARTERS, "year": Unit.YEARS}


def recurring_day(cursor: Cursor) -> Rule | None:
    """The rule of a named day that recurs here, or None."""
    start = cursor.at
    for reader in (_yearly_date, _monthly_date, _last_working_day, _end_of_each):
        cursor.at = start
        rule = reader(cursor)
        if rule is not None:
            return rule
    cursor.at = start
    return None


def _yearly_date(cursor: Cursor) -> Rule | None:
    """ "by 31 March each year", "every 31 March"."""
    every = bool(cursor.take("every", "each"))
    before = cursor.take("before")
    cursor.take(*_BY)
    cursor.take("the")
    found = day_and_month(cursor)
    if found is None:
        return None
    cursor.take(",", "in")
    if not every and not cursor.take(*_EACH_YEAR):
        return None
    day, month = found
    return Rule(
        Form.RECURRING,
        "",
        period=Period(1, Unit.YEARS),
        day_of_month=day,
        month_of_year=month,
        direction=Direction.BEFORE if before else Direction.BY,
    )


def day_and_month(cursor: Cursor) -> tuple[int, int] | None:
    """The day and month here, the year being left open."""
    month = MONTHS.get(cursor.word())
    if month is not None:
        cursor.at += 1
        day = _day(cursor)
        return None if day is None else (day, month)
    day = _day(cursor)
    cursor.take("day of", "of")
    month = MONTHS.get(cursor.word())
    if day is None or month is None:
        return None
    cursor.at += 1
    return day, month


def _day(cursor: Cursor) -> int | None:
    value = cardinal(cursor) if cursor.kind() is Kind.NUMBER else ordinal(cursor)
    return value if value is not None and 1 <= value <= 31 else None


def _monthly_date(cursor: Cursor) -> Rule | None:
    """ "on the 31st of each month", "by the last day of every month"."""
    if not cursor.take(*_BY):
        return None
    day = day_of_month(cursor)
    if day is None or not cursor.take(*_EACH_MONTH):
        return None
    return Rule(Form.RECURRING, "", period=Period(1, Unit.MONTHS), day_of_month=day)


def _last_working_day(cursor: Cursor) -> Rule | None:
    """ "the last business day of each month"."""
    cursor.take(*_BY)
    cursor.take("the")
    if not cursor.take("last business day", "last working day") or not cursor.take(*_EACH_MONTH):
        return None
    month = Period(1, Unit.MONTHS)
    return Rule(Form.RECURRING, "", period=month, day_of_month=-1, roll=Roll.PRECEDING)


def day_of_month(cursor: Cursor) -> int | None:
    """ "the 31st", "the fifteenth day", "the last day" (-1)."""
    cursor.take("the")
    if cursor.take("last day", "last"):
        return -1
    nth = ordinal(cursor)
    cursor.take("day")
    return nth if nth is not None and 1 <= nth <= 31 else None


def _end_of_each(cursor: Cursor) -> Rule | None:
    """ "by the end of each calendar quarter", "at the end of every year"."""
    cursor.take("by", "at", "before", "on", "no later than")
    cursor.take("the")
    if not cursor.take(*_LAST_OF_EACH):
        return None
    cursor.take("calendar")
    unit = _SPANS.get(cursor.take(*_SPANS))
    if unit is None:
        return None
    return Rule(Form.RECURRING, "", period=Period(1, unit), by_calendar=True)
