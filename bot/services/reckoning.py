"""Reckoning: a milestone's date is computed anew whenever what it hangs on has changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import db.changes
import db.milestones
from bot.domain.agreements import Agreement
from bot.domain.changes import Change
from bot.domain.dates.stored import deadline_to_json
from bot.domain.dates.values import Deadline
from bot.domain.deadlines import deadlines
from bot.domain.milestones import Milestone


async def recompute(
    session: AsyncSession,
    agreement: Agreement,
    milestones: Sequence[Milestone],
    *,
    by: int | None,
    now: datetime,
) -> list[Milestone]:
    """An agreement's milestones with their present deadlines, which are stored with a history line.

    They come in the order given. Raises UserError where they wait for each other.
    """
    computed = deadlines(agreement, milestones)
    after = [_with(each, computed[each.id]) for each in milestones]
    changed = [
        new for old, new in zip(milestones, after, strict=True) if new.deadline != old.deadline
    ]
    await db.milestones.write_deadlines(session, [_columns(each) for each in changed])
    moved = [
        _line(old, new, by=by, now=now)
        for old, new in zip(milestones, after, strict=True)
        if new.due_version != old.due_version
    ]
    await db.changes.add_all(session, agreement.guild_id, moved)
    return after


def _line(old: Milestone, new: Milestone, *, by: int | None, now: datetime) -> Change:
    """The line of the history that says how a date moved."""
    what = "date moved" if old.due_on else "date set"
    return Change(now, by, what, new.agreement_id, new.id, _dates(old), _dates(new))


def _with(milestone: Milestone, deadline: Deadline | None) -> Milestone:
    """The milestone with its new deadline; its version grows when what people are told changes.

    Its days are those of the place that the deadline counts them in.
    """
    zone = deadline.zone if deadline and deadline.due else milestone.zone
    new = replace(milestone, deadline=deadline, zone=zone)
    same = (new.due_on, new.earliest_on, new.latest_on) == (
        milestone.due_on,
        milestone.earliest_on,
        milestone.latest_on,
    )
    return new if same else replace(new, due_version=milestone.due_version + 1)


def _columns(milestone: Milestone) -> dict[str, Any]:
    return {
        "id": milestone.id,
        "zone": milestone.zone,
        "due_on": milestone.due_on,
        "earliest_on": milestone.earliest_on,
        "latest_on": milestone.latest_on,
        "deadline": deadline_to_json(milestone.deadline) if milestone.deadline else None,
        "due_version": milestone.due_version,
    }


def _dates(milestone: Milestone) -> dict[str, Any]:
    return {
        name: on.isoformat() if on else None
        for name, on in (
            ("due", milestone.due_on),
            ("earliest", milestone.earliest_on),
            ("latest", milestone.latest_on),
        )
    }
