"""Periods: what of the record falls in a time."""

from collections.abc import Iterable
from datetime import date

from bot.domain.agreements import Agreement, Event
from bot.domain.dates.counting import span_first, span_last
from bot.domain.milestones import Milestone
from bot.domain.spans import Span


def possible_days(milestone: Milestone) -> tuple[date, date] | None:
    """From which day to which it may fall due: of "June 2026" the whole month; None if undated."""
    deadline = milestone.deadline
    if deadline is None or deadline.earliest is None or deadline.latest is None:
        return None
    precision = deadline.precision
    return span_first(deadline.earliest, precision), span_last(deadline.latest, precision)


def happened(agreements: Iterable[Agreement], period: Span) -> tuple[tuple[str, Event], ...]:
    """What happened to the agreements in a time, by their names, in the order of its days."""
    found = [
        (each.short_name, event)
        for each in agreements
        for event in each.events
        if period.holds(span_first(event.on, event.precision), span_last(event.on, event.precision))
    ]
    return tuple(sorted(found, key=lambda each: each[1].on))
