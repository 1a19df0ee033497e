"""Use cases on places: what Discord's side knows of the channels that people name."""

from dataclasses import dataclass

import db.guilds
import db.places
from bot.services.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Places:
    """The channels of a server."""

    transactions: Transactions

    async def seen(self, guild_id: int, channel_id: int, *, public: bool) -> None:
        """Remember whether everyone in the server sees a channel, before something goes there."""
        async with self.transactions.write() as session:
            await db.guilds.ensure(session, guild_id, "")
            place = await db.places.ensure(session, guild_id, channel_id=channel_id, user_id=None)
            if place.public is not public:
                await db.places.change(session, place.id, public=public)
