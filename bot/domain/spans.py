"""Spans: a stretch of days as people write it: “next 30 days”, “May 2026”, “from 1 May to 30 June”.

What is asked of the record for a time, whether a brief, a timeline, a calendar or what has changed,
is asked for a span.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import category

from bot.domain import wording
from bot.domain.dates.counting import add_months, span_last
from bot.domain.dates.values import Precision
from bot.domain.dates.written import read_date
from bot.domain.names import folded
from bot.errors import UserError
from bot.messages import t

LONGEST_YEARS = 100

_COUNTED = re.compile(
    r"(?:the |within |in )*(next|coming|last|past|previous) "
    r"(?:(\d{1,4}|an?|one|two|three|four|five|six|ten|twelve) )?(day|week|month|quarter|year)s?"
)
_NAMED = re.compile(r"(this|current) (week|month|quarter|half|year)")
_BETWEEN = re.compile(
    r"(?:from |between )?(.{2,60}?)(?: to | until | till | and | - | – |\.\.)(.+)"
)
_OPEN = re.compile(r"(since|from|after|until|till|before|up to|by|through) (.+)")
_COUNT = re.compile(
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|ten|twelve) (?:day|week|month|year)s?"
)
_SHORTHANDS = (
    (re.compile(r"\b(?:a |one )?fortnight$"), "2 weeks"),
    (re.compile(r"\b(?:christmas|xmas)\b"), "25 december"),
    (re.compile(r"^(\d{1,2}) ?(?:-|to|and) ?(\d{1,2}) ([a-z]{3,9}\b.*)$"), r"\1 \3 to \2 \3"),
    (
        re.compile(r"^([a-z]{3,9}) (\d{1,2}) ?- ?(\d{1,2})\b(,? ?(?:\d{4})?)$"),
        r"\1 \2\4 to \1 \3\4",
    ),
    (re.compile(r"^([a-z]{3,9}) ?- ?([a-z]{3,9}) (\d{4})$"), r"\1 \3 to \2 \3"),
    (re.compile(r"^([12]\d{3}) ?- ?([12]\d{3})$"), r"\1 to \2"),
)
"""What people write short, and the same written out."""

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "twelve": 12,
}
_PAST = frozenset({"last", "past", "previous"})
_SPAN = {
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "half": Precision.HALF,
    "year": Precision.YEAR,
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both counted. UserError where they come the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UserError(
                t(
                    "{first} comes after {last}: give the earlier date first.",
                    first=wording.day(self.first),
                    last=wording.day(self.last),
                )
            )
        if (self.last - self.first).days > LONGEST_YEARS * 366:
            raise UserError(
                t("That is more than {years} years; give a shorter time.", years=LONGEST_YEARS)
            )

    @property
    def days(self) -> int:
        """How many days there are in it."""
        return (self.last - self.first).days + 1

    def holds(self, first: date | None, last: date | None) -> bool:
        """Whether any of the days from `first` to `last` lies in it; never those that are None."""
        return first is not None and last is not None and first <= self.last and last >= self.first


def read_span(text: str, *, today: date, zone: str, past: bool = False) -> Span:
    """The days that `text` means on `today`.

    A single date is its day, month, quarter or year. An open one reaches from or to `today`; with
    `past`, of what has happened already, a day or month without a year is the last one of its name.
    Raises UserError, with what to write instead, for what is no span or runs backwards.
    """
    typed = _written_out(folded("".join(filter(_is_seen, text))), past=past)
    if not typed or len(typed) > 120:
        raise _unreadable(text)
    found = _counted(typed, today) or _named(typed, today)
    if found is not None:
        return found

    def dated(words: str) -> Span:
        return _dated(words, today, zone, past=past)

    if (between := _BETWEEN.fullmatch(typed)) and not typed.startswith(("since ", "until ")):
        first = dated(between[1])
        return Span(first.first, _after(first.first, between[2], today, zone, past=past))
    if opened := _OPEN.fullmatch(typed):
        return _open(opened[1], dated(opened[2]), today)
    return dated(typed)


def _is_seen(letter: str) -> bool:
    return category(letter) != "Cf"


def _written_out(typed: str, *, past: bool) -> str:
    """The words with what people leave out: "1-15 May" from one day of May to another."""
    for pattern, written in _SHORTHANDS:
        typed = pattern.sub(written, typed)
    if _COUNT.fullmatch(typed):
        return f"{'last' if past else 'next'} {typed}"
    return typed


def _counted(typed: str, today: date) -> Span | None:
    """ "next 30 days", "last two weeks", "next month", "the past year"."""
    match = _COUNTED.fullmatch(typed)
    if match is None:
        return None
    word, number, unit = match.groups()
    if number is None and word not in ("coming", "past"):
        return _neighbour(unit, today, -1 if word in _PAST else 1)
    count = _NUMBERS.get(number or "one") or int(number or 1)
    if count < 1:
        raise UserError(t("Give a time of at least one day."))
    days = {"day": count, "week": 7 * count}.get(unit)
    try:
        if word in _PAST:
            first = (
                today - timedelta(days=days) if days else add_months(today, -_MONTHS[unit] * count)
            )
            return Span(first, today)
        last = today + timedelta(days=days) if days else add_months(today, _MONTHS[unit] * count)
    except OverflowError:
        raise UserError(
            t("That is more than {years} years; give a shorter time.", years=LONGEST_YEARS)
        ) from None
    return Span(today, last)


def _neighbour(unit: str, today: date, step: int) -> Span:
    """The whole week, month, quarter or year before or after the one in which `today` lies."""
    if unit == "day":
        return Span(today + timedelta(days=step), today + timedelta(days=step))
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return Span(monday, monday + timedelta(days=6))
    return _whole(add_months(today.replace(day=1), step * _MONTHS[unit]), _SPAN[unit])


def _named(typed: str, today: date) -> Span | None:
    """ "this week", "the current quarter"."""
    match = _NAMED.fullmatch(typed.removeprefix("the "))
    if match is None:
        return None
    if match[2] == "week":
        monday = today - timedelta(days=today.weekday())
        return Span(monday, monday + timedelta(days=6))
    return _whole(today, _SPAN[match[2]])


def _whole(day: date, precision: Precision) -> Span:
    """The month, quarter, half or year in which a day lies."""
    months = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}
    first = day.replace(day=1, month=(day.month - 1) // months[precision] * months[precision] + 1)
    return Span(first, span_last(first, precision))


def _dated(words: str, today: date, zone: str, *, past: bool) -> Span:
    """One written date as the days that it stands for."""
    try:
        found = read_date(words, today=today, zone=zone, past=past)
    except UserError as error:
        if _looks_dated(words):
            raise
        raise _unreadable(words) from error
    return Span(found.on, span_last(found.on, found.precision))


def _looks_dated(words: str) -> bool:
    """Whether what is wrong with it is better said of a date: it has a number in it."""
    return any(letter.isdigit() for letter in words)


def _after(first: date, words: str, today: date, zone: str, *, past: bool) -> date:
    """The end of a span that begins on `first`: a date without a year is the next one from there.

    A bare "to 30 June" counts from the beginning of the span and not from today.
    """
    plain = _dated(words, today, zone, past=past).last
    if re.search(r"\d{4}", words) or plain >= first:
        return plain
    return _dated(words, first, zone, past=False).last


def _open(word: str, found: Span, today: date) -> Span:
    if word in ("since", "from"):
        return Span(found.first, max(found.last, today)) if found.first <= today else found
    if word == "after":
        return Span(found.last + timedelta(days=1), max(found.last + timedelta(days=1), today))
    last = found.first - timedelta(days=1) if word == "before" else found.last
    return Span(min(today, last), last)


def _unreadable(text: str) -> UserError:
    return UserError(
        t(
            "I cannot read “{text}” as a time: write for example “next 30 days”, “May 2026” or "
            "“1 May to 30 June”.",
            text=text.strip()[:40],
        )
    )
