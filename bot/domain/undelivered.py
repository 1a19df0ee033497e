"""Undelivered: what could not be posted where it was meant to be, nor anywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.boards import Board
from bot.domain.milestones import Milestone, state
from bot.domain.places import Place
from bot.domain.reminders import SILENT_STATES, Reminder, ReminderKind, ReminderState
from bot.domain.subscriptions import Subscription

HEARD_ELSEWHERE = "the place to which it was sent had heard as much already"
NO_LONGER_NEWS = "no longer news when it could be posted again"
NEXT_DIGEST = "the next digest tells it"
SWITCHED_OFF = "its reminders were switched off"


@dataclass(frozen=True, slots=True)
class Unreached:
    """A place that cannot be posted to, or for which posts were given up.

    `lost` counts the reminders given up, the first of which was due at `since`, and `reason` says
    why the latest was; `milestones` are some of those that they are about, the next due first.
    `stood_in` tells how much went to which other places, and `waiting` how much is planned here.
    `wishes` are the subscriptions that are posted there, and `board` is one that cannot be shown;
    without any of them the place stands in for others.
    """

    place: Place
    lost: int = 0
    since: datetime | None = None
    reason: str | None = None
    milestones: tuple[Milestone, ...] = ()
    stood_in: tuple[tuple[Place, int], ...] = ()
    waiting: int = 0
    next_at: datetime | None = None
    wishes: tuple[Subscription, ...] = ()
    board: Board | None = None

    @property
    def closed(self) -> bool:
        """Whether Discord has confirmed that nothing can be posted there."""
        return self.place.closed_at is not None


def dropped(
    reminder: Reminder, milestone: Milestone | None, heard: Iterable[Reminder], now: datetime
) -> str | None:
    """Why what was given up is not to be posted after all; None where it is still news.

    `heard` are the reminders of the milestone that the place has been sent that it would go to.
    """
    if reminder.kind is ReminderKind.DIGEST:
        return NEXT_DIGEST
    if milestone is None or state(milestone, now) in SILENT_STATES:
        return NO_LONGER_NEWS
    moved = reminder.due_version != milestone.due_version
    if moved and reminder.kind is not ReminderKind.SNOOZED:
        return NO_LONGER_NEWS
    known = any(
        each.state is ReminderState.SENT
        and each.due_on == milestone.due_on
        and each.due_at >= reminder.due_at
        for each in heard
    )
    return HEARD_ELSEWHERE if known else None


def nearest(milestones: Iterable[Milestone], today: date) -> list[Milestone]:
    """Milestones in the order in which their dates concern people: ahead first, then passed."""

    def key(milestone: Milestone) -> tuple[bool, int]:
        due = milestone.due_on or date.max
        return due < today, abs((due - today).days)

    return sorted(milestones, key=key)
