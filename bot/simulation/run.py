"""One run: two years of a world that one seed gives, from the first day to the last."""

import asyncio
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copyfile

from bot.services import build, claiming
from bot.simulation.disk import Disk, Killed
from bot.simulation.fortune import Fortune
from bot.simulation.furnish import furnish
from bot.simulation.loop import SimulatedLoop
from bot.simulation.scene import Scene, scene
from bot.simulation.world import World
from db.engine import prepare

AFTERWARDS = timedelta(hours=6)
"""For how long all is well in the end, so that what was put off can still be told."""

MEMORY = Path("/dev/shm")
"""A disk in memory, where there is one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: what it saw, and the broken promise with its story, if there is one.

    Two runs with the same `print` went the same way to the last microsecond.
    """

    seed: int
    posts: int
    deaths: int
    ticks: int
    deeds: int
    print: str
    broken: str | None = None
    story: str = ""


class Machine:
    """A disk on which one run after the other can be made; close it after the last."""

    def __init__(self) -> None:
        where = MEMORY if MEMORY.is_dir() else None
        self._folder = tempfile.TemporaryDirectory(prefix="milepost-simulation-", dir=where)
        self._empty = Path(self._folder.name) / "empty.db"
        asyncio.run(prepare(f"sqlite+aiosqlite:///{self._empty}"))
        self.disk = Disk(Path(self._folder.name) / "record.db")

    def wipe(self) -> None:
        for left in self.disk.file.parent.glob("record.db*"):
            left.unlink()
        copyfile(self._empty, self.disk.file)

    def close(self) -> None:
        self._folder.cleanup()


@contextmanager
def machine() -> Iterator[Machine]:
    """A machine for as long as it is needed."""
    made = Machine()
    try:
        yield made
    finally:
        made.close()


def run(seed: int, on: Machine) -> Outcome:
    """Live through the world of `seed`; the same seed gives the same, to the last bit."""
    drawn = scene(Random(f"{seed} scene"))
    loop = SimulatedLoop(drawn.begins)
    on.wipe()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_until_complete(_lived(seed, on.disk, loop, drawn))
    finally:
        asyncio.set_event_loop(None)
        loop.close()


async def _lived(seed: int, disk: Disk, loop: SimulatedLoop, drawn: Scene) -> Outcome:
    await disk.reopen()
    await furnish(disk.engine, build(disk.engine), drawn)
    world = World(loop, disk, drawn, str(seed))
    listening = _Listening(world)
    fortune = Fortune(world, drawn, Random(f"{seed} fortune"))
    try:
        with listening, _drawn_tokens(Random(f"{seed} tokens")):
            await _through(world, fortune, drawn.ends)
    finally:
        await disk.end()
        world.queue.close()
    broken = world.broken
    return Outcome(
        seed,
        world.posts,
        world.process.deaths,
        world.process.ticks,
        fortune.deeds,
        world.story.print(),
        str(broken) if broken else None,
        world.story.of(broken.commitment, broken.spot) if broken else "",
    )


async def _through(world: World, fortune: Fortune, ends: datetime) -> None:
    """Until the end of the time, and a while longer in good weather; or until something breaks."""
    striking = asyncio.ensure_future(fortune.strike())
    life = asyncio.ensure_future(world.process.live())
    await _until(world, ends)
    striking.cancel()
    fortune.relent()
    await _until(world, ends + AFTERWARDS)
    world.process.halt()
    await asyncio.gather(striking, life, return_exceptions=True)


async def _until(world: World, at: datetime) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout_at(world.loop.when(at)):
            await world.over.wait()


@contextmanager
def _drawn_tokens(chance: Random) -> Iterator[None]:
    """Claims are drawn from the seed as well: what is equal otherwise is taken in their order."""

    def drawn(size: int) -> str:
        return chance.randbytes(size).hex()

    genuine = vars(claiming)["token_hex"]
    setattr(claiming, "token_hex", drawn)  # noqa: B010 - it is no name of this module's own
    try:
        yield
    finally:
        setattr(claiming, "token_hex", genuine)  # noqa: B010


class _Listening(logging.Handler):
    """What the bot logs as an error, nobody has provoked: it ends the run."""

    def __init__(self, world: World) -> None:
        super().__init__(logging.ERROR)
        self._world = world
        self._logs = [logging.getLogger(name) for name in ("bot", "cogs", "db")]

    def __enter__(self) -> None:
        for log in self._logs:
            log.addHandler(self)

    def __exit__(self, *_: object) -> None:
        for log in self._logs:
            log.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, Killed):
            self._world.broke(record.getMessage(), error)
