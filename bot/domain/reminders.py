"""Reminders: which posts a milestone and a subscription call for, and when."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.dates.values import DeadlineKind
from bot.domain.guilds import Guild
from bot.domain.milestones import SETTLED_STATES, UNDATED_STATES, Milestone, state
from bot.domain.recurring import grace
from bot.domain.subscriptions import Subscription

LATE_AFTER = timedelta(minutes=15)
"""A reminder posted more than this after its time is said to be late."""

SILENT_STATES = SETTLED_STATES | UNDATED_STATES
"""The states of a milestone in which no reminder has anything to say."""


class ReminderKind(StrEnum):
    """Why a reminder is posted."""

    RUNG = "rung"
    MOVED = "moved"
    SNOOZED = "snoozed"
    ESCALATED = "escalated"
    DIGEST = "digest"


class ReminderState(StrEnum):
    """How far a reminder has come."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Planned:
    """One post to be made: for a rung of the ladder, at an instant."""

    rung: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    """One planned post as the queue has it.

    A digest speaks of no single milestone. `channel_id` is where it goes or went (None: a direct
    message); `meant_for_id` is the place that it was planned for, if that one was closed.
    """

    id: int
    guild_id: int
    milestone_id: int | None
    subscription_id: int
    due_version: int
    kind: ReminderKind
    rung: int
    due_at: datetime
    state: ReminderState
    due_on: date | None = None
    occurrence: int | None = None
    channel_id: int | None = None
    sent_at: datetime | None = None
    message_id: int | None = None
    reason: str | None = None
    attempts: int = 0
    place_id: int = 0
    meant_for_id: int | None = None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """How many posts of a subscription were given up, and why the latest of them was."""

    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Coming:
    """One post that will be made: when, of what, for whom."""

    due_at: datetime
    kind: ReminderKind
    rung: int
    milestone: Milestone
    subscription: Subscription


@dataclass(frozen=True, slots=True)
class PostItem:
    """What one post says of one milestone.

    `told_on` is the due date that the place heard before, where it has moved since; `overtaken`
    are the rungs that fell due while nothing could be posted.
    """

    reminder_id: int
    milestone: Milestone
    kind: ReminderKind
    rung: int
    due_at: datetime
    told_on: date | None = None
    overtaken: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """One message to one place: a channel (or thread), or a person.

    `nonce` is the same whenever the same reminders are posted, so that Discord can tell a repeat;
    `again` says that an earlier attempt may have arrived, so it is to be looked for first.
    """

    guild_id: int
    channel_id: int | None
    user_id: int | None
    items: tuple[PostItem, ...]
    nonce: str
    now: datetime
    role_ids: tuple[int, ...] = ()
    mention_user_ids: tuple[int, ...] = ()
    silent: bool = False
    again: bool = False
    late_items: frozenset[int] = field(default=frozenset())

    @property
    def late(self) -> bool:
        return bool(self.late_items)


def plan(milestone: Milestone, subscription: Subscription, guild: Guild) -> tuple[Planned, ...]:
    """Every post that `subscription` calls for on `milestone`, earliest first.

    Rungs before and on the day count from the earliest reading, rungs after it from the latest;
    only something to be done is followed up after its date. What recurs every day or two is not:
    its next time stands on that day.
    """
    earliest, latest = milestone.earliest_on, milestone.latest_on
    if milestone.settlement or earliest is None or latest is None:
        return ()
    follows_up = milestone.kind is DeadlineKind.ACT_BY and not _at_its_heels(milestone)
    rungs = [rung for rung in subscription.ladder if rung >= 0 or follows_up]
    planned = [
        Planned(
            rung,
            _before(earliest, rung, milestone.zone, guild)
            if rung >= 0
            else _after(latest, -rung, milestone.zone, guild),
        )
        for rung in rungs
        if _representable(earliest, latest, rung)
    ]
    return tuple(sorted(planned, key=lambda each: each.due_at))


def _at_its_heels(milestone: Milestone) -> bool:
    """Whether the next time of a recurring milestone comes as soon as one has passed."""
    return milestone.occurrence is not None and not grace(milestone)


def _representable(earliest: date, latest: date, rung: int) -> bool:
    margin = abs(rung) + 3
    return earliest.toordinal() > margin and latest.toordinal() < date.max.toordinal() - margin


def _before(earliest: date, days: int, zone: str, guild: Guild) -> datetime:
    """The guild's last posting hour before that day ends where the milestone's days are counted."""
    day = earliest - timedelta(days=days)
    ends = _midnight(day + timedelta(days=1), zone)
    while (at := _posting_hour(day, guild)) >= ends:
        day -= timedelta(days=1)  # zones lie up to 26 hours apart, so twice at the most
    return at


def _after(latest: date, days: int, zone: str, guild: Guild) -> datetime:
    """The guild's first posting hour once that many days have begun after the latest reading."""
    day = latest + timedelta(days=days)
    begins = _midnight(day, zone)
    while (at := _posting_hour(day, guild)) < begins:
        day += timedelta(days=1)
    return at


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def _posting_hour(day: date, guild: Guild) -> datetime:
    local = datetime.combine(day, time(guild.hour), ZoneInfo(guild.zone))
    return local.astimezone(ZoneInfo("UTC"))


def still_wanted(milestone: Milestone, kind: ReminderKind, now: datetime) -> bool:
    """Whether a due reminder still has something to say at the moment of posting."""
    return kind is ReminderKind.MOVED or state(milestone, now) not in SILENT_STATES
