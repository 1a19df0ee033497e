"""Scheduling: of every digest exactly one is planned ahead, whatever happens in between.

The next one is planned in the transaction that ends the one before, and planned anew when the
schedule or the server's hours change.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.digests
import db.gathering
import db.guilds
import db.reminders
import db.subscriptions
from bot.domain.digests import AFTER_LATE, comes_at, planned_day
from bot.domain.guilds import Guild
from bot.domain.reminders import NewReminder, Reminder, ReminderKind, ReminderState
from bot.domain.subscriptions import Subscription


async def reschedule(session: AsyncSession, guild: Guild, *, now: datetime) -> None:
    """Bring what is planned of a server's digests in line with their schedules.

    What is due already, or on its way, stays: it is owed.
    """
    await db.digests.drop_ended(session, guild.id)
    wishes = [each for each in await db.subscriptions.every(session, guild.id) if each.schedule]
    waiting = await db.digests.waiting(session, [each.id for each in wishes])
    for wish in wishes:
        present = waiting.get(wish.id)
        if present is not None and _is_owed(present, now):
            continue
        new = await _next(session, wish, guild, now)
        if present is not None and (present.rung, present.due_at) == (new.rung, new.due_at):
            continue
        await db.reminders.drop(session, [present.id] if present else [])
        await db.reminders.add(session, guild.id, [new])


async def plan_next(session: AsyncSession, reminder_ids: Collection[int], *, now: datetime) -> None:
    """Plan what comes after these digests, where they have ended."""
    ids = await db.digests.subscriptions(session, reminder_ids)
    waiting = await db.digests.waiting(session, ids)
    wishes = await db.gathering.wishes(session, ids - set(waiting))
    guilds = await db.guilds.of(session, {each.guild_id for each in wishes.values()})
    for wish in wishes.values():
        if wish.schedule is not None and wish.removed_at is None:
            new = await _next(session, wish, guilds[wish.guild_id], now)
            await db.reminders.add(session, wish.guild_id, [new])


def _is_owed(reminder: Reminder, now: datetime) -> bool:
    return reminder.state is ReminderState.CLAIMED or reminder.due_at <= now


async def _next(
    session: AsyncSession, wish: Subscription, guild: Guild, now: datetime
) -> NewReminder:
    """The digest that comes next; one that was late stands for what would follow on its heels."""
    assert wish.schedule is not None
    last = await db.digests.latest(session, wish.id)
    after, last_day = now, None
    if last is not None:
        last_day = date.fromordinal(last.rung)
        after = max(now, last.covered_until + AFTER_LATE) if last.late else now
    day = planned_day(wish.schedule, guild, after, last_day)
    return NewReminder(
        milestone_id=None,
        subscription_id=wish.id,
        place_id=wish.place_id,
        due_version=1,
        kind=ReminderKind.DIGEST,
        rung=day.toordinal(),
        due_at=comes_at(wish.schedule, day),
        due_on=None,
    )
