"""How the queue follows a change of the record."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.dates.values import DeadlineKind
from bot.domain.digests import Every, Schedule
from bot.domain.milestones import Settlement, SettlementKind
from bot.domain.plans import Revision, revise
from bot.domain.reminders import Reminder, ReminderKind, ReminderState
from bot.domain.skips import skip_reason
from tests.domain.making import NOW, deadline, guild, milestone, reminder, subscription

SENT_EARLIER = reminder(id=40, rung=14, state=ReminderState.SENT, sent_at=NOW - timedelta(days=6))


def planned(revision: Revision) -> dict[int, date]:
    """The rungs that a first revision puts into the queue, with the day of each."""
    return {
        each.rung: each.due_at.date() for each in revision.add if each.kind is ReminderKind.RUNG
    }


def queue(**ladder: object) -> list[Reminder]:
    """The queue as a first plan leaves it."""
    first = revise(milestone(), subscription(**ladder), guild(), [], NOW)
    return [
        reminder(id=number, rung=each.rung, due_at=each.due_at)
        for number, each in enumerate(first.add, start=1)
    ]


def moved_to(on: date, version: int = 2) -> dict[str, object]:
    return {"deadline": deadline(on), "due_version": version}


def test_only_rungs_that_are_still_ahead_are_planned() -> None:
    assert sorted(planned(revise(milestone(), subscription(), guild(), [], NOW))) == [
        -28,
        -21,
        -14,
        -7,
        -1,
        0,
        1,
        7,
    ]


def test_planning_again_changes_nothing() -> None:
    assert revise(milestone(), subscription(), guild(), queue(), NOW) == Revision()


def test_a_sent_rung_is_never_planned_again() -> None:
    sent = [replace(each, state=ReminderState.SENT, sent_at=NOW) for each in queue()]
    assert revise(milestone(), subscription(), guild(), sent, NOW) == Revision()


def test_another_posting_hour_moves_what_is_waiting() -> None:
    revision = revise(milestone(), subscription(), guild(hour=17), queue(), NOW)
    assert {at.hour for at in revision.move.values()} == {17}
    assert (revision.add, revision.drop) == ((), ())


def test_a_rung_that_an_earlier_hour_puts_into_the_past_stays_in_the_queue() -> None:
    now = NOW.replace(day=21, hour=8, minute=30)
    revision = revise(milestone(), subscription(), guild(hour=8), queue(), now)
    overdue = [at for at in revision.move.values() if at <= now]
    assert overdue == [now.replace(hour=8, minute=0)]
    assert revision.drop == ()


def test_a_moved_date_replaces_the_rungs_and_tells_the_place_that_heard_the_old_one() -> None:
    subject = replace(milestone(), **moved_to(date(2026, 6, 1)))  # type: ignore[arg-type]
    waiting = queue()
    revision = revise(
        subject, subscription(), guild(), [SENT_EARLIER, *waiting], NOW, heard=[SENT_EARLIER]
    )
    notices = [each for each in revision.add if each.kind is ReminderKind.MOVED]
    assert [(each.due_at, each.due_on) for each in notices] == [(NOW, date(2026, 6, 1))]
    assert sorted(revision.drop) == sorted(each.id for each in waiting)
    assert planned(revision)[30] == date(2026, 5, 2)


def test_a_moved_date_is_no_news_where_nobody_heard_the_old_one() -> None:
    subject = replace(milestone(), **moved_to(date(2026, 6, 1)))  # type: ignore[arg-type]
    revision = revise(subject, subscription(), guild(), queue(), NOW)
    assert {each.kind for each in revision.add} == {ReminderKind.RUNG}


def test_a_reminder_that_was_due_but_not_yet_posted_is_not_lost_when_the_date_moves() -> None:
    subject = replace(milestone(), **moved_to(date(2026, 4, 29)))  # type: ignore[arg-type]
    lapsed = reminder(id=8, rung=7, due_at=NOW - timedelta(minutes=1))
    revision = revise(subject, subscription(), guild(), [lapsed], NOW)
    assert revision.drop == (8,)
    assert ReminderKind.MOVED in {each.kind for each in revision.add}


def test_a_reminder_that_was_due_is_not_lost_when_the_date_moves_twice() -> None:
    notice = reminder(id=50, kind=ReminderKind.MOVED, rung=0, due_version=2)
    subject = replace(milestone(), **moved_to(date(2026, 6, 1), 3))  # type: ignore[arg-type]
    revision = revise(subject, subscription(), guild(), [notice], NOW)
    assert revision.drop == (50,)
    assert ReminderKind.MOVED in {each.kind for each in revision.add}


def test_a_notice_where_nobody_was_told_outlives_other_changes() -> None:
    notice = reminder(id=50, kind=ReminderKind.MOVED, rung=0, due_version=2)
    subject = replace(milestone(), **moved_to(date(2026, 6, 1)))  # type: ignore[arg-type]
    revision = revise(subject, subscription(), guild(hour=12), [notice], NOW)
    assert 50 not in revision.drop
    assert ReminderKind.MOVED not in {each.kind for each in revision.add}


def test_a_date_that_moves_back_before_anybody_was_told_takes_the_notice_back() -> None:
    notice = reminder(id=50, kind=ReminderKind.MOVED, rung=0, due_version=2)
    subject = replace(milestone(), due_version=3)
    revision = revise(
        subject, subscription(), guild(), [SENT_EARLIER, notice], NOW, heard=[SENT_EARLIER]
    )
    assert 50 in revision.drop
    assert ReminderKind.MOVED not in {each.kind for each in revision.add}


def test_a_date_that_is_taken_away_is_told_to_the_place_that_heard_it() -> None:
    subject = replace(milestone(None), due_version=2)
    revision = revise(subject, subscription(), guild(), [SENT_EARLIER], NOW, heard=[SENT_EARLIER])
    assert [(each.kind, each.due_on) for each in revision.add] == [(ReminderKind.MOVED, None)]


def test_what_is_done_leaves_the_queue_but_a_snooze_waits_whether_it_is_reopened() -> None:
    ended = milestone(settlement=Settlement(SettlementKind.DONE, date(2026, 4, 20)))
    snooze = reminder(id=60, kind=ReminderKind.SNOOZED, rung=0)
    waiting = queue()
    revision = revise(ended, subscription(), guild(), [*waiting, snooze], NOW)
    assert sorted(revision.drop) == sorted(each.id for each in waiting)
    assert revision.add == ()


def test_what_is_reopened_returns_to_the_queue_if_it_is_still_ahead() -> None:
    later = NOW + timedelta(days=2)
    revision = revise(milestone(), subscription(), guild(), [SENT_EARLIER], later)
    assert sorted(planned(revision)) == [-28, -21, -14, -7, -1, 0, 1]


def test_what_an_ended_subscription_had_planned_leaves_the_queue() -> None:
    waiting = queue()
    revision = revise(milestone(), None, guild(), [SENT_EARLIER, *waiting], NOW)
    assert revision == Revision(drop=tuple(each.id for each in waiting))


def test_a_new_milestone_inside_its_ladder_is_told_of_at_once() -> None:
    revision = revise(milestone(), subscription(), guild(), [], NOW, fresh=True)
    assert planned(revision)[14] == NOW.date()


def test_a_new_milestone_whose_date_has_passed_is_not_told_of() -> None:
    past = milestone(date(2026, 4, 1))
    revision = revise(past, subscription(ladder=(7, 0)), guild(), [], NOW, fresh=True)
    assert revision.add == ()


def test_a_rung_that_the_place_heard_for_this_date_is_not_planned_again() -> None:
    other = reminder(id=70, subscription_id=6, rung=7, state=ReminderState.SENT, sent_at=NOW)
    revision = revise(milestone(), subscription(), guild(hour=17), [], NOW, heard=[other])
    assert 7 not in planned(revision)
    assert 1 in planned(revision)


def test_a_place_hears_of_a_moved_date_also_through_a_later_subscription() -> None:
    other = reminder(id=70, subscription_id=6, rung=14, state=ReminderState.SENT, sent_at=NOW)
    subject = replace(milestone(), **moved_to(date(2026, 6, 1)))  # type: ignore[arg-type]
    revision = revise(subject, subscription(), guild(), [], NOW, heard=[other])
    assert ReminderKind.MOVED in {each.kind for each in revision.add}


def test_a_rung_that_fell_due_while_a_milestone_was_done_is_posted_late() -> None:
    now = NOW.replace(day=21)
    wish = subscription(created_at=NOW - timedelta(days=30))
    assert planned(revise(milestone(), wish, guild(), [], now))[7] == now.date()


def test_a_rung_that_fell_due_before_anybody_subscribed_is_not_posted() -> None:
    now = NOW.replace(day=21)
    wish = subscription(created_at=now - timedelta(minutes=1))
    assert 7 not in planned(revise(milestone(), wish, guild(), [], now))


def test_a_date_that_moves_into_its_ladder_is_told_at_once_where_nobody_was_told() -> None:
    wish = subscription(ladder=(90, 30, 14))
    assert planned(revise(milestone(), wish, guild(), [], NOW, fresh=True)) == {14: NOW.date()}


def test_a_place_that_knows_the_date_is_not_told_of_it_at_once() -> None:
    wish = subscription(ladder=(90, 30, 14))
    revision = revise(milestone(), wish, guild(), [], NOW, heard=[SENT_EARLIER], fresh=True)
    assert revision.add == ()


def test_each_kind_of_milestone_has_its_own_ladder() -> None:
    expiry = milestone(date(2026, 6, 1), kind=DeadlineKind.EXPIRY)
    wish = subscription(ladders={DeadlineKind.EXPIRY: (30, 3)})
    assert sorted(planned(revise(expiry, wish, guild(), [], NOW))) == [3, 30]
    assert 14 in planned(revise(milestone(date(2026, 6, 1)), wish, guild(), [], NOW))


def test_another_ladder_for_a_kind_keeps_what_was_sent_and_plans_the_rest() -> None:
    sent, *waiting = queue()
    heard = replace(sent, state=ReminderState.SENT, sent_at=NOW)
    wish = subscription(ladders={DeadlineKind.ACT_BY: (sent.rung, 3)})
    revision = revise(milestone(), wish, guild(), [heard, *waiting], NOW)
    assert sorted(planned(revision)) == [3]
    assert sorted(revision.drop) == sorted(each.id for each in waiting)


def test_a_date_that_somebody_skipped_does_not_come_back_by_any_change() -> None:
    skipped = [
        replace(each, state=ReminderState.SKIPPED, reason=skip_reason(21)) for each in queue()
    ]
    for wish in (subscription(), subscription(ladder=(5, 2)), subscription(escalate_after=1)):
        for desk in (guild(), guild(hour=17)):
            assert revise(milestone(owner_id=3), wish, desk, skipped, NOW) == Revision()


def test_a_date_that_is_skipped_and_then_moves_is_reminded_of_again() -> None:
    skipped = [
        replace(each, state=ReminderState.SKIPPED, reason=skip_reason(21)) for each in queue()
    ]
    subject = replace(milestone(), **moved_to(date(2026, 6, 1)))  # type: ignore[arg-type]
    assert 14 in planned(revise(subject, subscription(), guild(), skipped, NOW))


def test_a_rung_that_a_later_one_overtook_holds_nothing_back() -> None:
    overtaken = reminder(
        rung=7, state=ReminderState.SKIPPED, reason="overtaken by a later reminder"
    )
    revision = revise(milestone(), subscription(), guild(), [overtaken], NOW)
    assert 1 in planned(revision)
    assert 7 not in planned(revision)


def test_days_that_become_closed_make_one_of_two_rungs_and_give_both_back() -> None:
    # The date is a Tuesday; with Monday off both the day before and the third come on Friday.
    wish = subscription(ladder=(3, 1, 0))
    waiting = queue(ladder=(3, 1, 0))
    closed = replace(guild(), workdays=(1, 2, 3, 4))
    revision = revise(milestone(), wish, closed, waiting, NOW)
    by_rung = {each.rung: each.id for each in waiting}
    assert revision.drop == (by_rung[3],)
    assert {id_: at.day for id_, at in revision.move.items()} == {by_rung[1]: 24}
    left = [
        replace(each, due_at=revision.move.get(each.id, each.due_at))
        for each in waiting
        if each.id not in revision.drop
    ]
    again = revise(milestone(), wish, guild(), left, NOW)
    assert sorted(planned(again)) == [3]
    assert {id_: at.day for id_, at in again.move.items()} == {by_rung[1]: 27}


def test_a_digest_plans_no_rungs_and_tells_of_no_move() -> None:
    digest = subscription(schedule=Schedule(Every.DAY, 9, "UTC"))
    subject = replace(milestone(), **moved_to(date(2026, 6, 1)))  # type: ignore[arg-type]
    assert revise(subject, digest, guild(), [], NOW, heard=[SENT_EARLIER]) == Revision()
