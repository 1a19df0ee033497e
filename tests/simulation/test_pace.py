"""Discord's limits are watched, and each of them can be broken."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.simulation.oracle.record import Spot
from bot.simulation.oracle.violations import Violation
from bot.simulation.pace import POSTS_A_SECOND, POSTS_IN_FIVE_SECONDS, REQUESTS_A_SECOND, Pace

NOW = datetime(2026, 4, 20, 9, tzinfo=UTC)
HERE = Spot(1, 101)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def post(pace: Pace, at: datetime, spot: Spot = HERE) -> None:
    pace.post_begins(at, spot)
    pace.post_ends(spot)


def test_as_many_requests_in_a_second_as_discord_takes_are_fine() -> None:
    pace = Pace()
    for number in range(3 * REQUESTS_A_SECOND):
        pace.request(after(number / REQUESTS_A_SECOND))


def test_one_request_more_in_a_second_is_noticed() -> None:
    pace = Pace()
    for number in range(REQUESTS_A_SECOND):
        pace.request(after(number / 100))
    with pytest.raises(Violation, match="requests in a second"):
        pace.request(after(0.99))


def test_more_posts_in_a_second_than_are_promised_are_noticed() -> None:
    pace = Pace()
    for number in range(POSTS_A_SECOND):
        post(pace, after(number / 100), Spot(1, number))
    with pytest.raises(Violation, match="posts in a second"):
        post(pace, after(0.99))


def test_more_posts_in_one_place_than_discord_takes_are_noticed() -> None:
    pace = Pace()
    for number in range(POSTS_IN_FIVE_SECONDS):
        post(pace, after(number))
    with pytest.raises(Violation, match="five seconds"):
        post(pace, after(4.9))


def test_two_posts_in_flight_in_one_place_are_noticed() -> None:
    pace = Pace()
    pace.post_begins(NOW, HERE)
    pace.post_begins(after(1), Spot(1, 102))
    with pytest.raises(Violation, match="two posts in flight"):
        pace.post_begins(after(2), HERE)


@pytest.mark.parametrize("limited", [HERE, None])
def test_a_post_before_discord_wants_one_is_noticed(limited: Spot | None) -> None:
    pace = Pace()
    pace.retry_after(limited, after(30))
    with pytest.raises(Violation, match="Retry-After"):
        post(pace, after(29))


def test_a_limit_on_one_place_holds_no_other_back() -> None:
    pace = Pace()
    pace.retry_after(HERE, after(30))
    post(pace, after(1), Spot(1, 102))
    post(pace, after(30))
