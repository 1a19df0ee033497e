"""Use cases on how delivery stands, and on what is told once an outage is over."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

import db.guilds
import db.health
from bot.domain.health import Health, OutageNotice, Queue, joined, outage
from bot.domain.hours import quiet_since
from bot.services.transactions import Transactions


@dataclass(frozen=True, slots=True)
class HealthChecks:
    """Whether reminders go out."""

    transactions: Transactions

    async def ask(
        self, *, now: datetime, guild_id: int | None = None, reader_id: int | None = None
    ) -> Health:
        """How delivery stands in one server, as one of its members may read it, or in all."""
        async with self.transactions.read() as session:
            return Health(
                now=now,
                pulse=await db.health.pulse(session),
                queue=await _queue(session, now, guild_id),
                closed=await db.health.closed(session, guild_id),
                left=0 if guild_id else await db.health.left(session),
                next=tuple(await db.health.next_posts(session, now, guild_id, reader_id=reader_id)),
            )

    async def beat(self, *, now: datetime, connected: bool) -> None:
        """Note that a tick has ended, and whether there was a connection to Discord."""
        keys = (db.health.TICKED, db.health.REACHED) if connected else (db.health.TICKED,)
        try:
            async with self.transactions.deliver() as session:
                for key in keys:
                    await db.health.beat(session, key, now)
        except IntegrityError:
            return  # another process has just noted the same for the first time

    async def outage(self, *, now: datetime) -> tuple[OutageNotice, ...]:
        """Whom to tell of the outage that ends now, if one does: asked before anything is posted.

        Those are the admin channels of the servers of which reminders are late because of it. To
        ask ends the outage: no other process tells of it too.
        """
        async with self.transactions.read() as session:
            over = outage(await db.health.pulse(session), now)
        if over is None:
            return ()
        async with self.transactions.deliver() as session:
            if not await db.health.ended(session, over):
                return ()
        async with self.transactions.read() as session:
            return tuple(await db.health.late(session, over))


async def _queue(session: AsyncSession, now: datetime, guild_id: int | None) -> Queue:
    """What is due and unsent; in servers that are closed now it is held back."""
    queues = await db.health.queues(session, now, guild_id)
    guilds = await db.guilds.of(session, set(queues))
    return joined(
        each.closed() if quiet_since(guilds[id_], now) else each for id_, each in queues.items()
    )
