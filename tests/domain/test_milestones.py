"""The state of a milestone at an instant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates.values import DeadlineKind, DeadlineState, Precision
from bot.domain.milestones import (
    Milestone,
    Settlement,
    SettlementKind,
    State,
    days_late,
    state,
)
from tests.domain.making import deadline, milestone

DUE = date(2026, 4, 28)


def on(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (on(4, 13), State.UPCOMING),
        (on(4, 14), State.DUE_SOON),
        (on(4, 27), State.DUE_SOON),
        (on(4, 28), State.DUE_TODAY),
        (on(4, 29, 0), State.UNVERIFIED_PAST),
    ],
)
def test_it_goes_from_upcoming_to_due_to_unverified(now: datetime, expected: State) -> None:
    assert state(milestone(DUE), now) is expected


def test_it_is_due_on_every_day_from_the_earliest_reading_to_the_latest() -> None:
    spread = milestone(DUE, earliest=date(2026, 4, 27), latest=date(2026, 4, 30))
    days = [state(spread, on(4, day)) for day in range(26, 31)]
    assert days == [State.DUE_SOON, *[State.DUE_TODAY] * 4]


def test_the_day_is_the_one_of_the_place_that_counts() -> None:
    tokyo = milestone(DUE, zone="Asia/Tokyo", owner_id=1)
    assert state(tokyo, on(4, 27, 15)) is State.DUE_TODAY
    assert state(tokyo, on(4, 28, 14)) is State.DUE_TODAY
    assert state(tokyo, on(4, 28, 15)) is State.OVERDUE


def test_it_is_overdue_only_when_somebody_answers_for_it_or_has_looked_since() -> None:
    now = on(5, 10)
    assert state(milestone(DUE), now) is State.UNVERIFIED_PAST
    assert state(milestone(DUE, owner_id=1), now) is State.OVERDUE
    assert state(milestone(DUE, verified_on=date(2026, 5, 2)), now) is State.OVERDUE
    assert state(milestone(DUE, verified_on=DUE), now) is State.UNVERIFIED_PAST


@pytest.mark.parametrize("kind", [DeadlineKind.IN_FORCE, DeadlineKind.EXPIRY])
def test_a_date_of_effect_is_never_overdue(kind: DeadlineKind) -> None:
    past = milestone(DUE, kind=kind, owner_id=1)
    assert state(past, on(6, 1)) is State.UNVERIFIED_PAST


def test_a_month_is_not_due_today_on_each_of_its_days() -> None:
    month = milestone(date(2026, 6, 30), earliest=date(2026, 6, 1))
    assert month.deadline is not None
    month = replace(month, deadline=replace(month.deadline, precision=Precision.MONTH))
    assert state(month, on(6, 15)) is State.DUE_SOON


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (DeadlineState.AWAITING_TRIGGER, State.AWAITING_TRIGGER),
        (DeadlineState.UNDETERMINED, State.NO_DATE),
        (DeadlineState.INDEFINITE, State.ONGOING),
    ],
)
def test_without_a_date_the_reason_is_its_state(reason: DeadlineState, expected: State) -> None:
    undated = replace(
        deadline(DUE), due=None, earliest=None, latest=None, ends_at=None, state=reason
    )
    assert state(milestone(deadline=undated), on(4, 20)) is expected
    assert state(milestone(None), on(4, 20)) is State.NO_DATE


@pytest.mark.parametrize(
    ("done_on", "expected", "late"),
    [
        (date(2026, 4, 30), State.DONE_ON_TIME, 0),
        (date(2026, 5, 1), State.DONE_LATE, 1),
        (date(2026, 6, 18), State.DONE_LATE, 49),
    ],
)
def test_done_is_late_only_after_the_latest_reading(
    done_on: date, expected: State, late: int
) -> None:
    done = milestone(
        DUE, latest=date(2026, 4, 30), settlement=Settlement(SettlementKind.DONE, done_on)
    )
    assert state(done, on(7, 1)) is expected
    assert days_late(done) == late


@pytest.mark.parametrize(
    "kind", [each for each in SettlementKind if each is not SettlementKind.DONE]
)
def test_however_it_ended_is_its_state_whatever_its_date(kind: SettlementKind) -> None:
    ended = milestone(DUE, settlement=Settlement(kind, date(2026, 4, 1)))
    assert state(ended, on(7, 1)).value == kind.value


@given(
    due=st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    spread=st.integers(0, 40),
    after=st.timedeltas(timedelta(days=-400), timedelta(days=400)),
    zone=st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"]),
)
def test_no_state_becomes_overdue_before_the_latest_reading_has_passed(
    due: date, spread: int, after: timedelta, zone: str
) -> None:
    subject: Milestone = milestone(due, latest=due + timedelta(days=spread), zone=zone, owner_id=1)
    assert subject.deadline is not None
    ends_at = subject.deadline.ends_at
    assert ends_at is not None
    past = state(subject, ends_at + after) is State.OVERDUE
    assert past == (after >= timedelta(0))
