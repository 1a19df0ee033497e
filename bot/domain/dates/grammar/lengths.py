"""Lengths of time in words: “six (6) months”, “a year and a half”, “ten clear days”."""

from dataclasses import dataclass, replace

from bot.domain.dates.grammar.loose_words import APPROXIMATELY
from bot.domain.dates.grammar.numerals import cardinal
from bot.domain.dates.grammar.numeric_dates import LENGTH_WORDS
from bot.domain.dates.grammar.tokens import Cursor, Kind, Unsettled
from bot.domain.dates.values import Period, Question, Unit
from bot.errors import UserError
from bot.messages import t

_UNITS = {
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), Unit.HOURS),
    **dict.fromkeys(("day", "days", "d"), Unit.DAYS),
    **dict.fromkeys(("workday", "workdays"), Unit.BUSINESS_DAYS),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "w"), Unit.WEEKS),
    **dict.fromkeys(("month", "months", "mo", "mos"), Unit.MONTHS),
    **dict.fromkeys(("quarter", "quarters"), Unit.QUARTERS),
    **dict.fromkeys(("year", "years", "yr", "yrs", "y"), Unit.YEARS),
}
_WORKING = frozenset({"business", "working", "banking", "trading", "work"})
_PLAIN = frozenset(
    [
        "calendar",
        "consecutive",
        "full",
        "further",
        "additional",
        "more",
        "successive",
        "complete",
        "whole",
        "next",
        "coming",
        "following",
        "natural",
    ]
)
_NATIONS = {
    **dict.fromkeys(("us", "american", "federal"), "US"),
    **dict.fromkeys(("uk", "british", "english"), "GB"),
    "japanese": "JP",
    "chinese": "CN",
    "korean": "KR",
    "german": "DE",
    "french": "FR",
    "australian": "AU",
    "canadian": "CA",
    "malaysian": "MY",
    "thai": "TH",
    "indian": "IN",
}
_HALVES = {Unit.MONTHS: (1, Unit.HALF_MONTHS), Unit.YEARS: (6, Unit.MONTHS)}


_NEXT = frozenset({"next", "coming", "following"})
_STRETCH = frozenset({"period", "window"})
_SINGLE = frozenset({"hour", "day", "week", "month", "quarter", "year"})


@dataclass(frozen=True, slots=True)
class Length:
    """A period as the text has it, whether its days are clear days, and whose working days."""

    period: Period
    clear: bool = False
    calendars: tuple[str, ...] = ()


def length(cursor: Cursor) -> Length | None:
    """The length of time here. UserError for one that is negative, nothing or absurd."""
    start = cursor.at
    cursor.take("a further", "an additional")
    cursor.take("a period of", "the period of", "period of", "a maximum of", "up to", "a term of")
    _skip_article(cursor)
    cursor.skip(*_PLAIN, *APPROXIMATELY)
    if cursor.at > start and cursor.word(-1) in _NEXT and cursor.word() in _SINGLE:
        cursor.at += 1
        return Length(Period(1, _UNITS[cursor.word(-1)]))
    _refuse_negative(cursor)
    first = _half_first(cursor) or _part(cursor)
    if first is None:
        cursor.at = start
        return None
    found = first
    place = cursor.at
    if cursor.take(", and", "and", ","):
        more = _part(cursor, named=True)
        if more is None:
            cursor.at = place
        else:
            found = replace(found, period=_joined(first.period, more.period))
    cursor.take("'")
    cursor.take("of time", "time")
    if cursor.word(1) in _STRETCH and cursor.kind() is Kind.WORD:
        cursor.at += 1
    cursor.take(*_STRETCH)
    return found


def _skip_article(cursor: Cursor) -> None:
    """Moves over the article of “the next 30 days” and “a six-month period”."""
    start = cursor.at
    if cursor.word() not in {"the", "a", "an"} or cardinal(cursor) is not None:
        cursor.at = start
        return
    cursor.at = start + 1
    numbered = cardinal(cursor) is not None
    cursor.at = start + 1
    if not numbered and not (cursor.word(-1) == "the" and cursor.word() in _PLAIN):
        cursor.at = start


def _refuse_negative(cursor: Cursor) -> None:
    if cursor.word() not in {"-", "minus"} or cursor.kind(1) not in {Kind.NUMBER, Kind.DECIMAL}:
        return
    sign, number = cursor.tokens[cursor.at : cursor.at + 2]
    apart = not cursor.at or cursor.tokens[cursor.at - 1].end < sign.start
    if apart and (sign.end == number.start or sign.text == "minus"):
        raise UserError(t("A period cannot be negative: write “before” to count back."))


def _joined(first: Period, second: Period) -> Period:
    """Both lengths as one: equal units added, years and months joined, or one after another."""
    if Unit.HOURS in {first.unit, second.unit} or Unit.BUSINESS_DAYS in {first.unit, second.unit}:
        raise UserError(t("Hours and working days cannot be joined to another length: give one."))
    return Period(first.count, first.unit, replace(second, plus=second.plus))


def _half_first(cursor: Cursor) -> Length | None:
    """ "half a year", "half a month"."""
    start = cursor.at
    cursor.take("a", "one")
    if cursor.take("half"):
        cursor.skip("-", "a", "of")
        unit = _UNITS.get(cursor.word())
        if unit in _HALVES:
            cursor.at += 1
            count, half = _HALVES[unit]
            return Length(Period(count, half))
    cursor.at = start
    return None


def _part(cursor: Cursor, *, named: bool = False) -> Length | None:
    """One count with its unit; `named`: what follows an “and”, where “a half” may end it."""
    start = cursor.at
    count, half = _count(cursor)
    if count is None:
        return None
    _refuse_range(cursor, start, count)
    clear = working = False
    calendars = _whose(cursor)
    cursor.take("-")
    while cursor.word() in _PLAIN or cursor.word() in _WORKING or cursor.word() == "clear":
        working = working or cursor.word() in _WORKING
        clear = clear or cursor.word() == "clear"
        cursor.at += 1
    half_of_year = cursor.word() == "h" and cursor.kind(1) is Kind.NUMBER
    of_the_clock = cursor.tokens[start].text.startswith("0") and cursor.word() == "hours"
    unit = None if half_of_year or of_the_clock else _UNITS.get(cursor.word())
    if unit is None and cursor.take("fortnight", "fortnights"):
        return Length(Period(count * 2, Unit.WEEKS))
    if unit is None:
        cursor.at = start
        return None
    cursor.at += 1
    if working and unit is Unit.DAYS:
        unit = Unit.BUSINESS_DAYS
    if not named:
        half = half or bool(cursor.take("and a half", "and one half"))
    return Length(_with_half(count, unit, half=half), clear, calendars if working else ())


def _refuse_range(cursor: Cursor, start: int, low: int) -> None:
    """Asks which of two lengths is the limit: “6 to 12 months”, “between 30 and 60 days”."""
    place = cursor.at
    between = start > 0 and cursor.tokens[start - 1].text == "between"
    joint = cursor.take("and", "to") if between else cursor.take("to", "-", "or")
    high = cardinal(cursor) if joint else None
    cursor.take("-")
    if high is None or cursor.word() not in LENGTH_WORDS:
        cursor.at = place
        return
    first = start - 1 if between else start
    words = cursor.between(first, cursor.at)
    before, after = cursor.text[: cursor.tokens[first].start], cursor.tokens[cursor.at].start
    lead = "within " if between else ""
    options = tuple(f"{before}{lead}{count} {cursor.text[after:]}" for count in (low, high))
    text = t("“{words}” gives two lengths: which is the limit?", words=words)
    raise Unsettled(Question(text, options))


def _whose(cursor: Cursor) -> tuple[str, ...]:
    """The country whose working days are meant: “10 Japanese working days”."""
    code = _NATIONS.get(cursor.word())
    if code is None:
        return ()
    cursor.at += 1
    return (code,)


def _count(cursor: Cursor) -> tuple[int | None, bool]:
    """The count here, and whether half a unit comes on top."""
    if cursor.kind() is Kind.DECIMAL:
        whole, _, part = cursor.word().partition(".")
        if part.rstrip("0") not in {"", "5"}:
            raise UserError(t("Write the length in whole units, for example “45 days”."))
        cursor.at += 1
        return int(whole), part.startswith("5")
    count = cardinal(cursor)
    if count is None and cursor.take("a", "an"):
        return 1, False
    half = count is not None and bool(cursor.take("and a half", "and one half"))
    return count, half


def _with_half(count: int, unit: Unit, *, half: bool) -> Period:
    if not half:
        return Period(count, unit)
    if unit not in _HALVES:
        raise UserError(t("Write the length in whole units, for example “45 days”."))
    if unit is Unit.YEARS:
        return Period(count * 12 + 6, Unit.MONTHS)
    if not count:
        return Period(1, Unit.HALF_MONTHS)
    return Period(count, unit, Period(1, Unit.HALF_MONTHS))
