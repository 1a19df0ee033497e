"""Queries on what a plain question may be about, never more rows than an answer can use."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.milestones import Milestone
from db.labels import Covering
from db.milestones import of_guild, to_value, unarchived
from db.models.agreements import AgreementRow
from db.models.milestones import MilestoneRow

EVERY = Covering()


async def count(session: AsyncSession, guild_id: int, covering: Covering = EVERY) -> int:
    """How many agreements a server tracks, of those that are meant."""
    query = select(func.count(AgreementRow.id)).where(
        AgreementRow.guild_id == guild_id, AgreementRow.archived_at.is_(None)
    )
    query = covering.narrow(query, AgreementRow.id, guild_id)
    return await session.scalar(query) or 0


async def agreement_ids(
    session: AsyncSession, guild_id: int, covering: Covering, *, limit: int
) -> list[int]:
    """Some of the agreements that are meant."""
    query = select(AgreementRow.id).where(
        AgreementRow.guild_id == guild_id, AgreementRow.archived_at.is_(None)
    )
    query = covering.narrow(query, AgreementRow.id, guild_id).order_by(AgreementRow.id)
    return list(await session.scalars(query.limit(limit)))


async def agreements_of(
    session: AsyncSession, guild_id: int, milestone_ids: Collection[int]
) -> dict[int, int]:
    """The agreement to which each of these milestones belongs, by the milestone's id."""
    rows = await session.execute(
        select(MilestoneRow.id, MilestoneRow.agreement_id).where(
            MilestoneRow.guild_id == guild_id, MilestoneRow.id.in_(milestone_ids)
        )
    )
    return {row.id: row.agreement_id for row in rows}


async def dated(
    session: AsyncSession,
    guild_id: int,
    *,
    since: date,
    until: date | None = None,
    covering: Covering = EVERY,
    limit: int,
) -> list[Milestone]:
    """The first open milestones of which a reading falls into a time, soonest first."""
    query = _open(guild_id, covering).where(MilestoneRow.latest_on >= since)
    if until is not None:
        query = query.where(MilestoneRow.earliest_on <= until)
    return await _values(session, query, limit)


async def passed(
    session: AsyncSession, guild_id: int, *, before: date, covering: Covering = EVERY, limit: int
) -> list[Milestone]:
    """The open milestones whose last day came last before a day, the latest first."""
    query = _open(guild_id, covering).where(MilestoneRow.latest_on < before)
    query = query.order_by(None).order_by(MilestoneRow.latest_on.desc())
    return await _values(session, query, limit)


async def undated(
    session: AsyncSession, guild_id: int, *, covering: Covering = EVERY, limit: int
) -> list[Milestone]:
    """Open milestones that have no date."""
    query = _open(guild_id, covering).where(MilestoneRow.earliest_on.is_(None))
    return await _values(session, query, limit)


async def owned(
    session: AsyncSession, guild_id: int, persons: Collection[int], *, limit: int
) -> list[Milestone]:
    """The open milestones that these people answer for, soonest first."""
    query = _open(guild_id, EVERY).where(
        or_(MilestoneRow.owner_id.in_(persons), MilestoneRow.deputy_id.in_(persons))
    )
    return await _values(session, query, limit)


def _open(guild_id: int, covering: Covering) -> Select[MilestoneRow]:
    query = unarchived(of_guild(guild_id)).where(MilestoneRow.settled.is_(None))
    return covering.narrow(query, MilestoneRow.agreement_id, guild_id)


async def _values(
    session: AsyncSession, query: Select[MilestoneRow], limit: int
) -> list[Milestone]:
    return [to_value(row) for row in await session.scalars(query.limit(limit))]
