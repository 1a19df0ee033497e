"""Posts of digests: from a reminder that is due to what it says, and to whom."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.digests
import db.gathering
from bot.domain.digest_posts import DigestPost, covered_until
from bot.domain.gathering import NOTHING_LEFT, NOTHING_TO_TELL
from bot.domain.pauses import held_until
from bot.domain.posts import Addressee
from bot.domain.reminders import Reminder
from bot.domain.subscriptions import Subscription
from bot.services.digesting import Period, digest


async def begins_at(
    session: AsyncSession, wish: Subscription, *, before: int | None = None
) -> datetime | None:
    """From when a digest tells: from the end of the last that was told, or from its beginning.

    `before` is the ordinal of its day; without it, the next one is meant.
    """
    last = await db.digests.latest(session, wish.id, before=before, told=True)
    return last.covered_until if last else wish.created_at


async def digest_post(
    session: AsyncSession, to: Addressee, due: Reminder, now: datetime
) -> DigestPost | str:
    """The post of a digest that is due, or for what reason there is none to make."""
    wish = (await db.gathering.wishes(session, [due.subscription_id]))[due.subscription_id]
    if wish.removed_at is not None or wish.schedule is None:
        return NOTHING_LEFT
    since = await begins_at(session, wish, before=due.rung) or due.due_at
    period = Period(since, covered_until(due.due_at, to.begun_at), now)
    found = await digest(session, wish, period)
    if found.is_empty and wish.schedule.skip_empty:
        return NOTHING_TO_TELL
    chosen = to.meant_for is None or wish.fallback_channel_id == to.channel_id
    mentioned = wish.mention_user_id if chosen else None
    return DigestPost(
        guild_id=to.guild.id,
        channel_id=to.channel_id,
        user_id=to.user_id,
        items=(),
        nonce=to.nonce,
        now=now,
        role_ids=(wish.role_id,) if wish.role_id and chosen else (),
        mention_user_ids=(mentioned,) if mentioned else (),
        silent=wish.silent,
        again=to.again,
        meant_for=to.meant_for,
        meant_reason=(to.meant_for.closed_reason or due.reason) if to.meant_for else None,
        begun_at=to.begun_at,
        digest=found,
        due_at=due.due_at,
        reminder_id=due.id,
        held=held_until(wish, to.guild, due.due_at) is not None,
    )
