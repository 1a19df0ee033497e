"""The demo's clock and its moves, without a Discord around them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.demo.clock import DemoClock, opening, read_move, written
from bot.demo.travel import Travel
from bot.errors import UserError

ZONE = "Asia/Tokyo"
START = datetime(2026, 4, 19, 23, 59, 30, tzinfo=UTC)


class Watch:
    """A real clock that stands still until a test turns it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_the_demo_opens_half_a_minute_before_the_posting_hour_of_its_day() -> None:
    assert opening(date(2026, 4, 20), 9, ZONE) == START


def test_real_time_goes_on_between_moves() -> None:
    watch = Watch()
    clock = DemoClock(START, watch)
    watch.now += timedelta(seconds=12)
    assert clock() == START + timedelta(seconds=12)
    clock.move_to(START + timedelta(days=1))
    watch.now += timedelta(seconds=3)
    assert clock() == START + timedelta(days=1, seconds=3)


def test_the_clock_never_goes_back() -> None:
    clock = DemoClock(START, Watch())
    clock.move_to(START - timedelta(days=1))
    assert clock() == START


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("+1d", timedelta(days=1)),
        (" + 2 weeks ", timedelta(days=14)),
        ("+3H", timedelta(hours=3)),
        ("2026-04-28", timedelta(days=8, seconds=30)),
        ("28 April 2026", timedelta(days=8, seconds=30)),
    ],
)
def test_a_move_is_a_step_or_a_date_at_its_posting_hour(text: str, moved: timedelta) -> None:
    assert read_move(text, START, 9, ZONE) == START + moved


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-04-19", "only moves forward"),
        ("+0d", "only moves forward"),
        ("+400d", "at most a year"),
        ("2031-01-01", "at most a year"),
        ("yesterday-ish", "“yesterday-ish” does not say how far"),
        ("2026-02-31", "“2026-02-31” does not say how far"),
        ("May 2026", "does not say how far"),
        ("+9999999999d", "does not say how far"),
    ],
)
def test_a_move_that_cannot_be_made_is_refused_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        read_move(text, START, 9, ZONE)


def test_the_time_is_written_as_the_desk_reads_it() -> None:
    assert written(START, ZONE) == "Mon 20 April 2026, 08:59 (Asia/Tokyo)"


async def test_a_move_stops_wherever_something_is_due_on_the_way() -> None:
    clock = DemoClock(START, Watch())
    days = [START + timedelta(days=count) for count in (1, 3, 9)]
    seen: list[datetime] = []

    async def stops() -> list[datetime]:
        return days

    async def deliver() -> int:
        seen.append(clock())
        return int(clock() in days)

    arrival = await Travel(clock, stops, deliver).to(START + timedelta(days=8))
    assert seen == [START, days[0], days[1], START + timedelta(days=8)]
    assert (arrival.at, arrival.posts) == (START + timedelta(days=8), 2)
