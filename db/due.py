"""Queries on what is due: milestones by their dates, with what else narrows them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.milestones import Milestone
from db.milestones import Query, of_guild, to_value, unarchived
from db.models.agreements import AgreementRow
from db.models.milestones import MilestoneRow


async def in_window(
    session: AsyncSession,
    guild_id: int,
    *,
    since: date,
    until: date,
    agreement_ids: Sequence[int] | None = None,
    owner_id: int | None = None,
    settled: bool = False,
) -> list[Milestone]:
    """Open milestones (all, with `settled`) of which any reading falls in the window."""
    query = unarchived(of_guild(guild_id)).where(
        MilestoneRow.latest_on >= since, MilestoneRow.earliest_on <= until
    )
    query = _narrowed(query, agreement_ids, owner_id, settled)
    return [to_value(row) for row in await session.scalars(query)]


async def undated(
    session: AsyncSession,
    guild_id: int,
    *,
    agreement_ids: Sequence[int] | None = None,
    owner_id: int | None = None,
    settled: bool = False,
) -> list[Milestone]:
    """Open milestones (all, with `settled`) that have no date."""
    query = _narrowed(
        unarchived(of_guild(guild_id)).where(MilestoneRow.due_on.is_(None)),
        agreement_ids,
        owner_id,
        settled,
    )
    return [to_value(row) for row in await session.scalars(query)]


async def count_undated(
    session: AsyncSession,
    guild_id: int,
    *,
    agreement_ids: Sequence[int] | None = None,
    owner_id: int | None = None,
) -> int:
    """How many open milestones have no date."""
    query = unarchived(
        select(func.count(MilestoneRow.id))
        .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
        .where(MilestoneRow.guild_id == guild_id, MilestoneRow.due_on.is_(None))
    )
    query = _narrowed(query, agreement_ids, owner_id, settled=False)
    return await session.scalar(query) or 0


async def count_after(
    session: AsyncSession,
    guild_id: int,
    *,
    after: date,
    agreement_ids: Sequence[int] | None = None,
    owner_id: int | None = None,
) -> tuple[int, date | None]:
    """How many open milestones begin after a day, and the earliest date of the first."""
    query = unarchived(
        select(func.count(), func.min(MilestoneRow.earliest_on))
        .select_from(MilestoneRow)
        .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
        .where(MilestoneRow.guild_id == guild_id, MilestoneRow.earliest_on > after)
    )
    row = (await session.execute(_narrowed(query, agreement_ids, owner_id, settled=False))).one()
    return row[0], row[1]


def _narrowed(
    query: Query,
    agreement_ids: Sequence[int] | None,
    owner_id: int | None,
    settled: bool,
) -> Query:
    if agreement_ids is not None:
        query = query.where(MilestoneRow.agreement_id.in_(agreement_ids))
    if owner_id is not None:
        query = query.where(MilestoneRow.owner_id == owner_id)
    if not settled:
        query = query.where(MilestoneRow.settled.is_(None))
    return query
