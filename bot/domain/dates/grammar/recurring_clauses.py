"""Clauses that recur: “every two years after entry into force”, “annually 2026-2028”."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.calendar_dates import MONTHS
from bot.domain.dates.grammar.lengths import length
from bot.domain.dates.grammar.numerals import cardinal, ordinal
from bot.domain.dates.grammar.origins import AFTER, origin
from bot.domain.dates.grammar.tokens import Cursor, Kind, Unsettled
from bot.domain.dates.values import (
    Anchor,
    Direction,
    FirstDay,
    Form,
    Period,
    Precision,
    Question,
    Rule,
    Unit,
)
from bot.messages import t

_ADVERBS = {
    "daily": Period(1, Unit.DAYS),
    "weekly": Period(1, Unit.WEEKS),
    "fortnightly": Period(2, Unit.WEEKS),
    "monthly": Period(1, Unit.MONTHS),
    "quarterly": Period(1, Unit.QUARTERS),
    "semi - annually": Period(6, Unit.MONTHS),
    "semi - annual": Period(6, Unit.MONTHS),
    "semiannually": Period(6, Unit.MONTHS),
    "semiannual": Period(6, Unit.MONTHS),
    "half - yearly": Period(6, Unit.MONTHS),
    "twice yearly": Period(6, Unit.MONTHS),
    "annually": Period(1, Unit.YEARS),
    "annual": Period(1, Unit.YEARS),
    "yearly": Period(1, Unit.YEARS),
    "per annum": Period(1, Unit.YEARS),
    "biennially": Period(2, Unit.YEARS),
    "biennial": Period(2, Unit.YEARS),
    "triennially": Period(3, Unit.YEARS),
    "triennial": Period(3, Unit.YEARS),
}
_TWO_WAYS = {
    "biannually": ("every six months", "every two years"),
    "biannual": ("every six months", "every two years"),
    "bimonthly": ("every two months", "every fortnight"),
    "bi - monthly": ("every two months", "every fortnight"),
    "biweekly": ("every two weeks", "every 3 days"),
    "bi - weekly": ("every two weeks", "every 3 days"),
    "bi - annually": ("every six months", "every two years"),
    "bi - annual": ("every six months", "every two years"),
}
_UNITS = {
    "day": Unit.DAYS,
    "business day": Unit.BUSINESS_DAYS,
    "working day": Unit.BUSINESS_DAYS,
    "week": Unit.WEEKS,
    "month": Unit.MONTHS,
    "quarter": Unit.QUARTERS,
    "year": Unit.YEARS,
}
_FAR = 12


def recurring_clause(cursor: Cursor, today: date | None) -> Rule | None:
    """The recurring rule here, or None."""
    start = cursor.at
    for reader in (_yearly_date, _monthly_date, _end_of_each):
        cursor.at = start
        rule = reader(cursor)
        if rule is not None:
            return _with_details(cursor, today, rule)
    cursor.at = start
    rule = _frequency(cursor)
    if rule is None:
        cursor.at = start
        return None
    return _with_details(cursor, today, rule)


def _rule(period: Period, *, by_calendar: bool | None = False) -> Rule:
    return Rule(Form.RECURRING, "", period=period, by_calendar=by_calendar)


def _frequency(cursor: Cursor) -> Rule | None:
    """ "every two years", "once a year", "quarterly", "25 MMT a year"."""
    doubtful = cursor.take(*_TWO_WAYS)
    if doubtful:
        word = doubtful.replace(" ", "")
        text = t("“{word}” is used for two things: which is meant?", word=word)
        raise Unsettled(Question(text, _TWO_WAYS[doubtful]))
    adverb = cursor.take(*_ADVERBS)
    if adverb:
        open_quarter = adverb == "quarterly"
        return _rule(_ADVERBS[adverb], by_calendar=None if open_quarter else False)
    return _every(cursor) or _times_a(cursor)


def _every(cursor: Cursor) -> Rule | None:
    """ "every two years", "each quarter", "every other month", "on each anniversary"."""
    cursor.take("on", "in", "within", "during", "for", "at least")
    if cursor.take("any calendar year", "any given calendar year", "a calendar year", "any year"):
        return _rule(Period(1, Unit.YEARS), by_calendar=True)
    cursor.take("once")
    if not cursor.take("every", "each of the", "each of", "each"):
        return None
    if cursor.take("anniversary of", "anniversary"):
        return _anchored(cursor)
    return _each_of_years(cursor) or _each_unit(cursor)


def _each_of_years(cursor: Cursor) -> Rule | None:
    """ "calendar years 2026, 2027 and 2028": the years themselves are read as details."""
    start = cursor.at
    cursor.take("calendar")
    if cursor.take("years") or (cursor.kind() is Kind.NUMBER and len(cursor.word()) == 4):
        return _rule(Period(1, Unit.YEARS), by_calendar=True)
    cursor.at = start
    return None


def _each_unit(cursor: Cursor) -> Rule | None:
    """ "calendar quarter", "other year", "third month", "two years"."""
    calendar = bool(cursor.take("calendar"))
    count = 2 if cursor.take("other", "second") else _skipped_ordinal(cursor) or 1
    calendar = calendar or bool(cursor.take("calendar"))
    unit = _UNITS.get(cursor.take("business day", "working day", *_UNITS))
    if unit is not None:
        open_quarter = unit is Unit.QUARTERS and not calendar and count == 1
        return _rule(Period(count, unit), by_calendar=None if open_quarter else calendar)
    found = length(cursor)
    return _rule(found.period) if found else None


def _anchored(cursor: Cursor) -> Rule:
    """A yearly rule; the word before an event, if any, is left for the details."""
    if cursor.word(-1) == "of":
        cursor.at -= 1
    return _rule(Period(1, Unit.YEARS))


def _skipped_ordinal(cursor: Cursor) -> int | None:
    start = cursor.at
    nth = ordinal(cursor)
    if nth is None or cursor.word() not in _UNITS:
        cursor.at = start
        return None
    return nth


def _times_a(cursor: Cursor) -> Rule | None:
    """ "once a year", "twice per month", "three times a year", "25 MMT a year"."""
    cursor.take("at least", "no less than", "not less than")
    times = 1
    if cursor.take("twice"):
        times = 2
    elif not cursor.take("once"):
        number = cardinal(cursor)
        if number is not None and cursor.take("times"):
            times = number
        elif cursor.kind() is not Kind.WORD or not cursor.at:
            return None
        else:
            cursor.at += 0 if number is None else 1
    if not cursor.take("a", "an", "per", "each", "every", "in each", "in every"):
        return None
    calendar = bool(cursor.take("calendar"))
    unit = _UNITS.get(cursor.take(*_UNITS))
    if unit is None:
        return None
    months = {Unit.YEARS: 12, Unit.QUARTERS: 3, Unit.MONTHS: 1}.get(unit)
    if times > 1 and (months is None or months % times):
        return None
    period = Period(months // times, Unit.MONTHS) if times > 1 and months else Period(1, unit)
    return _rule(period, by_calendar=calendar)


def _yearly_date(cursor: Cursor) -> Rule | None:
    """ "by 31 March each year", "on 30 June of every second year", "every 31 March"."""
    every = bool(cursor.take("every", "each"))
    before = cursor.take("before")
    cursor.take("by", "on", "no later than", "not later than", "on or before")
    cursor.take("the")
    found = _day_and_month(cursor)
    if found is None:
        return None
    cursor.take(",", "of", "in")
    every = every or bool(
        cursor.take(
            "each year",
            "every year",
            "annually",
            "each calendar year",
            "every calendar year",
            "yearly",
            "of each year",
            "of every year",
        )
    )
    if not every:
        return None
    day, month = found
    rule = replace(_rule(Period(1, Unit.YEARS)), day_of_month=day, month_of_year=month)
    return replace(rule, direction=Direction.BEFORE) if before else rule


def _day_and_month(cursor: Cursor) -> tuple[int, int] | None:
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
    if not cursor.take("by", "on", "no later than", "not later than"):
        return None
    day = _named_day(cursor)
    if day is None or not cursor.take(
        "of each month", "of every month", "each month", "every month"
    ):
        return None
    return replace(_rule(Period(1, Unit.MONTHS)), day_of_month=day)


def _named_day(cursor: Cursor) -> int | None:
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
    if not cursor.take("end of each", "end of every", "last day of each", "last day of every"):
        return None
    calendar = bool(cursor.take("calendar"))
    unit = _UNITS.get(cursor.take(*_UNITS))
    if unit not in {Unit.MONTHS, Unit.QUARTERS, Unit.YEARS}:
        return None
    assert unit is not None
    return _rule(Period(1, unit), by_calendar=calendar or True)


def _with_details(cursor: Cursor, today: date | None, rule: Rule) -> Rule:
    """`rule` with the details that follow it, some words apart: day, years, origin."""
    place = cursor.at
    changed = True
    while changed:
        changed = False
        for ahead in range(min(_FAR, len(cursor.tokens) - place)):
            cursor.at = place + ahead
            better = _detail(cursor, today, rule)
            if better is not None and better != rule:
                rule, place, changed = better, cursor.at, True
                break
    cursor.at = place
    return rule


def _detail(cursor: Cursor, today: date | None, rule: Rule) -> Rule | None:
    start = cursor.at
    for reader in (_years, _from_origin, _on_day, _by_quarters):
        cursor.at = start
        better = reader(cursor, today, rule)
        if better is not None:
            return better
    cursor.at = start
    return None


def _years(cursor: Cursor, today: date | None, rule: Rule) -> Rule | None:
    """ "2026-2028", "from 2026 to 2028", "in 2026, 2027 and 2028", "through 2028"."""
    if rule.last_on is not None:
        return None
    single = cursor.take("through", "until", "up to", "till")
    cursor.take("from", "in", "for", "between", "during")
    cursor.take("the years", "years", "calendar years", "the calendar years")
    first = _year(cursor)
    if first is None:
        return None
    last = first
    while cursor.take("-", "to", "through", "until", "and", ",", ", and", "up to"):
        more = _short_year(cursor, last)
        if more is None:
            cursor.at -= 1
            break
        last = more
    if last < first or not (single or last > first or rule.by_calendar):
        return None
    named = rule.named if single else Anchor(date(first, 1, 1), "", None, Precision.YEAR)
    yearly = rule.period == Period(1, Unit.YEARS)
    by_calendar = True if yearly and not (single and rule.anchor) else rule.by_calendar
    return replace(rule, named=named, last_on=date(last, 12, 31), by_calendar=by_calendar)


def _year(cursor: Cursor) -> int | None:
    if cursor.kind() is not Kind.NUMBER or len(cursor.word()) != 4 or cursor.word() < "1000":
        return None
    cursor.at += 1
    return int(cursor.word(-1))


def _short_year(cursor: Cursor, previous: int) -> int | None:
    """A year that may leave out its century: “2026-28”."""
    if cursor.kind() is Kind.NUMBER and len(cursor.word()) == 2:
        cursor.at += 1
        return previous // 100 * 100 + int(cursor.word(-1))
    return _year(cursor)


def _from_origin(cursor: Cursor, today: date | None, rule: Rule) -> Rule | None:
    if rule.anchor is not None or rule.named is not None:
        return None
    joint = cursor.take(*AFTER)
    if not joint:
        return None
    where = origin(cursor, today)
    if where is None or (where.event is None and where.named is None and not where.now):
        return None
    starts = joint.startswith(("starting", "beginning", "commencing", "from and including"))
    return replace(
        rule,
        anchor=where.event if where.named is None else None,
        named=where.named,
        said_on=today if where.now else None,
        first_day=FirstDay.COUNTED if starts else None,
        by_calendar=False if rule.by_calendar is None else rule.by_calendar,
    )


def _on_day(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """ "on the 31st", "by the last day", "on 30 June"."""
    if rule.day_of_month is not None or not cursor.take("on", "by", "no later than"):
        return None
    start = cursor.at
    found = _day_and_month(cursor)
    if found is not None and cursor.kind() is not Kind.NUMBER:
        return replace(rule, day_of_month=found[0], month_of_year=found[1])
    cursor.at = start
    day = _named_day(cursor)
    return None if day is None else replace(rule, day_of_month=day)


def _by_quarters(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """ "by calendar quarter", which settles what “quarterly” leaves open."""
    if rule.by_calendar is not None:
        return None
    if cursor.take("by calendar quarter", "by calendar quarters", "calendar quarter", "calendar"):
        return replace(rule, by_calendar=True)
    return None
