"""Queries on what a plain question may be about, never more rows than an answer can use."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
from bot.domain.due import DueGroup
from bot.domain.spans import Span
from db.labels import EVERY, Covering
from db.models.agreements import AgreementRow, ClaimRow, EventRow
from db.models.milestones import MilestoneRow
from db.models.search import LabelRow
from db.slices import Slice, lasting

_MANY = 2_000
"""From so many agreements on, what happened is met sooner by its day than by its agreement."""

_EVENTS_EACH = 8
"""How many events are read for an agreement of which more than one may fit."""


async def count(
    session: AsyncSession, guild_id: int, covering: Covering = EVERY, *, most: int | None = None
) -> int:
    """How many agreements a server tracks, of those that are meant; counted up to `most`."""
    if most is None:
        return await db.agreements.count(session, guild_id, covering)
    ids = _unarchived_ids(guild_id).limit(most).subquery()
    return await session.scalar(select(func.count()).select_from(ids)) or 0


async def agreement_ids(
    session: AsyncSession, guild_id: int, covering: Covering, *, limit: int
) -> list[int]:
    """Some of the agreements that have the labels that are meant."""
    query = covering.ids(guild_id, archived=False).order_by(LabelRow.agreement_id)
    return list(await session.scalars(query.limit(limit)))


async def binding_ids(
    session: AsyncSession, guild_id: int, *, binding: bool, limit: int
) -> list[int]:
    """Some of the agreements that are recorded as binding, or as not binding."""
    query = _unarchived_ids(guild_id).where(AgreementRow.binding.is_(binding))
    return list(await session.scalars(query.order_by(AgreementRow.short_name).limit(limit)))


async def disputed_ids(session: AsyncSession, guild_id: int, *, limit: int) -> list[int]:
    """Some of the agreements of which sources say different things."""
    claimed = select(ClaimRow.agreement_id).distinct()
    query = _unarchived_ids(guild_id).where(AgreementRow.id.in_(claimed))
    return list(await session.scalars(query.limit(limit)))


async def happened_ids(
    session: AsyncSession,
    guild_id: int,
    *,
    kinds: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
    place: str | None = None,
    limit: int,
) -> list[int]:
    """The agreements to which one of these things happened in a time or a place, latest first."""
    row = AgreementRow
    query = select(EventRow.agreement_id).join(row, row.id == EventRow.agreement_id)
    query = query.where(row.archived_at.is_(None))
    day: Any = EventRow.on
    if await count(session, guild_id, most=_MANY) < _MANY:
        query = query.where(row.guild_id == guild_id)
        day = case((day.is_not(None), day))  # so that no index on days leads to other servers'
    else:
        query = query.where(row.guild_id + 0 == guild_id)
    if kinds:
        query = query.where(EventRow.kind.in_(kinds))
    if since is not None:
        query = query.where(day >= since)
    if until is not None:
        query = query.where(day <= until)
    if place is not None:
        query = query.where(EventRow.place.icontains(place, autoescape=True))
    found = await session.scalars(query.order_by(day.desc()).limit(limit * _EVENTS_EACH))
    return list(dict.fromkeys(found))[:limit]


def _unarchived_ids(guild_id: int) -> Select[int]:
    return select(AgreementRow.id).where(
        AgreementRow.guild_id == guild_id, AgreementRow.archived_at.is_(None)
    )


async def agreements_of(
    session: AsyncSession, guild_id: int, milestone_ids: Collection[int]
) -> dict[int, int]:
    """The agreement to which each of these milestones belongs, by the milestone's id."""
    if not milestone_ids:
        return {}
    rows = await session.execute(
        select(MilestoneRow.id, MilestoneRow.agreement_id).where(
            MilestoneRow.guild_id + 0 == guild_id, MilestoneRow.id.in_(milestone_ids)
        )
    )
    return {row.id: row.agreement_id for row in rows}


def within(span: Span) -> list[Slice]:
    """The open milestones of which a reading falls into a time: those begun, then the rest."""
    row = MilestoneRow
    is_open = row.settled.is_(None)
    return [
        lasting(DueGroup.LATER, span.first),
        Slice(DueGroup.LATER, (is_open, row.earliest_on.between(span.first, span.last))),
    ]
