"""A full queue of reminders to measure delivery on."""

import asyncio
import math
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.bench.record import LONGEST_DAYS, NOW, Record
from bot.domain.reminders import Post
from bot.services.delivery import Delivered, Means
from bot.services.pacing import Pace

A_MILESTONE = 10
"""Reminders to a milestone; the first of them can be made due."""

A_PLACE = 50
"""Reminders to a channel."""

A_WAVE = 100
"""Reminders that fall due together where only a few do."""

_FRESH = (
    "UPDATE reminders SET state = 'planned', due_at = ?, claim = NULL, lease_until = NULL, "
    "attempts = 0, sent_at = NULL, message_id = NULL, reason = NULL"
)
_COPY = (
    "INSERT INTO reminders (guild_id, milestone_id, subscription_id, place_id, due_version, kind, "
    "rung, due_at, state, attempts) SELECT guild_id, milestone_id, subscription_id, place_id, "
    "due_version, kind, rung + :rungs, due_at, 'planned', 0 FROM reminders "
    f"WHERE rung < {A_MILESTONE}"
)


def stored_at(at: datetime) -> str:
    """An instant as the column of a SQLite database holds it."""
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"


def resident() -> int:
    """How much memory this process holds, in MB; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)


class SimulatedTime:
    """Seconds that pass only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


@dataclass(slots=True)
class Queue:
    """Reminders stored for later, `most` of them at last, and a transport that sends nothing."""

    record: Record
    most: int
    stored: int = 0
    due: int = 0
    posts: int = 0
    memory: str = ""
    last: Post = field(init=False)

    @property
    def places(self) -> int:
        return max(1, self.most // A_PLACE)

    async def fill(self, count: int) -> None:
        """Store reminders up to `count`, all of them due later."""
        if not self.stored:
            await self.record.store_subscriptions(self.places)
        count -= count % A_MILESTONE
        await self.record.store_milestones(self.stored // A_MILESTONE, count // A_MILESTONE)
        rows = [
            {
                "milestone_id": number // A_MILESTONE + 1,
                "subscription_id": number // A_MILESTONE % self.places + 1,
                "rung": number % A_MILESTONE,
                "due_at": NOW + timedelta(days=1 + number % LONGEST_DAYS),
            }
            for number in range(self.stored, count)
        ]
        await self.record.store_reminders(rows)
        self.stored = count

    async def multiply(self, times: int) -> None:
        """Store as many again, until there are so many times as many, with other rungs."""
        with self._open() as connection:
            self._reset(connection)
            for more in range(1, times):
                connection.execute(_COPY, {"rungs": more * A_MILESTONE})
        with self._open() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.stored *= times

    def make_due(self) -> int:
        """Make the first reminder of every milestone due, and no other; how many those are."""
        with self._open() as connection:
            self._reset(connection)
            self.due = connection.execute(f"{_FRESH} WHERE rung = 0", (stored_at(NOW),)).rowcount
        return self.due

    def make_few_due(self, places: int) -> tuple[int, int]:
        """Make a hundred due in so many channels, and no other; how many, and in how many."""
        with self._open() as connection:
            self._reset(connection)
            places = min(places, self.places)
            each = max(1, A_WAVE // places)
            chosen = "SELECT id FROM reminders WHERE place_id = ? LIMIT ?"
            due = 0
            for place in range(1, places + 1):
                ids = [row[0] for row in connection.execute(chosen, (place, each))]
                for id_ in ids:
                    connection.execute(f"{_FRESH} WHERE id = ?", (stored_at(NOW), id_))
                due += len(ids)
        return due, places

    def make_overdue(self, count: int, places: int) -> int:
        """Make about so many overdue since yesterday, over so many channels; how many are."""
        with self._open() as connection:
            self._reset(connection)
            late = stored_at(NOW - timedelta(days=1))
            spread = "place_id = milestone_id % ? + 1 WHERE rung < ?"
            rungs = max(1, count // (self.stored // A_MILESTONE))
            return connection.execute(f"{_FRESH}, {spread}", (late, places, rungs)).rowcount

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.record.file)) as connection, connection:
            yield connection

    def _reset(self, connection: sqlite3.Connection) -> None:
        """Nothing is due, whatever had become of it."""
        now, later = stored_at(NOW), stored_at(NOW + timedelta(days=1))
        connection.execute(f"{_FRESH} WHERE state <> 'planned' OR due_at <= ?", (later, now))

    async def tick(self, simulated: SimulatedTime | None = None) -> Delivered:
        """What the scheduler does, at Discord's pace in `simulated` time, or as if it had none."""
        if simulated is None:
            pace = Pace(math.inf)
        else:
            pace = Pace(monotonic=simulated.monotonic, sleep=simulated.sleep)
        return await self.record.services.reminders.deliver(self._post, lambda: NOW, Means(pace))

    async def _post(self, post: Post) -> int:
        self.posts += 1
        self.last = post
        return self.posts
