"""What delivery costs with a full queue: ticks that find nothing, single ticks, and a storm."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.bench import yardsticks
from bot.bench.figures import Figure, Laps, Section
from bot.bench.queue import Queue, SimulatedTime, resident
from bot.bench.record import opened
from bot.messages import t, tn
from bot.services.pacing import PER_SECOND
from cogs.render.posts import post_view

ROUNDS = 10
REMINDERS = 100_000
MORE = 10
"""How many times as many are stored at the end."""

IDLE_TICKS = 10
"""Ticks that find nothing, to a round."""

STORMS = 2
WRITTEN = 100
OVERDUE = 20_000

IDLE_RATIO = 1.5
IDLE_SECONDS = 0.003
CLAIM_SECONDS = 0.030
CORE_RATIO = 1 / 0.35
STORM_RATIO = 6.0
PACED_SHARE = 0.05
PAUSE_LIMIT_SECONDS = 0.050


async def measured(rounds: int, reminders: int) -> Section:
    """Everything with so many reminders stored, of which a tenth comes due in the storm.

    Ticks that find nothing or little are measured once more with ten times as many.
    """
    async with opened() as record:
        queue = Queue(record, reminders)
        await queue.fill(max(reminders // 100, 10))
        few = await _idle(queue, rounds)
        await queue.fill(reminders)
        figures = [
            Figure(t("a tick that finds nothing, a hundredth stored"), few.processor, 1.0),
            *await _ticks(queue, rounds, few),
            *await _claims(queue, rounds),
            *await _storm(queue),
            *await _paced(queue),
            *await _overdue(queue),
        ]
        await queue.multiply(MORE)
        figures += await _ticks(queue, rounds, few)
    return Section(
        t("Delivery, with {count} reminders stored", count=f"{reminders:,}"),
        tuple(figures),
        (
            t("Nothing is sent. A ratio is of processor time, to the line above that says 1.00."),
            t("Single ticks and pauses are of processor time, too; the others by the clock."),
            queue.memory,
        ),
    )


async def _idle(queue: Queue, rounds: int) -> Laps:
    laps = Laps()
    await queue.tick()
    for _ in range(rounds * IDLE_TICKS):
        with laps.lap():
            await queue.tick()
    return laps


async def _ticks(queue: Queue, rounds: int, few: Laps) -> list[Figure]:
    """Ticks that find nothing, and ticks that post what is due in some channels, or in one."""
    idle = await _idle(queue, rounds)
    stored = f"{queue.stored:,}"
    return [
        Figure(
            t("a tick that finds nothing, {count} stored", count=stored),
            idle.processor,
            idle.over(few),
            IDLE_RATIO if queue.stored == queue.most else None,
            IDLE_SECONDS,
        ),
        await _little(queue, rounds, places=50),
        await _little(queue, rounds, places=1),
    ]


async def _little(queue: Queue, rounds: int, places: int) -> Figure:
    laps = Laps()
    for _ in range(rounds):
        due, used = queue.make_few_due(places)
        with laps.lap():
            done = await queue.tick()
        assert (done.posts, done.reminders) == (used, due), done
    what = tn(
        "a tick with {due} due in one channel",
        "a tick with {due} due in {count} channels",
        used,
        due=due,
    )
    return Figure(what, laps.processor, limit=CLAIM_SECONDS)


async def _claims(queue: Queue, rounds: int) -> list[Figure]:
    """Claiming and marking alone: through SQLAlchemy, and the same statements on the driver."""
    core, bare = await yardsticks.measured(queue, min(rounds, STORMS * 2))
    count = f"{queue.due:,}"
    return [
        Figure(t("{count} claimed and marked, bare aiosqlite", count=count), bare.wall, 1.0),
        Figure(
            t("{count} claimed and marked, SQLAlchemy Core", count=count),
            core.wall,
            core.over(bare),
            CORE_RATIO,
        ),
    ]


async def _storm(queue: Queue) -> list[Figure]:
    """Everything that is due in many channels, by the bot and by a bare claim, in turn."""
    bare, whole = Laps(), Laps()
    pauses: list[float] = []
    for _ in range(STORMS):
        due = queue.make_due()
        with bare.lap():
            assert await yardsticks.bare_claims(queue.record.file) == due
        queue.make_due()
        async with _watched(pauses):
            with whole.lap():
                assert await _until_nothing_is_due(queue) == due
    count, places = f"{due:,}", f"{queue.places:,}"
    return [
        Figure(t("{count} due, bare claims of 100 in aiosqlite", count=count), bare.wall, 1.0),
        Figure(
            t("{count} due in {places} channels", count=count, places=places),
            whole.wall,
            whole.over(bare),
            STORM_RATIO,
        ),
        Figure(t("longest pause of the event loop then"), pauses, limit=PAUSE_LIMIT_SECONDS),
    ]


async def _paced(queue: Queue) -> list[Figure]:
    """The same at the pace of Discord's limits, whose time is simulated: what the bot adds."""
    queue.make_due()
    simulated, own = SimulatedTime(), Laps()
    posts, before = queue.posts, resident()
    with own.lap():
        assert await _until_nothing_is_due(queue, simulated) == queue.due
    posts = queue.posts - posts
    floor = max(1, posts - 1) / PER_SECOND
    count, lasted = f"{posts:,}", f"{simulated.now:.1f}"
    queue.memory = t(
        "Memory before and after {count} posts: {before} and {after} MB.",
        count=count,
        before=before,
        after=resident(),
    )
    paced = t("{count} posts at Discord's pace", count=count)
    busy = t("the bot's own time in these {seconds} s", seconds=lasted)
    return [
        Figure(paced, [simulated.now], simulated.now / floor, 1 + PACED_SHARE),
        Figure(busy, own.processor, own.processor[0] / floor, PACED_SHARE),
        _written(queue),
    ]


def _written(queue: Queue) -> Figure:
    """What it takes to write a post as Discord is sent it, which is not in the time above."""
    laps = Laps()
    for _ in range(WRITTEN):
        with laps.lap():
            view = post_view(queue.last)
            view.to_components()  # type: ignore[no-untyped-call]
        view.stop()
    count = len(queue.last.items)
    return Figure(tn("a post of one written", "a post of {count} written", count), laps.wall)


async def _overdue(queue: Queue) -> list[Figure]:
    """A long outage ends: the longest pause, with all of it in one channel and in many."""
    figures = []
    for places in (1, queue.places):
        pauses: list[float] = []
        overdue = queue.make_overdue(OVERDUE, places)
        async with _watched(pauses):
            await _until_nothing_is_due(queue)
        what = tn(
            "longest pause, {due} overdue in one channel",
            "longest pause, {due} overdue in {count} channels",
            places,
            due=f"{overdue:,}",
        )
        figures.append(Figure(what, pauses, limit=PAUSE_LIMIT_SECONDS))
    return figures


async def _until_nothing_is_due(queue: Queue, simulated: SimulatedTime | None = None) -> int:
    delivered = 0
    while (done := await queue.tick(simulated)).posts:
        delivered += done.reminders
    return delivered


@asynccontextmanager
async def _watched(pauses: list[float]) -> AsyncIterator[None]:
    """Add to `pauses` the longest time for which nothing else had a turn meanwhile.

    Of processor time of this thread: on a busy machine others take turns as well.
    """
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            begun = time.thread_time()
            await asyncio.sleep(0.001)
            longest = max(longest, time.thread_time() - begun)

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
        pauses.append(longest)
