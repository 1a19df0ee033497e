"""Killed without warning while it posts, a hundred times: nothing is lost and nothing doubled."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.domain.reminders import ReminderState
from bot.services.claiming import LEASE
from db.engine import make_engine
from tests.fakes.discord_server import DiscordServer
from tests.fakes.payloads import Json, channel
from tests.fakes.weather import Fate, Weather
from tests.processes.record import DUE_AT, fill, outcome

PROJECT = Path(__file__).parents[1]
SEED = 20261123
MILESTONES, CHANNELS = 2, 1_200
STORM = {
    Fate.REFUSED: 0.03,
    Fate.STORED_AND_REFUSED: 0.05,
    Fate.STORED_AND_BROKEN: 0.01,
    Fate.STORED_AND_CUT: 0.05,
    Fate.STORED_AND_SILENT: 0.05,
}
KILLED = -signal.SIGKILL
ANY_TIME = 0.3
"""The share of lives that end at any time and not right after a message."""

LONGEST_LIFE_SECONDS = 3.0


@dataclass
class Lives:
    """A bot that is started again and again, and the Discord that it posts to."""

    server: DiscordServer
    process: asyncio.subprocess.Process
    random: Random
    now: datetime = DUE_AT
    _long: float = 0.1
    """Seconds that a life lasts, as far as is known."""

    async def begin(self) -> int:
        """A new life, later than whatever the last one had claimed; its process id."""
        self.now += LEASE + timedelta(seconds=self.random.uniform(1, 60))
        begun, started, loop = self.now, self._time(), asyncio.get_running_loop()
        self.server.written.now = lambda: begun + timedelta(seconds=loop.time() - started)
        self.server.written.nonces_kept = timedelta(minutes=self.random.choice([1, 3, 10]))
        assert self.process.stdin is not None
        self.process.stdin.write(f"{begun.isoformat()}\n".encode())
        return await self._number()

    async def end(self) -> int:
        """Wait until the present life is over; its exit status, negative for a signal."""
        return await self._number()

    async def kill_at_random(self) -> int:
        """Live a while, and die amid it unless there was nothing left to do."""
        posted = self.posted
        pid = await self.begin()
        ended = asyncio.create_task(self.end())
        moment = asyncio.create_task(self._moment(posted))
        await asyncio.wait((ended, moment), return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            os.kill(pid, signal.SIGKILL)
        moment.cancel()
        return await ended

    async def _moment(self, posted: int) -> None:
        """Shortly after one of the first messages has come, or at any time until then."""
        begun = self._time()
        if self.random.random() < ANY_TIME:
            await asyncio.sleep(self.random.uniform(0, self._long))
            return
        enough = posted + self.random.randint(1, 5)
        with contextlib.suppress(TimeoutError):  # it may be waiting for an answer that never comes
            async with asyncio.timeout(LONGEST_LIFE_SECONDS), self.server.changed:
                await self.server.changed.wait_for(lambda: self.posted >= enough)
        self._long = (self._long + self._time() - begun) / 2
        await asyncio.sleep(self.random.uniform(0, 0.02))

    @property
    def posted(self) -> int:
        return sum(map(len, self.server.messages.values()))

    def _time(self) -> float:
        return asyncio.get_running_loop().time()

    async def _number(self) -> int:
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            return int(await self.process.stdout.readline())


@contextlib.asynccontextmanager
async def lives(url: str, channels: list[int]) -> AsyncIterator[Lives]:
    random = Random(SEED)
    async with DiscordServer() as server:
        server.channels |= {each: channel(each) for each in channels}
        server.weather = Weather(random, STORM, slowest=0.01)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.processes.lives", url, str(server.port)),
            cwd=PROJECT,
            env=os.environ,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        try:
            yield Lives(server, process, random)
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # the present life, too
            await process.wait()


def told(message: Json) -> list[str]:
    """The milestones of which a message speaks."""
    return re.findall(r"Obligation \d+", str(message["components"]))


async def _until_all_is_said(bot: Lives, url: str) -> None:
    """Let it live in peace, an hour later each time, until the queue is empty."""
    bot.server.weather = None
    engine = make_engine(url)
    for _ in range(20):
        bot.now += timedelta(hours=1)
        await bot.begin()
        assert await bot.end() == 0
        states = {state for state, _, _ in (await outcome(engine)).values()}
        if states <= {ReminderState.SENT, ReminderState.FAILED, ReminderState.SKIPPED}:
            break
    await engine.dispose()


@pytest.mark.parametrize(
    ("database_url", "kills"), [("sqlite", 100), ("postgresql", 30)], indirect=["database_url"]
)
async def test_killed_a_hundred_times_it_loses_nothing_and_doubles_nothing(
    database_url: str, kills: int
) -> None:
    engine = make_engine(database_url)
    channels = await fill(engine, milestones=MILESTONES, places=CHANNELS)
    async with lives(database_url, channels) as bot:
        statuses: Counter[int] = Counter()
        while statuses[KILLED] < kills:
            statuses[await bot.kill_at_random()] += 1
            assert statuses.keys() <= {KILLED, 0}, "it never fails of itself"
        assert bot.posted < CHANNELS, "there was something to post all the time"
        assert len(bot.server.seen("GET", "/channels/.*/messages")) > kills / 2, (
            "it often died when a message may have arrived, and looked for it"
        )
        await _until_all_is_said(bot, database_url)
        messages = bot.server.messages
        ended = await outcome(engine)
    await engine.dispose()

    heard = {number: [told(each) for each in messages.get(number, [])] for number in channels}
    every = {f"Obligation {number:04}" for number in range(MILESTONES)}
    wrong = {
        number: said for number, said in heard.items() if len(said) != 1 or {*said[0]} != every
    }
    assert wrong == {}, "each channel heard of everything once"
    assert {state for state, _, _ in ended.values()} == {ReminderState.SENT}
    known = {(number, message["id"]) for number, some in messages.items() for message in some}
    assert {(number, str(message)) for _, number, message in ended.values()} == known
