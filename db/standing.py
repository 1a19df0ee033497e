"""Queries on milestones by how they stand: a page of a slice and how much it holds.

However many there are, an index leads to the first of a slice, and no more is counted than anybody
wants to know.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.due import MOST_COUNTED, DueGroup
from bot.domain.milestones import Milestone
from db.labels import EVERY
from db.milestones import unarchived, with_ids
from db.models.agreements import AgreementRow
from db.models.milestones import MilestoneRow
from db.slices import Among, Slice

_MANY = 200
"""From so many on, what is covered is soon met by its dates."""

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


async def counts(
    session: AsyncSession, among: Among, which: Sequence[Slice], most: int = MOST_COUNTED
) -> list[int]:
    """How many there are in each slice; no more than `most` are counted."""
    if not which:
        return []
    apart = among.covering == EVERY or among.covering.broad
    columns: dict[int, ColumnElement[int]] = {}
    sums = [place for place, each in enumerate(which) if not (apart or _is_over(each))]
    for place, each in enumerate(which):
        if place not in sums:
            columns[place] = _counted(among, each, most)
        else:
            columns[place] = func.sum(case((and_(*each.where), 1), else_=0))
    asked: Select[*tuple[Any, ...]] = select(*(columns[place] for place in range(len(which))))
    if sums:
        # At one go over what is covered, in an index that holds all that is asked of it.
        asked = _answered_by(_living(asked.select_from(MilestoneRow), among), among)
        asked = asked.where(MilestoneRow.settled.is_(None))
    row = (await session.execute(asked)).one()
    return [min(each or 0, most) for each in row]


def _is_over(which: Slice) -> bool:
    return which.group is DueGroup.SETTLED


def _living(query: Query, among: Among) -> Query:
    """Leave the milestones of what is covered and not archived: these agreements lead to them."""
    covering, column = among.covering, MilestoneRow.agreement_id
    if covering.labels and not covering.few:
        # Labels know what is archived, which spares a look at every agreement.
        return query.where(column.in_(covering.ids(among.guild_id, archived=False)))
    query = unarchived(query.join(AgreementRow, AgreementRow.id == column))
    return covering.narrow(query, column, among.guild_id).where(
        AgreementRow.guild_id + 0 == among.guild_id
    )


def _answered_by(query: Query, among: Among) -> Query:
    row = MilestoneRow
    if among.owner_id is not None:
        query = query.where(row.owner_id == among.owner_id)
    if among.deputy_id is not None:
        own = or_(row.owner_id.is_(None), row.owner_id != among.deputy_id)
        query = query.where(row.deputy_id == among.deputy_id, own)
    return query


def _counted(among: Among, which: Slice, most: int) -> ScalarSelect[Any]:
    """Of what very many agreements cover, these lead to most, and dates to the rest."""
    query = _within(among, which, MilestoneRow.id, by_date=among.covering.broad and not which.far)
    return select(func.count()).select_from(query.limit(most).subquery()).scalar_subquery()


def _within(among: Among, which: Slice, *columns: Any, by_date: bool) -> Select[*tuple[Any, ...]]:
    """Columns of a slice, by the index that leads to it, or by what is covered."""
    query: Select[*tuple[Any, ...]] = select(*columns).where(*which.where)
    query = _answered_by(query, among)
    if among.covering != EVERY and not by_date:
        return _living(query, among)
    query = query.where(MilestoneRow.guild_id == among.guild_id)
    if among.covering.labels:
        return among.covering.sift(query, MilestoneRow.agreement_id, among.guild_id, archived=False)
    return unarchived(query.join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id))


async def first_on(session: AsyncSession, among: Among, which: Slice) -> date | None:
    """The earliest date in a slice."""
    day = MilestoneRow.earliest_on
    query = _within(among, which, day, by_date=among.covering.broad)
    found: date | None = await session.scalar(query.order_by(day).limit(1))
    return found


async def first(
    session: AsyncSession, among: Among, which: Sequence[tuple[Slice, int, int]]
) -> list[int]:
    """The ids of the first of several slices, each with how many it has and how many are wanted."""
    if not which:
        return []
    parts = (_ids(among, each, of=of, start=0, size=size) for each, of, size in which)
    return list(await session.scalars(union_all(*(select(each.subquery()) for each in parts))))


def _ids(among: Among, which: Slice, *, of: int, start: int, size: int) -> Select[int]:
    """The ids of some of a slice, which has `of`, in its order, from the `start`-th on (from 0)."""
    day: Any = MilestoneRow.earliest_on
    covering = among.covering
    # By date, the fewer there are the more others are met on the way.
    by_date = covering.size > len(covering.few) and (not which.far or of >= _MANY)
    query: Select[Any] = _within(among, which, MilestoneRow.id, by_date=by_date)
    if which.lasting:  # no index on their first days is to lead there
        day = case((day.is_not(None), day))
    return query.order_by(day.desc() if which.descending else day).offset(start).limit(size)


async def page(
    session: AsyncSession,
    among: Among,
    which: Slice,
    *,
    of: int = MOST_COUNTED,
    start: int,
    size: int,
) -> list[Milestone]:
    """Some of a slice, which has `of`, in its order, from the `start`-th on (from 0)."""
    found = list(await session.scalars(_ids(among, which, of=of, start=start, size=size)))
    if not found:
        return []  # asked for none of them, SQLite would look at every milestone of the server
    place = {id_: number for number, id_ in enumerate(found)}
    rows = await with_ids(session, among.guild_id, found)
    return sorted(rows, key=lambda each: place[each.id])
