"""Recurring milestones: which time one has come to, and when that makes way for the next."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.adjustments import hedged
from bot.domain.agreements import Agreement
from bot.domain.dates.compute import occurrence
from bot.domain.dates.values import Anchor, Deadline, DeadlineState, Rule, Unit
from bot.domain.deadlines import counted_from, recurs
from bot.domain.milestones import Milestone

GRACE = timedelta(days=7)
"""How long a time that has passed stays in view before the next one takes its place."""

_DAYS = {Unit.HOURS: 0, Unit.DAYS: 1, Unit.BUSINESS_DAYS: 1, Unit.WEEKS: 7}


def grace(milestone: Milestone) -> timedelta:
    """How long this one stays in view: `GRACE`, and a third of a period of days or weeks at most.

    So a weekly one is still asked after on the day that follows. One that recurs within two days
    has no such time: its next one stands on that day.
    """
    period = milestone.rule.period if milestone.rule else None
    if period is None or period.unit not in _DAYS:
        return GRACE
    return min(GRACE, timedelta(days=_DAYS[period.unit] * period.count // 3))


def over(milestone: Milestone, now: datetime) -> bool:
    """Whether the time that it has come to has passed, and has been in view long enough."""
    if milestone.settlement or milestone.occurrence is None or milestone.deadline is None:
        return False
    return _ended(milestone, milestone.deadline, now)


def _ended(milestone: Milestone, deadline: Deadline, now: datetime) -> bool:
    if deadline.state is not DeadlineState.DATED or deadline.ends_at is None:
        return False
    return now >= deadline.ends_at + grace(milestone)


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a recurring milestone, by their numbers, from 1."""

    milestone: Milestone
    rule: Rule
    anchors: Mapping[str, Anchor]

    def at(self, number: int) -> tuple[int, Deadline] | None:
        """The time with this number and its number, or the last; None while there are no dates."""
        found = occurrence(
            self.rule,
            self.anchors,
            zone=self.milestone.zone,
            convention=self.milestone.convention,
            kind=self.milestone.kind,
            calendars=self.milestone.calendars,
            number=number,
        )
        return (found[0], hedged(found[1], self.rule, self.anchors)) if found else None

    def is_last(self, number: int) -> bool:
        """Whether no time comes after this one."""
        found = self.at(number + 1)
        return found is not None and found[0] <= number

    def present(self, number: int, now: datetime) -> int:
        """The first time after that one that is not over at `now`, or else the last of all."""

        def waits(each: int) -> bool:
            found = self.at(each)
            return found is None or found[0] < each or not _ended(self.milestone, found[1], now)

        # By doubling and halving, as thousands of times may have passed.
        ahead = 1
        while not waits(number + ahead):
            ahead *= 2
        first = number + 1 + bisect_left(range(number + 1, number + ahead), True, key=waits)
        found = self.at(first)
        return found[0] if found else first


def times(milestone: Milestone, agreement: Agreement, milestones: Sequence[Milestone]) -> Times:
    """The times of a milestone of `agreement`, which has `milestones`.

    Raises UserError as `bot.domain.deadlines.deadlines` does.
    """
    assert milestone.rule is not None
    assert recurs(milestone.rule)
    others = [each for each in milestones if each.id != milestone.id]
    return Times(milestone, *counted_from(milestone.rule, agreement, others))
