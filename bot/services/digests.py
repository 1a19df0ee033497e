"""Use cases on digests: who is told at which hour where things stand."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Unpack

from sqlalchemy.ext.asyncio import AsyncSession

import db.digests
import db.guilds
import db.subscriptions
from bot.domain.dates.grammar.places import zone_of
from bot.domain.digest_posts import Digest, DigestPost, covered_until
from bot.domain.digests import Every, Schedule
from bot.domain.edits import Edits, edited
from bot.domain.guilds import Guild
from bot.domain.ladders import DEFAULT_LADDER
from bot.domain.subscriptions import Audience, Scope, Subscription
from bot.domain.waves import begun_at
from bot.errors import NotFound, UserError
from bot.messages import t
from bot.services import finding, wishes
from bot.services.digest_posts import begins_at
from bot.services.digesting import Period, digest
from bot.services.scheduling import reschedule
from bot.services.transactions import Transactions


@dataclass(frozen=True, slots=True)
class When:
    """When a digest is to come; what is None is as before, or as is usual in the server.

    `weekday` counts from 0, which is Monday.
    """

    every: Every | None = None
    weekday: int | None = None
    hour: int | None = None
    zone: str | None = None
    skip_empty: bool | None = None


@dataclass(frozen=True, slots=True)
class DigestPage:
    """A digest's subscription, and when it comes next; `before` is what it was, if changed."""

    subscription: Subscription
    next_at: datetime | None
    before: Subscription | None = None


@dataclass(frozen=True, slots=True)
class Digests:
    """Briefs on a schedule."""

    transactions: Transactions

    async def add(
        self,
        guild_id: int,
        *,
        by: int | None,
        now: datetime,
        scope: Scope,
        subject: str | None,
        when: When,
        **audience: Unpack[Audience],
    ) -> DigestPage:
        """Have a digest come to a channel or a person, and plan the first.

        Raises Conflict where the same place has the same digest already, and UserError for an hour
        or a zone that is none.
        """
        async with self.transactions.write() as session:
            guild = await db.guilds.ensure(session, guild_id, "")
            wish = Subscription(
                id=0,
                guild_id=guild_id,
                scope=scope,
                subject=None,
                ladder=DEFAULT_LADDER,
                created_by=by,
                schedule=_scheduled(Schedule(Every.DAY, guild.hour, guild.zone), when),
                **audience,
            )
            stored = await wishes.add(session, wish, subject, now=now)
            return await _planned(session, guild, stored, now)

    async def change(
        self,
        guild_id: int,
        subscription_id: int,
        when: When,
        edits: Edits,
        *,
        by: int | None,
        now: datetime,
    ) -> DigestPage:
        """Change when a digest comes, and how; none comes twice for a day, nor is a time left out.

        Raises UserError as `add` does.
        """
        async with self.transactions.write() as session:
            before, schedule = await _digest(session, guild_id, subscription_id)
            after = replace(edited(before, edits), schedule=_scheduled(schedule, when))
            await wishes.change(session, before, after, by=by, now=now)
            guild = await finding.guild(session, guild_id)
            return replace(await _planned(session, guild, after, now), before=before)

    async def list(self, guild_id: int) -> tuple[DigestPage, ...]:
        """The server's digests, oldest first."""
        async with self.transactions.read() as session:
            every = await db.subscriptions.every(session, guild_id)
            found = [each for each in every if each.schedule]
            waiting = await db.digests.waiting(session, [each.id for each in found])
        times = {id_: each.due_at for id_, each in waiting.items()}
        return tuple(DigestPage(each, times.get(each.id)) for each in found)

    async def preview(self, guild_id: int, subscription_id: int, *, now: datetime) -> DigestPost:
        """What the next digest would say if it came now; nothing is stored."""
        async with self.transactions.read() as session:
            wish, _ = await _digest(session, guild_id, subscription_id)
            since = await begins_at(session, wish) or now
            found = await digest(session, wish, Period(since, now, now))
        return DigestPost(
            guild_id=guild_id,
            channel_id=wish.channel_id,
            user_id=wish.user_id,
            items=(),
            nonce="",
            now=now,
            digest=found,
            due_at=now,
        )

    async def whole(
        self, guild_id: int, subscription_id: int, reminder_id: int, *, now: datetime
    ) -> Digest:
        """All that a digest tells that was posted, or the next one, as things stand now.

        Raises NotFound once it was switched off.
        """
        async with self.transactions.read() as session:
            wish, _ = await _digest(session, guild_id, subscription_id)
            period = await _period(session, wish, reminder_id, now)
            return await digest(session, wish, period)


async def _period(
    session: AsyncSession, wish: Subscription, reminder_id: int, now: datetime
) -> Period:
    """The time of which the digest of a reminder tells; without one, that of the next."""
    found = await db.digests.find(session, reminder_id) if reminder_id else None
    if found is None or found[0].subscription_id != wish.id:
        return Period(await begins_at(session, wish) or now, now, now)
    reminder, claim = found
    since = await begins_at(session, wish, before=reminder.rung)
    until = covered_until(reminder.due_at, begun_at(claim or ""))
    return Period(since or reminder.due_at, until, now)


def _scheduled(before: Schedule, when: When) -> Schedule:
    if when.hour is not None and not 0 <= when.hour <= 23:
        raise UserError(t("Give the hour as a whole number from 0 to 23."))
    after = Schedule(
        every=when.every or before.every,
        hour=before.hour if when.hour is None else when.hour,
        zone=zone_of(when.zone) if when.zone else before.zone,
        weekday=before.weekday if when.weekday is None else when.weekday,
        skip_empty=before.skip_empty if when.skip_empty is None else when.skip_empty,
    )
    if after.every is Every.DAY and when.weekday is not None:
        raise UserError(t("A daily digest comes on every day: leave the weekday out."))
    return after


async def _digest(
    session: AsyncSession, guild_id: int, subscription_id: int
) -> tuple[Subscription, Schedule]:
    wish = await db.subscriptions.find(session, guild_id, subscription_id)
    if wish is None or wish.schedule is None:
        raise NotFound(t("This digest is switched off. Look at /digest list."))
    return wish, wish.schedule


async def _planned(
    session: AsyncSession, guild: Guild, wish: Subscription, now: datetime
) -> DigestPage:
    await reschedule(session, guild, now=now)
    waiting = await db.digests.waiting(session, [wish.id])
    return DigestPage(wish, waiting[wish.id].due_at if wish.id in waiting else None)
