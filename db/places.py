"""Queries on places: where a server's posts go."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.places import Place
from db.models.places import PlaceRow


def to_value(row: PlaceRow) -> Place:
    return Place(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        user_id=row.user_id,
        public=row.public,
        served_at=row.served_at,
        rests_until=row.rests_until,
        failures=row.failures,
        closed_at=row.closed_at,
        closed_reason=row.closed_reason,
    )


async def find(session: AsyncSession, guild_id: int, place_id: int) -> Place | None:
    row = await session.scalar(
        select(PlaceRow).where(PlaceRow.guild_id == guild_id, PlaceRow.id == place_id)
    )
    return to_value(row) if row else None


async def of(session: AsyncSession, place_ids: Collection[int]) -> dict[int, Place]:
    """These places, of whatever guilds, by id."""
    if not place_ids:
        return {}
    rows = await session.scalars(select(PlaceRow).where(PlaceRow.id.in_(place_ids)))
    return {row.id: to_value(row) for row in rows}


async def at(
    session: AsyncSession, guild_id: int, *, channel_id: int | None, user_id: int | None
) -> Place | None:
    """The place of a channel or of a person, if anything was ever to be posted there."""
    row = await session.scalar(
        select(PlaceRow).where(
            PlaceRow.guild_id == guild_id,
            func.coalesce(PlaceRow.channel_id, 0) == (channel_id or 0),
            func.coalesce(PlaceRow.user_id, 0) == (user_id or 0),
        )
    )
    return to_value(row) if row else None


async def ensure(
    session: AsyncSession, guild_id: int, *, channel_id: int | None, user_id: int | None
) -> Place:
    """The place of a channel or of a person, made when it is first posted to."""
    found = await at(session, guild_id, channel_id=channel_id, user_id=user_id)
    if found is not None:
        return found
    row = PlaceRow(guild_id=guild_id, channel_id=channel_id, user_id=user_id, failures=0)
    session.add(row)
    await session.flush()
    return to_value(row)


async def every(session: AsyncSession, guild_id: int) -> list[Place]:
    """The guild's places, in the order in which they were first used."""
    rows = await session.scalars(
        select(PlaceRow).where(PlaceRow.guild_id == guild_id).order_by(PlaceRow.id)
    )
    return [to_value(row) for row in rows]


async def change(session: AsyncSession, place_id: int, **columns: Any) -> None:
    await session.execute(
        update(PlaceRow)
        .where(PlaceRow.id == place_id)
        .values(**columns)
        .execution_options(synchronize_session=False)
    )
