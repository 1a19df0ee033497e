"""The bot as a process: it ticks, does what people ask, dies at any step and begins again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from random import Random
from typing import Any, Protocol, cast

import discord

from bot.domain.reminders import Post
from bot.errors import UserError
from bot.jobs import TICK_SECONDS
from bot.services import Services, build
from bot.services.delivery import Means
from bot.services.pacing import Pace
from bot.simulation.client import Client
from bot.simulation.disk import Disk, Killed
from bot.simulation.loop import SimulatedLoop
from bot.simulation.people.deed import Deed
from cogs.poster import put

TICK = timedelta(seconds=TICK_SECONDS)

SLOW_STATEMENTS = 0.02
"""How many statements of the database take a while."""

DEADLY = {
    "before a statement": 0.0008,
    "after a statement": 0.0008,
    "before a commit": 0.006,
    "after a commit": 0.006,
    "before a post": 0.02,
    "after a post": 0.02,
    "before a request": 0.01,
    "after an answer": 0.01,
    "stored": 0.02,
}
"""How likely the process dies at each of its steps."""


class Surroundings(Protocol):
    """What a process lives in, and who watches it."""

    def connected(self) -> bool:
        """Whether the bot has a connection to Discord."""

    def wake_at(self, now: datetime) -> datetime | None:
        """From when on a tick may have something to do; None for not before anything changes."""

    def ticked(self, begun: datetime) -> None:
        """A whole tick has ended."""

    def wrote(self, deed: Deed | None, asked_at: datetime | None) -> None:
        """Something was written for good, for a deed that was asked at an instant or by a tick."""

    def died(self, where: str) -> None:
        """The process is gone."""

    def broke(self, what: str, error: BaseException | None) -> None:
        """An error came out where none may."""

    def note(self, what: str, deed: Deed | None = None) -> None:
        """Something worth telling happened."""


class Process:
    """One process after another on one disk."""

    def __init__(
        self,
        loop: SimulatedLoop,
        disk: Disk,
        client: Client,
        chance: Random,
        around: Surroundings,
    ) -> None:
        self.mortal = True
        self.deaths = 0
        self.ticks = 0
        self._loop = loop
        self._disk = disk
        self._client = client
        self._chance = chance
        self._around = around
        self._services: Services
        self._means: Means
        self._deeds: dict[asyncio.Task[Any], tuple[Deed, datetime]] = {}
        self._died = asyncio.Event()
        self._up = asyncio.Event()
        self._halted = False
        self._changed = asyncio.Event()

    async def live(self) -> None:
        """Live, die and live again, until told to halt."""
        self._disk.step = self.step
        self._disk.turn = self._turn
        self._disk.committed = self._committed
        others = asyncio.all_tasks()
        while not self._halted:
            self._services = build(self._disk.engine)
            pace = Pace(monotonic=self._loop.time, sleep=asyncio.sleep)
            self._means = Means(pace, self._client.is_public, self._chance.random)
            self._died.clear()
            self._begin(self._tick_on)
            self._up.set()
            await self._died.wait()
            await self._bury(others)
            await self._disk.reopen()
            if not self._halted:
                await asyncio.sleep(self._downtime() if self.mortal else 0)

    def _downtime(self) -> float:
        if self._chance.random() < 0.05:
            return self._chance.uniform(3600, 5 * 86400)
        return self._chance.choice((0.0, self._chance.uniform(0, 30), self._chance.uniform(0, 600)))

    def _begin(self, work: Callable[[], Awaitable[None]]) -> "asyncio.Task[None]":
        """Have a task do it; one that is buried before its first step has begun nothing."""

        async def until_death() -> None:
            with suppress(Killed):
                await work()

        return self._loop.create_task(until_death())

    async def _bury(self, others: "set[asyncio.Task[Any]]") -> None:
        """Nothing that a dead process had begun goes on."""
        while tasks := asyncio.all_tasks() - others:
            for task in sorted(tasks, key=lambda each: (len(each.get_name()), each.get_name())):
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        self._deeds.clear()

    async def _turn(self) -> None:
        """Now and then a statement takes a while, and others go first."""
        if self._chance.random() < SLOW_STATEMENTS:
            await asyncio.sleep(self._chance.choice((0.0, 0.002, 0.05, 0.05, 2.0)))

    # Death

    def step(self, what: str) -> None:
        """Something is about to be done or has been; perhaps it was the last."""
        if self._chance.random() < DEADLY.get(what, 0) and self.mortal:
            self.die(what)
            raise Killed

    def die(self, where: str) -> None:
        self.deaths += 1
        self._disk.kill()
        self._up.clear()
        self._died.set()
        self._around.died(where)

    def stored(self) -> None:
        """Discord has just stored a message; the process may not live to hear of it."""
        if self.mortal and not self._disk.dead and self._chance.random() < DEADLY["stored"]:
            self.die("when the message was stored")

    def halt(self) -> None:
        """End for good."""
        self._halted = True
        self._disk.kill()
        self._died.set()

    # Ticks

    async def _tick_on(self) -> None:
        started = self._loop.clock()
        while True:
            if self._around.connected():
                await self._tick()
            await self._until_the_next(started)

    async def _tick(self) -> None:
        begun = self._loop.clock()
        self.ticks += 1
        try:
            while await self._deliver():
                pass
        except Exception as error:
            self._around.broke("a tick", error)
        else:
            self._around.ticked(begun)

    async def _deliver(self) -> bool:
        """One round; whether it left something to be done at once."""
        done = await self._services.reminders.deliver(self._post, self._loop.clock, self._means)
        return done.unfinished

    async def _post(self, post: Post) -> int | None:
        client = cast(discord.Client, replace(self._client, post=post))
        return await put(client, post, self._means.pace)

    async def _until_the_next(self, started: datetime) -> None:
        """Sleep over the ticks that would find nothing, unless something is written meanwhile."""
        earliest = self._loop.clock() + timedelta(microseconds=1)
        while True:
            self._changed.clear()
            wake = self._around.wake_at(self._loop.clock())
            at = None if wake is None else _tick_from(started, max(wake, earliest))
            try:
                async with asyncio.timeout_at(None if at is None else self._loop.when(at)):
                    await self._changed.wait()
            except TimeoutError:
                return

    # Deeds

    async def do(self, deed: Deed) -> None:
        """Have a deed done as soon as the bot is up."""
        await self._up.wait()
        now = self._loop.clock()
        task = self._begin(partial(self._do, deed, now))
        self._deeds[task] = deed, now

    async def _do(self, deed: Deed, now: datetime) -> None:
        try:
            await deed.ask(self._services, now)
        except UserError as error:
            self._around.note(f"refused: {error}", deed)
        except Exception as error:
            self._around.broke(deed.what, error)

    def _committed(self) -> None:
        task = asyncio.current_task()
        deed, asked_at = self._deeds.pop(task, (None, None)) if task else (None, None)
        self._around.wrote(deed, asked_at)
        self._changed.set()


def _tick_from(started: datetime, at: datetime) -> datetime:
    """The first tick from an instant on."""
    return started + ceil((at - started) / TICK) * TICK
