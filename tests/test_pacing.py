"""The pace: as fast as Discord allows, and never faster because time was lost before."""

import asyncio
from itertools import pairwise

from bot.services.pacing import PER_SECOND, PLACE_MOST, PLACE_SECONDS, Pace


class Time:
    """Seconds that pass only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def most_within(times: list[float], span: float) -> int:
    """The most of these instants that any span of this length holds."""
    return max(sum(first <= each < first + span for each in times) for first in times)


async def turns(pace: Pace, time: Time, count: int, place_id: int | None = None) -> list[float]:
    taken = []
    for _ in range(count):
        async with pace.turn(place_id):
            pass
        taken.append(time.now)
    return taken


async def test_no_second_has_more_turns_than_discord_allows_and_none_is_wasted() -> None:
    time = Time()
    taken = await turns(Pace(monotonic=time.monotonic, sleep=time.sleep), time, 500)
    assert most_within(taken, 0.999) <= PER_SECOND
    assert taken[-1] < 499 / PER_SECOND * 1.01


async def test_turns_lost_in_a_stall_are_not_made_up_for() -> None:
    time = Time()
    pace = Pace(monotonic=time.monotonic, sleep=time.sleep)
    taken = await turns(pace, time, 10)
    time.now += 5
    taken += await turns(pace, time, 200)
    assert most_within(taken, 0.999) <= PER_SECOND
    assert most_within(taken, 0.1) <= PER_SECOND / 10 + 2


async def test_a_place_has_five_turns_in_five_seconds_and_keeps_back_no_other() -> None:
    time = Time()
    pace = Pace(monotonic=time.monotonic, sleep=time.sleep)
    here = await turns(pace, time, PLACE_MOST, place_id=1)
    elsewhere = await turns(pace, time, 1, place_id=2)
    assert elsewhere[0] < 1
    here += await turns(pace, time, 1, place_id=1)
    assert here[-1] - here[0] >= PLACE_SECONDS - 0.001


async def test_what_is_looked_at_last_is_looked_at_right_before_the_turn() -> None:
    time = Time()
    pace = Pace(monotonic=time.monotonic, sleep=time.sleep)
    await turns(pace, time, 1)
    async with pace.turn():
        looked = time.now
    assert 0 < time.now - looked < 0.01


async def test_a_slow_look_delays_those_behind_it_instead_of_bunching_them() -> None:
    time = Time()
    pace = Pace(monotonic=time.monotonic, sleep=time.sleep)
    sent: list[float] = []

    async def post(slow: bool) -> None:
        async with pace.turn():
            if slow:
                await time.sleep(0.5)
        sent.append(time.now)

    await asyncio.gather(*(post(slow=number == 3) for number in range(20)))
    gaps = [later - earlier for earlier, later in pairwise(sent)]
    assert min(gaps) > 0.7 / PER_SECOND


async def test_a_turn_that_is_broken_off_keeps_nobody_waiting() -> None:
    time = Time()
    pace = Pace(monotonic=time.monotonic, sleep=time.sleep)
    waiting = asyncio.create_task(turns(pace, time, 1_000))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert await turns(pace, time, 1)
