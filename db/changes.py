"""Queries on the history, which is only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.changes import Change
from db.models import ChangeRow


async def add(
    session: AsyncSession,
    guild_id: int,
    *,
    at: datetime,
    by: int | None,
    what: str,
    agreement_id: int | None = None,
    milestone_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    session.add(
        ChangeRow(
            guild_id=guild_id,
            at=at,
            by=by,
            what=what,
            agreement_id=agreement_id,
            milestone_id=milestone_id,
            before=before,
            after=after,
        )
    )
    await session.flush()


async def of_milestone(
    session: AsyncSession, guild_id: int, milestone_id: int, *, limit: int = 20
) -> list[Change]:
    """The latest changes to a milestone, newest first."""
    rows = await session.scalars(
        select(ChangeRow)
        .where(ChangeRow.guild_id == guild_id, ChangeRow.milestone_id == milestone_id)
        .order_by(ChangeRow.at.desc(), ChangeRow.id.desc())
        .limit(limit)
    )
    return [
        Change(row.at, row.by, row.what, row.agreement_id, row.milestone_id, row.before, row.after)
        for row in rows
    ]
