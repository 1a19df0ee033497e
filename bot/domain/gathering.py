"""Gathering: what is due in one place becomes one post, with one item a milestone.

After a long outage tens of thousands of reminders may be due in a place. They are taken in one by
one, as they are read, with no more of each milestone than tells how urgent it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import nsmallest
from zoneinfo import ZoneInfo

from bot.domain.dates.values import DeadlineKind
from bot.domain.reminders import ReminderKind, ReminderState

NOTHING_LEFT = "nothing left to say when it was due"
OVERTAKEN = "overtaken by a later reminder"
PASSED = "its time passed before it could be posted"
SEEN = "somebody has seen it"
NOBODY_LEFT = "nobody left to call on"
TOLD = "told here already"
NOTHING_TO_TELL = "nothing to tell"
IN_DOUBT = "nothing left to say, and perhaps told before"

STATES = {
    NOTHING_LEFT: ReminderState.CANCELLED,
    IN_DOUBT: ReminderState.CANCELLED,
    SEEN: ReminderState.CANCELLED,
    NOBODY_LEFT: ReminderState.CANCELLED,
    PASSED: ReminderState.SKIPPED,
    OVERTAKEN: ReminderState.SKIPPED,
    TOLD: ReminderState.SKIPPED,
    NOTHING_TO_TELL: ReminderState.SKIPPED,
}
"""What becomes of a reminder that ends for one of these reasons."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is due, and where its milestone stands.

    Without a `version` the milestone is no longer on record; `occurrence` is the time of a
    recurring one that it has come to. `answered_for`: somebody owns it, or has checked it since.
    `told`: its place was told the same through another subscription.
    """

    id: int
    place_id: int
    milestone_id: int
    subscription_id: int
    due_version: int
    kind: ReminderKind
    rung: int
    due_at: datetime
    reason: str | None
    removed: bool
    version: int | None
    occurrence: int | None = None
    settled: bool = False
    earliest_on: date | None = None
    latest_on: date | None = None
    zone: str = "UTC"
    milestone_kind: DeadlineKind = DeadlineKind.ACT_BY
    answered_for: bool = False
    told: bool = False


def dropped(due: Due) -> str | None:
    """Why a reminder has nothing to say any more, or None if it still has.

    A rung of a date that has moved has nothing to say: the move was planned for with the date.
    """
    if due.removed or due.version is None:
        return NOTHING_LEFT
    if due.kind is not ReminderKind.SNOOZED and due.due_version != due.version:
        return PASSED if due.reason == PASSED else NOTHING_LEFT
    if due.told:
        return TOLD
    silent = due.settled or due.latest_on is None
    return NOTHING_LEFT if silent and due.kind is not ReminderKind.MOVED else None


@dataclass(frozen=True, slots=True)
class Closed:
    """A span in which a server wants no posts, from `since` until it `opens`."""

    since: datetime
    opens: datetime


def waits(due: Due, closed: Closed, now: datetime, stands_in: bool = False) -> bool:
    """Whether what is due while its server is closed waits until it opens.

    Not if a person chose that time, nor if the date would be over by then. What `stands_in` for a
    post elsewhere comes at no time that anybody chose.
    """
    chosen = due.kind in (ReminderKind.SNOOZED, ReminderKind.DIGEST) and not stands_in
    if chosen and due.due_at >= closed.since:
        return False
    if due.earliest_on is None:
        return True
    over = datetime.combine(due.earliest_on + timedelta(days=1), time(), ZoneInfo(due.zone))
    return not now < over <= closed.opens


@dataclass(slots=True)
class Gathered:
    """All that is due of one milestone in one place; `last` is what it says it by.

    `overtaken` are the rungs that `last` stands for.
    """

    last: Due
    moved: Due | None = None
    escalated: Due | None = None
    overtaken: list[Due] = field(default_factory=list)
    wish_ids: dict[int, None] = field(default_factory=dict)
    _rungs: list[Due] = field(default_factory=list)

    def add(self, due: Due) -> list[Due]:
        """Take in a reminder; those that another one now stands for."""
        self.wish_ids[due.subscription_id] = None
        if (due.due_at, -due.rung) > (self.last.due_at, -self.last.rung):
            self.last = due
        if due.kind is ReminderKind.MOVED:
            self.moved = due
        if due.kind is ReminderKind.ESCALATED:
            return self._called(due)
        if due.kind is ReminderKind.RUNG:
            self._rungs.append(due)
        passed = [each for each in self._rungs if each.due_at < self.last.due_at]
        if passed:
            self._rungs = [each for each in self._rungs if each.due_at == self.last.due_at]
            self.overtaken += passed
        return passed

    def _called(self, due: Due) -> list[Due]:
        """Only the highest step calls anybody."""
        lower = due if self.escalated and due.rung < self.escalated.rung else self.escalated
        if lower is not due:
            self.escalated = due
        return [lower] if lower else []


class Gathering:
    """Everything that is due in one place at `now`.

    `dropped` are the reminders (ids) that have nothing to say, by the reason, and `overtaken` those
    that others stand for; `count` says how many were taken in.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.milestones: dict[int, Gathered] = {}
        self.dropped: dict[str, list[int]] = {}
        self.overtaken: list[int] = []
        self.wish_ids: dict[int, None] = {}
        self.count = 0
        self._today: dict[str, date] = {}

    def add(self, due: Due) -> None:
        """Take in a reminder, or note why it has nothing to say."""
        if reason := dropped(due):
            self.drop(due, reason)
            return
        own = self.milestones.get(due.milestone_id)
        if own is None:
            own = self.milestones[due.milestone_id] = Gathered(due)
        self.overtaken += [each.id for each in own.add(due)]
        self.wish_ids[due.subscription_id] = None
        self.count += 1

    def drop(self, due: Due, reason: str) -> None:
        self.dropped.setdefault(reason, []).append(due.id)

    @property
    def doubted(self) -> dict[str, list[int]]:
        """What was dropped, where an earlier attempt may have told it after all."""
        found: dict[str, list[int]] = {}
        for reason, ids in self.dropped.items():
            found.setdefault(IN_DOUBT if reason == NOTHING_LEFT else reason, []).extend(ids)
        return found

    def most_urgent(self, of: Iterable[Gathered], most: int) -> list[Gathered]:
        """So many of these, the most urgent first, as near as can be told from their dates.

        Those of which somebody is called come before all others.
        """
        return nsmallest(most, of, key=self._weight)

    def _weight(self, own: Gathered) -> tuple[int, date, int]:
        due = own.last
        rank = -1 if own.escalated else self._rank(due)
        return rank, due.earliest_on or date.max, due.id

    def _rank(self, due: Due) -> int:
        """As in the order of the states of a milestone: overdue, due today, due later, past."""
        if due.settled or due.latest_on is None:
            return 4
        today = self._today_in(due.zone)
        if due.latest_on < today:
            overdue = due.answered_for and due.milestone_kind is DeadlineKind.ACT_BY
            return 0 if overdue else 3
        return 1 if due.earliest_on is not None and due.earliest_on <= today else 2

    def _today_in(self, zone: str) -> date:
        if zone not in self._today:
            self._today[zone] = self.now.astimezone(ZoneInfo(zone)).date()
        return self._today[zone]
