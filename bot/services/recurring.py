"""Recurring milestones: a time that has passed makes way for the next one."""

from datetime import datetime, timedelta

import db.milestones
from bot.domain.dates.values import DeadlineState, Unit
from bot.domain.milestones import Milestone
from bot.messages import t
from bot.services.settling import go_on
from bot.services.transactions import Transactions

GRACE = timedelta(days=7)
"""How long a time that has passed stays in view before the next one takes its place."""

SHORT_UNITS = frozenset({Unit.HOURS, Unit.DAYS, Unit.BUSINESS_DAYS, Unit.WEEKS})
MOST_STEPS = 1000


async def advance(transactions: Transactions, now: datetime) -> int:
    """Take every recurring milestone whose time has passed to its next; returns how many.

    What came of the time that passed is not known unless somebody recorded it, and the history
    says so. It stays in view for `GRACE`.
    """
    async with transactions.read() as session:
        passed = await db.milestones.recurring_before(session, now.date() + timedelta(days=1))
    moved = 0
    for guild_id, milestone_id in passed:
        async with transactions.write() as session:
            milestone = await db.milestones.find(session, guild_id, milestone_id)
            for _ in range(MOST_STEPS):
                if milestone is None or not _over(milestone, now):
                    break
                note = t("{on} passed without a record", on=milestone.due_on)
                change = await go_on(session, milestone, "next time", by=None, now=now, note=note)
                milestone = change.after
                moved += 1
    return moved


def _over(milestone: Milestone, now: datetime) -> bool:
    deadline = milestone.deadline
    if milestone.settlement or milestone.occurrence is None or deadline is None:
        return False
    if deadline.state is not DeadlineState.DATED or deadline.ends_at is None:
        return False
    return now >= deadline.ends_at + _grace(milestone)


def _grace(milestone: Milestone) -> timedelta:
    """None for what recurs within days or weeks: its next time is near already."""
    period = milestone.rule.period if milestone.rule else None
    return timedelta(0) if period and period.unit in SHORT_UNITS else GRACE
