"""Skips: a date of a milestone that somebody does not want to be reminded of in one place.

Its planned posts stay on record with who skipped them, so that they neither come nor come back.
"""

import re
from collections.abc import Iterable

from bot.domain.milestones import Milestone
from bot.domain.reminders import Reminder, ReminderKind, ReminderState

SKIPPABLE = (ReminderKind.RUNG, ReminderKind.ESCALATED, ReminderKind.SNOOZED)
"""That a date has moved is news, and told all the same."""

_REASON = re.compile(r"skipped by <@(\d+)>")


def skip_reason(by: int) -> str:
    """What is kept as the reason with a reminder that this person skipped."""
    return f"skipped by <@{by}>"


def skipper(reminder: Reminder) -> int | None:
    """Who skipped this reminder; None where nobody did, also where a later one overtook it."""
    if reminder.state is not ReminderState.SKIPPED:
        return None
    found = _REASON.fullmatch(reminder.reason or "")
    return int(found[1]) if found else None


def was_skipped(milestone: Milestone, reminders: Iterable[Reminder]) -> bool:
    """Whether somebody skipped the date that the milestone has now, of these reminders of it."""
    return any(
        each.due_version == milestone.due_version and skipper(each) is not None
        for each in reminders
    )
