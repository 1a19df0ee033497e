"""Snoozing: one more reminder of a milestone in the place where somebody asks for it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.reminders
import db.subscriptions
from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone, state
from bot.domain.reminders import SILENT_STATES, NewReminder, Reminder, ReminderKind
from bot.domain.snoozes import read_snooze, snoozed_for
from bot.domain.subscriptions import Subscription, covers
from bot.errors import Conflict, NotFound
from bot.messages import t
from bot.services import finding


async def snooze(
    session: AsyncSession,
    guild_id: int,
    milestone_id: int,
    *,
    now: datetime,
    channel_id: int | None,
    user_id: int | None,
    days: int | None = None,
    until: str | None = None,
    occurrence: int | None = None,
) -> datetime:
    """Remind once more in the same place: in some days, or at a time or a rung that was typed.

    The instant is returned. Days lead to the server's posting hour; the ladder stays as it is.
    `occurrence` says of which time of a recurring milestone the person was told: the reminder
    speaks of that one. Raises UserError for a time that is not ahead or more than a year away,
    NotFound where no reminders for this milestone go to that place, and Conflict where there is
    nothing to remind of any more.
    """
    guild = await finding.guild(session, guild_id)
    milestone = await finding.milestone(session, guild_id, milestone_id)
    await finding.same_time(session, milestone, occurrence)
    _refuse_silent(milestone, now)
    wish = await _wish_at(session, milestone, guild, channel_id, user_id)
    if until is not None:
        at = read_snooze(until, milestone, guild, now)
    else:
        at = snoozed_for(days or 1, guild, now)
    earlier = await db.reminders.of_milestones(session, [milestone.id])
    rung = _snoozes(earlier, wish, milestone)
    new = NewReminder.of(milestone, wish, ReminderKind.SNOOZED, rung, at)
    await db.reminders.add(session, guild_id, [new])
    return at


def _refuse_silent(milestone: Milestone, now: datetime) -> None:
    if (stands := state(milestone, now)) in SILENT_STATES:
        raise Conflict(
            t(
                "“{what}” is {state}, so there is nothing to remind of.",
                what=milestone.what,
                state=stands.value,
            )
        )


def _snoozes(earlier: Sequence[Reminder], wish: Subscription, milestone: Milestone) -> int:
    """The number of the next snooze, which tells one from another."""
    taken = [
        each.rung
        for each in earlier
        if each.kind is ReminderKind.SNOOZED
        and each.subscription_id == wish.id
        and each.due_version == milestone.due_version
    ]
    return max(taken, default=-1) + 1


async def _wish_at(
    session: AsyncSession,
    milestone: Milestone,
    guild: Guild,
    channel_id: int | None,
    user_id: int | None,
) -> Subscription:
    """The subscription through which a place hears of a milestone, be it in another's stead."""
    agreement = await finding.agreement(session, milestone.guild_id, milestone.agreement)
    covering = [
        wish
        for wish in await db.subscriptions.every(session, milestone.guild_id)
        if wish.schedule is None and covers(wish, milestone, agreement)
    ]
    for wish in covering:
        if (wish.channel_id, wish.user_id) == (channel_id, user_id):
            return wish
    for wish in covering:
        stand_ins = {(wish.fallback_channel_id, None), (None, wish.created_by)}
        if (channel_id, user_id) in stand_ins | {(guild.admin_channel_id, None)}:
            return wish
    raise NotFound(
        t("Reminders for this are not on here any more. Switch them on with /remind add.")
    )
