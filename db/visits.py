"""Queries on visits: up to when each person has been told what changed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models.reading import VisitRow


async def last(session: AsyncSession, guild_id: int, user_id: int) -> datetime | None:
    """Up to when this person was told; None for who never asked."""
    return await session.scalar(
        select(VisitRow.at).where(VisitRow.guild_id == guild_id, VisitRow.user_id == user_id)
    )


async def note(session: AsyncSession, guild_id: int, user_id: int, at: datetime) -> None:
    """Write down that this person has been told up to `at`."""
    await session.merge(VisitRow(guild_id=guild_id, user_id=user_id, at=at))
