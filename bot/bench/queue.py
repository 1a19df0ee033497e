"""A full queue of reminders to measure delivery on."""

import math
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.bench.record import LONGEST_DAYS, NOW, Record
from bot.domain.reminders import Post
from bot.services.delivery import Delivered, Means
from bot.services.pacing import Pace

A_MILESTONE = 10
"""Reminders to a milestone; the first of them can be made due."""

A_PLACE = 50
"""Reminders to a channel."""

A_CROWD = 100
"""Reminders that fall due in one channel together, where as many milestones are stored."""

_FRESH = (
    "UPDATE reminders SET state = 'planned', due_at = ?, claim = NULL, lease_until = NULL, "
    "attempts = 0, sent_at = NULL, message_id = NULL WHERE "
)


def stored_at(at: datetime) -> str:
    """An instant as the column of a SQLite database holds it."""
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"


@dataclass(slots=True)
class Queue:
    """Reminders stored for later, `most` of them at last, and a transport that sends nothing."""

    record: Record
    most: int
    stored: int = 0
    posts: int = 0

    @property
    def places(self) -> int:
        return max(1, self.most // A_PLACE)

    @property
    def crowd(self) -> int:
        return min(A_CROWD, self.stored // A_MILESTONE)

    async def fill(self, count: int) -> None:
        """Store reminders up to `count`, all of them due later."""
        if not self.stored:
            await self.record.store_subscriptions(self.places + 1)
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

    async def crowd_one_channel(self) -> None:
        """Store reminders of many milestones, all due, for a channel of their own."""
        rows = [
            {
                "milestone_id": milestone,
                "subscription_id": self.places + 1,
                "rung": 0,
                "due_at": NOW,
            }
            for milestone in range(1, self.crowd + 1)
        ]
        await self.record.store_reminders(rows)

    def make_due(self, *, crowd: bool) -> int:
        """Make the crowd due, or else the first reminder of every milestone; how many those are.

        All others are due later, whatever had become of them.
        """
        own = self.places + 1
        due = f"subscription_id {'=' if crowd else '<>'} {own} AND rung = 0"
        with closing(sqlite3.connect(self.record.file)) as connection, connection:
            now, later = stored_at(NOW), stored_at(NOW + timedelta(days=1))
            connection.execute(f"{_FRESH} state <> 'planned' OR due_at <= ?", (later, now))
            return connection.execute(_FRESH + due, (now,)).rowcount

    async def tick(self) -> Delivered:
        """What the scheduler does every few seconds, as if Discord knew no limits."""
        means = Means(Pace(math.inf))
        return await self.record.services.reminders.deliver(self._post, lambda: NOW, means)

    async def _post(self, _post: Post) -> int:
        self.posts += 1
        return self.posts
