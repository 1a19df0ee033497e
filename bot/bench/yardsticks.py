"""Yardsticks for delivery: claiming and marking on the bare driver, and through SQLAlchemy Core."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

import db.claims
import db.outcomes
from bot.bench.figures import Laps
from bot.bench.queue import Queue, stored_at
from bot.bench.record import GUILD, NOW
from bot.services.transactions import Transactions
from db.delivery import Batch

PLACES_A_WAVE = 20
"""With five reminders due in each, a hundred to a wave."""


_BATCH = 100
_CLAIM = (
    "UPDATE reminders SET state = 'claimed', claim = 'bare', lease_until = ?, "
    "attempts = attempts + 1 WHERE id IN (SELECT id FROM reminders "
    "WHERE state = 'planned' AND due_at <= ? ORDER BY due_at LIMIT ?) "
    "RETURNING id, milestone_id, subscription_id"
)
_MARK = "UPDATE reminders SET state = 'sent', sent_at = ?, message_id = 1 WHERE id IN "


async def measured(queue: Queue, rounds: int) -> tuple[Laps, Laps]:
    """How long it took through Core and on the driver, in turn."""
    core, bare = Laps(), Laps()
    for _ in range(rounds):
        queue.make_due()
        with core.lap():
            await _through_core(queue)
        queue.make_due()
        tape = Tape()
        with tape.recording(queue.record.engine):
            await _through_core(queue)
        queue.make_due()
        async with aiosqlite.connect(queue.record.file, isolation_level=None) as connection:
            await connection.execute("PRAGMA synchronous=NORMAL")
            await connection.execute("PRAGMA foreign_keys=ON")
            with bare.lap():
                await tape.play(connection)
    return core, bare


async def _through_core(queue: Queue) -> None:
    """Claim and mark everything that is due, a hundred at a time."""
    transactions = Transactions(queue.record.engine)
    until = NOW + timedelta(minutes=2)
    for first in range(1, queue.places + 1, PLACES_A_WAVE):
        wave = f"{first:08x}"
        places = range(first, min(first + PLACES_A_WAVE, queue.places + 1))
        found = [Batch(GUILD, each, each, None, 0, None, None, None, 5) for each in places]
        async with transactions.deliver() as session:
            await db.claims.lease(session, places, token=wave, now=NOW, until=until)
            claims = await db.claims.claim(session, found, wave=wave, now=NOW, until=until)
        marks = [
            {"place": place, "token": token, "at": NOW, "message": place}
            for place, token in claims.items()
        ]
        served = [{"place": each, "wave": wave, "at": NOW, "public": None} for each in places]
        async with transactions.deliver() as session:
            await db.outcomes.sent(session, marks)
            await db.outcomes.served(session, served)


@dataclass(slots=True)
class Tape:
    """What an engine told its driver, to be told again."""

    statements: list[tuple[str, Any, bool]] = field(default_factory=list)

    @contextmanager
    def recording(self, engine: AsyncEngine) -> Iterator[None]:
        """Record while the block runs."""

        def executing(
            _connection: Connection, _cursor: Any, statement: str, values: Any, _: Any, many: bool
        ) -> None:
            self.statements.append((statement, values, many))

        def committing(_connection: Connection) -> None:
            self.statements.append(("COMMIT", (), False))

        event.listen(engine.sync_engine, "before_cursor_execute", executing)
        event.listen(engine.sync_engine, "commit", committing)
        try:
            yield
        finally:
            event.remove(engine.sync_engine, "before_cursor_execute", executing)
            event.remove(engine.sync_engine, "commit", committing)

    async def play(self, connection: aiosqlite.Connection) -> None:
        for statement, values, many in self.statements:
            if many:
                await connection.executemany(statement, values)
            else:
                await connection.execute_fetchall(statement, values)


async def bare_claims(file: Path) -> int:
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
