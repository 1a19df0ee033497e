"""Reminders: posts about milestones, from their place in the queue to what they say."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.domain.milestones import SETTLED_STATES, UNDATED_STATES, Milestone
from bot.domain.places import Place
from bot.domain.subscriptions import Subscription

LATE_AFTER = timedelta(minutes=15)
"""A reminder posted more than this after its time is said to be late."""

MOST_ITEMS = 40
"""How many milestones a post names at most, however many it stands for."""

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
class NewReminder:
    """A reminder to put into the queue.

    `due_on` is the date that it will speak of, and `occurrence` the time of a recurring milestone.
    A digest speaks of no single milestone.
    """

    milestone_id: int | None
    subscription_id: int
    place_id: int
    due_version: int
    kind: ReminderKind
    rung: int
    due_at: datetime
    due_on: date | None
    occurrence: int | None = None

    @classmethod
    def of(
        cls, milestone: Milestone, wish: Subscription, kind: ReminderKind, rung: int, at: datetime
    ) -> Self:
        """One of a milestone as it stands now, through a subscription."""
        return cls(
            milestone.id,
            wish.id,
            wish.place_id,
            milestone.due_version,
            kind,
            rung,
            at,
            milestone.due_on,
            milestone.occurrence,
        )


@dataclass(frozen=True, slots=True)
class Undelivered:
    """How many posts of a subscription were given up, and why the latest of them was."""

    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Coming:
    """One post that will be made: when, of what (a digest: of no single milestone), for whom.

    A pause holds it back until `held_until`. A rung comes `shifted_days` later than on its own day
    (earlier where negative), on which the server is closed.
    """

    due_at: datetime
    kind: ReminderKind
    rung: int
    milestone: Milestone | None
    subscription: Subscription
    held_until: datetime | None = None
    shifted_days: int = 0


@dataclass(frozen=True, slots=True)
class PostItem:
    """What one post says of one milestone.

    `told_on` is the due date that the place heard before, where it has moved since; `overtaken`
    are the rungs that fell due while nothing could be posted. `held`: it is late because reminders
    were paused. `wishes` are the subscriptions through which the place is told. An escalation has
    its step in `escalated` (from 1), and nobody has acknowledged the date for `waited_days`. Of a
    recurring milestone `missed` are the dates of earlier times that passed while nothing could be
    posted of them. A rung whose own day is closed comes `days_early`, or negative days early.
    """

    reminder_id: int
    milestone: Milestone
    kind: ReminderKind
    rung: int
    due_at: datetime
    told_on: date | None = None
    overtaken: tuple[int, ...] = ()
    held: bool = False
    wishes: tuple[Subscription, ...] = ()
    escalated: int | None = None
    waited_days: int | None = None
    missed: tuple[date, ...] = ()
    days_early: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """One message to one place: a channel (or thread), or a person.

    `nonce` is the same whenever the same reminders are posted, so that Discord can tell a repeat;
    `again` says that an earlier attempt may have arrived, so it is to be looked for first. A post
    that stands in for one in another place has that place in `meant_for`, and in `meant_reason` why
    it could not be made there. It holds the most urgent `MOST_ITEMS` at most; `more` counts the
    milestones that it stands for besides. Nothing of it was posted before `begun_at`.
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
    meant_for: Place | None = None
    meant_reason: str | None = None
    more: int = 0
    begun_at: datetime | None = None

    @property
    def late(self) -> bool:
        return bool(self.late_items)
