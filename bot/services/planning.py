"""Planning: what follows from every write, in its transaction.

A change of an agreement or a milestone recomputes the dates that hang on it, and a change of a
date, a subscription or a setting revises the queue of reminders.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.milestones
import db.reminders
import db.subscriptions
from bot.domain.agreements import Agreement
from bot.domain.changes import MilestoneChange
from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone
from bot.domain.plans import Revision, revise
from bot.domain.reminders import Reminder, ReminderKind, ReminderState
from bot.domain.subscriptions import Subscription, covers
from bot.services.reckoning import recompute
from bot.services.scheduling import reschedule

_Revised = tuple[Revision, Sequence[Reminder], int]
"""How the reminders of a milestone and a subscription change, and the place that they are for."""


@dataclass(frozen=True, slots=True)
class Queued:
    """What the queue now holds for a milestone: posts planned, the first, places to be told."""

    reminders: int = 0
    next_at: datetime | None = None
    told: int = 0


async def follow(
    session: AsyncSession,
    guild: Guild,
    agreement_id: int,
    *,
    by: int | None,
    now: datetime,
    newly_recorded: Collection[int] = (),
    touched: Collection[int] = (),
) -> list[MilestoneChange]:
    """Recompute an agreement's dates and revise its reminders.

    Returns a change for each milestone whose date moved and for those in `touched`. The milestones
    in `newly_recorded` (ids) are told of at once where their ladder has begun.
    """
    agreement = await db.agreements.find(session, guild.id, agreement_id)
    if agreement is None:
        return []
    before = await db.milestones.of_agreements(session, guild.id, [agreement_id])
    after = await recompute(session, agreement, before, by=by, now=now)
    moved = {
        new.id
        for old, new in zip(before, after, strict=True)
        if new.due_version != old.due_version and new.due_on is not None and old.deadline
    }
    fresh = moved.union(newly_recorded)
    queued = await replan(session, guild, [agreement], after, now=now, fresh=fresh)
    return [
        MilestoneChange(old, new, (), *_counts(queued[new.id]))
        for old, new in zip(before, after, strict=True)
        if new.due_version != old.due_version or new.id in touched
    ]


def _counts(queued: Queued) -> tuple[int, datetime | None, int]:
    return queued.reminders, queued.next_at, queued.told


async def replan(
    session: AsyncSession,
    guild: Guild,
    agreements: Sequence[Agreement],
    milestones: Sequence[Milestone],
    *,
    now: datetime,
    fresh: Collection[int] = (),
) -> dict[int, Queued]:
    """Bring the queue in line with the record for these milestones, by milestone id.

    Those in `fresh` (ids) were just recorded or have another date.
    """
    by_id = {each.id: each for each in agreements}
    wishes = await db.subscriptions.every(session, guild.id)
    basis = _Basis(guild, wishes, await db.subscriptions.places(session, guild.id), now)
    existing = await _existing(session, milestones)
    revised = {
        each.id: basis.revised(
            each, by_id[each.agreement_id], existing[each.id], fresh=each.id in fresh
        )
        for each in milestones
    }
    await _apply(session, guild.id, [each for some in revised.values() for each, _, _ in some])
    return {id_: _queued(some) for id_, some in revised.items()}


async def _existing(
    session: AsyncSession, milestones: Sequence[Milestone]
) -> dict[int, dict[int, list[Reminder]]]:
    """All reminders of these milestones, by milestone and by subscription (ids)."""
    existing: dict[int, dict[int, list[Reminder]]] = {each.id: {} for each in milestones}
    for reminder in await db.reminders.of_milestones(session, list(existing)):
        by_wish = existing[reminder.milestone_id or 0]
        by_wish.setdefault(reminder.subscription_id, []).append(reminder)
    return existing


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a guild's plans follow from: its settings, who wants to hear, and in which place."""

    guild: Guild
    wishes: Sequence[Subscription]
    places: Mapping[int, int]
    now: datetime

    def revised(
        self,
        milestone: Milestone,
        agreement: Agreement,
        existing: Mapping[int, list[Reminder]],
        *,
        fresh: bool,
    ) -> list[_Revised]:
        """For each subscription that covers a milestone or once did: how its part must change."""
        covering: dict[int, Subscription] = {}
        if agreement.archived_at is None:
            covering = {wish.id: wish for wish in self.wishes if covers(wish, milestone, agreement)}
        found: list[_Revised] = []
        for wish in dict.fromkeys([*covering, *existing]):
            reminders, place = existing.get(wish, []), self.places[wish]
            heard = _heard(existing, self.places, place)
            revision = revise(
                milestone,
                covering.get(wish),
                self.guild,
                reminders,
                self.now,
                heard=heard,
                fresh=fresh,
            )
            found.append((revision, reminders, place))
        return found


def _heard(
    existing: Mapping[int, Sequence[Reminder]], places: Mapping[int, int], place: int
) -> list[Reminder]:
    """What a place was sent of a milestone, or is being sent, through whichever subscription.

    What a subscription was told elsewhere is known where it is posted now, and still there.
    """
    return [
        reminder
        for wish, reminders in existing.items()
        for reminder in reminders
        if reminder.state in (ReminderState.SENT, ReminderState.CLAIMED)
        and place in (places[wish], reminder.meant_for_id or reminder.place_id)
    ]


def _queued(revised: Sequence[_Revised]) -> Queued:
    times: list[datetime] = []
    told: set[int] = set()
    for revision, reminders, place in revised:
        gone = set(revision.drop)
        times += [each.due_at for each in revision.add]
        times += [
            revision.move.get(each.id, each.due_at)
            for each in reminders
            if each.state is ReminderState.PLANNED and each.id not in gone
        ]
        if any(each.kind is ReminderKind.MOVED for each in revision.add):
            told.add(place)
    return Queued(len(times), min(times, default=None), len(told))


async def _apply(session: AsyncSession, guild_id: int, revisions: Sequence[Revision]) -> None:
    await db.reminders.drop(session, [id_ for each in revisions for id_ in each.drop])
    await db.reminders.move(
        session, {id_: at for each in revisions for id_, at in each.move.items()}
    )
    await db.reminders.add(session, guild_id, [new for each in revisions for new in each.add])


async def replan_guild(
    session: AsyncSession, guild: Guild, *, now: datetime, also: Sequence[int] = ()
) -> int:
    """Revise all of a guild's reminders and its digests; returns how many reminders are planned.

    `also` names agreements (ids) to include although they are archived.
    """
    agreements = await db.agreements.every(session, guild.id)
    for agreement_id in set(also) - {each.id for each in agreements}:
        archived = await db.agreements.find(session, guild.id, agreement_id)
        agreements += [archived] if archived else []
    milestones = await db.milestones.of_agreements(
        session, guild.id, [each.id for each in agreements]
    )
    queued = await replan(session, guild, agreements, milestones, now=now)
    await reschedule(session, guild, now=now)
    return sum(each.reminders for each in queued.values())
