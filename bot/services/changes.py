"""Use cases on what has changed since somebody looked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.changes
import db.milestones
import db.visits
from bot.domain.histories import Told, tell
from bot.services import finding
from bot.services.transactions import Transactions
from db.labels import EVERY, Covering

MOST_LINES = 2_000
"""How many lines of the history are read at most; what is older is said to be left out."""


@dataclass(frozen=True, slots=True)
class ChangeList:
    """What changed after `since` and up to `until`, as it is told.

    `agreement` is the short name of the only agreement that was asked for. `cut`: the history holds
    more than was read, and the oldest of it is left out.
    """

    since: datetime
    until: datetime
    told: tuple[Told, ...]
    agreement: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """The history of the record."""

    transactions: Transactions

    async def since(
        self,
        guild_id: int,
        since: datetime,
        *,
        until: datetime,
        agreement: str | None = None,
    ) -> ChangeList:
        """What changed in a period, in one agreement where one is named. Raises NotFound."""
        async with self.transactions.read() as session:
            return await told_since(session, guild_id, since, until=until, agreement=agreement)

    async def last_visit(self, guild_id: int, user_id: int) -> datetime | None:
        """Up to when a person has been told what changed; None for who never asked."""
        async with self.transactions.read() as session:
            return await db.visits.last(session, guild_id, user_id)

    async def visited(self, guild_id: int, user_id: int, *, now: datetime) -> None:
        """Write down that a person has just been told all that changed since the last visit."""
        async with self.transactions.write() as session:
            await db.visits.note(session, guild_id, user_id, now)


async def told_since(
    session: AsyncSession,
    guild_id: int,
    since: datetime,
    *,
    until: datetime,
    agreement: str | None = None,
    agreement_ids: list[int] | None = None,
    covering: Covering = EVERY,
    person: int | None = None,
    limit: int = MOST_LINES,
) -> ChangeList:
    """What changed in a period; what else is given narrows it without being named."""
    name = None
    if agreement is not None:
        found = await finding.agreement(session, guild_id, agreement, archived=None)
        name, agreement_ids = found.short_name, [found.id]
    changes = await db.changes.between(
        session,
        guild_id,
        since,
        until,
        agreement_ids=agreement_ids,
        covering=covering,
        person=person,
        limit=limit,
    )
    agreements = await db.agreements.short_names(
        session, guild_id, {each.agreement_id for each in changes if each.agreement_id}
    )
    milestones = await db.milestones.called(
        session, guild_id, {each.milestone_id for each in changes if each.milestone_id}
    )
    told = tell(changes, agreements, milestones)
    if agreement_ids is not None or covering != EVERY or person is not None:
        told = tuple(each for each in told if each.agreement_id is not None)
    return ChangeList(since, until, told, name, cut=len(changes) == limit)
