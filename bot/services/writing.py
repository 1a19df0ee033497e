"""Writing milestones: a change of one, its line in the history, and all that follows from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import db.changes
import db.filing
import db.milestones
from bot.domain.changes import Change, MilestoneChange
from bot.domain.milestones import Milestone
from bot.services import finding
from bot.services.planning import follow


async def write(
    session: AsyncSession,
    before: Milestone,
    columns: dict[str, Any],
    what: str,
    *,
    by: int | None,
    now: datetime,
    note: str | None = None,
    kept: Sequence[str] = (),
) -> MilestoneChange:
    """Change a milestone's columns, with its history line and all that follows from it.

    Of the columns in `kept` the line holds the old value and the new one.
    """
    await db.milestones.change(session, before.id, **columns)
    ids = (before.guild_id, before.agreement_id, before.id)
    old = {name: getattr(before, name) for name in kept}
    new = {name: columns[name] for name in kept} | ({"note": note} if note else {})
    change = await _follow(session, *ids, what, by=by, now=now, old=old, new=new)
    return replace(change, before=before)


async def recorded(
    session: AsyncSession,
    guild_id: int,
    agreement_id: int,
    milestone_id: int,
    *,
    by: int | None,
    now: datetime,
) -> MilestoneChange:
    """What follows from a milestone that was just inserted; nothing stood before it."""
    ids = (guild_id, agreement_id, milestone_id)
    change = await _follow(session, *ids, "recorded", by=by, now=now, newly_recorded=True)
    return replace(change, before=None)


async def recorded_together(
    session: AsyncSession,
    guild_id: int,
    agreement_id: int,
    milestone_ids: Sequence[int],
    *,
    by: int | None,
    now: datetime,
) -> None:
    """What follows from milestones of one agreement that were just inserted, once for all."""
    lines = [Change(now, by, "recorded", agreement_id, each, None, None) for each in milestone_ids]
    await db.changes.add_all(session, guild_id, lines)
    db.filing.changed(session, milestone_ids=milestone_ids)
    guild = await finding.guild(session, guild_id)
    await follow(session, guild, agreement_id, by=by, now=now, newly_recorded=milestone_ids)


async def _follow(
    session: AsyncSession,
    guild_id: int,
    agreement_id: int,
    milestone_id: int,
    what: str,
    *,
    by: int | None,
    now: datetime,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    newly_recorded: bool = False,
) -> MilestoneChange:
    await db.changes.add(
        session,
        guild_id,
        at=now,
        by=by,
        what=what,
        agreement_id=agreement_id,
        milestone_id=milestone_id,
        before=old or None,
        after=new or None,
    )
    guild = await finding.guild(session, guild_id)
    changes = await follow(
        session,
        guild,
        agreement_id,
        by=by,
        now=now,
        newly_recorded={milestone_id} if newly_recorded else (),
        touched={milestone_id},
    )
    own = next(each for each in changes if each.after.id == milestone_id)
    others = tuple(each for each in changes if each.after.id != milestone_id)
    return replace(own, moved=others)
