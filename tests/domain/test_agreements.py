"""Where an agreement stands follows from what happened to it."""

from datetime import date

from bot.domain.agreements import Event, EventKind, status
from bot.domain.dates.values import Standing

TODAY = date(2026, 4, 20)


def event(kind: EventKind, on: date, standing: Standing = Standing.CONFIRMED) -> Event:
    return Event(kind, on, "UTC", standing=standing)


def test_the_latest_event_that_has_come_decides() -> None:
    events = (
        event(EventKind.SIGNED, date(2025, 10, 28)),
        event(EventKind.ANNOUNCED, date(2025, 10, 1)),
        event(EventKind.IN_FORCE, date(2026, 5, 1)),
    )
    found = status(events, TODAY)
    assert (found.word, found.since) == ("signed", date(2025, 10, 28))


def test_steps_on_the_way_do_not_change_where_it_stands() -> None:
    events = (
        event(EventKind.SIGNED, date(2025, 10, 28)),
        event(EventKind.PUBLISHED, date(2025, 10, 29)),
        event(EventKind.AMENDED, date(2026, 1, 1)),
    )
    assert status(events, TODAY).word == "signed"


def test_of_two_events_on_one_day_the_later_step_counts() -> None:
    events = (
        event(EventKind.COMMENCED, date(2025, 10, 26)),
        event(EventKind.SIGNED, date(2025, 10, 26)),
    )
    assert status(events, TODAY).word == "commenced"


def test_a_suspension_holds_until_it_ends() -> None:
    events = (
        event(EventKind.IN_FORCE, date(2025, 10, 9)),
        event(EventKind.SUSPENDED, date(2025, 11, 7)),
    )
    assert status(events, TODAY).word == "suspended"


def test_a_resumption_restores_what_stood_before_since_that_day() -> None:
    events = (
        event(EventKind.IN_FORCE, date(2025, 10, 9)),
        event(EventKind.SUSPENDED, date(2025, 11, 7)),
        event(EventKind.RESUMED, date(2026, 2, 1)),
    )
    found = status(events, TODAY)
    assert (found.word, found.since) == ("in force", date(2026, 2, 1))


def test_a_second_suspension_and_resumption_restore_it_again() -> None:
    events = tuple(
        event(kind, date(2026, 1, day))
        for day, kind in enumerate(
            (
                EventKind.SIGNED,
                EventKind.SUSPENDED,
                EventKind.RESUMED,
                EventKind.SUSPENDED,
                EventKind.RESUMED,
            ),
            start=1,
        )
    )
    assert status(events, TODAY).word == "signed"


def test_a_status_that_rests_on_a_contested_report_says_so() -> None:
    events = (
        event(EventKind.SIGNED, date(2025, 10, 26)),
        event(EventKind.REPORTED_VOID, date(2026, 3, 15), Standing.DISPUTED),
    )
    found = status(events, TODAY)
    assert (found.word, found.disputed) == ("reported void", True)


def test_nothing_recorded_is_said_to_be_so() -> None:
    found = status((), TODAY)
    assert (found.word, found.since, found.disputed) == ("no event recorded", None, False)
