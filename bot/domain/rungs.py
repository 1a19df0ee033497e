"""Rungs: which posts a milestone and a subscription call for, and when."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.dates.values import DeadlineKind
from bot.domain.guilds import Guild
from bot.domain.hours import quiet_since
from bot.domain.milestones import Milestone
from bot.domain.recurring import grace
from bot.domain.reminders import ReminderKind
from bot.domain.subscriptions import Subscription

LONGEST_BREAK = 60
"""Over how many closed days a rung is moved at most."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One post to be made: for a rung of the ladder or a step of the escalation, at an instant."""

    kind: ReminderKind
    rung: int
    due_at: datetime


def plan(milestone: Milestone, subscription: Subscription, guild: Guild) -> tuple[Planned, ...]:
    """Every post that `subscription` calls for on `milestone`, earliest first.

    Rungs before and on the day count from the earliest reading, rungs after it from the latest;
    only something to be done is followed up after its date. What recurs every day or two is not:
    its next time stands on that day. None falls into closed hours: those up to the day come
    earlier, those after it later, and of two that so fall on one moment the later rung stays.
    """
    earliest, latest = milestone.earliest_on, milestone.latest_on
    if milestone.settlement or earliest is None or latest is None:
        return ()
    follows_up = milestone.kind is DeadlineKind.ACT_BY and not _at_its_heels(milestone)
    rungs = [rung for rung in subscription.ladder if rung >= 0 or follows_up]
    times = {
        _before(earliest, rung, milestone.zone, guild)
        if rung >= 0
        else _after(latest, -rung, milestone.zone, guild): rung
        for rung in sorted(rungs, reverse=True)
        if _representable(earliest, latest, rung)
    }
    return tuple(Planned(ReminderKind.RUNG, times[at], at) for at in sorted(times))


def _at_its_heels(milestone: Milestone) -> bool:
    """Whether the next time of a recurring milestone comes as soon as one has passed."""
    return milestone.occurrence is not None and not grace(milestone)


def _representable(earliest: date, latest: date, rung: int) -> bool:
    margin = abs(rung) + LONGEST_BREAK + 3
    return earliest.toordinal() > margin and latest.toordinal() < date.max.toordinal() - margin


def _before(earliest: date, days: int, zone: str, guild: Guild) -> datetime:
    """The guild's last open posting hour before that day ends where the milestone's are counted."""
    day = earliest - timedelta(days=days)
    ends = _midnight(day + timedelta(days=1), zone)
    while (at := _posting_hour(day, guild)) >= ends:
        day -= timedelta(days=1)  # zones lie up to 26 hours apart, so twice at the most
    return _open(day, -1, guild) or at


def _after(latest: date, days: int, zone: str, guild: Guild) -> datetime:
    """The guild's first open posting hour once that many days have begun after the latest."""
    day = latest + timedelta(days=days)
    begins = _midnight(day, zone)
    while (at := _posting_hour(day, guild)) < begins:
        day += timedelta(days=1)
    return _open(day, 1, guild) or at


def _open(day: date, step: int, guild: Guild) -> datetime | None:
    """The posting hour of that day, or of the next open one in that direction; None if none is."""
    for away in range(LONGEST_BREAK):
        at = _posting_hour(day + timedelta(days=away * step), guild)
        if quiet_since(guild, at) is None:
            return at
    return None


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def _posting_hour(day: date, guild: Guild) -> datetime:
    local = datetime.combine(day, time(guild.hour), ZoneInfo(guild.zone))
    return local.astimezone(ZoneInfo("UTC"))
