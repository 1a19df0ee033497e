"""Local days and instants in every zone of the world, and on both sides of a clock change."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest

from bot.domain.dates.compute import compute
from bot.domain.dates.grammar.places import CITY_ZONES, zone_of
from bot.domain.dates.values import GIVEN, Anchor, Form, Period, Rule, Unit
from bot.domain.dates.zones import day_end, zone_named
from bot.errors import UserError

ZONES = sorted(available_timezones() - {"localtime", "posixrules", "Factory"})


def test_a_day_ends_with_the_first_moment_of_the_next_in_every_zone_of_the_world() -> None:
    second = timedelta(seconds=1)
    for zone in ZONES:
        place = zone_named(zone)
        for year in (1919, 1945, 1986, 2011, 2026):
            days = [date(year, 1, 1) + timedelta(ahead) for ahead in range(365)]
            ends = [day_end(on, zone) for on in days]
            for (before, end), (on, after) in pairwise(zip(days, ends, strict=True)):
                if after - end == timedelta(hours=24) and on.day != 1:
                    continue
                assert after.astimezone(place).date() > on, (zone, on)
                assert (after - second).astimezone(place).date() <= on, (zone, on)
                assert (end - second).astimezone(place).date() <= before, (zone, before)


def test_a_deadline_passes_at_the_same_local_midnight_on_both_sides_of_a_clock_change() -> None:
    rule = Rule(Form.WITHIN, "a day", period=Period(1, Unit.DAYS))
    for zone in ("America/New_York", "Europe/Brussels", "Australia/Sydney", "Asia/Beirut"):
        place = zone_named(zone)
        for ahead in range(366):
            anchor = Anchor(date(2026, 1, 1) + timedelta(ahead), zone)
            found = compute(rule, {GIVEN: anchor}, zone="UTC")
            assert found.passes_at is not None
            local = found.passes_at.astimezone(place)
            assert local.date() == anchor.on + timedelta(2)
            assert local.hour in {0, 1}


def test_the_end_of_a_day_is_an_aware_instant_in_utc() -> None:
    assert day_end(date(2026, 4, 28), "Asia/Tokyo") == datetime(2026, 4, 28, 15, tzinfo=UTC)


def test_a_day_that_a_clock_change_cuts_off_or_repeats_ends_once() -> None:
    ends = [
        ("Africa/Algiers", date(1945, 9, 15), "1945-09-15T22:00:00+00:00"),  # 00:00 comes twice
        ("America/St_Johns", date(2010, 11, 6), "2010-11-07T03:30:00+00:00"),  # back over midnight
        ("Asia/Beirut", date(2026, 3, 28), "2026-03-28T22:00:00+00:00"),  # midnight is skipped
        (
            "Pacific/Apia",
            date(2011, 12, 29),
            "2011-12-30T10:00:00+00:00",
        ),  # 30 is skipped
    ]
    for zone, on, end in ends:
        assert day_end(on, zone).isoformat() == end, zone


def test_every_city_lies_in_a_zone_that_exists() -> None:
    for zone in CITY_ZONES.values():
        assert zone_named(zone).key == zone
    assert zone_of("  new   york ") == "America/New_York"
    assert zone_of("asia/tokyo") == "Asia/Tokyo"
    assert zone_of("UTC") == "UTC"


@pytest.mark.parametrize("name", ["Mars/Base", "", "localtime", "../etc/passwd", "Asia", "Tokio"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="no time zone"):
        zone_of(name)
