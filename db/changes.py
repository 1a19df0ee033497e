"""Queries on the history, which is only ever added to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

import db.filing
from bot.domain.changes import Change
from db.models.changes import ChangeRow


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
    line = Change(at, by, what, agreement_id, milestone_id, before, after)
    await add_all(session, guild_id, [line])
    # Whoever changes what is found by words says so here; dates that follow are not among them.
    if milestone_id is None:
        db.filing.changed(session, agreement_id=agreement_id)
    else:
        db.filing.changed(session, milestone_ids=[milestone_id])


async def add_all(session: AsyncSession, guild_id: int, lines: Sequence[Change]) -> None:
    """Add lines in one statement, however many."""
    rows = [
        {
            "guild_id": guild_id,
            "agreement_id": line.agreement_id,
            "milestone_id": line.milestone_id,
            "at": line.at,
            "by": line.by,
            "what": line.what,
            "before": line.before,
            "after": line.after,
        }
        for line in lines
    ]
    if rows:
        await session.execute(insert(ChangeRow), rows)


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
    return [_value(row) for row in rows]


async def between(
    session: AsyncSession,
    guild_id: int,
    since: datetime,
    until: datetime,
    *,
    agreement_ids: Sequence[int] | None = None,
    limit: int,
) -> list[Change]:
    """The latest changes after `since` and up to `until`, oldest first; at most `limit`.

    With `agreement_ids` those of these agreements, and those of no single one.
    """
    query = (
        select(ChangeRow)
        .where(ChangeRow.guild_id == guild_id, ChangeRow.at > since, ChangeRow.at <= until)
        .order_by(ChangeRow.at.desc(), ChangeRow.id.desc())
        .limit(limit)
    )
    if agreement_ids is not None:
        query = query.where(
            or_(ChangeRow.agreement_id.in_(agreement_ids), ChangeRow.agreement_id.is_(None))
        )
    return [_value(row) for row in reversed((await session.scalars(query)).all())]


def _value(row: ChangeRow) -> Change:
    return Change(
        row.at, row.by, row.what, row.agreement_id, row.milestone_id, row.before, row.after
    )
