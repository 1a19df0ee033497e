"""Use cases on pauses: reminders of a subscription or of a whole server, held back for a while."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.changes
import db.coming
import db.guilds
import db.subscriptions
from bot.domain.guilds import Guild
from bot.domain.pauses import is_paused, read_pause
from bot.domain.subscriptions import UNTIL_RESUMED, Subscription
from bot.errors import Conflict
from bot.messages import t
from bot.services import finding, wishes
from bot.services.transactions import Transactions

LOOK_AHEAD_DAYS = 90


@dataclass(frozen=True, slots=True)
class Paused:
    """What is paused (None: the whole server), until when, and how many posts that holds back.

    Of a pause without an end, `posts` counts those of the next `LOOK_AHEAD_DAYS`; of one that has
    just been ended, those that it held back. `ends_at` is None where nothing is paused any more.
    """

    subscription: Subscription | None
    ends_at: datetime | None
    posts: int

    @property
    def until_resumed(self) -> bool:
        return self.ends_at == UNTIL_RESUMED


@dataclass(frozen=True, slots=True)
class Pauses:
    """Holding reminders back, and letting them go again; none is lost."""

    transactions: Transactions

    async def pause(
        self,
        guild_id: int,
        *,
        by: int | None,
        now: datetime,
        until: str | None = None,
        subscription_id: int | None = None,
    ) -> Paused:
        """Hold back a subscription's reminders, or with no subscription all of the server's.

        `until` is a time ahead as somebody typed it; None: until somebody resumes them. Raises
        UserError for a time that is not ahead.
        """
        async with self.transactions.write() as session:
            guild = await finding.guild(session, guild_id)
            ends_at = read_pause(until, guild, now)
            wish = await _set(session, guild, subscription_id, ends_at, by=by, now=now)
            last = min(ends_at, now + timedelta(days=LOOK_AHEAD_DAYS))
            last = ends_at if ends_at != UNTIL_RESUMED else last
            posts = await db.coming.count_posts(session, await _ids(session, guild, wish), last)
        return Paused(wish, ends_at, posts)

    async def resume(
        self,
        guild_id: int,
        *,
        by: int | None,
        now: datetime,
        subscription_id: int | None = None,
    ) -> Paused:
        """End a pause now; what it held back is posted, in one post a place.

        Raises Conflict where nothing is paused.
        """
        async with self.transactions.write() as session:
            guild = await finding.guild(session, guild_id)
            wish = await _set(session, guild, subscription_id, now, by=by, now=now)
            posts = await db.coming.count_posts(session, await _ids(session, guild, wish), now)
        return Paused(wish, None, posts)


async def _set(
    session: AsyncSession,
    guild: Guild,
    subscription_id: int | None,
    ends_at: datetime,
    *,
    by: int | None,
    now: datetime,
) -> Subscription | None:
    """Write down until when something is paused; a pause that is ended keeps its end."""
    what = "reminders paused" if ends_at > now else "reminders resumed"
    if subscription_id is None:
        _check_resumed(guild.paused_until, ends_at, now)
        await db.guilds.ensure(session, guild.id, guild.name)
        await db.guilds.change(session, guild.id, paused_until=ends_at)
        await _note(session, what, guild, ends_at, by=by, now=now)
        return None
    before = await finding.subscription(session, guild.id, subscription_id)
    _check_resumed(before.paused_until, ends_at, now)
    after = replace(before, paused_until=ends_at)
    await db.subscriptions.change(session, after)
    await wishes.note(session, what, after, by=by, now=now, before=before)
    return after


def _check_resumed(paused_until: datetime | None, ends_at: datetime, now: datetime) -> None:
    if ends_at <= now and not is_paused(paused_until, now):
        raise Conflict(t("Nothing is paused there. /remind list shows what is."))


async def _ids(session: AsyncSession, guild: Guild, wish: Subscription | None) -> Sequence[int]:
    if wish is not None:
        return [wish.id]
    return [each.id for each in await db.subscriptions.every(session, guild.id)]


async def _note(
    session: AsyncSession,
    what: str,
    guild: Guild,
    ends_at: datetime,
    *,
    by: int | None,
    now: datetime,
) -> None:
    before = guild.paused_until
    await db.changes.add(
        session,
        guild.id,
        at=now,
        by=by,
        what=what,
        before={"paused_until": before.isoformat() if before else None},
        after={"paused_until": ends_at.isoformat()},
    )
