"""Use cases on briefs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.milestones
from bot.domain.briefs import Brief, Subject, SubjectKind, write_brief
from bot.domain.names import offer, resolve
from bot.errors import NotFound
from bot.messages import t
from bot.services.finding import party_names, say_if_elsewhere
from bot.services.transactions import Transactions

Key = tuple[SubjectKind, str | int]


@dataclass(frozen=True, slots=True)
class Briefs:
    """What a colleague would say of an agreement, a party or a commodity."""

    transactions: Transactions

    async def subjects(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """The names to offer for a brief: agreements first, then parties, then commodities."""
        async with self.transactions.read() as session:
            return offer(typed, await _names(session, guild_id), limit=limit)

    async def brief(self, guild_id: int, subject: str, *, now: datetime) -> Brief:
        """The brief on what a person named. Raises NotFound with the nearest names."""
        async with self.transactions.read() as session:
            names = await _names(session, guild_id)
            try:
                kind, found = resolve(subject, names, what=t("agreements, parties or commodities"))
            except NotFound:
                await say_if_elsewhere(session, guild_id, subject)
                raise
            if kind is SubjectKind.AGREEMENT and isinstance(found, int):
                ids = [found]
            elif kind is SubjectKind.PARTY:
                ids = await db.agreements.of_party(session, guild_id, str(found))
            else:
                ids = (await db.agreements.commodities(session, guild_id))[str(found)]
            agreements = await db.agreements.every(session, guild_id, ids=ids)
            milestones = await db.milestones.of_agreements(
                session, guild_id, [each.id for each in agreements]
            )
        return write_brief(Subject(kind, names[kind, found][0]), agreements, milestones, now)


async def _names(session: AsyncSession, guild_id: int) -> dict[Key, tuple[str, ...]]:
    names: dict[Key, tuple[str, ...]] = {}
    for id_, every in (await db.agreements.names(session, guild_id)).items():
        names[SubjectKind.AGREEMENT, id_] = every
    for party, called in party_names(await db.agreements.parties(session, guild_id)).items():
        names[SubjectKind.PARTY, party] = tuple(called)
    for commodity in await db.agreements.commodities(session, guild_id):
        names[SubjectKind.COMMODITY, commodity] = (commodity,)
    return names
