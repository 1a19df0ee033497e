"""Telling: what became of each reminder that somebody wanted of a milestone, and why.

What was planned and dropped again is not kept. Why a rung was never planned is therefore read from
the rules: the reminders began after it, the place had heard it, it falls together with another.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.agreements import Agreement
from bot.domain.guilds import Guild
from bot.domain.hours import opens_at, quiet_since
from bot.domain.milestones import Milestone
from bot.domain.pauses import held_until, is_paused
from bot.domain.places import Place
from bot.domain.reminders import Reminder, ReminderKind, ReminderState
from bot.domain.rungs import ladder, rung_at
from bot.domain.skips import was_skipped
from bot.domain.subscriptions import Subscription, covers, ladder_for


class Gap(StrEnum):
    """Why a rung of a ladder was never planned for the present date."""

    BEGAN_LATER = "the reminders began after it"
    DATED_LATER = "the date was recorded, or moved, after it"
    HEARD = "the place heard it through other reminders"
    SKIPPED = "the date is skipped"
    TOGETHER = "another rung is posted at that moment"
    NOT_ASKED = "what begins or ends by itself is not asked after"
    NEXT_TIME = "the next time stands on that day"
    UNKNOWN = "no reason is on record"


class Silence(StrEnum):
    """Why nothing comes of a milestone at all."""

    ARCHIVED = "archived"
    SETTLED = "settled"
    UNDATED = "undated"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one reminder.

    `place` is where it went or is to go, `meant_for` the place that it was planned for if that is
    another one. What is planned is held back until `held_until`, if it is.
    """

    reminder: Reminder
    place: Place | None = None
    meant_for: Place | None = None
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one subscription has told, tells and does not tell of a milestone's present date.

    `gaps` are the rungs that were never planned, by the reason; `earlier` counts the posts that
    told of dates that it had before.
    """

    subscription: Subscription
    fates: tuple[Fate, ...]
    gaps: Mapping[Gap, tuple[int, ...]]
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """All of it for one milestone; `ended` are posts of reminders that are off or cover it no more.

    `silence` says why nothing more comes, and `paused_until` until when the whole server is paused.
    """

    milestone: Milestone
    silence: Silence | None
    told: tuple[Told, ...]
    ended: tuple[Reminder, ...] = ()
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is on record of a milestone's reminders at `now`.

    `reminders` are those of whichever subscription and in whatever state; `places` are all that
    they name, by id.
    """

    milestone: Milestone
    agreement: Agreement
    guild: Guild
    reminders: Sequence[Reminder]
    places: Mapping[int, Place]
    now: datetime

    def of(self, wish: Subscription) -> list[Reminder]:
        """What a subscription has in the queue for the date that the milestone has now, in order.

        Snoozes belong to whatever date it has.
        """
        own = [
            each
            for each in self.reminders
            if each.subscription_id == wish.id
            and (
                each.due_version == self.milestone.due_version or each.kind is ReminderKind.SNOOZED
            )
        ]
        return sorted(own, key=lambda each: (each.due_at, each.id))

    def heard(self, wish: Subscription) -> set[int]:
        """The rungs of the present date that the subscription's place has been told."""
        return {
            each.rung
            for each in self.reminders
            if each.kind is ReminderKind.RUNG
            and each.state is ReminderState.SENT
            and each.place_id == wish.place_id
            and each.due_on == self.milestone.due_on
        }


def tell(facts: Facts, wishes: Sequence[Subscription]) -> Telling:
    """What became of every reminder of the milestone, through those of `wishes` that cover it."""
    covering = [each for each in wishes if covers(each, facts.milestone, facts.agreement)]
    ids = {each.id for each in covering}
    sent = [each for each in facts.reminders if each.state is ReminderState.SENT]
    paused_until = facts.guild.paused_until
    return Telling(
        facts.milestone,
        _silence(facts, covering),
        tuple(_told(facts, each) for each in covering),
        tuple(each for each in sent if each.subscription_id not in ids),
        paused_until if is_paused(paused_until, facts.now) else None,
    )


def _silence(facts: Facts, covering: Collection[Subscription]) -> Silence | None:
    if facts.agreement.archived_at is not None:
        return Silence.ARCHIVED
    if facts.milestone.settlement is not None:
        return Silence.SETTLED
    if facts.milestone.due_on is None:
        return Silence.UNDATED
    return None if covering else Silence.UNCOVERED


def _told(facts: Facts, wish: Subscription) -> Told:
    fates = tuple(
        Fate(
            each,
            facts.places.get(each.place_id),
            facts.places.get(each.meant_for_id or 0),
            _held(facts, wish, each),
        )
        for each in facts.of(wish)
    )
    earlier = sum(
        each.subscription_id == wish.id
        and each.state is ReminderState.SENT
        and each.due_version != facts.milestone.due_version
        and each.kind is not ReminderKind.SNOOZED
        for each in facts.reminders
    )
    return Told(wish, fates, _gaps(facts, wish), earlier)


def _held(facts: Facts, wish: Subscription, reminder: Reminder) -> datetime | None:
    """Until when a planned reminder is held back, by a pause or by closed hours."""
    if reminder.state is not ReminderState.PLANNED:
        return None
    now = facts.now
    if paused := held_until(wish, facts.guild, max(reminder.due_at, now)):
        return paused
    closed = reminder.due_at <= now and quiet_since(facts.guild, now)
    return opens_at(facts.guild, now) if closed else None


def _gaps(facts: Facts, wish: Subscription) -> dict[Gap, tuple[int, ...]]:
    """The rungs of its ladder that are not in the queue, by the reason, the earliest first."""
    if wish.schedule is not None or facts.milestone.settlement is not None:
        return {}
    own = facts.of(wish)
    present = {each.rung for each in own if each.kind is ReminderKind.RUNG}
    wanted = {*ladder_for(wish, facts.milestone.kind), *(rung for rung in wish.ladder if rung < 0)}
    gaps: dict[Gap, list[int]] = {}
    for rung in sorted(wanted - present, reverse=True):
        at = rung_at(facts.milestone, rung, facts.guild)
        if at is not None:
            gaps.setdefault(_gap(facts, wish, rung, at), []).append(rung)
    return {gap: tuple(rungs) for gap, rungs in gaps.items()}


def _gap(facts: Facts, wish: Subscription, rung: int, at: datetime) -> Gap:
    """Why a rung of the ladder, which would have been posted at an instant, was never planned."""
    milestone = facts.milestone
    planned = {each.rung for each in ladder(milestone, wish, facts.guild)}
    if rung not in ladder_for(wish, milestone.kind):
        return Gap.NOT_ASKED
    if rung not in planned:
        follows = rung < 0 and milestone.occurrence is not None
        return Gap.NEXT_TIME if follows else Gap.TOGETHER
    if rung in facts.heard(wish):
        return Gap.HEARD
    if was_skipped(milestone, facts.of(wish)):
        return Gap.SKIPPED
    if wish.created_at is not None and at <= wish.created_at:
        return Gap.BEGAN_LATER
    return Gap.DATED_LATER if at <= facts.now else Gap.UNKNOWN
