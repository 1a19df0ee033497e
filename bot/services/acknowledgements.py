"""Use cases on acknowledgements: somebody has seen a date, takes that back, and who has not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

import db.acknowledgements
from bot.domain.acknowledgements import Acknowledgement, Seen, coverage
from bot.domain.milestones import Milestone
from bot.services import finding
from bot.services.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Noted:
    """What came of a press: who has seen the present date now, and whether anything changed.

    Nothing did where the person had said so already, or where the post spoke of a date that has
    moved since (`outdated`).
    """

    seen: Seen
    changed: bool
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Acknowledgements:
    """Who has seen what was posted."""

    transactions: Transactions

    async def acknowledge(
        self, guild_id: int, milestone_id: int, *, due_version: int, by: int, now: datetime
    ) -> Noted:
        """Note that `by` has seen a milestone's date in the version that was shown to them.

        Of a date that has moved since nothing is noted. Raises NotFound once it is gone.
        """
        try:
            return await self._acknowledge(guild_id, milestone_id, due_version, by=by, now=now)
        except IntegrityError:  # pressed twice at once: the other press has noted it
            return Noted(await self.seen_by(guild_id, milestone_id, reader=by), changed=False)

    async def _acknowledge(
        self, guild_id: int, milestone_id: int, due_version: int, *, by: int, now: datetime
    ) -> Noted:
        async with self.transactions.write() as session:
            milestone = await finding.milestone(session, guild_id, milestone_id)
            earlier = await seen(session, milestone, reader=by)
            if milestone.due_version != due_version:
                return Noted(earlier, changed=False, outdated=True)
            if earlier.at(by) is not None:
                return Noted(earlier, changed=False)
            new = Acknowledgement(milestone.id, due_version, by, now)
            await db.acknowledgements.add(session, guild_id, new)
            return Noted(await seen(session, milestone, reader=by), changed=True)

    async def take_back(
        self, guild_id: int, milestone_id: int, *, due_version: int, by: int
    ) -> Noted:
        """Take back that `by` has seen a version of a milestone's date."""
        async with self.transactions.write() as session:
            milestone = await finding.milestone(session, guild_id, milestone_id)
            changed = await db.acknowledgements.remove(
                session, guild_id, milestone.id, due_version=due_version, user_id=by
            )
            left = await seen(session, milestone, reader=by)
        return Noted(left, changed, outdated=milestone.due_version != due_version)

    async def seen_by(self, guild_id: int, milestone_id: int, *, reader: int | None = None) -> Seen:
        """Who has seen a milestone's present date, as far as `reader` may know who should.

        Whom somebody's direct messages go to is shown to that person only.
        """
        async with self.transactions.read() as session:
            milestone = await finding.milestone(session, guild_id, milestone_id, archived=True)
            return await seen(session, milestone, reader=reader)


async def seen(session: AsyncSession, milestone: Milestone, *, reader: int | None = None) -> Seen:
    """Who has seen a milestone's present date, as far as `reader` may know who should."""
    found = await db.acknowledgements.of_milestones(session, [milestone.id])
    wishes = [
        wish for wish in await finding.wishes(session, milestone) if wish.user_id in (None, reader)
    ]
    return coverage(milestone, found[milestone.id], wishes)
