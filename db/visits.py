"""Queries on visits: when each person last asked what had changed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models.reading import VisitRow


async def last(session: AsyncSession, guild_id: int, user_id: int) -> datetime | None:
    """When this person last asked; None if never."""
    return await session.scalar(
        select(VisitRow.at).where(VisitRow.guild_id == guild_id, VisitRow.user_id == user_id)
    )


async def note(session: AsyncSession, guild_id: int, user_id: int, at: datetime) -> None:
    """Write down that this person asked just now."""
    await session.merge(VisitRow(guild_id=guild_id, user_id=user_id, at=at))
