"""Queries on what is due: milestones by their dates, with what else narrows them."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.milestones import Milestone
from db.milestones import Query, among, of_guild, to_value, unarchived
from db.models.agreements import AgreementRow
from db.models.milestones import MilestoneRow
from db.slices import Among

_A_DAY = timedelta(days=1)


async def in_window(
    session: AsyncSession, among: Among, *, settled: bool = False
) -> list[Milestone]:
    """Open milestones (all, with `settled`) of which any reading falls in the window, by date."""
    query = _narrowed(unarchived(of_guild(among.guild_id)), among, settled)
    if among.since is not None:
        query = query.where(MilestoneRow.latest_on >= among.since)
    if among.until is not None:
        query = query.where(MilestoneRow.earliest_on <= among.until)
    return [to_value(row) for row in await session.scalars(query)]


async def undated(session: AsyncSession, among: Among, *, settled: bool = False) -> list[Milestone]:
    """Open milestones (all, with `settled`) that have no date."""
    query = unarchived(of_guild(among.guild_id)).where(MilestoneRow.earliest_on.is_(None))
    query = _narrowed(query, among, settled)
    return [to_value(row) for row in await session.scalars(query)]


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
    query = among(guild_id).outerjoin(firsts, firsts.c.agreement == row.agreement_id)
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
            MilestoneRow.agreement_id.in_(agreement_ids),
            MilestoneRow.settled.is_(None),
        )
        .group_by(MilestoneRow.agreement_id)
    )
    return {row.agreement_id: row.total for row in rows}


def _narrowed(query: Query, among: Among, settled: bool) -> Query:
    query = among.covering.narrow(query, MilestoneRow.agreement_id, among.guild_id)
    if among.owner_id is not None:
        query = query.where(MilestoneRow.owner_id == among.owner_id)
    if not settled:
        query = query.where(MilestoneRow.settled.is_(None))
    return query


async def soonest(
    session: AsyncSession, guild_id: int, *, open_only: bool = False, limit: int
) -> list[str]:
    """The references of the first milestones: open ones as they fall due, then the others."""
    is_open, dated = MilestoneRow.settled.is_(None), MilestoneRow.earliest_on.is_not(None)
    found: list[str] = []
    # One after the other, as an index then leads to them, however many there are.
    for which in ((is_open, dated), (is_open, ~dated), *([] if open_only else [(~is_open,)])):
        query = unarchived(
            select(AgreementRow.short_name, MilestoneRow.what)
            .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
            .where(MilestoneRow.guild_id == guild_id, *which)
        )
        if dated in which:
            query = query.order_by(MilestoneRow.earliest_on)
        rows = await session.execute(query.limit(limit - len(found)))
        found += [f"{row.short_name}: {row.what}" for row in rows]
        if len(found) >= limit:
            break
    return found
