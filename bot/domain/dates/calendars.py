"""Working days, from the public holidays of countries.

A calendar is an ISO 3166 code, with a part of the country where its holidays differ: US, JP,
GB-SCT. Weekends are the country's own, and a weekend day that is worked to make up for a holiday
is a working day. Without any calendar only Saturdays and Sundays are days off.
"""

import re
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.domain.dates.counting import add_days
from bot.domain.dates.public_holidays import (
    announced,
    country_holidays,
    days_off,
    holiday_name,
    mark_of,
    year_mark,
)
from bot.domain.dates.terms import Join, Roll
from bot.errors import UserError
from bot.messages import t

_CODE = re.compile(r"[A-Z]{2,3}(-[A-Z0-9]{1,4})?")
_ALIASES = {"GB": "GB-ENG", "UK": "GB-ENG"}
_LONGEST_BREAK = 60
MOST_YEARS = 100
"""Over how many years working days are counted at most; each asks every calendar once."""
MOST_CALENDARS = 8
"""By how many calendars together working days are counted at most."""


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
        """The `count`-th working day after `day`, or before it where `count` is negative.

        Whole years are taken at once. UserError for more of them than `MOST_YEARS` hold.
        """
        sign = 1 if count > 0 else -1
        left, idle = abs(count), 0
        if left > MOST_YEARS * 366:
            raise UserError(
                t("Working days are counted over {most} years at most.", most=MOST_YEARS)
            )
        while left:
            day = add_days(day, sign)
            whole = self._worked(day.year) if _opens_year(day, sign) else 0
            if whole and left > whole:
                left, idle = left - whole, 0
                day = date(day.year, 12, 31) if sign > 0 else date(day.year, 1, 1)
            elif not self.off(day):
                left, idle = left - 1, 0
            else:
                idle += 1
                if idle > _LONGEST_BREAK:
                    raise UserError(t("These calendars share no working day: name fewer of them."))
        return day

    def _worked(self, year: int) -> int:
        """How many days of `year` are working days."""
        if self.codes:
            return 365 + isleap(year) - len(_joined_days_off(self.codes, self.joined, year))
        last_days = (date(year, 12, day) for day in range(31 - isleap(year), 32))
        return 260 + sum(day.weekday() < 5 for day in last_days)

    def between(self, after: date, through: date) -> int:
        """How many working days lie after `after` and up to `through`."""
        days = (add_days(after, ahead) for ahead in range(1, (through - after).days + 1))
        return sum(not self.off(day) for day in days)

    def passed_over(self, day: date, until: date) -> Iterator[date]:
        """The days off from `day` on, in the direction of the day `until`, which is not one."""
        sign = 1 if until > day else -1
        while day != until and self.off(day):
            yield day
            day = add_days(day, sign)

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
        named = (holiday_name(code, day) for code in self.codes)
        return next((name for name in named if name), t("weekend"))

    def doubts(self, first: date, last: date) -> Iterator[str]:
        """A sentence for each calendar that is not yet certain from `first` to `last`."""
        for code in self.codes:
            years = [each for each in range(first.year, last.year + 1) if not announced(code, each)]
            if years:
                yield t(
                    "The calendar of {code} for {years} is not announced yet: holidays are "
                    "those known today and may move.",
                    code=code,
                    years=years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}",
                )

    def digest(self, first: date, last: date) -> str | None:
        """A mark of the holidays from the year of `first` to that of `last`; None without any."""
        if not self.codes:
            return None
        marks = [
            year_mark(code, year)
            for code in self.codes
            for year in range(first.year, last.year + 1)
        ]
        joined = marks[0] if len(marks) == 1 else mark_of("".join(marks))
        return f"{'+'.join(self.codes)}:{joined}"


def _opens_year(day: date, sign: int) -> bool:
    """Whether `day` is the first of its year in the direction of counting."""
    return (day.month, day.day) == ((1, 1) if sign > 0 else (12, 31))


@lru_cache(maxsize=512)
def working_days(codes: tuple[str, ...], joined: Join = Join.ANY) -> WorkingDays:
    """The working days of `codes`. UserError for a code without a calendar, or too many."""
    known = tuple(dict.fromkeys(_checked(code) for code in codes))
    if len(known) > MOST_CALENDARS:
        raise UserError(t("Name at most {most} holiday calendars.", most=MOST_CALENDARS))
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
        country_holidays(tidy)
    except NotImplementedError:
        raise wrong from None
    return tidy


@lru_cache(maxsize=8192)
def _joined_days_off(codes: tuple[str, ...], joined: Join, year: int) -> frozenset[date]:
    """The days off of `year` in any of the calendars, or in all of them."""
    each = [days_off(code, year) for code in codes]
    return frozenset.union(*each) if joined is Join.ANY else frozenset.intersection(*each)
