"""Urgency: of which of many milestones a post speaks first."""

from datetime import date

from bot.domain.dates.values import DeadlineKind
from bot.domain.reminders import PostItem

_WITHOUT_A_DATE = 10**6


def urgency(item: PostItem, today: date) -> tuple[int, int]:
    """A key to sort the items of a post by, the most urgent first.

    What is escalated comes first, then what is overdue or due today, then the rest by how near its
    date is, whether that lies ahead or has passed. It is reckoned by one calendar for all of them:
    there may be many, and a day more or less changes nothing here.
    """
    milestone = item.milestone
    due, latest = milestone.due_on, milestone.latest_on
    if due is None or latest is None:
        return 2, _WITHOUT_A_DATE
    away = abs(due.toordinal() - today.toordinal())
    if item.escalated is not None:
        return 0, away
    answered_for = milestone.owner_id is not None and milestone.kind is DeadlineKind.ACT_BY
    pressing = away == 0 or (answered_for and latest < today)
    return (1 if pressing else 2), away
