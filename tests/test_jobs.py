"""Ticks: at once, again and again, never two at a time, and none after the end."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

import bot.jobs
from bot.jobs import Ticks


@pytest.fixture(autouse=True)
async def _soon(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr(bot.jobs, "TICK_SECONDS", 0.02)
    async with asyncio.timeout(20):
        yield


class Deliveries:
    """Counts; `proceed` holds each delivery up until it is set."""

    def __init__(self) -> None:
        self.begun = 0
        self.ended = 0
        self.at_once = 0
        self.most_at_once = 0
        self.changed = asyncio.Condition()
        self.proceed = asyncio.Event()
        self.proceed.set()
        self.error: Exception | None = None

    async def deliver(self) -> None:
        self.begun += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with self.changed:
            self.changed.notify_all()
        try:
            await self.proceed.wait()
            if self.error:
                raise self.error
        finally:
            self.at_once -= 1
        self.ended += 1

    async def until_begun(self, times: int) -> None:
        async with self.changed:
            await self.changed.wait_for(lambda: self.begun >= times)


async def test_the_first_tick_comes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.jobs, "TICK_SECONDS", 3600)
    deliveries = Deliveries()
    ticks = Ticks(deliveries.deliver)
    ticks.start()
    await deliveries.until_begun(1)
    await ticks.stop()


async def test_ticks_go_on_and_starting_twice_changes_nothing() -> None:
    deliveries = Deliveries()
    ticks = Ticks(deliveries.deliver)
    ticks.start()
    ticks.start()
    await deliveries.until_begun(4)
    assert deliveries.most_at_once == 1
    await ticks.stop()


async def test_a_long_delivery_is_never_joined_by_another() -> None:
    deliveries = Deliveries()
    deliveries.proceed.clear()
    ticks = Ticks(deliveries.deliver)
    ticks.start()
    await deliveries.until_begun(1)
    await ticks._tick()
    assert deliveries.begun == 1
    deliveries.proceed.set()
    await deliveries.until_begun(2)
    await ticks.stop()


async def test_a_delivery_in_flight_is_finished_before_the_end() -> None:
    deliveries = Deliveries()
    deliveries.proceed.clear()
    ticks = Ticks(deliveries.deliver)
    ticks.start()
    await deliveries.until_begun(1)
    stopping = asyncio.create_task(ticks.stop())
    asyncio.get_running_loop().call_soon(deliveries.proceed.set)
    await stopping
    assert (deliveries.begun, deliveries.ended) == (1, 1)


async def test_a_delivery_that_hangs_is_broken_off(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bot.jobs, "GRACE_SECONDS", 0.05)
    deliveries = Deliveries()
    deliveries.proceed.clear()
    ticks = Ticks(deliveries.deliver)
    ticks.start()
    await deliveries.until_begun(1)
    await ticks.stop()
    assert (deliveries.ended, deliveries.at_once) == (0, 0)
    assert "broken off" in caplog.text


async def test_a_failure_stops_nothing_and_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    deliveries = Deliveries()
    deliveries.error = OSError("disk full")
    ticks = Ticks(deliveries.deliver)
    ticks.start()
    await deliveries.until_begun(3)
    await ticks.stop()
    logged = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(logged) == 1
    assert "disk full" in caplog.text


async def test_stopping_what_never_began_is_no_error() -> None:
    await Ticks(Deliveries().deliver).stop()
