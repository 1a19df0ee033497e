"""To whom a reminder that nobody acknowledges goes on, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import Milestone, Settlement, SettlementKind
from bot.domain.plans import Revision, revise
from bot.domain.reminders import NewReminder, Reminder, ReminderKind, ReminderState
from bot.domain.rungs import plan
from bot.domain.subscriptions import Subscription
from tests.domain.making import NOW, guild, milestone, reminder, subscription

OWNER, DEPUTY, ROLE = 31, 32, 33


def owned(due: date = date(2026, 6, 1), **fields: object) -> Milestone:
    return milestone(due, owner_id=OWNER, deputy_id=DEPUTY, **fields)


def insistent(days: int = 3, **fields: object) -> Subscription:
    return subscription(escalate_after=days, last_resort_role_id=ROLE, **fields)


def steps(subject: Milestone, wish: Subscription, **settings: object) -> dict[int, datetime]:
    desk = replace(guild(), **settings)  # type: ignore[arg-type]
    return {
        each.rung: each.due_at
        for each in plan(subject, wish, desk)
        if each.kind is ReminderKind.ESCALATED
    }


def nine(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


def test_it_goes_on_to_owner_deputy_and_role_from_two_weeks_before_the_date() -> None:
    assert steps(owned(), insistent()) == {1: nine(5, 21), 2: nine(5, 24), 3: nine(5, 27)}


def test_it_counts_from_the_first_rung_within_two_weeks() -> None:
    assert steps(owned(), insistent(ladder=(30, 7, -1)))[1] == nine(5, 28)
    assert steps(owned(), insistent(ladder=(30, -1)))[1] == nine(6, 5)
    assert steps(owned(), insistent(ladder=(30,))) == {}


def test_there_are_as_many_steps_as_there_are_to_be_called() -> None:
    nobody = replace(owned(), owner_id=None, deputy_id=None)
    assert list(steps(nobody, insistent())) == [1]
    assert list(steps(owned(), subscription(escalate_after=3))) == [1, 2]
    assert steps(nobody, subscription(escalate_after=3)) == {}


@pytest.mark.parametrize("kind", [DeadlineKind.IN_FORCE, DeadlineKind.EXPIRY])
def test_only_what_somebody_has_to_do_escalates(kind: DeadlineKind) -> None:
    assert steps(owned(kind=kind), insistent()) == {}


def test_nothing_escalates_without_the_wish() -> None:
    assert steps(owned(), subscription(last_resort_role_id=ROLE)) == {}


def test_steps_come_on_open_days_and_never_two_at_once() -> None:
    team = {"workdays": (0, 1, 2, 3, 4)}
    # Counted from Monday 18 May; the third day is a Thursday, the sixth a Sunday.
    assert steps(owned(), insistent(), **team)[2] == nine(5, 25)
    daily = steps(owned(), insistent(5), **team)
    assert [at.date().isoformat() for at in daily.values()] == [
        "2026-05-25",
        "2026-05-28",
        "2026-06-02",
    ]
    weekend = steps(owned(), insistent(1, ladder=(10,)), **team)
    assert list(weekend.values()) == [nine(5, 25), nine(5, 26), nine(5, 27)]


def test_dates_at_the_end_of_the_calendar_escalate_as_far_as_it_reaches() -> None:
    assert steps(owned(date(9999, 6, 1)), insistent(80)) == {}


def added(revision: Revision) -> dict[int, datetime]:
    return {each.rung: each.due_at for each in _steps(revision)}


def _steps(revision: Revision) -> list[NewReminder]:
    return [each for each in revision.add if each.kind is ReminderKind.ESCALATED]


def queue(subject: Milestone, wish: Subscription, now: datetime = NOW) -> list[Reminder]:
    first = revise(subject, wish, guild(), [], now)
    return [
        reminder(id=number, kind=each.kind, rung=each.rung, due_at=each.due_at, due_on=each.due_on)
        for number, each in enumerate(first.add, start=1)
    ]


def test_planning_an_escalation_again_changes_nothing() -> None:
    waiting = queue(owned(), insistent())
    assert len([each for each in waiting if each.kind is ReminderKind.ESCALATED]) == 3
    for ahead in (0, 10, 29):
        now = NOW + timedelta(days=ahead)
        done = [
            replace(each, state=ReminderState.SENT, sent_at=each.due_at)
            if each.due_at <= now
            else each
            for each in waiting
        ]
        assert revise(owned(), insistent(), guild(), done, now) == Revision()


def test_what_was_recorded_late_escalates_from_the_day_on_which_it_was_told() -> None:
    soon = owned(date(2026, 4, 25))
    revision = revise(soon, insistent(), guild(), [], NOW, fresh=True)
    # Told of at once, at one in the afternoon: three whole days are over on the fourth morning.
    assert added(revision) == {1: nine(4, 24), 2: nine(4, 27), 3: nine(4, 30)}


def test_an_escalation_that_is_wished_for_later_counts_from_the_next_rung() -> None:
    subject = owned(date(2026, 4, 25))
    told = [
        replace(each, state=ReminderState.SENT, sent_at=each.due_at)
        for each in queue(subject, subscription(), NOW - timedelta(days=30))
        if each.due_at <= NOW
    ]
    assert {each.rung for each in told} == {30, 14, 7}
    assert added(revise(subject, insistent(), guild(), told, NOW)) == {
        1: nine(4, 21),
        2: nine(4, 24),
        3: nine(4, 27),
    }


def test_steps_that_have_begun_are_counted_on_from() -> None:
    now = nine(5, 22)
    waiting = [
        replace(each, state=ReminderState.SENT, sent_at=each.due_at) if each.due_at <= now else each
        for each in queue(owned(), insistent())
    ]
    revision = revise(owned(), insistent(5), guild(), waiting, now)
    moved = {each.rung: revision.move[each.id] for each in waiting if each.id in revision.move}
    assert moved == {2: nine(5, 26), 3: nine(5, 31)}


def test_what_is_done_or_no_more_wished_for_stops_escalating() -> None:
    now = nine(5, 22)
    waiting = queue(owned(), insistent())
    planned = {each.id for each in waiting if each.kind is ReminderKind.ESCALATED}
    done = replace(owned(), settlement=Settlement(SettlementKind.DONE, date(2026, 5, 20)))
    assert planned <= set(revise(done, insistent(), guild(), waiting, now).drop)
    assert planned == set(revise(owned(), subscription(), guild(), waiting, now).drop)


def test_a_deputy_named_later_is_called_in_turn() -> None:
    alone = replace(owned(), deputy_id=None)
    waiting = queue(alone, subscription(escalate_after=3))
    assert added(revise(owned(), subscription(escalate_after=3), guild(), waiting, NOW)) == {
        2: nine(5, 24)
    }
