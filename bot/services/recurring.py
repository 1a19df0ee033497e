"""Recurring milestones: a time that has passed makes way for the next one."""

import logging
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.milestones
import db.outcomes
from bot.domain.deadlines import recurs
from bot.domain.milestones import Milestone
from bot.domain.recurring import over
from bot.messages import tn
from bot.services import finding
from bot.services.settling import go_on
from bot.services.transactions import Transactions

log = logging.getLogger(__name__)


async def advance(transactions: Transactions, now: datetime, *, guild_id: int | None = None) -> int:
    """Take every recurring milestone whose time has passed to the present one; returns how many.

    Only those of one server, where `guild_id` is given. What came of the times that passed is not
    known unless somebody recorded it, and the history says so. After its last time a milestone
    stays there, open. One that cannot be taken on is logged, and stops no other.
    """
    async with transactions.read() as session:
        passed = await db.milestones.recurring_before(
            session, now.date() + timedelta(days=1), guild_id=guild_id
        )
    moved = 0
    for guild, milestone_id in passed:
        try:
            moved += await _advance(transactions, guild, milestone_id, now)
        except Exception:
            log.exception("Milestone %s could not be taken to its next time.", milestone_id)
    return moved


async def _advance(
    transactions: Transactions, guild_id: int, milestone_id: int, now: datetime
) -> bool:
    """Look first, and write only where there is something to write."""
    async with transactions.read() as session:
        if await _ahead(session, guild_id, milestone_id, now) is None:
            return False
    async with transactions.write() as session:
        ahead = await _ahead(session, guild_id, milestone_id, now)
        if ahead is None:
            return False
        milestone, passed, number = ahead
        note = tn(
            "{on} passed without a record",
            "{count} times passed without a record, the first on {on}",
            passed,
            on=milestone.due_on,
        )
        # What could not be posted of the time that passed is said with the next post.
        await db.outcomes.passed(session, milestone_id, now)
        await go_on(session, milestone, "next time", to=number, by=None, now=now, note=note)
    return True


async def _ahead(
    session: AsyncSession, guild_id: int, milestone_id: int, now: datetime
) -> tuple[Milestone, int, int] | None:
    """A milestone that is to go on, by how many times, and to which; None if it stays."""
    milestone = await db.milestones.find(session, guild_id, milestone_id)
    if milestone is None or milestone.occurrence is None or not over(milestone, now):
        return None
    if not recurs(milestone.rule):
        return None
    number = (await finding.times(session, milestone)).present(milestone.occurrence, now)
    passed = number - milestone.occurrence
    return (milestone, passed, number) if passed > 0 else None
