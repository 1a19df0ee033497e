"""Digests: a brief on a schedule, by the subscriber's own clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.dates.zones import instant
from bot.domain.guilds import Guild
from bot.domain.hours import quiet_since

SEARCHED_DAYS = 62
"""How far ahead a day is looked for on which a daily digest may come."""


class Every(StrEnum):
    """How often a digest comes."""

    DAY = "day"
    WEEK = "week"


AHEAD_DAYS = {Every.DAY: 7, Every.WEEK: 30}
"""How many days of what is due a digest looks ahead."""

AFTER_LATE = timedelta(hours=12)
"""How long after a late digest the next one comes at the soonest."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a digest comes: at `hour` (0 to 23) by the clock of `zone` (IANA).

    A weekly one comes on `weekday` (0 is Monday). With `skip_empty` one that has nothing to tell is
    not posted.
    """

    every: Every
    hour: int
    zone: str
    weekday: int = 0
    skip_empty: bool = True


def comes_at(schedule: Schedule, day: date) -> datetime:
    """The instant (UTC) of the digest of a local day.

    An hour that the clocks leave out that day stands for the moment at which they go on, and of one
    that comes twice the first counts.
    """
    return instant(day, time(schedule.hour), schedule.zone)


def day_of(schedule: Schedule, at: datetime) -> date:
    """The subscriber's local day at an instant; a digest is known by the day on which it comes."""
    return at.astimezone(ZoneInfo(schedule.zone)).date()


def next_day(schedule: Schedule, guild: Guild, after: date) -> date:
    """The first day later than `after` on which a digest comes.

    A daily one leaves out the days on which the server is closed at its hour, so that the next one
    tells of them; a weekly one keeps to its day.
    """
    days = _days(schedule, after)
    first = next(days)
    if schedule.every is Every.WEEK:
        return first
    return next((day for day in (first, *days) if _open(schedule, guild, day)), first)


def _days(schedule: Schedule, after: date) -> Iterator[date]:
    for away in range(1, SEARCHED_DAYS):
        day = after + timedelta(days=away)
        if schedule.every is Every.DAY or day.weekday() == schedule.weekday:
            yield day


def _open(schedule: Schedule, guild: Guild, day: date) -> bool:
    return quiet_since(guild, comes_at(schedule, day)) is None


def next_after(schedule: Schedule, guild: Guild, at: datetime) -> date:
    """The day of the first digest that comes after an instant."""
    yesterday = day_of(schedule, at) - timedelta(days=1)
    day = next_day(schedule, guild, yesterday)
    while comes_at(schedule, day) <= at:
        day = next_day(schedule, guild, day)
    return day


def planned_day(schedule: Schedule, guild: Guild, after: datetime, last: date | None) -> date:
    """The day of the next digest: it comes after an instant, and on a later day than the last."""
    day = next_after(schedule, guild, after)
    return day if last is None or day > last else next_day(schedule, guild, last)


def days_until(
    schedule: Schedule, guild: Guild, after: datetime, last: date, until: datetime
) -> Iterator[date]:
    """The days of the digests that follow that of `last`, from an instant up to another."""
    day = planned_day(schedule, guild, after, last)
    while comes_at(schedule, day) <= until:
        yield day
        day = next_day(schedule, guild, day)
