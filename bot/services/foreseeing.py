"""Foreseeing: the digests that will follow those that are planned, of which there is one each."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.digests
import db.subscriptions
from bot.domain.digests import comes_at, days_until
from bot.domain.guilds import Guild
from bot.domain.pauses import held_until
from bot.domain.reminders import Coming, Reminder, ReminderKind
from bot.domain.subscriptions import Subscription
from db.coming import Window


async def digests_ahead(session: AsyncSession, guild: Guild, window: Window) -> list[Coming]:
    """The digests of a window that are not planned yet, in order; none without its end."""
    if window.until is None:
        return []
    wishes = [
        each
        for each in await db.subscriptions.every(session, guild.id)
        if each.schedule is not None
        and window.subscription_id in (None, each.id)
        and (window.reader is None or each.user_id in (None, window.reader))
    ]
    waiting = await db.digests.waiting(session, [each.id for each in wishes])
    found = [
        coming
        for wish in wishes
        if wish.id in waiting
        for coming in _following(wish, guild, waiting[wish.id], window.until)
    ]
    return sorted(found, key=lambda each: (each.due_at, each.subscription.id))


def _following(
    wish: Subscription, guild: Guild, planned: Reminder, until: datetime
) -> list[Coming]:
    """Those that come after the one that is planned, and after the pause that holds it back."""
    assert wish.schedule is not None
    after = max(planned.due_at, held_until(wish, guild, planned.due_at) or planned.due_at)
    last = date.fromordinal(planned.rung)
    return [
        Coming(comes_at(wish.schedule, day), ReminderKind.DIGEST, day.toordinal(), None, wish)
        for day in days_until(wish.schedule, guild, after, last, until)
    ]
