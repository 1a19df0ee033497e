"""Use cases on subscriptions: who wants to hear of what, where and how early."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Unpack

from sqlalchemy.ext.asyncio import AsyncSession

import db.coming
import db.guilds
import db.places
import db.reminders
import db.subscriptions
from bot.domain.edits import Edits, edited
from bot.domain.ladders import DEFAULT_LADDER, read_ladder
from bot.domain.reminders import Coming, Undelivered
from bot.domain.subscriptions import Audience, Scope, Subscription
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
        ladder: str | None = None,
        **audience: Unpack[Audience],
    ) -> SubscriptionPage:
        """Have reminders come to a channel or a person, and plan what that calls for.

        Raises Conflict where the same place has the same wish already, and UserError for a fallback
        that more people can read.
        """
        rungs = read_ladder(ladder) if ladder else DEFAULT_LADDER
        wish = Subscription(
            id=0,
            guild_id=guild_id,
            scope=scope,
            subject=None,
            ladder=rungs,
            created_by=by,
            **audience,
        )
        async with self.transactions.write() as session:
            await db.guilds.ensure(session, guild_id, "")
            stored = await wishes.add(session, wish, subject, now=now)
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
            await wishes.change(session, before, after, by=by, now=now)
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
