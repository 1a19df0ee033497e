"""The simulated machine: its time, its disk, and what is left of a process that was killed."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import MagicMock

import pytest
from sqlalchemy import text

from bot.simulation.disk import Killed
from bot.simulation.loop import SimulatedLoop, Stuck
from bot.simulation.people.deed import Deed
from bot.simulation.process import Process
from bot.simulation.run import Machine, run
from db.engine import for_writing

BEGINS = datetime(2026, 4, 20, 9, tzinfo=UTC)


@pytest.fixture
def on(simulated: Machine) -> Machine:
    simulated.wipe()
    return simulated


def test_a_year_of_waiting_takes_no_time_and_ends_to_the_microsecond() -> None:
    loop = SimulatedLoop(BEGINS)
    loop.run_until_complete(asyncio.sleep(365 * 86_400 + 0.000001))
    loop.close()
    assert loop.clock() == BEGINS + timedelta(days=365, microseconds=1)


def test_whoever_waits_for_nothing_is_told() -> None:
    loop = SimulatedLoop(BEGINS)
    with pytest.raises(Stuck):
        loop.run_until_complete(loop.create_future())
    loop.close()


async def _remember(on: Machine, value: str) -> None:
    async with for_writing(on.disk.engine).begin() as connection:
        await connection.execute(
            text("INSERT INTO deployment (key, value) VALUES (:key, :value)"),
            {"key": value, "value": value},
        )


async def _remembered(on: Machine) -> list[str]:
    async with on.disk.engine.connect() as connection:
        return list(await connection.scalars(text("SELECT value FROM deployment ORDER BY value")))


@pytest.mark.parametrize(("step", "left"), [("before a commit", []), ("after a commit", ["news"])])
async def test_what_was_not_committed_is_lost_with_the_process(
    on: Machine, step: str, left: list[str]
) -> None:
    def die(what: str) -> None:
        if what == step:
            on.disk.kill()
            raise Killed

    await on.disk.reopen()
    on.disk.step = die
    with pytest.raises(Killed):
        await _remember(on, "news")
    with pytest.raises(Killed):
        await _remember(on, "more")
    await on.disk.end()
    assert await _remembered(on) == left
    await on.disk.end()


async def test_a_transaction_waits_for_the_one_that_writes(on: Machine) -> None:
    await on.disk.reopen()

    async def others_first() -> None:
        await asyncio.sleep(0.01)

    on.disk.turn = others_first
    await asyncio.gather(_remember(on, "one"), _remember(on, "two"))
    assert await _remembered(on) == ["one", "two"]
    await on.disk.end()


async def test_the_next_process_comes_after_one_that_closed_connections_itself(on: Machine) -> None:
    await on.disk.reopen()
    async with AsyncExitStack() as open_at_once:
        for _ in range(10):
            await open_at_once.enter_async_context(on.disk.engine.connect())
    await on.disk.reopen()
    assert await _remembered(on) == []
    await on.disk.end()


def test_what_is_asked_as_the_process_ends_is_never_begun(on: Machine) -> None:
    loop = SimulatedLoop(BEGINS)
    asked: list[object] = []

    async def ask(*more: Any) -> None:
        asked.append(more)

    async def ends_with_a_deed() -> None:
        await on.disk.reopen()
        process = Process(loop, on.disk, MagicMock(), Random(1), MagicMock(wake_at=lambda _: None))
        life = asyncio.ensure_future(process.live())
        await asyncio.sleep(1)
        process.halt()
        await process.do(Deed("a deed", ask, lambda _: None))
        await life
        await on.disk.end()

    loop.run_until_complete(ends_with_a_deed())
    loop.close()
    assert asked == []


def test_one_seed_gives_one_world(simulated: Machine) -> None:
    first, other, again = run(11, simulated), run(12, simulated), run(11, simulated)
    assert first.print == again.print
    assert first.print != other.print
