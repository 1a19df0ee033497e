"""Plans: how the queue of reminders follows a change of the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.escalations import ASKS_FROM, steps_to_come
from bot.domain.gathering import IN_DOUBT
from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone
from bot.domain.reminders import NewReminder, Reminder, ReminderKind, ReminderState
from bot.domain.rungs import ladder
from bot.domain.skips import was_skipped
from bot.domain.subscriptions import Subscription

STILL_NEWS = timedelta(days=1)
"""How long after its time a rung that could not be posted is still worth posting late."""


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
    heard: Sequence[Reminder] = (),
    fresh: bool = False,
) -> Revision:
    """How the queue must change so that it again says what the record calls for.

    `existing` are all reminders of this milestone and subscription, in whatever state; `heard` are
    those of the milestone that its place was sent, or is being sent, through any subscription. A
    rung is planned once for each version of the due date, and never for a date for which the place
    has heard it, nor for one that somebody skipped. Where the date moved after the place heard of
    it, the place hears of the new one. A milestone that is `fresh`, newly recorded or given another
    date, is told of at once where its ladder has begun, since no later rung may be near. With no
    `subscription` (it ended, or covers this no more) what waits is dropped, but for snoozes:
    whether they still have something to say is seen when they fall due.
    """
    if subscription is None or subscription.schedule is not None:
        lasting = [each for each in existing if each.kind is not ReminderKind.SNOOZED]
        return Revision(drop=_ids(lasting, ReminderState.PLANNED))
    wanted = {each.rung: each.due_at for each in ladder(milestone, subscription, guild)}
    # What fell due within the last day while the milestone was out of the plan, such as one that
    # was done and then reopened, is posted late rather than lost.
    since = now if fresh else max(now - STILL_NEWS, subscription.created_at or now)
    notice = _notice(milestone, subscription, existing, heard, now)
    parts = [_rungs(milestone, subscription, wanted, existing, since=since, heard=heard), notice]
    if fresh and not notice.add:
        parts.append(_at_once(milestone, subscription, wanted, heard, now))
    told = _told(milestone, _merged(parts), existing, heard)
    steps = steps_to_come(milestone, subscription, guild, existing, told=told, now=now)
    ahead = {step: at for step, at in steps.items() if at > now}
    kind = ReminderKind.ESCALATED
    parts.append(_followed(milestone, subscription, kind, steps, existing, ahead=ahead))
    return _merged(parts)


def _merged(parts: Sequence[Revision]) -> Revision:
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
    *,
    since: datetime,
    heard: Sequence[Reminder],
) -> Revision:
    """The ladder: missing rungs that come after `since`, others at their time, and no others."""
    known = {
        each.rung
        for each in heard
        if each.kind is ReminderKind.RUNG and each.due_on == milestone.due_on
    }
    ahead = {rung: at for rung, at in wanted.items() if rung not in known and at > since}
    kind = ReminderKind.RUNG
    return _followed(milestone, subscription, kind, wanted, existing, ahead=ahead)


def _followed(
    milestone: Milestone,
    subscription: Subscription,
    kind: ReminderKind,
    wanted: Mapping[int, datetime],
    existing: Sequence[Reminder],
    *,
    ahead: Mapping[int, datetime],
) -> Revision:
    """The posts of one kind as `wanted`: missing ones that are `ahead`, others at their time."""
    every = [each for each in existing if each.kind is kind]
    current = [
        each for each in every if each.due_version == milestone.due_version and each.rung in wanted
    ]
    present = {each.rung for each in current}
    kept = {each.id for each in current}
    waiting = [each for each in current if each.state is ReminderState.PLANNED]
    missing = {} if was_skipped(milestone, existing) else ahead
    return Revision(
        add=tuple(
            NewReminder.of(milestone, subscription, kind, rung, at)
            for rung, at in missing.items()
            if rung not in present
        ),
        move={each.id: wanted[each.rung] for each in waiting if each.due_at != wanted[each.rung]},
        drop=tuple(id_ for id_ in _ids(every, ReminderState.PLANNED) if id_ not in kept),
    )


def _told(
    milestone: Milestone,
    revision: Revision,
    existing: Sequence[Reminder],
    heard: Sequence[Reminder],
) -> list[datetime]:
    """When the place was or will be told of the present date by rungs that ask for an answer."""
    told = [(each.rung, each.due_at) for each in revision.add if each.kind is ReminderKind.RUNG]
    told += [
        (each.rung, revision.move.get(each.id, each.due_at))
        for each in {each.id: each for each in (*existing, *heard)}.values()
        if each.kind is ReminderKind.RUNG
        and each.due_on == milestone.due_on
        and each.id not in revision.drop
    ]
    return sorted(at for rung, at in told if rung <= ASKS_FROM)


def _ids(existing: Sequence[Reminder], state: ReminderState) -> tuple[int, ...]:
    return tuple(each.id for each in existing if each.state is state)


def _at_once(
    milestone: Milestone,
    subscription: Subscription,
    wanted: Mapping[int, datetime],
    heard: Sequence[Reminder],
    now: datetime,
) -> Revision:
    """The rung that a milestone stands on already, unless it has passed or the place knows it."""
    deadline = milestone.deadline
    ends_at = (deadline.ends_at or deadline.passes_at) if deadline else None
    passed = [(at, rung) for rung, at in wanted.items() if at <= now and rung >= 0]
    known = any(each.due_on == milestone.due_on for each in heard)
    if not passed or known or ends_at is None or ends_at <= now:
        return Revision()
    return Revision(
        add=(NewReminder.of(milestone, subscription, ReminderKind.RUNG, max(passed)[1], now),)
    )


def _notice(
    milestone: Milestone,
    subscription: Subscription,
    existing: Sequence[Reminder],
    heard: Sequence[Reminder],
    now: datetime,
) -> Revision:
    """The notice that a date has moved, for a place that heard, or should have heard, another."""
    # A process may have died between posting a date and noting that it was posted; by then there
    # was nothing left to say. Better to tell of a move once too often than never.
    doubted = {each.id: each.due_at for each in existing if each.reason == IN_DOUBT}
    perhaps = [*heard, *(each for each in existing if each.id in doubted)]
    last = max(
        perhaps, key=lambda each: (each.sent_at or doubted.get(each.id, now), each.id), default=None
    )
    # A notice that never went out speaks for the rung that it replaced.
    unsaid = {ReminderKind.RUNG} if last else {ReminderKind.RUNG, ReminderKind.MOVED}
    lapsed = any(
        each.kind in unsaid
        and each.state is ReminderState.PLANNED
        and each.due_version < milestone.due_version
        and each.due_at <= now
        and _moved(milestone, each)
        for each in existing
    )
    notices = [each for each in existing if each.kind is ReminderKind.MOVED]
    here = [each for each in notices if each.due_version == milestone.due_version]
    # Where nobody was told of any date, what a notice was planned for has left the queue.
    stands = bool(here) if last is None else _moved(milestone, last)
    owed = milestone.settlement is None and (stands or lapsed)
    drop = tuple(
        each.id
        for each in notices
        if each.state is ReminderState.PLANNED and not (owed and each in here)
    )
    if not owed or here:
        return Revision(drop=drop)
    notice = NewReminder.of(milestone, subscription, ReminderKind.MOVED, 0, now)
    return Revision(add=(notice,), drop=drop)


def _moved(milestone: Milestone, told: Reminder) -> bool:
    """Whether the date is another than the one told; going on to the next time is no move."""
    went_on = (
        milestone.occurrence is not None
        and told.occurrence is not None
        and milestone.occurrence > told.occurrence
    )
    return told.due_on != milestone.due_on and not went_on
