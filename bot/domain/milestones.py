"""Milestones: commitments and dates worth a reminder, and the state each is in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.agreements import Source
from bot.domain.dates.values import Deadline, DeadlineKind, DeadlineState, Precision, Rule

DUE_SOON_DAYS = 14
"""An open milestone counts as due soon from this many days before its earliest reading."""


class Modality(StrEnum):
    """How strongly the text speaks."""

    SHALL = "shall"
    INTENDS = "intends"
    MAY = "may"
    STATES = "states"


class State(StrEnum):
    """Where a milestone stands, in the words that people read."""

    OVERDUE = "overdue"
    DUE_TODAY = "due today"
    DUE_SOON = "due soon"
    UPCOMING = "upcoming"
    UNVERIFIED_PAST = "unverified past"
    AWAITING_TRIGGER = "awaiting its trigger"
    NO_DATE = "no date yet"
    ONGOING = "no fixed date"
    SUSPENDED = "suspended"
    DONE_ON_TIME = "done on time"
    DONE_LATE = "done late"
    WAIVED = "waived"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"


OPEN_STATES = (
    State.OVERDUE,
    State.DUE_TODAY,
    State.DUE_SOON,
    State.UPCOMING,
    State.UNVERIFIED_PAST,
    State.AWAITING_TRIGGER,
    State.NO_DATE,
    State.ONGOING,
)
"""The states in which somebody may still have to act, most pressing first."""


SETTLED_STATES = frozenset(
    {
        State.DONE_ON_TIME,
        State.DONE_LATE,
        State.WAIVED,
        State.SUSPENDED,
        State.SUPERSEDED,
        State.CANCELLED,
    }
)
UNDATED_STATES = frozenset({State.AWAITING_TRIGGER, State.NO_DATE, State.ONGOING})


class SettlementKind(StrEnum):
    """How a milestone stopped being open."""

    DONE = "done"
    WAIVED = "waived"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Settlement:
    """A milestone's end: how, on which local date, and who recorded it when.

    `by` is a Discord user's id, or None where the starter catalogue says so.
    """

    kind: SettlementKind
    on: date
    by: int | None = None
    at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a milestone was met."""

    note: str
    url: str | None = None
    by: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A due date that a person (or a depositary, if `official`) set over the computed one."""

    on: date
    by: int | None
    at: datetime
    reason: str
    official: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone as a server's record has it.

    `deadline` is what its `rule` gave when the record last changed, the override included;
    `due_version` counts how often its due date moved, `occurrence` which time of a recurring one
    this is (None: it does not recur). `verified_on` is the day on which a person
    last checked whether it was met.
    """

    id: int
    guild_id: int
    agreement_id: int
    agreement: str
    what: str
    kind: DeadlineKind
    modality: Modality
    zone: str
    convention: str
    rule: Rule | None = None
    deadline: Deadline | None = None
    due_version: int = 1
    occurrence: int | None = None
    obligors: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    quote: str | None = None
    source: Source | None = None
    override: Override | None = None
    settlement: Settlement | None = None
    evidence: tuple[Evidence, ...] = ()
    owner_id: int | None = None
    deputy_id: int | None = None
    verified_on: date | None = None
    no_date_reason: str | None = None
    catalogue_key: str | None = None

    @property
    def due_on(self) -> date | None:
        """The prevailing due date, a local date in `zone`."""
        return self.deadline.due if self.deadline else None

    @property
    def earliest_on(self) -> date | None:
        return self.deadline.earliest if self.deadline else None

    @property
    def latest_on(self) -> date | None:
        return self.deadline.latest if self.deadline else None

    @property
    def is_certain(self) -> bool:
        """False for a date that counts from an event which is only expected, or disputed."""
        return self.due_on is None or (self.deadline is not None and bool(self.deadline.ends_at))

    @property
    def reference(self) -> str:
        """What people type to name it: its agreement and what it is, unique in a server."""
        return f"{self.agreement}: {self.what}"

    @property
    def is_open(self) -> bool:
        return self.settlement is None


def state(milestone: Milestone, now: datetime) -> State:
    """Where `milestone` stands at `now`.

    Days are counted where the milestone's zone counts them. It is overdue only once its latest
    reading has passed, only if it is something to be done, and only if somebody answers for it (an
    owner) or has checked since. Otherwise a past date is unverified: nobody looked. So is one that
    counts from an event which is only expected or disputed, and therefore never certainly passes.
    """
    if milestone.settlement:
        return _settled_state(milestone, milestone.settlement)
    deadline = milestone.deadline
    if deadline is None or deadline.due is None or deadline.latest is None:
        return _undated_state(deadline)
    today = now.astimezone(ZoneInfo(milestone.zone)).date()
    earliest = deadline.earliest or deadline.due
    if deadline.ends_at is not None and now >= deadline.ends_at:
        return _past_state(milestone, deadline.latest)
    if deadline.ends_at is None and today > deadline.latest:
        return State.UNVERIFIED_PAST
    if today >= earliest and deadline.precision is Precision.DAY:
        return State.DUE_TODAY
    return State.DUE_SOON if (earliest - today).days <= DUE_SOON_DAYS else State.UPCOMING


def _settled_state(milestone: Milestone, settlement: Settlement) -> State:
    if settlement.kind is not SettlementKind.DONE:
        return State(settlement.kind.value)
    latest = milestone.latest_on
    late = latest is not None and settlement.on > latest
    return State.DONE_LATE if late else State.DONE_ON_TIME


def _undated_state(deadline: Deadline | None) -> State:
    if deadline is not None and deadline.state is DeadlineState.AWAITING_TRIGGER:
        return State.AWAITING_TRIGGER
    if deadline is not None and deadline.state is DeadlineState.INDEFINITE:
        return State.ONGOING
    return State.NO_DATE


def _past_state(milestone: Milestone, latest: date) -> State:
    checked = milestone.verified_on is not None and milestone.verified_on > latest
    answered_for = milestone.owner_id is not None or checked
    if milestone.kind is DeadlineKind.ACT_BY and answered_for:
        return State.OVERDUE
    return State.UNVERIFIED_PAST


def first_end(milestone: Milestone) -> datetime | None:
    """The instant (UTC) at which the earliest reading is over; None without a date."""
    deadline = milestone.deadline
    if deadline is None:
        return None
    ends = [each.ends_at for each in deadline.readings if each.on == deadline.earliest]
    return min(ends, default=deadline.passes_at)


def days_late(milestone: Milestone) -> int:
    """By how many days a finished milestone missed its latest reading; 0 if it did not."""
    if milestone.settlement is None or milestone.latest_on is None:
        return 0
    return max(0, (milestone.settlement.on - milestone.latest_on).days)
