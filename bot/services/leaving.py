"""Use cases on leaving: a server that removes the bot may take it back, for a while."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import db.leaving
from bot.domain.guilds import TERMINAL_GUILD_ID
from bot.services.resending import retry_all
from bot.services.transactions import Transactions

GRACE = timedelta(days=30)
"""How long the record of a server is kept that has removed the bot."""

PARTS = 10
"""How much is deleted in one sweep, so that reminders do not wait for it."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Servers that the bot was removed from.

    What falls due there meanwhile waits. If the bot is taken back in time, what is still news of it
    is posted, once and said to be late; if not, the record is deleted for good.
    """

    transactions: Transactions

    async def back(self, guild_id: int, *, joined_at: datetime, now: datetime) -> None:
        """Before the bot is in a server again that removed it; nothing where it never did.

        If it was gone for too long its record is deleted. If not, what could not be delivered on
        the way out is tried again. `joined_at` is when it was taken back, which may have been while
        nothing ran.
        """
        while await self._delete_part(guild_id, now=joined_at):
            pass
        async with self.transactions.read() as session:
            away = await db.leaving.left_at(session, guild_id) is not None
        if away:
            async with self.transactions.write() as session:
                await retry_all(session, guild_id, now=now)

    async def missing(self, present: Collection[int]) -> list[int]:
        """The servers (ids) in which the bot should be and that are not among those `present`."""
        async with self.transactions.read() as session:
            known = await db.leaving.here(session)
        return sorted(set(known) - {TERMINAL_GUILD_ID, *present})

    async def sweep(self, *, now: datetime, parts: int = PARTS) -> bool:
        """Delete some of what has been kept for long enough; false once nothing is left to do."""
        for _ in range(parts):
            async with self.transactions.read() as session:
                guild_id = await db.leaving.left_before(session, now - GRACE)
            if guild_id is None:
                return False
            await self._delete_part(guild_id, now=now)
        return True

    async def _delete_part(self, guild_id: int, *, now: datetime) -> bool:
        """Delete a part of a record that is due to go; false where it is not, or gone now."""
        async with self.transactions.write() as session:
            left_at = await db.leaving.left_at(session, guild_id)
            if left_at is None or left_at > now - GRACE:
                return False
            return await db.leaving.delete_part(session, guild_id)
