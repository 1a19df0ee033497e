"""When reminders are posted."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates.values import DeadlineKind
from bot.domain.hours import quiet_since
from bot.domain.milestones import Settlement, SettlementKind
from bot.domain.rungs import days_early, plan, rung_at
from tests.domain.making import guild, milestone, subscription

ZONES = [
    "Pacific/Kiritimati",
    "Asia/Tokyo",
    "Europe/Brussels",
    "America/New_York",
    "Pacific/Pago_Pago",
]


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def times(
    *rungs: int, zone: str = "UTC", due_zone: str = "UTC", **fields: date
) -> dict[int, datetime]:
    wish = subscription(ladder=rungs)
    planned = plan(milestone(zone=due_zone, **fields), wish, guild(zone=zone))
    return {each.rung: each.due_at for each in planned}


def test_a_rung_is_posted_at_the_server_s_hour_that_many_days_before() -> None:
    assert times(7, zone="America/New_York", due_zone="America/New_York") == {
        7: at("2026-04-21T09:00", "America/New_York")
    }


def test_the_hour_stays_the_same_across_a_daylight_saving_change() -> None:
    planned = times(60, 0, zone="America/New_York", due_zone="America/New_York")
    assert planned[60] == at("2026-02-27T09:00", "America/New_York")
    assert planned[0] == at("2026-04-28T09:00", "America/New_York")
    assert planned[60].hour != planned[0].hour


def test_rungs_before_count_from_the_earliest_reading_and_those_after_from_the_latest() -> None:
    planned = times(1, 0, -1, earliest=date(2026, 4, 25), latest=date(2026, 4, 28))
    assert {rung: when.date() for rung, when in planned.items()} == {
        1: date(2026, 4, 24),
        0: date(2026, 4, 25),
        -1: date(2026, 4, 29),
    }


def test_a_server_far_to_the_west_is_told_before_the_day_is_over_in_tokyo() -> None:
    told = times(0, zone="Pacific/Honolulu", due_zone="Asia/Tokyo")[0]
    assert told == at("2026-04-27T09:00", "Pacific/Honolulu")
    assert told < at("2026-04-29T00:00", "Asia/Tokyo")


def test_nobody_is_followed_up_before_the_day_is_over_where_it_counts() -> None:
    told = times(-1, zone="Pacific/Auckland", due_zone="America/New_York")[-1]
    assert told >= at("2026-04-29T00:00", "America/New_York")
    assert told == at("2026-04-30T09:00", "Pacific/Auckland")


def test_places_more_than_a_day_apart_are_told_before_the_day_is_over() -> None:
    wish, desk = subscription(ladder=(0,)), guild("Pacific/Pago_Pago", hour=23)
    [told] = plan(milestone(zone="Pacific/Kiritimati"), wish, desk)
    assert told.due_at < at("2026-04-29T00:00", "Pacific/Kiritimati")


def test_an_entry_into_force_is_not_followed_up() -> None:
    wish = subscription(ladder=(7, 0, -1, -7))
    planned = plan(milestone(kind=DeadlineKind.IN_FORCE), wish, guild())
    assert [each.rung for each in planned] == [7, 0]


@pytest.mark.parametrize("kind", SettlementKind)
def test_nothing_is_planned_once_a_milestone_has_ended(kind: SettlementKind) -> None:
    ended = milestone(settlement=Settlement(kind, date(2026, 4, 1)))
    assert plan(ended, subscription(), guild()) == ()


def test_nothing_is_planned_without_a_date() -> None:
    assert plan(milestone(None), subscription(), guild()) == ()


def test_dates_at_the_ends_of_the_calendar_plan_what_can_be_planned() -> None:
    assert times(90, due=date(9999, 12, 30)) == {}
    assert times(90, due=date(1, 1, 2)) == {}


@given(
    due=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    zone=st.sampled_from(ZONES),
    due_zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
)
def test_no_rung_up_to_the_day_comes_after_it_and_none_after_it_comes_before(
    due: date, zone: str, due_zone: str, hour: int
) -> None:
    subject = milestone(due, zone=due_zone)
    assert subject.deadline is not None
    ends_at = subject.deadline.ends_at
    assert ends_at is not None
    for each in plan(subject, subscription(), guild(zone, hour)):
        assert (each.due_at < ends_at) == (each.rung >= 0)


def on(*rungs: int, due: date, **settings: Any) -> dict[int, str]:
    """The day of each rung in a server with these settings."""
    desk = replace(guild(), **settings)
    planned = plan(milestone(due), subscription(ladder=rungs), desk)
    return {each.rung: each.due_at.date().isoformat() for each in planned}


def test_rungs_up_to_the_day_come_before_a_weekend_and_those_after_it_after_it() -> None:
    saturday = date(2026, 5, 2)
    told = on(14, 7, 2, 0, -1, due=saturday, workdays=(0, 1, 2, 3, 4))
    assert told == {
        14: "2026-04-17",
        7: "2026-04-24",
        2: "2026-04-30",
        0: "2026-05-01",
        -1: "2026-05-04",
    }


def test_of_two_rungs_that_fall_on_one_moment_the_later_stays() -> None:
    sunday = date(2026, 5, 3)
    assert on(2, 1, 0, -1, due=sunday, workdays=(0, 1, 2, 3, 4)) == {
        0: "2026-05-01",
        -1: "2026-05-04",
    }
    assert on(-6, -7, -8, due=sunday, workdays=(0, 1, 2, 3, 4)) == {-8: "2026-05-11"}


def test_rungs_come_before_public_holidays_of_the_server_s_calendars() -> None:
    golden_week = date(2026, 5, 6)
    assert on(0, due=golden_week, calendars=("JP",), workdays=(0, 1, 2, 3, 4)) == {0: "2026-05-01"}


def test_a_server_that_never_opens_is_told_on_the_day_itself() -> None:
    assert on(1, 0, due=date(2026, 5, 6), workdays=()) == {1: "2026-05-05", 0: "2026-05-06"}


def test_an_expiry_is_told_of_half_a_year_before_and_no_more_after_it() -> None:
    planned = plan(milestone(kind=DeadlineKind.EXPIRY), subscription(), guild())
    assert (planned[0].rung, planned[-1].rung) == (180, 0)


@given(
    due=st.dates(date(2024, 6, 1), date(2035, 1, 1)),
    zone=st.sampled_from(ZONES),
    due_zone=st.sampled_from(ZONES),
    workdays=st.sets(st.integers(0, 6), min_size=1),
    quiet_from=st.integers(0, 23),
    quiet_hours=st.integers(0, 20),
    kind=st.sampled_from(DeadlineKind),
    calendars=st.sampled_from([(), ("JP",), ("US", "CN")]),
)
def test_no_rung_ever_falls_into_closed_hours_nor_on_the_wrong_side_of_the_date(
    due: date,
    zone: str,
    due_zone: str,
    *,
    workdays: set[int],
    quiet_from: int,
    quiet_hours: int,
    kind: DeadlineKind,
    calendars: tuple[str, ...],
) -> None:
    until = (quiet_from + quiet_hours) % 24
    desk = replace(
        guild(zone, hour=until),
        workdays=tuple(workdays),
        quiet_from=quiet_from,
        quiet_until=until,
        calendars=calendars,
    )
    subject = milestone(due, zone=due_zone, kind=kind)
    planned = plan(subject, subscription(), desk)
    assert subject.deadline is not None
    ends_at = subject.deadline.ends_at
    assert ends_at is not None
    assert all(quiet_since(desk, each.due_at) is None for each in planned)
    assert all((each.due_at < ends_at) == (each.rung >= 0) for each in planned)
    assert len({each.due_at for each in planned}) == len(planned)
    assert [each.rung for each in planned] == sorted((r.rung for r in planned), reverse=True)


@pytest.mark.parametrize(
    ("rung", "due", "early"),
    [
        (7, date(2026, 4, 28), 0),  # a Tuesday
        (2, date(2026, 4, 28), 2),  # the Sunday before: on Friday
        (-4, date(2026, 4, 28), -1),  # a Saturday that Tokyo meets on Sunday: on Monday
    ],
)
def test_a_rung_of_a_closed_day_tells_how_much_earlier_or_later_it_comes(
    rung: int, due: date, early: int
) -> None:
    weekdays = replace(guild(zone="Asia/Tokyo"), workdays=(0, 1, 2, 3, 4))
    subject = milestone(due, zone="America/New_York")
    at = rung_at(subject, rung, weekdays)
    assert at is not None
    assert days_early(subject, rung, at, weekdays) == early
    assert days_early(subject, rung, at, guild(zone="Asia/Tokyo")) == 0


def test_a_rung_told_at_once_is_neither_early_nor_late() -> None:
    weekdays = replace(guild(), workdays=(0, 1, 2, 3, 4))
    assert days_early(milestone(), 2, datetime(2026, 4, 26, 12, tzinfo=UTC), weekdays) == 0
