"""A timeline shows what the record holds, no more exactly and no more surely than it does."""

from dataclasses import replace
from datetime import date

from bot.domain.agreements import Event, EventKind
from bot.domain.briefs import Subject, SubjectKind, write_brief
from bot.domain.dates.values import Precision, Standing
from bot.domain.milestones import Milestone
from bot.domain.spans import Span
from bot.domain.timelines import Mark, Sign, Timeline, describe, timeline
from tests.domain.making import NOW, milestone
from tests.domain.test_briefs import agreement

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def drawn(*milestones: Milestone, events: tuple[Event, ...] = (), span: Span = YEAR) -> Timeline:
    subject = Subject(SubjectKind.AGREEMENT, "Test Framework")
    brief = write_brief(subject, [agreement(events=events)], milestones, NOW, period=span)
    return timeline(brief, span, NOW, today=NOW.date())


def only(found: Timeline) -> Mark:
    (mark,) = found.marks
    return mark


def in_month(due: date) -> Milestone:
    """A milestone of which only the month is known."""
    dated = milestone(due)
    assert dated.deadline
    return replace(dated, deadline=replace(dated.deadline, precision=Precision.MONTH))


def test_what_is_known_by_its_month_is_drawn_and_told_as_the_whole_month() -> None:
    found = drawn(in_month(date(2026, 6, 30)))
    mark = only(found)
    assert (mark.first, mark.last) == (date(2026, 6, 1), date(2026, 6, 30))
    assert "Jun 2026 Start the funding (due)" in describe(found)
    assert "30" not in mark.days()


def test_what_is_known_by_its_month_may_fall_due_on_any_of_its_days() -> None:
    early = Span(date(2026, 6, 1), date(2026, 6, 14))
    assert only(drawn(in_month(date(2026, 6, 30)), span=early)).sign is Sign.DUE


def test_an_event_that_is_only_expected_is_not_said_to_have_happened() -> None:
    coming = Event(EventKind.IN_FORCE, date(2026, 9, 1), "UTC", standing=Standing.EXPECTED)
    words = describe(drawn(events=(coming,)))
    assert "(expected)" in words
    assert "happened" not in words


def test_a_disputed_event_is_marked_as_not_certain() -> None:
    disputed = Event(EventKind.SIGNED, date(2026, 3, 1), "UTC", standing=Standing.DISPUTED)
    assert only(drawn(events=(disputed,))).stands == "happened, not certain"


def test_a_month_is_described_as_a_calendar() -> None:
    april = Span(date(2026, 4, 1), date(2026, 4, 30))
    assert describe(drawn(milestone(), span=april), month=True).startswith(
        "Calendar of Test Framework, 1–30 Apr 2026. "
    )
