"""How soon `milepost run` is ready to connect, beside what its libraries alone take to import."""

import asyncio
import contextlib
import os
import resource
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.discord_server import DiscordServer

PROJECT = Path(__file__).parents[1]
BUDGET = 1.6
ROUNDS = 3

LIBRARIES = (
    "import os, discord.ext.commands, sqlalchemy.ext.asyncio, sqlalchemy.orm, aiosqlite\n"
    "import apscheduler.schedulers.asyncio, pydantic_settings\n"
    "os._exit(0)"
)

LAZY = ("alembic", "holidays", "httpx", "rich.console", "simcord", "PIL")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """As on a server: bytecode is compiled once and kept."""
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "DISCORD_TOKEN": "refused", "MILEPOST_DATA_DIR": str(tmp_path)}


@contextlib.asynccontextmanager
async def started(
    environment: dict[str, str], *arguments: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process, killed at the end of the block if it has not ended by itself."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments),
        cwd=PROJECT,
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(60):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def children_seconds() -> float:
    """The processor time of every process that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def seconds_alone(environment: dict[str, str]) -> float:
    before = children_seconds()
    async with started(environment, "-c", LIBRARIES) as process:
        await process.wait()
    return children_seconds() - before


async def seconds_until_connecting(environment: dict[str, str], server: DiscordServer) -> float:
    """Up to the first thing that Discord hears, which is `ready to connect` and a little more."""
    before = children_seconds()
    heard = len(server.requests)
    run = ("-m", "tests.fakes.milepost_at", str(server.port), "run")
    async with started(environment, *run):
        await server.until(lambda: len(server.requests) > heard)
    return children_seconds() - before


async def test_it_is_ready_to_connect_little_later_than_its_libraries(
    environment: dict[str, str],
) -> None:
    async with DiscordServer() as server:
        await seconds_until_connecting(environment, server)  # compiles, and makes the database
        alone, whole = [], []
        for _ in range(ROUNDS):
            alone.append(await seconds_alone(environment))
            whole.append(await seconds_until_connecting(environment, server))
    assert min(whole) <= BUDGET * min(alone)


async def test_what_is_heavy_is_not_loaded_before_it_is_used(environment: dict[str, str]) -> None:
    loaded = (
        "import sys, bot.app, bot.__main__, bot.client\n"
        "bot.client._every_cog()\n"
        f"sys.exit(1 if [name for name in {LAZY!r} if name in sys.modules] else 0)"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", loaded, cwd=PROJECT, env=environment
    )
    assert await process.wait() == 0
