"""What is due, in the groups in which people take it in."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.domain.milestones import Milestone, State, state
from bot.messages import t, tn

WEEK_DAYS = 7
"""Due "within a week": at most this many days ahead of today, where the days are counted."""

MOST_COUNTED = 1_000
"""Nobody is helped by knowing how many more there are."""

WINDOWS = (7, 30, 90, 365, 3650)
"""The windows, in days, in which people look ahead."""


class DueGroup(Enum):
    """How soon, in the order of reading."""

    OVERDUE = auto()
    TODAY = auto()
    WEEK = auto()
    LATER = auto()
    UNVERIFIED = auto()
    UNDATED = auto()
    SETTLED = auto()


def group(milestone: Milestone, now: datetime) -> DueGroup:
    """The group of one milestone at `now`, by its earliest reading."""
    stands = state(milestone, now)
    if stands in _BY_STATE:
        return _BY_STATE[stands]
    today = now.astimezone(ZoneInfo(milestone.zone)).date()
    first = milestone.earliest_on
    near = first is not None and (first - today).days <= WEEK_DAYS
    return DueGroup.WEEK if near else DueGroup.LATER


_BY_STATE = {
    State.OVERDUE: DueGroup.OVERDUE,
    State.UNVERIFIED_PAST: DueGroup.UNVERIFIED,
    State.DUE_TODAY: DueGroup.TODAY,
    State.AWAITING_TRIGGER: DueGroup.UNDATED,
    State.NO_DATE: DueGroup.UNDATED,
    State.ONGOING: DueGroup.UNDATED,
    State.SUSPENDED: DueGroup.SETTLED,
    State.DONE_ON_TIME: DueGroup.SETTLED,
    State.DONE_LATE: DueGroup.SETTLED,
    State.WAIVED: DueGroup.SETTLED,
    State.SUPERSEDED: DueGroup.SETTLED,
    State.CANCELLED: DueGroup.SETTLED,
}


def in_reading_order(milestones: Iterable[Milestone], now: datetime) -> list[Milestone]:
    """Group by group, soonest first; of the dates that passed unverified, the latest first."""

    def place(milestone: Milestone) -> tuple[int, int]:
        of, first = group(milestone, now), milestone.earliest_on
        days = first.toordinal() if first else 0
        return of.value, -days if of is DueGroup.UNVERIFIED else days

    return sorted(milestones, key=place)


def grouped(
    milestones: Sequence[Milestone], now: datetime
) -> list[tuple[DueGroup, tuple[Milestone, ...]]]:
    """The groups that hold something, in reading order."""
    found: dict[DueGroup, list[Milestone]] = {}
    for milestone in in_reading_order(milestones, now):
        found.setdefault(group(milestone, now), []).append(milestone)
    return [(each, tuple(members)) for each, members in found.items()]


def heading(of: DueGroup) -> str:
    """What stands above a group."""
    return {
        DueGroup.OVERDUE: t("Overdue"),
        DueGroup.UNVERIFIED: t("Date passed, outcome unverified"),
        DueGroup.TODAY: t("Today"),
        DueGroup.WEEK: t("Within a week"),
        DueGroup.LATER: t("Later"),
        DueGroup.UNDATED: t("Without a date"),
        DueGroup.SETTLED: t("No longer open"),
    }[of]


def counted(of: DueGroup, count: int) -> str:
    """How many of a group there are, in few words."""
    said = {
        DueGroup.OVERDUE: tn("{count} overdue", "{count} overdue", count),
        DueGroup.TODAY: tn("{count} today", "{count} today", count),
        DueGroup.WEEK: tn("{count} within a week", "{count} within a week", count),
        DueGroup.LATER: tn("{count} later", "{count} later", count),
        DueGroup.UNVERIFIED: tn("{count} unverified", "{count} unverified", count),
        DueGroup.UNDATED: tn("{count} without a date", "{count} without a date", count),
        DueGroup.SETTLED: tn("{count} no longer open", "{count} no longer open", count),
    }[of]
    return t("at least {counted}", counted=said) if count >= MOST_COUNTED else said


def days_left(milestone: Milestone, now: datetime) -> int | None:
    """Days from today, where the milestone's days are counted, to its prevailing due date."""
    if milestone.due_on is None:
        return None
    return (milestone.due_on - now.astimezone(ZoneInfo(milestone.zone)).date()).days


def wider(within: int, next_on: date, now: datetime) -> int:
    """The next longer window that reaches `next_on`, the first date beyond `within` days."""
    days = (next_on - now.date()).days + 1  # a day more: it may be tomorrow already where it counts
    return next((each for each in WINDOWS if each > within and each >= days), WINDOWS[-1])
