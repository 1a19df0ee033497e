"""What delivery costs with a full queue: ticks that find nothing, one channel, and a storm."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from bot.bench.figures import Figure, Laps, Section
from bot.bench.queue import Queue, stored_at
from bot.bench.record import NOW, opened
from bot.messages import t

ROUNDS = 10
REMINDERS = 100_000
IDLE_TICKS = 10
"""Ticks that find nothing, to a round."""

STORMS = 2
IDLE_RATIO = 1.5
STORM_RATIO = 6.0
PAUSE_LIMIT_SECONDS = 0.050

_BATCH = 100
_CLAIM = (
    "UPDATE reminders SET state = 'claimed', claim = 'bare', lease_until = ?, "
    "attempts = attempts + 1 WHERE id IN (SELECT id FROM reminders "
    "WHERE state = 'planned' AND due_at <= ? ORDER BY due_at LIMIT ?) "
    "RETURNING id, milestone_id, subscription_id"
)
_MARK = "UPDATE reminders SET state = 'sent', sent_at = ?, message_id = 1 WHERE id IN "


async def measured(rounds: int, reminders: int) -> Section:
    """Everything with so many reminders stored, of which a tenth comes due in the storm."""
    async with opened() as record:
        queue = Queue(record, reminders)
        await queue.fill(max(reminders // 100, 10))
        few = await _idle(queue, rounds)
        await queue.fill(reminders)
        many = await _idle(queue, rounds)
        figures = (
            Figure(t("a tick that finds nothing, a hundredth stored"), few.wall, 1.0),
            Figure(t("a tick that finds nothing"), many.wall, many.over(few), IDLE_RATIO),
            await _one_channel(queue, rounds),
            *await _storm(queue),
        )
    return Section(
        t("Delivery, with {count} reminders stored", count=f"{reminders:,}"),
        figures,
        (
            t("Nothing is sent: Discord's own limits make such a storm last much longer."),
            t("A ratio is of processor time, to the line above that says 1.00."),
        ),
    )


async def _idle(queue: Queue, rounds: int) -> Laps:
    laps = Laps()
    await queue.tick()
    for _ in range(rounds * IDLE_TICKS):
        with laps.lap():
            await queue.tick()
    return laps


async def _one_channel(queue: Queue, rounds: int) -> Figure:
    """Ticks that make one post of all that is due in one channel."""
    laps = Laps()
    await queue.crowd_one_channel()
    for _ in range(rounds):
        due = queue.make_due(crowd=True)
        with laps.lap():
            done = await queue.tick()
        assert (done.posts, done.reminders) == (1, due), done
    return Figure(t("a tick with {count} due in one channel", count=due), laps.wall)


async def _storm(queue: Queue) -> list[Figure]:
    """Everything that is due in many channels, by the bot and by a bare claim, in turn."""
    bare, whole = Laps(), Laps()
    pauses: list[float] = []
    for _ in range(STORMS):
        due = queue.make_due(crowd=False)
        with bare.lap():
            assert await _bare(queue.record.file) == due
        queue.make_due(crowd=False)
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


async def _until_nothing_is_due(queue: Queue) -> int:
    delivered = 0
    while (done := await queue.tick()).posts:
        delivered += done.reminders
    return delivered


@asynccontextmanager
async def _watched(pauses: list[float]) -> AsyncIterator[None]:
    """Add to `pauses` the longest time for which nothing else had a turn meanwhile."""
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - begun - 0.001)

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
        pauses.append(longest)


async def _bare(file: Path) -> int:
    """Claim and mark all that is due, with nothing between SQLite and here but a thread."""
    now, claimed = stored_at(NOW), 0
    async with aiosqlite.connect(file, isolation_level=None) as connection:
        await connection.execute("PRAGMA synchronous=NORMAL")
        while True:
            await connection.execute("BEGIN IMMEDIATE")
            rows = list(await connection.execute_fetchall(_CLAIM, (now, now, _BATCH)))
            await connection.execute("COMMIT")
            if not rows:
                return claimed
            claimed += len(rows)
            await connection.execute("BEGIN IMMEDIATE")
            marks = ", ".join("?" * len(rows))
            await connection.execute(f"{_MARK}({marks})", (now, *(row[0] for row in rows)))
            await connection.execute("COMMIT")
