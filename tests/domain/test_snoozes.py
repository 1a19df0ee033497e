"""When somebody who snoozes wants to be reminded again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.snoozes import read_snooze, snoozed_for
from bot.errors import UserError
from tests.domain.making import NOW, guild, milestone

TOKYO = "Asia/Tokyo"


def read(text: str, zone: str = "UTC") -> datetime:
    """What `text` means on Monday 20 April 2026, at 13:00 UTC."""
    return read_snooze(text, milestone(), guild(zone), NOW)


def utc(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("in 3 hours", utc(4, 20, 16)),
        ("3 hours", utc(4, 20, 16)),
        ("in an hour", utc(4, 20, 14)),
        ("in half an hour", utc(4, 20, 13, 30)),
        ("90 min", utc(4, 20, 14, 30)),
        ("2h", utc(4, 20, 15)),
        ("15:00", utc(4, 20, 15)),
        ("at 3pm", utc(4, 20, 15)),
        ("noon", utc(4, 21, 12)),
        ("9:00", utc(4, 21, 9)),
        ("tomorrow", utc(4, 21)),
        ("tomorrow 15:00", utc(4, 21, 15)),
        ("tomorrow at 3 pm", utc(4, 21, 15)),
        ("Monday 9:00", utc(4, 27, 9)),
        ("Tuesday", utc(4, 21)),
        ("next Friday at 8:30", utc(5, 1, 8, 30)),
        ("4 May", utc(5, 4)),
        ("2026-05-04 17:30", utc(5, 4, 17, 30)),
        ("in 2 weeks", utc(5, 4)),
    ],
)
def test_a_time_or_a_day_is_read_as_people_write_it(typed: str, at: datetime) -> None:
    assert read(typed) == at


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("until 7 days before", utc(4, 21)),
        ("7 days before", utc(4, 21)),
        ("a week before it", utc(4, 21)),
        ("the day before", utc(4, 27)),
        ("until the day before the deadline", utc(4, 27)),
        ("on the day", utc(4, 28)),
        ("1 day after", utc(4, 29)),
    ],
)
def test_a_rung_is_read_as_people_write_it(typed: str, at: datetime) -> None:
    assert read(typed) == at


def test_days_and_times_are_those_of_the_server() -> None:
    assert read("tomorrow", TOKYO) == datetime(2026, 4, 21, 9, tzinfo=ZoneInfo(TOKYO))
    assert read("23:00", TOKYO) == datetime(2026, 4, 20, 23, tzinfo=ZoneInfo(TOKYO))
    assert read("tomorrow 15:00 in Tokyo") == datetime(2026, 4, 21, 15, tzinfo=ZoneInfo(TOKYO))


def test_a_time_that_was_written_is_kept_though_the_server_is_closed_then() -> None:
    closed = replace(guild(), quiet_from=20, quiet_until=7, workdays=(0, 1, 2))
    assert read_snooze("23:00", milestone(), closed, NOW) == utc(4, 20, 23)
    assert read_snooze("Saturday", milestone(), closed, NOW) == utc(4, 25)


def test_some_days_on_is_the_next_open_day() -> None:
    closed = replace(guild(), workdays=(0, 1, 2, 3, 4))
    assert snoozed_for(1, closed, NOW) == utc(4, 21)
    assert snoozed_for(5, closed, NOW) == utc(4, 27)


@pytest.mark.parametrize(
    "typed", ["yesterday", "1 April 2026", "in 400 days", "2030-01-01", "in 0 hours", "today"]
)
def test_what_is_not_ahead_or_too_far_is_answered(typed: str) -> None:
    with pytest.raises(UserError, match="ahead"):
        read(typed)


@pytest.mark.parametrize("typed", ["soon", "in 3 moons", "25:00", "until the cows come home"])
def test_what_is_no_time_is_answered(typed: str) -> None:
    with pytest.raises(UserError):
        read(typed)


def test_one_rung_at_a_time() -> None:
    with pytest.raises(UserError, match="one of the days"):
        read("7 and 1 days before")


def test_a_rung_of_what_has_no_date_is_answered() -> None:
    with pytest.raises(UserError, match="no date"):
        read_snooze("7 days before", milestone(None), guild(), NOW)


def test_a_rung_that_has_passed_is_answered() -> None:
    with pytest.raises(UserError, match="ahead"):
        read_snooze("until 30 days before", milestone(date(2026, 4, 28)), guild(), NOW)
