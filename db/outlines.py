"""Queries on the little that a brief tells of very much, and on how much lies beyond it."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, union, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.dates.counting import span_first
from bot.domain.dates.values import Precision
from bot.domain.milestones import SettlementKind
from bot.domain.spans import Span
from db.labels import EVERY, Covering
from db.milestones import unarchived
from db.models.agreements import AgreementRow, ClaimRow, EventRow
from db.models.milestones import MilestoneRow
from db.slices import reaching

_MANY = 1_000

_EVENTS_EACH = 4
_MOST_VAGUE = 250
"""How many events are met for each agreement that is looked for."""


async def milestones(
    session: AsyncSession,
    guild_id: int,
    covering: Covering,
    *,
    person: int | None = None,
    most: int,
) -> list[int]:
    """The ids of all that is covered, or `most` and one more; of a person their own and deputed."""
    query = unarchived(
        select(MilestoneRow.id).join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
    )
    if person is None and covering != EVERY:
        query = covering.narrow(query, MilestoneRow.agreement_id, guild_id)
        query = query.where(MilestoneRow.guild_id + 0 == guild_id)
    else:
        query = covering.sift(query, MilestoneRow.agreement_id, guild_id)
        query = query.where(MilestoneRow.guild_id == guild_id)
    if person is None:
        return list(await session.scalars(query.limit(most + 1)))
    ways = (MilestoneRow.owner_id == person, MilestoneRow.deputy_id == person)
    parts = (query.where(way).limit(most + 1).subquery() for way in ways)
    return list(await session.scalars(union(*(select(part) for part in parts)).limit(most + 1)))


async def latest(
    session: AsyncSession, guild_id: int, covering: Covering, *, until: date, size: int
) -> list[int]:
    """The agreements to which something happened last, up to a day; then others, by name."""
    day: Any = EventRow.on
    if not _is_wide(covering):
        day = case((day.is_not(None), day))  # so that no index on days leads there
    query = _of_events(guild_id, covering, EventRow.agreement_id).where(day <= until)
    query = query.order_by(day.desc(), EventRow.id.desc()).limit(size * _EVENTS_EACH)
    found = list(dict.fromkeys(await session.scalars(query)))[:size]
    if len(found) < size:
        found = list(dict.fromkeys((*found, *await _named(session, guild_id, covering, size))))
    return found[:size]


async def happened_in(
    session: AsyncSession, guild_id: int, covering: Covering, span: Span, *, size: int
) -> list[int]:
    """The agreements to which something happened in a time, the latest first."""
    query = _of_events(guild_id, covering, EventRow.agreement_id).where(_during(span))
    day = EventRow.on
    query = query.order_by(day.desc(), EventRow.id.desc()).limit(size * _EVENTS_EACH)
    return list(dict.fromkeys(await session.scalars(query)))[:size]


async def vague(session: AsyncSession, guild_id: int, span: Span) -> list[int]:
    """The milestones of which no more is known than a month, quarter or year that reaches there.

    Of those whose day as it is stored lies outside of the time; a few hundred at most.
    """
    row = MilestoneRow
    own = select(row.id).where(row.guild_id == guild_id, *reaching(span))
    ways = (row.settled.is_(None), row.settled.in_([each.value for each in SettlementKind]))
    parts = (select(own.where(way).limit(_MOST_VAGUE).subquery()) for way in ways)
    return list(await session.scalars(union_all(*parts)))


def _during(span: Span) -> ColumnElement[bool]:
    """What happened in a time, also where no more is known than its month, quarter or year."""
    row = EventRow
    vague = (
        and_(row.on == span_first(span.first, each), row.precision == each.value)
        for each in Precision
        if each is not Precision.DAY
    )
    return or_(row.on.between(span.first, span.last), *vague)


async def _named(session: AsyncSession, guild_id: int, covering: Covering, size: int) -> list[int]:
    row = AgreementRow
    query = select(row.id).where(row.guild_id == guild_id, row.archived_at.is_(None))
    query = covering.sift(query, row.id, guild_id).order_by(row.short_name).limit(size)
    return list(await session.scalars(query))


async def count_events(
    session: AsyncSession, guild_id: int, covering: Covering, span: Span, *, most: int
) -> int:
    """How many events are recorded within a time; counted up to `most`."""
    query = _of_events(guild_id, covering, EventRow.id)
    query = query.where(_during(span))
    return await _count(session, query.limit(most))


def _of_events(guild_id: int, covering: Covering, *columns: Any) -> Select[*tuple[Any, ...]]:
    return _beside(select(*columns), EventRow.agreement_id, guild_id, covering)


def _beside(
    query: Select[*tuple[Any, ...]], agreement: Any, guild_id: int, covering: Covering
) -> Select[*tuple[Any, ...]]:
    """Leave what belongs to a covered agreement; nobody but few agreements leads there."""
    if covering.labels and _is_wide(covering):
        return covering.sift(query, agreement, guild_id, archived=False)
    row = AgreementRow
    query = query.join(row, row.id == agreement).where(row.guild_id + 0 == guild_id)
    return covering.narrow(query.where(row.archived_at.is_(None)), agreement, guild_id)


def _is_wide(covering: Covering) -> bool:
    """Whether what is covered is soon met among everything."""
    return covering == EVERY or covering.size > _MANY


async def disputed(
    session: AsyncSession, guild_id: int, covering: Covering, *, most: int
) -> tuple[list[int], int]:
    """The agreements of which sources say different things, and on how many points in all.

    No more than `most` points are looked at.
    """
    row = ClaimRow
    query = _beside(select(row.agreement_id, row.point), row.agreement_id, guild_id, covering)
    found = (await session.execute(query.distinct().limit(most))).all()
    return list(dict.fromkeys(each.agreement_id for each in found)), len(found)


async def count_agreements(
    session: AsyncSession, guild_id: int, covering: Covering, person: int, *, most: int
) -> int:
    """Of how many agreements a person answers for something; counted up to `most`."""
    row = MilestoneRow
    query = unarchived(
        select(row.agreement_id).join(AgreementRow, AgreementRow.id == row.agreement_id)
    ).where(row.guild_id == guild_id)
    query = covering.sift(query, row.agreement_id, guild_id)
    own = (query.where(way).distinct() for way in (row.owner_id == person, row.deputy_id == person))
    parts = [select(each.limit(most).subquery()) for each in own]
    return await _count(session, select(union(*parts).subquery()).limit(most))


async def _count(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> int:
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0
