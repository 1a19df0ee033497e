"""When a server is closed, and when it opens again."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guilds import EVERY_DAY, Guild
from bot.domain.hours import opens_at, quiet_since
from tests.domain.making import guild

ZONES = [
    "UTC",
    "Asia/Tokyo",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",  # changes its clocks at midnight
    "Africa/Cairo",  # has no midnight on one day of the year
    "Australia/Lord_Howe",  # changes them by half an hour
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]
MON_TO_FRI = (0, 1, 2, 3, 4)
START = datetime(2024, 1, 1, tzinfo=UTC)


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def desk(zone: str = "UTC", **settings: Any) -> Guild:
    return replace(guild(zone), **settings)


def sleeper(**settings: Any) -> Guild:
    return desk(quiet_from=22, quiet_until=7, **settings)


def test_a_server_that_has_set_nothing_is_always_open() -> None:
    night = at("2026-04-26T03:00")
    assert quiet_since(guild(), night) is None
    assert opens_at(guild(), night) == night


@pytest.mark.parametrize("now", ["2026-04-20T22:00", "2026-04-20T23:59", "2026-04-21T06:59"])
def test_quiet_hours_lie_across_midnight(now: str) -> None:
    assert quiet_since(sleeper(), at(now)) == at("2026-04-20T22:00")
    assert opens_at(sleeper(), at(now)) == at("2026-04-21T07:00")


@pytest.mark.parametrize("now", ["2026-04-20T21:59", "2026-04-21T07:00", "2026-04-21T12:00"])
def test_outside_the_quiet_hours_a_server_is_open(now: str) -> None:
    assert quiet_since(sleeper(), at(now)) is None
    assert opens_at(sleeper(), at(now)) == at(now)


def test_quiet_hours_within_a_day_end_on_that_day() -> None:
    noon = desk(quiet_from=12, quiet_until=14)
    assert opens_at(noon, at("2026-04-20T13:10")) == at("2026-04-20T14:00")
    assert quiet_since(noon, at("2026-04-20T11:59")) is None


def test_quiet_hours_and_a_weekend_are_one_span() -> None:
    team = sleeper(workdays=MON_TO_FRI)
    sunday = at("2026-04-26T12:00")
    assert quiet_since(team, sunday) == at("2026-04-24T22:00")
    assert opens_at(team, sunday) == at("2026-04-27T07:00")


def test_a_weekend_begins_and_ends_at_the_server_s_own_midnight() -> None:
    team = desk("Asia/Tokyo", workdays=MON_TO_FRI)
    saturday = at("2026-04-25T00:00", "Asia/Tokyo")
    assert quiet_since(team, saturday) == saturday
    assert quiet_since(team, saturday - timedelta(seconds=1)) is None
    assert opens_at(team, saturday) == at("2026-04-27T00:00", "Asia/Tokyo")


def test_a_public_holiday_of_any_of_its_calendars_is_closed() -> None:
    team = desk(calendars=("US", "JP"))
    independence, showa = at("2026-07-03T10:00"), at("2026-04-29T10:00")
    assert opens_at(team, independence) == at("2026-07-04T00:00").replace(day=5)
    assert opens_at(team, showa) == at("2026-04-30T00:00")


def test_holidays_and_a_weekend_are_one_span() -> None:
    team = desk(workdays=MON_TO_FRI, calendars=("JP",))
    golden_week = at("2026-05-05T10:00")
    assert quiet_since(team, golden_week) == at("2026-05-02T00:00")
    assert opens_at(team, golden_week) == at("2026-05-07T00:00")


def test_quiet_hours_follow_the_clock_across_a_daylight_saving_change() -> None:
    team = desk("America/New_York", quiet_from=22, quiet_until=7)
    spring = at("2026-03-08T03:30", "America/New_York")
    assert opens_at(team, spring) - quiet_since(team, spring) == timedelta(hours=8)  # type: ignore[operator]
    autumn = at("2026-11-01T05:00", "America/New_York")
    assert opens_at(team, autumn) - quiet_since(team, autumn) == timedelta(hours=10)  # type: ignore[operator]


def test_quiet_hours_that_end_in_an_hour_left_out_end_where_the_clocks_go_on() -> None:
    team = desk("America/New_York", quiet_from=22, quiet_until=2)
    opened = opens_at(team, at("2026-03-08T01:30", "America/New_York"))
    assert opened == at("2026-03-08T03:00", "America/New_York")


def test_a_server_without_any_open_day_holds_nothing_back_for_ever() -> None:
    never = desk(workdays=())
    assert opens_at(never, at("2026-04-20T10:00")) == at("2026-04-20T10:00")


def test_the_library_of_holidays_is_loaded_only_where_a_calendar_is_set() -> None:
    code = (
        "import sys, datetime as d; from bot.domain.guilds import Guild;"
        "from bot.domain.hours import opens_at;"
        "opens_at(Guild(1, 'x', quiet_from=22, quiet_until=7, workdays=(0,)),"
        " d.datetime(2026, 4, 20, 23, tzinfo=d.UTC));"
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@st.composite
def desks(draw: st.DrawFn) -> Guild:
    return desk(
        draw(st.sampled_from(ZONES)),
        quiet_from=draw(st.none() | st.integers(0, 23)),
        quiet_until=draw(st.integers(0, 23)),
        workdays=tuple(sorted(draw(st.sets(st.sampled_from(EVERY_DAY), min_size=1)))),
        calendars=draw(st.sampled_from([(), ("US",), ("JP", "CN")])),
    )


def by_the_clock(team: Guild, instant: datetime) -> bool:
    """Whether a server is closed, by its settings alone; holidays are left to its days off."""
    local = instant.astimezone(ZoneInfo(team.zone))
    start, end = team.quiet_from, team.quiet_until
    quiet = set()
    if start is not None and end is not None:
        quiet = {(start + hour) % 24 for hour in range((end - start) % 24)}
    return local.hour in quiet or local.weekday() not in team.workdays


@given(
    team=desks(),
    now=st.timedeltas(timedelta(), timedelta(days=4700)).map(lambda after: START + after),
)
def test_a_closed_span_is_closed_throughout_and_open_at_both_ends(
    team: Guild, now: datetime
) -> None:
    since, opened = quiet_since(team, now), opens_at(team, now)
    if not team.calendars:
        assert (since is not None) == by_the_clock(team, now)
    assert opened >= now
    if since is None:
        assert opened == now
        return
    assert quiet_since(team, opened) is None
    assert quiet_since(team, since - timedelta(seconds=1)) is None
    steps = [since + (opened - since) * part / 40 for part in range(40)]
    assert all(quiet_since(team, each) == since for each in steps)
    assert all(opens_at(team, each) == opened for each in steps)


@given(team=desks(), day=st.integers(0, 4700))
def test_from_hour_to_hour_a_server_is_as_its_settings_say(team: Guild, day: int) -> None:
    team = replace(team, calendars=())
    hours = [START + timedelta(days=day, hours=ahead) for ahead in range(30)]
    closed = [quiet_since(team, each) is not None for each in hours]
    assert closed == [by_the_clock(team, each) for each in hours]
    for earlier, later in pairwise(hours):
        assert opens_at(team, earlier) <= opens_at(team, later)
