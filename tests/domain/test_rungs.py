"""When reminders are posted."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import Settlement, SettlementKind
from bot.domain.rungs import plan
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
