"""Use cases on reminders: what is coming, a sample of it, one more of them, and sending them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.coming
import db.milestones
from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone
from bot.domain.pauses import held_until
from bot.domain.reminders import Coming, Post, PostItem, Reminder, ReminderKind
from bot.domain.rungs import shifted_days
from bot.domain.subscriptions import Subscription
from bot.errors import NotFound
from bot.messages import t
from bot.services import finding, skipping, snoozing
from bot.services.delivery import Delivered, Means, Transport, deliver
from bot.services.foreseeing import digests_ahead
from bot.services.recurring import advance
from bot.services.transactions import Transactions, writing
from db.coming import Window

LOOKED_AT = 50
"""How many coming posts are looked at to find one that is a good sample."""


async def coming(
    session: AsyncSession, guild_id: int, window: Window, *, start: int = 0, size: int | None = None
) -> tuple[Coming, ...]:
    """The posts planned in a window, in order, each with its milestone and its subscription.

    All of them, or `size` from the `start`-th on (from 0).
    """
    if size is None:
        rows = await db.coming.every(session, guild_id, window)
    else:
        rows = await db.coming.page(session, guild_id, window, start=start, size=size)
    guild = await finding.guild(session, guild_id)
    ids = list({reminder.milestone_id for reminder, _ in rows if reminder.milestone_id})
    milestones = {each.id: each for each in await db.milestones.every(session, guild_id, ids=ids)}
    return tuple(
        _coming(reminder, milestones.get(reminder.milestone_id or 0), wish, guild)
        for reminder, wish in rows
        if reminder.milestone_id is None or reminder.milestone_id in milestones
    )


def _in_order(planned: Sequence[Coming], later: Sequence[Coming]) -> tuple[Coming, ...]:
    return tuple(sorted((*planned, *later), key=lambda each: each.due_at))


def _coming(
    reminder: Reminder, milestone: Milestone | None, wish: Subscription, guild: Guild
) -> Coming:
    shifted = 0
    if milestone is not None and reminder.kind is ReminderKind.RUNG:
        shifted = shifted_days(milestone, reminder.rung, reminder.due_at, guild)
    return Coming(
        reminder.due_at,
        reminder.kind,
        reminder.rung,
        milestone,
        wish,
        held_until=held_until(wish, guild, reminder.due_at),
        shifted_days=shifted,
    )


@dataclass(frozen=True, slots=True)
class ComingPage:
    """A page of the posts that will be made (pages count from 0), and how many there are in all."""

    shown: tuple[Coming, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Reminders:
    """The planned posts of a server."""

    transactions: Transactions

    async def preview(
        self,
        guild_id: int,
        *,
        now: datetime,
        days: int = 90,
        subscription: Subscription | None = None,
    ) -> tuple[Coming, ...]:
        """Every post of the coming days, in order."""
        window = Window(
            until=now + timedelta(days=days),
            subscription_id=subscription.id if subscription else None,
        )
        async with self.transactions.read() as session:
            guild = await finding.guild(session, guild_id)
            planned = await coming(session, guild_id, window)
            return _in_order(planned, await digests_ahead(session, guild, window))

    async def preview_page(
        self,
        guild_id: int,
        *,
        now: datetime,
        reader: int,
        days: int = 90,
        subscription_id: int | None = None,
        page: int = 0,
        size: int = 10,
    ) -> ComingPage:
        """A page of the posts of the coming days: those in channels and the reader's own.

        Past the end it is the last page.
        """
        window = Window(now + timedelta(days=days), subscription_id, reader)
        async with self.transactions.read() as session:
            guild = await finding.guild(session, guild_id)
            later = await digests_ahead(session, guild, window)
            total = await db.coming.count(session, guild_id, window) + len(later)
            pages = max(1, -(-total // size))
            page = min(max(page, 0), pages - 1)
            # So many digests come before the page that it begins this much earlier without them.
            first = max(0, page * size - len(later))
            most = page * size + size - first
            planned = await coming(session, guild_id, window, start=first, size=most)
        shown = _in_order(planned, later)[page * size - first :][:size]
        return ComingPage(shown, total, page, pages)

    async def sample(self, guild_id: int, subscription: Subscription, *, now: datetime) -> Post:
        """How this subscription's posts look, on its next milestone; nothing is stored.

        Raises NotFound where it covers nothing that has a date.
        """
        async with self.transactions.read() as session:
            window = Window(subscription_id=subscription.id)
            lines = await coming(session, guild_id, window, size=LOOKED_AT)
        rungs = [each for each in lines if each.kind is ReminderKind.RUNG]
        first = next((each for each in (*rungs, *lines) if each.milestone), None)
        if first is None or first.milestone is None:
            raise NotFound(
                t("Nothing that these reminders cover has a date ahead, so there is none to show.")
            )
        rung = first.rung if first.kind is ReminderKind.RUNG else 0
        item = PostItem(0, first.milestone, ReminderKind.RUNG, rung, now, wishes=(subscription,))
        return Post(
            guild_id=guild_id,
            channel_id=subscription.channel_id,
            user_id=subscription.user_id,
            items=(item,),
            nonce="",
            now=now,
            silent=subscription.silent,
        )

    snooze = writing(snoozing.snooze)
    skip = writing(skipping.skip)
    unskip = writing(skipping.unskip)

    async def deliver(
        self, post: Transport, clock: Callable[[], datetime], means: Means | None = None
    ) -> Delivered:
        """Send what is due, one post a place; see `bot.services.delivery`.

        Recurring milestones go on to their next time after it, so that what was owed of this one
        is said; see `bot.services.recurring`.
        """
        delivered = await deliver(self.transactions, post, clock, means)
        await advance(self.transactions, clock())
        return delivered
