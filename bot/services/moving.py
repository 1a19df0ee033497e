"""Moving milestones: dates set by hand over what a rule gives, and back."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.changes import MilestoneChange
from bot.domain.dates.values import Precision
from bot.domain.days import read_day
from bot.domain.texts import EMPTY, MAX_NOTE, bounded
from bot.errors import UserError
from bot.messages import t
from bot.services import finding
from bot.services.writing import write


async def move(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str,
    to: str,
    reason: str,
    official: bool = False,
    said_at: datetime | None = None,
) -> MilestoneChange:
    """Set a milestone's date by hand, over what its rule gives; "-" goes back to the rule.

    `official` marks a date that a depositary or the parties announced.
    """
    before = await finding.milestone(session, guild_id, reference)
    note = bounded(reason, MAX_NOTE, field=t("reason"))
    if to.strip() == EMPTY:
        columns: dict[str, Any] = dict.fromkeys(
            ("override_on", "override_by", "override_at", "override_reason")
        )
        columns["override_official"] = False
        return await write(session, before, columns, "back to its rule", by=by, now=now, note=note)
    today = (said_at or now).astimezone(ZoneInfo(before.zone)).date()
    parent, others = await finding.family(session, before)
    written = read_day(to, today=today, zone=before.zone, agreement=parent, milestones=others)
    if written.precision is not Precision.DAY:
        raise UserError(t("Give the day to which it moves, such as 28 April 2026."))
    columns = {
        "override_on": written.on,
        "override_by": by,
        "override_at": now,
        "override_reason": note,
        "override_official": official,
    }
    return await write(session, before, columns, "date set by hand", by=by, now=now, note=note)
