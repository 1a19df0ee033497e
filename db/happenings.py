"""Queries on what happened to agreements: of what kind, when and where."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.spans import Span
from db.choosing import ANY, Nature
from db.labels import EVERY, Covering
from db.models.agreements import AgreementRow, EventRow

_MANY = 2_000
"""From so many agreements on, what happened is met sooner by its day than by its agreement."""

_EVENTS_EACH = 8
"""How many events are read for an agreement of which more than one may fit."""

_LONG = 60
"""Days from which on an index on days is slower than a look at every event."""


async def _is_large(session: AsyncSession, guild_id: int) -> bool:
    every = select(AgreementRow.id).where(AgreementRow.guild_id == guild_id)
    return await _count(session, every.limit(_MANY)) >= _MANY


@dataclass(frozen=True, slots=True)
class Happening:
    """What is asked to have happened: of these kinds (any, where empty), when and where.

    Nothing that is recorded for a day after `until`.
    """

    kinds: tuple[str, ...] = ()
    span: Span | None = None
    place: str | None = None
    until: date | None = None

    def among(self, query: Select[int], day: Any) -> Select[int]:
        """Leave what it holds of, whose day is that."""
        if self.kinds:
            query = query.where(EventRow.kind.in_(self.kinds))
        if self.span is not None:
            query = query.where(day >= self.span.first, day <= self.span.last)
        if self.until is not None:
            query = query.where(day <= self.until)
        if self.place is not None:
            query = query.where(EventRow.place.icontains(self.place, autoescape=True))
        return query


async def ids(
    session: AsyncSession,
    guild_id: int,
    what: Happening,
    covering: Covering = EVERY,
    *,
    nature: Nature = ANY,
    first: bool = False,
    limit: int,
) -> list[int]:
    """The agreements of this nature that are meant to which this happened, latest first.

    With `first` in the order in which it happened.
    """
    row = AgreementRow
    query = select(EventRow.agreement_id).join(row, row.id == EventRow.agreement_id)
    query = nature.among(query.where(row.archived_at.is_(None)))
    day: Any = EventRow.on
    if covering.few or not await _is_large(session, guild_id):
        query = covering.narrow(query.where(row.guild_id == guild_id), row.id, guild_id)
        day = case((day.is_not(None), day))  # so that no index on days leads to other servers'
    else:
        query = query.where(row.guild_id + 0 == guild_id)
        query = covering.sift(query, EventRow.agreement_id, guild_id, archived=False)
    query = what.among(query, day).order_by(day if first else day.desc())
    found = await session.scalars(query.limit(limit * _EVENTS_EACH))
    return list(dict.fromkeys(found))[:limit]


async def first_day(session: AsyncSession, guild_id: int, agreement_id: int) -> date | None:
    """The day of the first thing that happened to an agreement."""
    query = select(func.min(EventRow.on)).join(
        AgreementRow, AgreementRow.id == EventRow.agreement_id
    )
    where = (EventRow.agreement_id == agreement_id, AgreementRow.guild_id == guild_id)
    return await session.scalar(query.where(*where))


async def count(
    session: AsyncSession,
    guild_id: int,
    what: Happening,
    covering: Covering = EVERY,
    *,
    nature: Nature = ANY,
) -> int:
    """To how many of the agreements of this nature that are meant this happened."""
    row = AgreementRow
    query = select(EventRow.agreement_id).join(row, row.id == EventRow.agreement_id).distinct()
    query = nature.among(query.where(row.archived_at.is_(None), row.guild_id + 0 == guild_id))
    day: Any = EventRow.on
    if covering.few or what.span is None or what.span.days > _LONG:
        day = case((day.is_not(None), day))  # what is met on most days is sooner met in a row
    query = covering.narrow(what.among(query, day), EventRow.agreement_id, guild_id)
    return await _count(session, query)


async def _count(session: AsyncSession, query: Select[int]) -> int:
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0
