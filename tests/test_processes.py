"""Several processes on one PostgreSQL: each reminder is posted by one of them, once."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.domain.reminders import ReminderState
from db.engine import make_engine
from tests.postgresql.cluster import Cluster
from tests.processes.record import fill, outcome

PROJECT = Path(__file__).parents[1]
MILESTONES, PLACES = 40, 250


@dataclass
class Recorder:
    """Stands where Discord would be for `expected` processes: writes down who posts what."""

    expected: int
    posts: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _arrived: int = 0

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        app = web.Application()
        app.add_routes([web.get("/start", self._start), web.post("/posts", self._post)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        try:
            yield
        finally:
            await runner.cleanup()

    async def _start(self, _request: web.Request) -> web.Response:
        """Answered to all when the last has come, so that they begin together."""
        self._arrived += 1
        if self._arrived == self.expected:
            self._ready.set()
        await self._ready.wait()
        return web.Response()

    async def _post(self, request: web.Request) -> web.Response:
        self.posts.append(await request.json())
        return web.Response(text=str(len(self.posts)))


async def _deliver(name: str, url: str, port: int) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.processes.deliver", name, url, str(port)),
        cwd=PROJECT,
        env=os.environ,
    )
    try:
        assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_two_processes_deliver_ten_thousand_reminders_between_them_each_once(
    postgresql: Cluster,
) -> None:
    recorder = Recorder(expected=2)
    with postgresql.database() as name:
        engine = make_engine(postgresql.url(name))
        await fill(engine, milestones=MILESTONES, places=PLACES)
        planned = await outcome(engine)
        assert len(planned) == MILESTONES * PLACES == 10_000
        async with recorder.listening(), asyncio.timeout(300), asyncio.TaskGroup() as both:
            for driver in ("asyncpg", "psycopg"):
                both.create_task(
                    _deliver(driver, postgresql.url(name, driver=driver), recorder.port)
                )
        ended = await outcome(engine)
        await engine.dispose()

    posted = Counter(each for post in recorder.posts for each in post["reminders"])
    assert posted == Counter(list(planned)), "each once, and nothing else"
    assert max(Counter(post["nonce"] for post in recorder.posts).values()) == 1
    assert {state for state, _, _ in ended.values()} == {ReminderState.SENT}
    for number, post in enumerate(recorder.posts, start=1):
        assert {ended[each][1:] for each in post["reminders"]} == {(post["channel"], number)}
    shares = Counter(post["by"] for post in recorder.posts)
    assert min(shares["asyncpg"], shares["psycopg"]) >= PLACES / 10, "both did a share"
