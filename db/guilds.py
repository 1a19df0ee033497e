"""Queries on guilds and on the installation itself."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.guilds import DEFAULT_HOUR, DEFAULT_ZONE, Guild
from db.models.guilds import DeploymentRow, GuildRow


def _value(row: GuildRow) -> Guild:
    return Guild(
        id=row.id,
        name=row.name,
        zone=row.zone,
        hour=row.hour,
        channel_id=row.channel_id,
        role_id=row.role_id,
        set_up_at=row.set_up_at,
        catalogue_version=row.catalogue_version,
        admin_channel_id=row.admin_channel_id,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        workdays=tuple(row.workdays),
        calendars=tuple(row.calendars),
        paused_until=row.paused_until,
        left_at=row.left_at,
    )


async def find(session: AsyncSession, guild_id: int) -> Guild | None:
    row = await session.get(GuildRow, guild_id)
    return _value(row) if row else None


async def ensure(session: AsyncSession, guild_id: int, name: str) -> Guild:
    """The guild's settings, made with the defaults when it is first met."""
    row = await session.get(GuildRow, guild_id)
    if row is None:
        row = GuildRow(id=guild_id, name=name, zone=DEFAULT_ZONE, hour=DEFAULT_HOUR)
        session.add(row)
        await session.flush()
    return _value(row)


async def change(session: AsyncSession, guild_id: int, **columns: Any) -> None:
    await session.execute(update(GuildRow).where(GuildRow.id == guild_id).values(**columns))


async def of(session: AsyncSession, guild_ids: Collection[int]) -> dict[int, Guild]:
    """These guilds, by id."""
    if not guild_ids:
        return {}
    rows = await session.scalars(select(GuildRow).where(GuildRow.id.in_(guild_ids)))
    return {row.id: _value(row) for row in rows}


async def every(session: AsyncSession) -> list[Guild]:
    rows = await session.scalars(select(GuildRow).order_by(GuildRow.name))
    return [_value(row) for row in rows]


async def remembered(session: AsyncSession, key: str) -> str | None:
    """A fact about this installation."""
    row = await session.get(DeploymentRow, key)
    return row.value if row else None


async def remember(session: AsyncSession, key: str, value: str) -> None:
    await session.merge(DeploymentRow(key=key, value=value))
