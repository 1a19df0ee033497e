"""The public holidays of one country, or of a part of it, as the `holidays` library knows them."""

import hashlib
import re
from calendar import isleap
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from bot.domain.dates.wording import plain_date
from bot.messages import t

if TYPE_CHECKING:
    from holidays import HolidayBase

_SHIFTS_EVERY_YEAR = 5
_EXCHANGED = re.compile(r"substituted from (\d\d)/(\d\d)/(\d{4})")


@cache
def country_holidays(code: str) -> "HolidayBase":
    """The `holidays` object of a calendar; it fills in each year when first asked about it."""
    import holidays

    country, _, part = code.partition("-")
    options = holidays.country_holidays(country).supported_languages
    language = "en_US" if "en_US" in options else None
    return holidays.country_holidays(country, subdiv=part or None, language=language)


@lru_cache(maxsize=8192)
def days_off(code: str, year: int) -> frozenset[date]:
    """The weekend days and holidays of `year` that are not worked, a New Year's Eve included
    that stands in for a holiday of the next year."""
    country = country_holidays(code)
    for near in (year - 1, year, year + 1):
        if 1 <= near <= 9999:
            _ = date(near, 1, 1) in country
    first = date(year, 1, 1)
    days = (first + timedelta(days=ahead) for ahead in range(365 + isleap(year)))
    worked, holiday = country.weekend_workdays, partial(dict.__contains__, country)
    # Looked up as in a plain dict: the library would tidy and check each day once more.
    return frozenset(
        day for day in days if (day not in worked if country.is_weekend(day) else holiday(day))
    )


def holiday_name(code: str, day: date) -> str:
    """What is kept on `day`, without brackets and dates in digits; empty where nothing is."""
    name = country_holidays(code).get(day, "")
    exchanged = _EXCHANGED.search(name)
    if exchanged is not None:
        month, on, year = (int(part) for part in exchanged.groups())
        return t("day off in exchange for {date}", date=plain_date(date(year, month, on)))
    return name.replace(" (", ", ").replace(")", "")


@lru_cache(maxsize=2048)
def year_mark(code: str, year: int) -> str:
    """A mark of the days off of `year`, another one if any of them changes."""
    return mark_of(" ".join(day.isoformat() for day in sorted(days_off(code, year))))


def mark_of(text: str) -> str:
    """A short mark of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@lru_cache(maxsize=2048)
def announced(code: str, year: int) -> bool:
    """Whether the holidays of `year` are certain.

    They are not in years for which the calendar has no holidays or only estimated ones, nor, in
    a country that shifts working days by a yearly notice, in years after its last notice.
    """
    country = country_holidays(code)
    if not country.start_year <= year <= country.end_year:
        return False
    notices = _notice_years(code)
    if len(notices) >= _SHIFTS_EVERY_YEAR and year > notices[-1]:
        return False
    return not any("(estimated" in dict.get(country, day, "") for day in days_off(code, year))


@cache
def _notice_years(code: str) -> Sequence[int]:
    """The years in which a notice moved days off, oldest first."""
    special = getattr(country_holidays(code), "special_public_holidays", {})
    return sorted(year for year, entries in special.items() if _moves_days(entries))


def _moves_days(entries: object) -> bool:
    """Whether a year's special entries hold one of month, day, and the month and day it is for."""
    if not isinstance(entries, tuple) or not entries:
        return False
    rows = entries if isinstance(entries[0], tuple) else (entries,)
    return any(len(row) >= 4 for row in rows if isinstance(row, tuple))
