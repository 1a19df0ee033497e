"""Use cases on telling: why a milestone did, or did not, remind."""

from dataclasses import dataclass
from datetime import datetime

import db.places
import db.reminders
import db.subscriptions
from bot.domain.telling import Facts, Telling, tell
from bot.services import finding
from bot.services.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Tellings:
    """What became of each reminder of a milestone."""

    transactions: Transactions

    async def ask(
        self, guild_id: int, named: str | int, *, reader_id: int, now: datetime
    ) -> Telling:
        """What the server's channels and this reader were told of a milestone, will be, and why.

        Raises NotFound where it is not on record.
        """
        async with self.transactions.read() as session:
            milestone = await finding.milestone(session, guild_id, named, archived=True)
            agreement, _ = await finding.family(session, milestone)
            wishes = await db.subscriptions.every(session, guild_id)
            reminders = await db.reminders.of_milestones(session, [milestone.id])
            guild = await finding.guild(session, guild_id)
            ids = {each.place_id for each in reminders}
            ids |= {each.meant_for_id for each in reminders if each.meant_for_id}
            places = await db.places.of(session, ids)
        others = {each.id for each in places.values() if each.user_id not in (None, reader_id)}
        visible = [each for each in wishes if each.user_id in (None, reader_id)]
        shown = [each for each in reminders if (each.meant_for_id or each.place_id) not in others]
        return tell(Facts(milestone, agreement, guild, shown, places, now), visible)
