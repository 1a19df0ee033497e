"""When digests come: once a local day or week, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digest_posts import covered_until
from bot.domain.digests import (
    Every,
    Schedule,
    comes_at,
    day_of,
    days_until,
    next_after,
    next_day,
    planned_day,
)
from bot.domain.guilds import Guild

DESK = Guild(1, "Desk", zone="America/New_York")
BEGIN = datetime(1999, 1, 1, tzinfo=UTC)
ZONES = sorted(available_timezones() - {"localtime", "Factory", "posixrules"})


def daily(hour: int = 8, zone: str = "America/New_York") -> Schedule:
    return Schedule(Every.DAY, hour, zone)


def test_a_daily_digest_keeps_its_local_hour_over_both_clock_changes() -> None:
    days = [date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 9), date(2026, 11, 1)]
    hours = [comes_at(daily(), day).astimezone(ZoneInfo("America/New_York")).hour for day in days]
    assert hours == [8, 8, 8, 8]


def test_an_hour_that_the_clocks_leave_out_comes_when_they_have_gone_on() -> None:
    at = comes_at(daily(hour=2), date(2026, 3, 8))
    assert at == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)


def test_an_hour_that_comes_twice_counts_once_the_first_time() -> None:
    first = comes_at(daily(hour=1), date(2026, 11, 1))
    assert first == datetime(2026, 11, 1, 5, 0, tzinfo=UTC)
    assert next_after(daily(hour=1), DESK, first) == date(2026, 11, 2)


def test_a_weekly_digest_comes_on_its_day() -> None:
    monday = Schedule(Every.WEEK, 9, "Asia/Tokyo", weekday=0)
    assert next_day(monday, DESK, date(2026, 4, 20)) == date(2026, 4, 27)
    assert next_after(monday, DESK, datetime(2026, 4, 19, 23, 59, tzinfo=UTC)) == date(2026, 4, 20)


def test_a_daily_digest_leaves_out_the_days_on_which_nobody_works() -> None:
    office = Guild(1, "Desk", zone="America/New_York", workdays=(0, 1, 2, 3, 4))
    assert next_day(daily(), office, date(2026, 4, 24)) == date(2026, 4, 27)


def test_a_digest_in_a_server_that_never_opens_still_comes() -> None:
    shut = Guild(1, "Desk", zone="America/New_York", workdays=())
    assert next_day(daily(), shut, date(2026, 4, 24)) == date(2026, 4, 25)


@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    start=st.integers(0, 15_000_000).map(lambda minutes: BEGIN + timedelta(minutes=minutes)),
)
def test_daily_digests_follow_each_other_a_local_day_apart_in_every_zone(
    zone: str, hour: int, start: datetime
) -> None:
    schedule, at = Schedule(Every.DAY, hour, zone), start
    days = []
    for _ in range(4):
        days.append(next_after(schedule, DESK, at))
        at = comes_at(schedule, days[-1])
        assert at > start
    assert [after - before for before, after in pairwise(days)] == [timedelta(days=1)] * 3


@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    day=st.dates(date(1999, 1, 1), date(2040, 1, 1)),
)
def test_a_digest_comes_on_the_day_by_which_it_is_known(zone: str, hour: int, day: date) -> None:
    schedule = Schedule(Every.DAY, hour, zone)
    # Where a zone left a whole day out, the hour that it left out is the next day's.
    assert day_of(schedule, comes_at(schedule, day)) - day in (timedelta(0), timedelta(days=1))


def test_the_next_digest_comes_on_a_later_day_than_the_last_whatever_the_zone_is_now() -> None:
    honolulu = daily(hour=17, zone="Pacific/Honolulu")
    after = datetime(2026, 4, 21, 1, 0, tzinfo=UTC)  # the 20th in Honolulu
    assert planned_day(honolulu, DESK, after, None) == date(2026, 4, 20)
    assert planned_day(honolulu, DESK, after, date(2026, 4, 21)) == date(2026, 4, 22)


def test_the_days_of_coming_digests_follow_the_planned_one() -> None:
    planned = comes_at(daily(), date(2026, 3, 7))
    until = planned + timedelta(days=3)
    days = list(days_until(daily(), DESK, planned, date(2026, 3, 7), until))
    assert days == [date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 10)]


def test_a_digest_tells_up_to_its_own_time_or_if_late_up_to_when_it_was_made() -> None:
    due = datetime(2026, 4, 21, 9, 0, tzinfo=UTC)
    assert covered_until(due, None) == due
    assert covered_until(due, due + timedelta(minutes=10)) == due
    assert covered_until(due, due + timedelta(hours=1)) == due + timedelta(hours=1)
