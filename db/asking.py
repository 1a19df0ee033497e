"""Queries on what a plain question may be about, never more rows than an answer can use."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.due import DueGroup
from bot.domain.spans import Span
from db.labels import EVERY, Covering
from db.models.agreements import AgreementRow, ClaimRow, EventRow
from db.models.milestones import MilestoneRow
from db.standing import Slice

_SPREAD = timedelta(days=35)
"""How far apart the readings of a milestone lie that has begun before a time and falls into it."""


async def count(
    session: AsyncSession, guild_id: int, covering: Covering = EVERY, *, most: int | None = None
) -> int:
    """How many agreements a server tracks, of those that are meant; counted up to `most`."""
    query = covering.narrow(_unarchived_ids(guild_id), AgreementRow.id, guild_id)
    ids = query.limit(most).subquery()
    return await session.scalar(select(func.count()).select_from(ids)) or 0


async def agreement_ids(
    session: AsyncSession, guild_id: int, covering: Covering, *, limit: int
) -> list[int]:
    """Some of the agreements that are meant."""
    query = _unarchived_ids(guild_id)
    query = covering.narrow(query, AgreementRow.id, guild_id).order_by(AgreementRow.id)
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
    query = (
        select(AgreementRow.id, func.max(EventRow.on).label("last"))
        .join(EventRow, EventRow.agreement_id == AgreementRow.id)
        .where(AgreementRow.guild_id == guild_id, AgreementRow.archived_at.is_(None))
        .group_by(AgreementRow.id)
        .order_by(func.max(EventRow.on).desc())
    )
    if kinds:
        query = query.where(EventRow.kind.in_(kinds))
    if since is not None:
        query = query.where(EventRow.on >= since)
    if until is not None:
        query = query.where(EventRow.on <= until)
    if place is not None:
        query = query.where(EventRow.place.icontains(place, autoescape=True))
    return [row.id for row in await session.execute(query.limit(limit))]


def _unarchived_ids(guild_id: int) -> Select[int]:
    return select(AgreementRow.id).where(
        AgreementRow.guild_id == guild_id, AgreementRow.archived_at.is_(None)
    )


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


def within(span: Span) -> list[Slice]:
    """The open milestones of which a reading falls into a time: those begun, then the rest."""
    row = MilestoneRow
    is_open = row.settled.is_(None)
    begun = (row.earliest_on != row.latest_on, row.earliest_on < span.first)
    # Bounded on both sides, as an index leads to them by their last day.
    ends = row.latest_on.between(span.first, span.first + _SPREAD)
    return [
        Slice(DueGroup.LATER, (is_open, *begun, ends)),
        Slice(DueGroup.LATER, (is_open, row.earliest_on.between(span.first, span.last))),
    ]
