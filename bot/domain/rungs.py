"""Rungs: which posts a milestone and a subscription call for, and when."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.escalations import ASKS_FROM, escalation
from bot.domain.guilds import EVERY_DAY, Guild
from bot.domain.hours import LONGEST_BREAK, closes, next_posting, posting_hour
from bot.domain.milestones import Milestone
from bot.domain.recurring import grace
from bot.domain.reminders import ReminderKind
from bot.domain.subscriptions import Subscription, ladder_for


@dataclass(frozen=True, slots=True)
class Planned:
    """One post to be made: for a rung of the ladder or a step of the escalation, at an instant."""

    kind: ReminderKind
    rung: int
    due_at: datetime


def plan(milestone: Milestone, subscription: Subscription, guild: Guild) -> tuple[Planned, ...]:
    """Every post that `subscription` calls for on `milestone`, earliest first.

    That is its ladder, and the escalation from the first rung that asks to be acknowledged.
    """
    rungs = ladder(milestone, subscription, guild)
    asks = [each.due_at for each in rungs if each.rung <= ASKS_FROM]
    times = escalation(milestone, subscription, guild, asks[0]) if asks else {}
    steps = [Planned(ReminderKind.ESCALATED, step, at) for step, at in times.items()]
    return tuple(sorted((*rungs, *steps), key=lambda each: each.due_at))


def ladder(milestone: Milestone, subscription: Subscription, guild: Guild) -> tuple[Planned, ...]:
    """The rungs that `subscription` calls for on `milestone`, earliest first.

    What recurs every day or two is not asked after: its next time stands on that day. None falls
    into closed hours: those up to the day come earlier, those after it later, and of two that so
    fall on one moment the later rung stays.
    """
    if milestone.settlement:
        return ()
    times = {
        at: rung
        for rung in sorted(ladder_for(subscription, milestone.kind), reverse=True)
        if (rung >= 0 or not _at_its_heels(milestone))
        and (at := rung_at(milestone, rung, guild)) is not None
    }
    return tuple(Planned(ReminderKind.RUNG, times[at], at) for at in sorted(times))


def rung_at(milestone: Milestone, rung: int, guild: Guild) -> datetime | None:
    """When (UTC) a rung of `milestone` is posted; None without a date, or at the calendar's ends.

    One up to the day counts from the earliest reading, one after it from the latest.
    """
    earliest, latest = milestone.earliest_on, milestone.latest_on
    if earliest is None or latest is None or not _representable(earliest, latest, rung):
        return None
    if rung >= 0:
        return _before(earliest, rung, milestone.zone, guild)
    return _after(latest, -rung, milestone.zone, guild)


def days_early(milestone: Milestone, rung: int, due_at: datetime, guild: Guild) -> int:
    """By how many days a rung comes before its own day, since the guild is closed on that.

    Negative where it comes after; 0 also for one that is not posted at its planned time.
    """
    if due_at != rung_at(milestone, rung, guild):
        return 0
    never_closed = replace(
        guild, quiet_from=None, quiet_until=None, workdays=EVERY_DAY, calendars=()
    )
    own = rung_at(milestone, rung, never_closed)
    zone = ZoneInfo(guild.zone)
    return (own.astimezone(zone).date() - due_at.astimezone(zone).date()).days if own else 0


def shifted_days(milestone: Milestone, rung: int, at: datetime, guild: Guild) -> int:
    """By how many days a rung that is posted at `at` comes later (or earlier: negative) than it
    would if the server were never closed.
    """
    open_always = replace(
        guild, quiet_from=None, quiet_until=None, workdays=EVERY_DAY, calendars=()
    )
    usual = rung_at(milestone, rung, open_always) if closes(guild) else None
    if usual is None:
        return 0
    zone = ZoneInfo(guild.zone)
    return (at.astimezone(zone).date() - usual.astimezone(zone).date()).days


def _at_its_heels(milestone: Milestone) -> bool:
    """Whether the next time of a recurring milestone comes as soon as one has passed."""
    return milestone.occurrence is not None and not grace(milestone)


def _representable(earliest: date, latest: date, rung: int) -> bool:
    margin = abs(rung) + LONGEST_BREAK + 3
    return earliest.toordinal() > margin and latest.toordinal() < date.max.toordinal() - margin


@lru_cache(maxsize=16384)
def _before(earliest: date, days: int, zone: str, guild: Guild) -> datetime:
    """The guild's last open posting hour before that day ends where the milestone's are counted."""
    day = earliest - timedelta(days=days)
    ends = _midnight(day + timedelta(days=1), zone)
    while posting_hour(guild, day) >= ends:
        day -= timedelta(days=1)  # zones lie up to 26 hours apart, so twice at the most
    return next_posting(guild, day, -1)


@lru_cache(maxsize=16384)
def _after(latest: date, days: int, zone: str, guild: Guild) -> datetime:
    """The guild's first open posting hour once that many days have begun after the latest."""
    day = latest + timedelta(days=days)
    begins = _midnight(day, zone)
    while posting_hour(guild, day) < begins:
        day += timedelta(days=1)
    return next_posting(guild, day)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
