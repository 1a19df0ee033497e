"""How people write quiet hours, working days and holidays."""

import pytest

from bot.domain.guilds import EVERY_DAY
from bot.domain.written_hours import read_calendars, read_quiet_hours, read_workdays
from bot.errors import UserError


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("22-7", (22, 7)),
        ("22–7", (22, 7)),
        ("22:00-07:00", (22, 7)),
        ("22 to 7", (22, 7)),
        ("from 10pm to 7am", (22, 7)),
        ("12am-6am", (0, 6)),
        ("20-24", (20, 0)),
        ("none", (None, None)),
        ("Off", (None, None)),
    ],
)
def test_quiet_hours_are_read(typed: str, hours: tuple[int | None, int | None]) -> None:
    assert read_quiet_hours(typed) == hours


@pytest.mark.parametrize("typed", ["22", "7-7", "22-25", "13pm-2", "night", "22:30-7", ""])
def test_what_are_no_quiet_hours_is_answered(typed: str) -> None:
    with pytest.raises(UserError, match="22-7"):
        read_quiet_hours(typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("Monday to Friday", (0, 1, 2, 3, 4)),
        ("Sun–Thu", (0, 1, 2, 3, 6)),
        ("Mon, Wed and Fri", (0, 2, 4)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("every day", EVERY_DAY),
        ("Sat", (5,)),
    ],
)
def test_working_days_are_read(typed: str, days: tuple[int, ...]) -> None:
    assert read_workdays(typed) == days


@pytest.mark.parametrize("typed", ["Mon-Fri-Sun", "Someday", "1-5", ",", ""])
def test_what_are_no_days_is_answered(typed: str) -> None:
    with pytest.raises(UserError, match="Mon-Fri"):
        read_workdays(typed)


def test_holidays_are_those_of_countries() -> None:
    assert read_calendars("us, jp") == ("US", "JP")
    assert read_calendars("US JP US") == ("US", "JP")
    assert read_calendars("none") == ()
    with pytest.raises(UserError, match="Atlantis"):
        read_calendars("Atlantis")
