"""Why a milestone did or did not remind, read from the queue and the rules."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.agreements import Agreement, Instrument
from bot.domain.dates.values import DeadlineKind
from bot.domain.digests import Every, Schedule
from bot.domain.milestones import Settlement, SettlementKind
from bot.domain.places import Place
from bot.domain.reminders import Reminder, ReminderKind, ReminderState
from bot.domain.skips import skip_reason
from bot.domain.subscriptions import UNTIL_RESUMED, Scope, Subscription
from bot.domain.telling import Facts, Gap, Silence, Telling, tell
from tests.domain.making import NOW, guild, milestone, reminder, subscription

HERE, THERE = 11, 12
PLACES = {
    HERE: Place(HERE, 7, channel_id=99, user_id=None),
    THERE: Place(THERE, 7, channel_id=55, user_id=None),
}


def agreement(**fields: Any) -> Agreement:
    values: dict[str, Any] = {
        "id": 3,
        "guild_id": 7,
        "title": "Test Framework",
        "short_name": "Test Framework",
        "instrument": Instrument.FRAMEWORK,
        "binding": False,
        "summary": "",
        "zone": "UTC",
        "convention": "political-default",
    }
    return Agreement(**{**values, **fields})


def wish(**fields: Any) -> Subscription:
    usual = {
        "ladder": (14, 7, 1, 0, -1),
        "place_id": HERE,
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return subscription(**{**usual, **fields})


def here(**fields: Any) -> Reminder:
    return reminder(**{"place_id": HERE, **fields})


def told(*reminders: Reminder, wishes: tuple[Subscription, ...] = (), **facts: Any) -> Telling:
    values: dict[str, Any] = {
        "milestone": milestone(),
        "agreement": agreement(),
        "guild": guild(),
        "places": PLACES,
        "now": NOW,
    }
    return tell(Facts(**{**values, **facts}, reminders=reminders), wishes or (wish(),))


def test_each_reminder_is_told_in_order_with_where_it_went() -> None:
    sent = here(id=2, rung=14, state=ReminderState.SENT, sent_at=NOW, due_at=NOW - timedelta(7))
    ahead = here(id=1, rung=1, due_at=NOW + timedelta(days=6))
    [found] = told(ahead, sent).told
    assert [each.reminder.id for each in found.fates] == [2, 1]
    assert found.fates[0].place == PLACES[HERE]
    assert found.fates[0].meant_for is None


def test_a_stand_in_is_told_with_the_place_that_it_was_meant_for() -> None:
    [found] = told(here(place_id=THERE, meant_for_id=HERE, state=ReminderState.SENT)).told
    assert (found.fates[0].place, found.fates[0].meant_for) == (PLACES[THERE], PLACES[HERE])


def test_rungs_before_the_reminders_were_switched_on_were_never_planned() -> None:
    [found] = told(wishes=(wish(created_at=NOW),)).told
    assert found.gaps[Gap.BEGAN_LATER] == (14,)


def test_rungs_before_the_date_was_recorded_were_never_planned() -> None:
    [found] = told(here(rung=7), here(rung=1), here(rung=0), here(rung=-1)).told
    assert found.gaps == {Gap.DATED_LATER: (14,)}


def test_a_rung_that_the_place_heard_otherwise_is_not_missing() -> None:
    through_another = here(subscription_id=8, rung=7, state=ReminderState.SENT)
    [found] = told(through_another).told
    assert found.gaps[Gap.HEARD] == (7,)


@pytest.mark.parametrize(
    "elsewhere",
    [{"place_id": THERE}, {"due_on": date(2026, 5, 1)}, {"state": ReminderState.FAILED}],
)
def test_what_another_place_heard_or_of_another_date_or_not_at_all_does_not_count(
    elsewhere: dict[str, Any],
) -> None:
    usual = {"subscription_id": 8, "rung": 7, "state": ReminderState.SENT}
    [found] = told(here(**{**usual, **elsewhere})).told
    assert Gap.HEARD not in found.gaps


def test_an_event_date_is_not_asked_after() -> None:
    begins = milestone(kind=DeadlineKind.IN_FORCE)
    [found] = told(milestone=begins).told
    assert found.gaps[Gap.NOT_ASKED] == (-1,)


def test_rungs_that_closed_days_put_on_one_moment_are_told_of_as_one() -> None:
    """The day is a Tuesday; the team works on Mondays alone."""
    mondays = replace(guild(), workdays=(0,))
    [found] = told(guild=mondays).told
    assert found.gaps[Gap.TOGETHER] == (1,)


def test_a_skipped_date_says_so_and_its_rungs_are_no_riddle() -> None:
    skipped = here(rung=1, state=ReminderState.SKIPPED, reason=skip_reason(21))
    [found] = told(skipped).told
    assert 0 in found.gaps[Gap.SKIPPED]


def test_posts_of_an_earlier_date_are_counted_apart() -> None:
    moved = milestone(due_version=2)
    before = here(rung=7, state=ReminderState.SENT, due_version=1, due_on=date(2026, 4, 14))
    snooze = here(id=3, kind=ReminderKind.SNOOZED, rung=0, due_version=1)
    [found] = told(before, snooze, milestone=moved).told
    assert found.earlier == 1
    assert [each.reminder.kind for each in found.fates] == [ReminderKind.SNOOZED]


def test_a_pause_and_closed_hours_hold_back_what_is_planned() -> None:
    until = NOW + timedelta(days=3)
    [found] = told(here(due_at=NOW), wishes=(wish(paused_until=until),)).told
    assert found.fates[0].held_until == until
    paused = told(here(due_at=NOW), guild=replace(guild(), paused_until=UNTIL_RESUMED))
    assert paused.told[0].fates[0].held_until == paused.paused_until == UNTIL_RESUMED
    closed = replace(guild(), quiet_from=12, quiet_until=18)
    [found] = told(here(due_at=NOW - timedelta(hours=3)), guild=closed).told
    assert found.fates[0].held_until == NOW.replace(hour=18)
    [found] = told(here(due_at=NOW - timedelta(hours=3))).told
    assert found.fates[0].held_until is None


def test_only_what_covers_it_is_told_and_the_rest_is_what_ended() -> None:
    other = wish(id=9, scope=Scope.AGREEMENT, agreement_id=4)
    through_other = here(subscription_id=9, state=ReminderState.SENT)
    telling = told(through_other, wishes=(wish(), other))
    assert [each.subscription.id for each in telling.told] == [5]
    assert telling.ended == (through_other,)


def test_a_digest_has_no_rungs_to_miss() -> None:
    daily = wish(schedule=Schedule(Every.DAY, 8, "UTC"))
    assert told(wishes=(daily,)).told[0].gaps == {}


def test_the_silence_of_a_milestone_has_a_reason() -> None:
    assert told().silence is None
    assert told(milestone=milestone(None)).silence is Silence.UNDATED
    done = Settlement(SettlementKind.DONE, date(2026, 4, 20))
    settled = told(milestone=milestone(settlement=done))
    assert settled.silence is Silence.SETTLED
    assert settled.told[0].gaps == {}
    assert told(agreement=agreement(archived_at=NOW)).silence is Silence.ARCHIVED
    elsewhere = wish(scope=Scope.AGREEMENT, agreement_id=4)
    assert told(wishes=(elsewhere,)).silence is Silence.UNCOVERED
