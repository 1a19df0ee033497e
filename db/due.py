"""Queries on what is due: milestones by their dates, with what else narrows them."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.milestones import Milestone
from db.labels import Covering
from db.milestones import Query, of_guild, to_value, unarchived
from db.models.agreements import AgreementRow
from db.models.milestones import MilestoneRow

EVERY = Covering()
_A_DAY = timedelta(days=1)


async def in_window(
    session: AsyncSession,
    guild_id: int,
    *,
    since: date,
    until: date,
    covering: Covering = EVERY,
    owner_id: int | None = None,
    settled: bool = False,
) -> list[Milestone]:
    """Open milestones (all, with `settled`) of which any reading falls in the window."""
    query = unarchived(of_guild(guild_id)).where(
        MilestoneRow.latest_on >= since, MilestoneRow.earliest_on <= until
    )
    query = _narrowed(query, guild_id, covering, owner_id, settled)
    return [to_value(row) for row in await session.scalars(query)]


async def undated(
    session: AsyncSession,
    guild_id: int,
    *,
    covering: Covering = EVERY,
    owner_id: int | None = None,
    settled: bool = False,
) -> list[Milestone]:
    """Open milestones (all, with `settled`) that have no date."""
    query = _narrowed(
        unarchived(of_guild(guild_id)).where(MilestoneRow.earliest_on.is_(None)),
        guild_id,
        covering,
        owner_id,
        settled,
    )
    return [to_value(row) for row in await session.scalars(query)]


async def count_undated(
    session: AsyncSession,
    guild_id: int,
    *,
    covering: Covering = EVERY,
    owner_id: int | None = None,
) -> int:
    """How many open milestones have no date."""
    query = unarchived(
        select(func.count(MilestoneRow.id))
        .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
        .where(MilestoneRow.guild_id == guild_id, MilestoneRow.earliest_on.is_(None))
    )
    query = _narrowed(query, guild_id, covering, owner_id, settled=False)
    return await session.scalar(query) or 0


async def count_after(
    session: AsyncSession,
    guild_id: int,
    *,
    after: date,
    covering: Covering = EVERY,
    owner_id: int | None = None,
) -> tuple[int, date | None]:
    """How many open milestones begin after a day, and the earliest date of the first."""
    query = unarchived(
        select(func.count(), func.min(MilestoneRow.earliest_on))
        .select_from(MilestoneRow)
        .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
        .where(MilestoneRow.guild_id == guild_id, MilestoneRow.earliest_on > after)
    )
    row = (
        await session.execute(_narrowed(query, guild_id, covering, owner_id, settled=False))
    ).one()
    return row[0], row[1]


async def next_of(
    session: AsyncSession, guild_id: int, agreement_ids: Sequence[int], *, today: date
) -> list[Milestone]:
    """Of each agreement the open milestones that may come next, by date.

    Among them is the next one wherever the days are counted; what may be over already is, too.
    """
    row = MilestoneRow
    own = (row.agreement_id.in_(agreement_ids), row.settled.is_(None))
    near, far = today - _A_DAY, today + _A_DAY
    firsts = (
        select(row.agreement_id.label("agreement"), func.min(row.earliest_on).label("first"))
        .where(*own, row.latest_on > far)
        .group_by(row.agreement_id)
        .subquery()
    )
    query = of_guild(guild_id).outerjoin(firsts, firsts.c.agreement == row.agreement_id)
    soon = row.latest_on.between(near, far)
    query = query.where(*own, soon | ((row.latest_on > far) & (row.earliest_on == firsts.c.first)))
    return [to_value(each) for each in await session.scalars(query)]


async def count_open(
    session: AsyncSession, guild_id: int, agreement_ids: Sequence[int]
) -> dict[int, int]:
    """How many milestones of each agreement are open, for those that have any."""
    rows = await session.execute(
        select(MilestoneRow.agreement_id, func.count().label("total"))
        .where(
            MilestoneRow.guild_id == guild_id,
            MilestoneRow.agreement_id.in_(agreement_ids),
            MilestoneRow.settled.is_(None),
        )
        .group_by(MilestoneRow.agreement_id)
    )
    return {row.agreement_id: row.total for row in rows}


def _narrowed(
    query: Query,
    guild_id: int,
    covering: Covering,
    owner_id: int | None,
    settled: bool,
) -> Query:
    query = covering.narrow(query, MilestoneRow.agreement_id, guild_id)
    if owner_id is not None:
        query = query.where(MilestoneRow.owner_id == owner_id)
    if not settled:
        query = query.where(MilestoneRow.settled.is_(None))
    return query
