"""Queries on the history, which is only ever added to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

import db.filing
from bot.domain.changes import Change
from db.labels import EVERY, Covering
from db.models.changes import ChangeRow
from db.models.milestones import MilestoneRow


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


async def count(
    session: AsyncSession,
    guild_id: int,
    since: datetime,
    until: datetime,
    *,
    covering: Covering = EVERY,
    person: int | None = None,
    most: int,
) -> int:
    """How many lines the history has after `since` and up to `until`; counted up to `most`."""
    query = _between(guild_id, since, until, ChangeRow.id)
    query = query.where(*_about(guild_id, covering, person)).limit(most)
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0


async def between(
    session: AsyncSession,
    guild_id: int,
    since: datetime,
    until: datetime,
    *,
    agreement_ids: Sequence[int] | None = None,
    covering: Covering = EVERY,
    person: int | None = None,
    limit: int,
) -> list[Change]:
    """The latest changes after `since` and up to `until`, oldest first; at most `limit`.

    With `agreement_ids`, or of what is covered or a person answers for, those of these agreements
    and milestones, and of no single agreement.
    """
    row = ChangeRow
    query = _between(
        guild_id,
        since,
        until,
        *(row.at, row.by, row.what, row.agreement_id, row.milestone_id, row.before, row.after),
    )
    about = _about(guild_id, covering, person)
    if agreement_ids is not None:
        about.append(row.agreement_id.in_(agreement_ids))
    if about:
        query = query.where(or_(row.agreement_id.is_(None), and_(*about)))
    query = query.order_by(row.at.desc(), row.id.desc()).limit(limit)
    return [_value(each) for each in reversed((await session.execute(query)).all())]


def _between(
    guild_id: int, since: datetime, until: datetime, *columns: Any
) -> Select[*tuple[Any, ...]]:
    row = ChangeRow
    return select(*columns).where(row.guild_id == guild_id, row.at > since, row.at <= until)


def _about(guild_id: int, covering: Covering, person: int | None) -> list[ColumnElement[bool]]:
    """What has to hold of a line about these agreements, about what a person answers for."""
    about = covering.conditions(ChangeRow.agreement_id, guild_id)
    if person is not None:
        row = MilestoneRow
        own = select(row.id).where(row.id == ChangeRow.milestone_id)
        own = own.where(or_(row.owner_id == person, row.deputy_id == person))
        about.append(own.exists())
    return about


def _value(row: Any) -> Change:
    return Change(
        row.at, row.by, row.what, row.agreement_id, row.milestone_id, row.before, row.after
    )
