"""Plans: how the queue of reminders follows a change of the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone
from bot.domain.reminders import Reminder, ReminderKind, ReminderState, plan
from bot.domain.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class NewReminder:
    """A reminder to put into the queue; `due_on` is the date that it will speak of."""

    milestone_id: int
    subscription_id: int
    due_version: int
    kind: ReminderKind
    rung: int
    due_at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Revision:
    """What to do to the queue for one milestone and one subscription."""

    add: tuple[NewReminder, ...] = ()
    move: dict[int, datetime] = field(default_factory=dict)
    drop: tuple[int, ...] = ()


def revise(
    milestone: Milestone,
    subscription: Subscription | None,
    guild: Guild,
    existing: Sequence[Reminder],
    now: datetime,
    *,
    newly_recorded: bool = False,
) -> Revision:
    """How the queue must change so that it again says what the record calls for.

    `existing` are all reminders of this milestone and subscription, in whatever state. What was
    sent is never planned again: a rung is planned once for each version of the due date, and where
    the date moved after the place was told of it, the place is told of the new one. A milestone
    that is `newly_recorded` inside its ladder is told of at once, since no later rung may be near.
    With no `subscription` (it ended) everything waiting is dropped.
    """
    if subscription is None:
        return Revision(drop=_ids(existing, ReminderState.PLANNED))
    wanted = {each.rung: each.due_at for each in plan(milestone, subscription, guild)}
    parts = [
        _rungs(milestone, subscription, wanted, existing, now),
        _notice(milestone, subscription, existing, now),
        _snoozes(milestone, existing),
    ]
    if newly_recorded and not existing:
        parts.append(_at_once(milestone, subscription, wanted, now))
    return Revision(
        add=tuple(new for part in parts for new in part.add),
        move={id_: at for part in parts for id_, at in part.move.items()},
        drop=tuple(id_ for part in parts for id_ in part.drop),
    )


def _rungs(
    milestone: Milestone,
    subscription: Subscription,
    wanted: Mapping[int, datetime],
    existing: Sequence[Reminder],
    now: datetime,
) -> Revision:
    """The ladder: missing rungs that are ahead, others at their time, and no others."""
    rungs = [each for each in existing if each.kind is ReminderKind.RUNG]
    current = [
        each for each in rungs if each.due_version == milestone.due_version and each.rung in wanted
    ]
    present = {each.rung for each in current}
    kept = {each.id for each in current}
    waiting = [each for each in current if each.state is ReminderState.PLANNED]
    return Revision(
        add=tuple(
            _new(milestone, subscription, ReminderKind.RUNG, rung, at)
            for rung, at in wanted.items()
            if rung not in present and at > now
        ),
        move={each.id: wanted[each.rung] for each in waiting if each.due_at != wanted[each.rung]},
        drop=tuple(id_ for id_ in _ids(rungs, ReminderState.PLANNED) if id_ not in kept),
    )


def _ids(existing: Sequence[Reminder], state: ReminderState) -> tuple[int, ...]:
    return tuple(each.id for each in existing if each.state is state)


def _new(
    milestone: Milestone, subscription: Subscription, kind: ReminderKind, rung: int, at: datetime
) -> NewReminder:
    return NewReminder(
        milestone.id, subscription.id, milestone.due_version, kind, rung, at, milestone.due_on
    )


def _at_once(
    milestone: Milestone, subscription: Subscription, wanted: Mapping[int, datetime], now: datetime
) -> Revision:
    """The rung that a new milestone stands on already, unless its date has passed."""
    deadline = milestone.deadline
    ends_at = (deadline.ends_at or deadline.passes_at) if deadline else None
    passed = [(at, rung) for rung, at in wanted.items() if at <= now and rung >= 0]
    if not passed or ends_at is None or ends_at <= now:
        return Revision()
    return Revision(add=(_new(milestone, subscription, ReminderKind.RUNG, max(passed)[1], now),))


def _notice(
    milestone: Milestone,
    subscription: Subscription,
    existing: Sequence[Reminder],
    now: datetime,
) -> Revision:
    """The notice that a date has moved, for a place that heard, or should have heard, another."""
    told = [each for each in existing if each.state in (ReminderState.SENT, ReminderState.CLAIMED)]
    last = max(told, key=lambda each: (each.sent_at or now, each.id), default=None)
    # A notice that never went out speaks for the rung that it replaced.
    unsaid = {ReminderKind.RUNG} if last else {ReminderKind.RUNG, ReminderKind.MOVED}
    lapsed = any(
        each.kind in unsaid
        and each.state is ReminderState.PLANNED
        and each.due_version < milestone.due_version
        and each.due_at <= now
        and _moved(milestone, each.due_on)
        for each in existing
    )
    owed = milestone.settlement is None and (
        (last is not None and _moved(milestone, last.due_on)) or lapsed
    )
    notices = [each for each in existing if each.kind is ReminderKind.MOVED]
    here = [each for each in notices if each.due_version == milestone.due_version]
    drop = tuple(
        each.id
        for each in notices
        if each.state is ReminderState.PLANNED and not (owed and each in here)
    )
    if not owed or here:
        return Revision(drop=drop)
    notice = _new(milestone, subscription, ReminderKind.MOVED, 0, now)
    return Revision(add=(notice,), drop=drop)


def _moved(milestone: Milestone, told: date | None) -> bool:
    """Whether the date is another than the one told; going on to the next time is no move."""
    went_on = (
        milestone.occurrence is not None
        and milestone.override is None
        and told is not None
        and milestone.due_on is not None
        and told < milestone.due_on
    )
    return told != milestone.due_on and not went_on


def _snoozes(milestone: Milestone, existing: Sequence[Reminder]) -> Revision:
    """Snoozes stay whatever the date does, until the milestone ends."""
    if milestone.settlement is None:
        return Revision()
    snoozes = [each for each in existing if each.kind is ReminderKind.SNOOZED]
    return Revision(drop=_ids(snoozes, ReminderState.PLANNED))
