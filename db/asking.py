"""Queries on what a plain question may be about."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models.agreements import AgreementRow


async def count(session: AsyncSession, guild_id: int) -> int:
    """How many agreements a server tracks."""
    query = select(func.count(AgreementRow.id)).where(
        AgreementRow.guild_id == guild_id, AgreementRow.archived_at.is_(None)
    )
    return await session.scalar(query) or 0
