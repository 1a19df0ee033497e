"""Filling a database with a large record quickly, as if it had been written long ago."""

import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine

import db.filing
from bot.bench import crowd
from bot.bench.crowd import Row
from bot.services import Services, build
from db.engine import make_engine, prepare

EACH = 10
"""Milestones of an agreement."""

A_CHANGE = 5
"""Agreements to one line of the history."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """The use cases on a large record, and the database under them."""

    file: Path
    engine: AsyncEngine
    services: Services
    agreements: int

    @property
    def milestones(self) -> int:
        return self.agreements * EACH


@asynccontextmanager
async def filled(milestones: int) -> AsyncIterator[Crowd]:
    """A record with about so many milestones, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="milepost-bench-") as folder:
        file = Path(folder) / "bench.db"
        await make(file, milestones // EACH)
        async with opened(file, milestones // EACH) as crowd_:
            yield crowd_


@asynccontextmanager
async def opened(file: Path, agreements: int) -> AsyncIterator[Crowd]:
    """The record in a file that `make` has filled."""
    engine = make_engine(f"sqlite+aiosqlite:///{file}")
    try:
        yield Crowd(file, engine, build(engine), agreements)
    finally:
        await engine.dispose()


async def make(file: Path, agreements: int) -> None:
    """Fill a new database with a record of so many agreements."""
    await prepare(f"sqlite+aiosqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;")
        _store(connection, range(1, agreements + 1))
        connection.commit()
    _file(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _store(connection: sqlite3.Connection, numbers: range) -> None:
    """Everything but what is found by words."""
    _insert(
        connection,
        "guilds",
        ({"id": each, "name": f"Server {each}", "zone": "UTC", "hour": 9} for each in crowd.GUILDS),
    )
    sources = {crowd.source_of(each): crowd.source(each) for each in numbers}
    _insert(connection, "sources", sources.values())
    _insert(connection, "agreements", map(crowd.agreement, numbers))
    _insert(connection, "parties", chain.from_iterable(map(crowd.parties, numbers)))
    _insert(connection, "events", chain.from_iterable(map(crowd.events, numbers)))
    _insert(connection, "claims", chain.from_iterable(map(crowd.claims, numbers)))
    links = ({"agreement_id": each, "source_id": crowd.source_of(each)} for each in numbers)
    _insert(connection, "agreement_sources", links)
    _insert(connection, "milestones", _milestones(numbers))
    _insert(connection, "changes", _changes(len(numbers)))


def _milestones(numbers: range) -> Iterator[Row]:
    for each in numbers:
        for turn in range(EACH):
            yield crowd.milestone((each - 1) * EACH + turn + 1, each, turn)


def _changes(agreements: int) -> Iterator[Row]:
    lines = max(1, agreements // A_CHANGE)
    for number in range(1, lines + 1):
        of = number * 7 % agreements + 1
        yield crowd.change(number, lines, of, of * EACH)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    columns = ", ".join(f'"{name}"' for name in first)
    marks = ", ".join(f":{name}" for name in first)
    connection.executemany(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})", chain([first], rows)
    )


def _file(file: Path) -> None:
    """File it under its words; SQLite's index of them is made at the end, all at once."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        run = connection.exec_driver_sql
        run("PRAGMA cache_size=-400000")
        kept = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in kept:
            run(f"DROP TRIGGER {name}")
        db.filing.file_everything(connection)
        run("INSERT INTO entry_words(entry_words) VALUES ('rebuild')")
        for _, statement in kept:
            run(statement)
    engine.dispose()
