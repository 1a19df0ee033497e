"""Dates that people type: “28 Apr 2026”, “next Friday”, “end of June 2026”, “令和8年4月28日”."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.domain.dates.counting import add_days, add_months, months_and_days, span_last
from bot.domain.dates.grammar.calendar_dates import calendar_date
from bot.domain.dates.grammar.clock import clock
from bot.domain.dates.grammar.lengths import length
from bot.domain.dates.grammar.month_names import WEEKDAYS
from bot.domain.dates.grammar.numeric_dates import real_date
from bot.domain.dates.grammar.places import place_zone
from bot.domain.dates.grammar.spans import relative_span, span_end
from bot.domain.dates.grammar.tokens import Cursor, Unsettled, tidy, tokens_of
from bot.domain.dates.values import Precision, Unit
from bot.domain.dates.zones import zone_named
from bot.errors import UserError
from bot.messages import t

_JAPANESE = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|明治)(?P<era_year>元|\d{1,2})|(?P<year>\d{1,5}))年"
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?(?P<end>末)?"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_LONGEST = 100
_CLOSING = (".", ",", ")")


_YEAR = 364
"""Days back from which the next of a date is the last one: a day short of the least year."""

_LATELY = 300
"""Days back within which a date without a year is taken as past; before, the next one is meant."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """What a person meant: the day (the first one of a month, quarter, half or year), the time
    of day if given, and whose day it is."""

    on: date
    precision: Precision
    at: time | None
    zone: str


def read_date(text: str, *, today: date, zone: str, past: bool = False) -> WrittenDate:
    """The date that `text` means on `today`; `zone` where the text names no place.

    A day or month without a year, or a weekday alone, is the next one from `today`; with `past`,
    of what must have happened already, the last one up to `today`. UserError, with what to write
    instead, for what is no date, does not exist, or can be read in two ways.
    """
    zone_named(zone)
    if len(text) > _LONGEST or not text.strip():
        raise _unreadable(text)
    plain = unicodedata.normalize("NFKC", text).strip()
    japanese = _japanese(plain)
    if japanese is not None:
        return WrittenDate(*japanese, None, zone)
    tidied = tidy(plain)
    cursor = Cursor(tidied, tokens_of(tidied))
    try:
        found = _read_past(cursor, today, zone) if past else _read(cursor, today, zone)
    except Unsettled as unsettled:
        raise UserError(unsettled.question.text) from None
    cursor.skip(*_CLOSING)
    if found is None or not cursor.done:
        raise _unreadable(text)
    return found


def _unreadable(text: str) -> UserError:
    return UserError(
        t(
            "I cannot read “{text}” as a date: write it as 2026-04-28 or 28 Apr 2026.",
            text=text.strip()[:40],
        )
    )


def _japanese(text: str) -> tuple[date, Precision] | None:
    """ "2026年4月28日", "令和8年4月", "2026年6月末"."""
    match = _JAPANESE.fullmatch("".join(text.split()))
    if match is None:
        return None
    if match["era"]:
        year = _ERAS[match["era"]] + (1 if match["era_year"] == "元" else int(match["era_year"]))
    else:
        year = int(match["year"])
    if match["day"]:
        return real_date(year, int(match["month"]), int(match["day"])), Precision.DAY
    first = real_date(year, int(match["month"] or 1), 1)
    precision = Precision.MONTH if match["month"] else Precision.YEAR
    if match["end"]:
        return span_last(first, precision), Precision.DAY
    return first, precision


def _read(cursor: Cursor, today: date, zone: str) -> WrittenDate | None:
    for reader in (_relative_day, _from_now, _end):
        cursor.at = 0
        on = reader(cursor, today)
        found = None if on is None else _with_time(cursor, on, zone)
        cursor.skip(*_CLOSING)
        if found is not None and cursor.done:
            return found
    cursor.at = 0
    cursor.take("on", "in", "by")
    named = calendar_date(cursor, today)
    if named is not None:
        return WrittenDate(named.on, named.precision, named.at, named.zone or zone)
    span = relative_span(cursor)
    if span is None:
        return None
    first = add_days(span_last(today, span.span, span.nth - 1), 1)
    return WrittenDate(first, span.span, None, zone)


def _read_past(cursor: Cursor, today: date, zone: str) -> WrittenDate | None:
    """What has happened already; its weekday is that of the last such day, not of the next."""
    try:
        found = _read(cursor, today, zone)
    except UserError:
        cursor.at = 0
        found = _read(cursor, add_days(today, -_YEAR), zone)
        if found is None or found.on > today:
            raise
    if found is not None and found.on > today:
        found = _last(cursor, found, today, zone)
    return found


def _last(cursor: Cursor, found: WrittenDate, today: date, zone: str) -> WrittenDate:
    """What was read, as the last one of its name up to `today`; itself if it names its year."""
    end, cursor.at = cursor.at, 0
    cursor.take("on", "in", "by")
    named = _YEAR if calendar_date(cursor, today) else 7 if cursor.word() in WEEKDAYS else 0
    just_ahead = named == _YEAR and (found.on - today).days <= _YEAR - _LATELY
    again = None if just_ahead or not named else _read(cursor, add_days(today, -named), zone)
    cursor.at = end
    recent = again is not None and (today - again.on).days <= _LATELY
    return again if again and recent else found


def _with_time(cursor: Cursor, on: date, zone: str) -> WrittenDate:
    cursor.take(",")
    _, at = clock(cursor)
    start = cursor.at
    cursor.take("in", "(", "at")
    place = place_zone(cursor)
    if place is None:
        cursor.at = start
    return WrittenDate(on, Precision.DAY, at, place or zone)


def _relative_day(cursor: Cursor, today: date) -> date | None:
    """ "today", "tomorrow", "yesterday", "Friday", "next Friday"."""
    ahead = {"today": 0, "tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2}
    word = cursor.take("the day after tomorrow", *ahead)
    if word:
        return add_days(today, ahead[word])
    cursor.take("on")
    lead = cursor.take("next", "this coming", "this", "last", "coming")
    weekday = WEEKDAYS.get(cursor.word())
    if weekday is None or (cursor.word(1) and cursor.word(1) not in {"at", ",", "in"}):
        return None
    cursor.at += 1
    monday = today - timedelta(days=today.weekday()) if today.toordinal() > 7 else today
    if lead == "next":
        return add_days(monday, 7 + weekday)
    gap = (weekday - today.weekday()) % 7
    if lead == "last":
        return add_days(today, gap - 7)
    return add_days(today, gap or (0 if lead == "this" else 7))


def _from_now(cursor: Cursor, today: date) -> date | None:
    """ "in 2 weeks", "3 months from now", "10 days ago"."""
    led = cursor.take("in")
    found = length(cursor)
    if found is None:
        return None
    back = bool(cursor.take("ago", "earlier"))
    if not back and not cursor.take("from now", "from today", "hence", "later", "'") and not led:
        return None
    if found.period.unit in {Unit.HOURS, Unit.BUSINESS_DAYS}:
        raise UserError(t("Write the date itself: I do not count hours or working days here."))
    months, days = months_and_days(found.period)
    sign = -1 if back else 1
    return add_days(add_months(today, sign * months), sign * days)


def _end(cursor: Cursor, today: date) -> date | None:
    """ "end of June 2026", "the end of next month", "year-end": the last day."""
    cursor.take("by", "at")
    found = span_end(cursor, today)
    if found is None:
        return None
    if found.fiscal:
        raise UserError(t("Fiscal years differ: write the date on which that one ends."))
    if found.named is not None:
        return span_last(found.named.on, found.span)
    return span_last(today, found.span, found.nth)
