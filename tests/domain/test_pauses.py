"""Until when somebody wants reminders to be paused."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.pauses import is_paused, read_pause
from bot.domain.subscriptions import UNTIL_RESUMED
from bot.errors import UserError
from tests.domain.making import NOW, guild


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("4 May", datetime(2026, 5, 4, 9, tzinfo=UTC)),
        ("until 4 May 17:00", datetime(2026, 5, 4, 17, tzinfo=UTC)),
        ("for 2 weeks", datetime(2026, 5, 4, 9, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 4, 21, 9, tzinfo=UTC)),
        ("for 3 hours", NOW + timedelta(hours=3)),
    ],
)
def test_a_pause_ends_at_the_posting_hour_or_at_the_time_given(typed: str, day: datetime) -> None:
    assert read_pause(typed, guild(), NOW) == day


def test_a_pause_without_an_end_lasts_until_somebody_resumes() -> None:
    assert read_pause(None, guild(), NOW) == UNTIL_RESUMED
    assert is_paused(UNTIL_RESUMED, NOW)


@pytest.mark.parametrize("typed", ["1 April 2026", "2030-01-01", "today"])
def test_an_end_that_is_not_ahead_or_too_far_is_answered(typed: str) -> None:
    with pytest.raises(UserError, match="ahead"):
        read_pause(typed, guild(), NOW)


def test_a_pause_is_over_at_the_instant_of_its_end() -> None:
    assert not is_paused(NOW, NOW)
    assert not is_paused(None, NOW)
