"""Working days, from the public holidays of countries.

A calendar is an ISO 3166 code, with a part of the country where its holidays differ: US, JP,
GB-SCT. Weekends are the country's own, and a weekend day that is worked to make up for a holiday
is a working day. Without any calendar only Saturdays and Sundays are days off.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.domain.dates.counting import add_days
from bot.domain.dates.terms import Join, Roll
from bot.domain.dates.zones import out_of_range
from bot.errors import UserError
from bot.messages import t

if TYPE_CHECKING:
    from holidays import HolidayBase

_CODE = re.compile(r"[A-Z]{2,3}(-[A-Z0-9]{1,4})?")
_ALIASES = {"GB": "GB-ENG", "UK": "GB-ENG"}
_LONGEST_BREAK = 60
_SHIFTS_EVERY_YEAR = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of one or more calendars.

    `joined` ANY: a day off in any calendar is a day off; ALL: only one that is off in all.
    """

    codes: tuple[str, ...] = ()
    joined: Join = Join.ANY

    def off(self, day: date) -> bool:
        """Whether `day` is not a working day."""
        if not self.codes:
            return day.weekday() >= 5
        return day in _joined_days_off(self.codes, self.joined, day.year)

    def rolled(self, day: date, roll: Roll) -> date:
        """`day`, moved to a working day in the way `roll` says."""
        if roll is Roll.NONE or not self.off(day):
            return day
        if roll is Roll.PRECEDING:
            return self.step(day, -1)
        later = self.step(day, 1)
        if roll is Roll.MODIFIED_FOLLOWING and later.month != day.month:
            return self.step(day, -1)
        return later

    def step(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, or before it where `count` is negative."""
        forward = timedelta(days=1 if count > 0 else -1)
        idle = 0
        left = abs(count)
        try:
            while left:
                day += forward
                if not self.off(day):
                    left -= 1
                    idle = 0
                    continue
                idle += 1
                if idle > _LONGEST_BREAK:
                    raise UserError(t("These calendars share no working day: name fewer of them."))
        except OverflowError:
            raise out_of_range() from None
        return day

    def between(self, after: date, through: date) -> int:
        """How many working days lie after `after` and up to `through`."""
        days = (add_days(after, ahead) for ahead in range(1, (through - after).days + 1))
        return sum(not self.off(day) for day in days)

    def name(self) -> str:
        """The calendars in words."""
        if not self.codes:
            return t("Saturdays and Sundays only, no holiday calendar being named")
        if len(self.codes) == 1:
            return self.codes[0]
        together = t("any of {codes}") if self.joined is Join.ANY else t("all of {codes}")
        return together.replace("{codes}", ", ".join(self.codes))

    def why_off(self, day: date) -> str:
        """Why `day` is a day off: the holiday's name, or the weekend."""
        named = (_country(code).get(day) for code in self.codes)
        return next((name for name in named if name), t("weekend"))

    def doubts(self, first: date, last: date) -> Iterator[str]:
        """A sentence for each calendar that is not yet certain from `first` to `last`."""
        for code in self.codes:
            for year in range(first.year, last.year + 1):
                if not announced(code, year):
                    yield t(
                        "The calendar of {code} for {year} is not announced yet: holidays are "
                        "those known today and may move.",
                        code=code,
                        year=year,
                    )

    def digest(self, first: date, last: date) -> str | None:
        """A mark of the holidays from the year of `first` to that of `last`; None without any."""
        if not self.codes:
            return None
        marks = [
            _year_mark(code, year)
            for code in self.codes
            for year in range(first.year, last.year + 1)
        ]
        joined = marks[0] if len(marks) == 1 else _hash("".join(marks))
        return f"{'+'.join(self.codes)}:{joined}"


@lru_cache(maxsize=512)
def working_days(codes: tuple[str, ...], joined: Join = Join.ANY) -> WorkingDays:
    """The working days of `codes`. UserError for a code without a calendar."""
    known = tuple(dict.fromkeys(_checked(code) for code in codes))
    return WorkingDays(known, joined)


def _checked(code: str) -> str:
    tidy = code.strip().upper()
    tidy = _ALIASES.get(tidy, tidy)
    wrong = UserError(
        t("I have no holiday calendar “{code}”: write a country's code such as US.", code=code[:20])
    )
    if not _CODE.fullmatch(tidy):
        raise wrong
    try:
        _country(tidy)
    except NotImplementedError:
        raise wrong from None
    return tidy


@cache
def _country(code: str) -> "HolidayBase":
    """The `holidays` object of a calendar; it fills in each year when first asked about it."""
    import holidays

    country, _, part = code.partition("-")
    options = holidays.country_holidays(country).supported_languages
    language = "en_US" if "en_US" in options else None
    return holidays.country_holidays(country, subdiv=part or None, language=language)


@lru_cache(maxsize=1024)
def _joined_days_off(codes: tuple[str, ...], joined: Join, year: int) -> frozenset[date]:
    """The days off of `year` in any of the calendars, or in all of them."""
    each = [days_off(code, year) for code in codes]
    return frozenset.union(*each) if joined is Join.ANY else frozenset.intersection(*each)


@lru_cache(maxsize=2048)
def days_off(code: str, year: int) -> frozenset[date]:
    """The weekend days and holidays of `year` that are not worked, a New Year's Eve included
    that stands in for a holiday of the next year."""
    country = _country(code)
    for near in (year - 1, year, year + 1):
        if 1 <= near <= 9999:
            _ = date(near, 1, 1) in country
    day, last = date(year, 1, 1), date(year, 12, 31)
    found = []
    for _ in range((last - day).days + 1):
        if not country.is_working_day(day):
            found.append(day)
        if day < last:
            day += timedelta(days=1)
    return frozenset(found)


@lru_cache(maxsize=2048)
def _year_mark(code: str, year: int) -> str:
    return _hash(" ".join(day.isoformat() for day in sorted(days_off(code, year))))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@lru_cache(maxsize=2048)
def announced(code: str, year: int) -> bool:
    """Whether the holidays of `year` are certain.

    They are not in years for which the calendar has no holidays or only estimated ones, nor, in
    a country that shifts working days by a yearly notice, in years after its last notice.
    """
    country = _country(code)
    if not country.start_year <= year <= country.end_year:
        return False
    notices = _notice_years(code)
    if len(notices) >= _SHIFTS_EVERY_YEAR and year > notices[-1]:
        return False
    off = days_off(code, year)
    return not any("(estimated" in country.get(day, "") for day in off)


@cache
def _notice_years(code: str) -> Sequence[int]:
    """The years in which a notice moved days off, oldest first."""
    special = getattr(_country(code), "special_public_holidays", {})
    return sorted(year for year, entries in special.items() if _moves_days(entries))


def _moves_days(entries: object) -> bool:
    """Whether a year's special entries hold one of month, day, and the month and day it is for."""
    if not isinstance(entries, tuple) or not entries:
        return False
    rows = entries if isinstance(entries[0], tuple) else (entries,)
    return any(len(row) >= 4 for row in rows if isinstance(row, tuple))
