"""Clauses that recur: “every two years after entry into force”, “annually 2026-2028”."""

from datetime import date

from bot.domain.dates.grammar.lengths import length
from bot.domain.dates.grammar.numerals import cardinal, ordinal
from bot.domain.dates.grammar.numeric_dates import LENGTH_WORDS
from bot.domain.dates.grammar.recurring_days import recurring_day
from bot.domain.dates.grammar.recurring_details import with_details
from bot.domain.dates.grammar.tokens import Cursor, Kind, Unsettled, wordings
from bot.domain.dates.values import Form, Period, Question, Rule, Unit
from bot.errors import UserError
from bot.messages import t

_HALF_YEAR, _YEAR = Period(6, Unit.MONTHS), Period(1, Unit.YEARS)
_ADVERBS = {
    "daily": Period(1, Unit.DAYS),
    "weekly": Period(1, Unit.WEEKS),
    "fortnightly": Period(2, Unit.WEEKS),
    "monthly": Period(1, Unit.MONTHS),
    "quarterly": Period(1, Unit.QUARTERS),
    **dict.fromkeys(("semi - annually", "semi - annual", "semiannually", "semiannual"), _HALF_YEAR),
    **dict.fromkeys(("half - yearly", "twice yearly", "twice annually"), _HALF_YEAR),
    **dict.fromkeys(("annually", "annual", "yearly", "per annum"), _YEAR),
    **dict.fromkeys(("biennially", "biennial"), Period(2, Unit.YEARS)),
    **dict.fromkeys(("triennially", "triennial"), Period(3, Unit.YEARS)),
}
_TWICE_OR_SECOND = ("every six months", "every two years")
_TWO_WAYS = {
    **dict.fromkeys(("biannually", "biannual"), _TWICE_OR_SECOND),
    **dict.fromkeys(("bi - annually", "bi - annual"), _TWICE_OR_SECOND),
    **dict.fromkeys(("bimonthly", "bi - monthly"), ("every two months", "every fortnight")),
    **dict.fromkeys(("biweekly", "bi - weekly"), ("every two weeks", "every 3 days")),
}
_UNITS = {
    "business day": Unit.BUSINESS_DAYS,
    "working day": Unit.BUSINESS_DAYS,
    "day": Unit.DAYS,
    "week": Unit.WEEKS,
    "month": Unit.MONTHS,
    "quarter": Unit.QUARTERS,
    "year": Unit.YEARS,
}
_WORKING = frozenset({"business", "working"})
_MONTHS_IN = {Unit.YEARS: 12, Unit.QUARTERS: 3, Unit.MONTHS: 1}
_ANY_YEAR = wordings("any calendar year | any given calendar year | a calendar year | any year")
_INTERVALS = wordings(
    "at intervals of | at intervals of not more than | at intervals of no more than"
    "| at intervals not exceeding | at intervals no longer than | at intervals of up to"
    "| at intervals of at most"
)
_PER = wordings("a | an | per | each | every | in each | in every | in any")


def recurring_clause(cursor: Cursor, today: date | None) -> Rule | None:
    """The recurring rule here, or None. Unsettled for “biannual” and its like."""
    start = cursor.at
    for reader in (recurring_day, _ambiguous, _adverb, _every, _times_a):
        cursor.at = start
        rule = reader(cursor)
        if rule is not None:
            return with_details(cursor, today, rule)
    cursor.at = start
    return None


def _rule(period: Period, *, by_calendar: bool | None = False) -> Rule:
    return Rule(Form.RECURRING, "", period=period, by_calendar=by_calendar)


def _ambiguous(cursor: Cursor) -> Rule | None:
    doubtful = cursor.take(*_TWO_WAYS)
    if not doubtful:
        return None
    word = doubtful.replace(" ", "")
    text = t("“{word}” is used for two things: which is meant?", word=word)
    raise Unsettled(Question(text, _TWO_WAYS[doubtful]))


def _adverb(cursor: Cursor) -> Rule | None:
    """ "annually"; "quarterly" leaves open whose quarters, unless details settle it."""
    if cursor.take("hourly"):
        raise _in_hours()
    adverb = cursor.take(*_ADVERBS)
    if not adverb:
        return None
    return _rule(_ADVERBS[adverb], by_calendar=None if adverb == "quarterly" else False)


def _every(cursor: Cursor) -> Rule | None:
    """ "every two years", "each quarter", "every other month", "on each anniversary"."""
    if cursor.take(*_INTERVALS):
        found = length(cursor)
        return _rule(_in_days(found.period)) if found else None
    cursor.take("on", "in", "within", "during", "for", "at least")
    if cursor.take(*_ANY_YEAR):
        return _rule(_YEAR, by_calendar=True)
    cursor.take("once")
    if not cursor.take("every", "each of the", "each of", "each"):
        return None
    if cursor.take("anniversary"):
        return _rule(_YEAR)
    return _each_of_years(cursor) or _each_unit(cursor)


def _each_of_years(cursor: Cursor) -> Rule | None:
    """ "calendar years 2026, 2027 and 2028": the years themselves are read as details."""
    start = cursor.at
    cursor.take("calendar")
    year = cursor.kind() is Kind.NUMBER and len(cursor.word()) == 4
    if cursor.take("years") or (year and cursor.word(1) not in LENGTH_WORDS):
        return _rule(_YEAR, by_calendar=True)
    cursor.at = start
    return None


def _each_unit(cursor: Cursor) -> Rule | None:
    """ "calendar quarter", "other year", "third month", "two years"."""
    calendar = bool(cursor.take("calendar"))
    count = 2 if cursor.take("other", "second") else _nth_unit(cursor) or 1
    if cursor.take("hour"):
        return _rule(_in_days(Period(count, Unit.HOURS)))
    unit = _UNITS.get(cursor.take(*_UNITS))
    if unit is not None:
        open_quarter = unit is Unit.QUARTERS and not calendar and count == 1
        return _rule(Period(count, unit), by_calendar=None if open_quarter else calendar)
    found = length(cursor)
    return _rule(_in_days(found.period)) if found else None


def _in_days(period: Period) -> Period:
    """`period`, whole days where it is given in hours. UserError for other hours."""
    if period.unit is not Unit.HOURS:
        return period
    days, rest = divmod(period.count, 24)
    if rest:
        raise _in_hours()
    return Period(days, Unit.DAYS)


def _in_hours() -> UserError:
    return UserError(t("What recurs is counted in whole days: write for example “every day”."))


def _nth_unit(cursor: Cursor) -> int | None:
    start = cursor.at
    nth = ordinal(cursor)
    if nth is None or cursor.word() not in {*_UNITS, *_WORKING, "hour"}:
        cursor.at = start
        return None
    return nth


def _times_a(cursor: Cursor) -> Rule | None:
    """ "once a year", "twice per month", "three times a year", "25 MMT a year"."""
    cursor.take("at least", "no less than", "not less than")
    times = _times(cursor)
    if times is None or not cursor.take(*_PER):
        return None
    calendar = bool(cursor.take("calendar"))
    unit = _UNITS.get(cursor.take(*_UNITS))
    if unit is None:
        return None
    if times == 1:
        return _rule(Period(1, unit), by_calendar=calendar)
    months, rest = divmod(_MONTHS_IN.get(unit, 0), times)
    if rest or not months:
        text = t("How far apart is that? Write for example “every two weeks”.")
        raise Unsettled(Question(text, ("every two weeks", "every ten days")))
    return _rule(Period(months, Unit.MONTHS), by_calendar=calendar)


def _times(cursor: Cursor) -> int | None:
    """How often: “once”, “twice”, “three times”; 1 where a quantity stands just before."""
    if cursor.take("once"):
        return 1
    if cursor.take("twice"):
        return 2
    start = cursor.at
    number = cardinal(cursor)
    if number and cursor.take("times"):
        return number
    cursor.at = start
    before = cursor.word(-1) if cursor.at else ""
    return 1 if before in {"mmt", "mt", "tonnes", "tons", "bn", "billion", "million"} else None
