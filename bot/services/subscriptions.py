"""Use cases on subscriptions: who wants to hear of what, where and how early."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.coming
import db.guilds
import db.places
import db.reminders
import db.subscriptions
from bot.domain.edits import Edits, edited
from bot.domain.ladders import DEFAULT_LADDER, read_ladder
from bot.domain.reminders import Coming, Undelivered
from bot.domain.subscriptions import Scope, Subscription
from bot.services import finding, wishes
from bot.services.planning import replan_guild
from bot.services.reminders import coming
from bot.services.transactions import Transactions
from db.coming import Window

FIRST_FEW = 3


@dataclass(frozen=True, slots=True)
class SubscriptionPage:
    """A subscription with how many posts it now calls for, and the first of them.

    `before` is what it was, where it was changed.
    """

    subscription: Subscription
    planned: int
    next: tuple[Coming, ...]
    before: Subscription | None = None


@dataclass(frozen=True, slots=True)
class Troubles:
    """What was given up, by subscription (id), and the closed places (ids) with why they are."""

    undelivered: Mapping[int, Undelivered]
    closed: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Standing wishes to be reminded."""

    transactions: Transactions

    async def add(
        self,
        guild_id: int,
        *,
        by: int | None,
        now: datetime,
        scope: Scope,
        subject: str | None,
        channel_id: int | None,
        user_id: int | None,
        ladder: str | None = None,
        role_id: int | None = None,
        mention_user_id: int | None = None,
        silent: bool = False,
        fallback_channel_id: int | None = None,
        escalate_after: int | None = None,
        last_resort_role_id: int | None = None,
    ) -> SubscriptionPage:
        """Subscribe a channel or a person (never both), and plan what that calls for.

        Raises Conflict where the same place has the same wish already, and UserError for a fallback
        that more people can read.
        """
        wish = Subscription(
            id=0,
            guild_id=guild_id,
            scope=scope,
            subject=None,
            channel_id=channel_id,
            user_id=user_id,
            ladder=read_ladder(ladder) if ladder else DEFAULT_LADDER,
            role_id=role_id,
            mention_user_id=mention_user_id,
            silent=silent,
            created_by=by,
            fallback_channel_id=fallback_channel_id,
            escalate_after=escalate_after,
            last_resort_role_id=last_resort_role_id,
        )
        async with self.transactions.write() as session:
            await db.guilds.ensure(session, guild_id, "")
            wish = await wishes.with_subject(session, wish, subject)
            await wishes.check(session, wish)
            stored = await wishes.insert(session, wish, now)
            await wishes.note(session, "reminders switched on", stored, by=by, now=now)
            return await _planned(session, stored, now)

    async def change(
        self, guild_id: int, subscription_id: int, edits: Edits, *, by: int | None, now: datetime
    ) -> SubscriptionPage:
        """Change a subscription and plan what it calls for now; nothing is posted a second time.

        Raises UserError as `add` does.
        """
        async with self.transactions.write() as session:
            before = await finding.subscription(session, guild_id, subscription_id)
            after = edited(before, edits)
            await wishes.check(session, after)
            if after != before:
                await db.subscriptions.change(session, after)
                what = "reminders changed"
                await wishes.note(session, what, after, by=by, now=now, before=before)
            page = await _planned(session, after, now)
        return replace(page, before=before)

    async def list(self, guild_id: int) -> tuple[Subscription, ...]:
        """The server's subscriptions, oldest first."""
        async with self.transactions.read() as session:
            return tuple(await db.subscriptions.every(session, guild_id))

    async def troubles(self, guild_id: int) -> Troubles:
        """What does not arrive where it should."""
        async with self.transactions.read() as session:
            undelivered = await db.reminders.undelivered(session, guild_id)
            places = await db.places.every(session, guild_id)
        closed = {each.id: each.closed_reason or "" for each in places if each.closed_at}
        return Troubles(undelivered, closed)

    async def remove(
        self, guild_id: int, subscription_id: int, *, by: int | None, now: datetime
    ) -> Subscription:
        """End a subscription and take what it had planned out of the queue.

        Raises NotFound where it has ended already.
        """
        async with self.transactions.write() as session:
            wish = await finding.subscription(session, guild_id, subscription_id)
            await db.subscriptions.remove(session, wish.id, now)
            await wishes.note(session, "reminders switched off", wish, by=by, now=now)
            guild = await finding.guild(session, guild_id)
            await replan_guild(session, guild, now=now)
        return wish


async def _planned(session: AsyncSession, wish: Subscription, now: datetime) -> SubscriptionPage:
    """A subscription that was just written, with what it calls for now."""
    guild = await finding.guild(session, wish.guild_id)
    await replan_guild(session, guild, now=now)
    window = Window(subscription_id=wish.id)
    planned = await db.coming.count(session, wish.guild_id, window)
    first = await coming(session, wish.guild_id, window, size=FIRST_FEW)
    return SubscriptionPage(wish, planned, first)
