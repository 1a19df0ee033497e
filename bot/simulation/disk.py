"""The simulated machine's disk: the real database, on one SQLite file, without threads.

Statements run at once in the event loop, where a thread per connection would make the order of
events a matter of chance. Before and after each of them the process may be killed: what it had not
committed is then lost, and nothing it still tries has any effect.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util import await_only

from db.engine import make_engine

BUSY_SECONDS = 5.0
"""How long a transaction waits for another that writes, as the real engine is told to."""

_LOOK_AGAIN_SECONDS = 0.005


class Killed(BaseException):
    """The process is gone: nothing after this line runs."""


class Inline(SQLiteDialect_pysqlite):
    """SQLite's own driver in the place of an asynchronous one."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool


class Disk:
    """One database file, opened by one process after another.

    `step` is called with what is about to happen or has just happened; it raises Killed where the
    process dies. `turn` is awaited with every statement and may let others go first. `committed` is
    called once a task has written something for good.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.step: Callable[[str], None] = _go_on
        self.turn: Callable[[], Awaitable[None]] = _at_once
        self.committed: Callable[[], None] = _nothing
        self.dead = False
        self._open: list[_Connection] = []
        registry.register("sqlite.inline", __name__, "Inline")
        self.engine: AsyncEngine = make_engine(f"sqlite+inline:///{file}")
        event.listen(self.engine.sync_engine, "do_connect", self._connect)
        event.listen(self.engine.sync_engine, "connect", _hurry)

    def _connect(self, *_: object) -> "_Connection":
        connection = _Connection(self.file, check_same_thread=False)
        connection.disk = self
        self._open.append(connection)
        return connection

    def passes(self, what: str) -> None:
        """A step of the process; raises Killed where it is its last, or it is dead already."""
        if self.dead:
            raise Killed
        self.step(what)

    def kill(self) -> None:
        """From here on nothing that the process does reaches the file."""
        self.dead = True

    async def end(self) -> None:
        """Nobody watches any more what is done here."""
        await self.reopen()
        self.step, self.turn, self.committed = _go_on, _at_once, _nothing

    def closed(self, connection: "_Connection") -> None:
        """The process has closed a connection itself, as it does with more than it keeps."""
        if connection in self._open:
            self._open.remove(connection)

    async def reopen(self) -> None:
        """Give up every connection, uncommitted, as the system does for a dead process."""
        while self._open:
            self._open.pop().really_close()
        await self.engine.dispose()
        self.dead = False


def _go_on(_what: str) -> None:
    pass


def _nothing() -> None:
    pass


async def _at_once() -> None:
    pass


def _hurry(connection: "_Connection", _record: object) -> None:
    """Nothing here outlives the machine, and nobody may wait but in simulated time."""
    for pragma in ("synchronous=OFF", "busy_timeout=0"):
        sqlite3.Cursor(connection).execute(f"PRAGMA {pragma}")


class _Cursor(sqlite3.Cursor):
    connection: "_Connection"

    def execute(self, statement: str, values: Any = ()) -> "_Cursor":
        disk = self.connection.disk
        disk.passes("before a statement")
        await_only(disk.turn())
        if statement == "BEGIN IMMEDIATE":
            await_only(self._begin())
        else:
            super().execute(statement, values)
        disk.passes("after a statement")
        return self

    async def _begin(self) -> None:
        """Take the write lock, as soon as no other task of this process has it."""
        waited = 0.0
        while True:
            try:
                super().execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                if waited >= BUSY_SECONDS:
                    raise
                waited += _LOOK_AGAIN_SECONDS
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
                self.connection.disk.passes("waiting for the lock")
            else:
                return

    async def _async_soft_close(self) -> None:
        """What SQLAlchemy calls at the end of a stream; `close` has done it."""

    def executemany(self, statement: str, rows: Iterable[Any]) -> "_Cursor":
        disk = self.connection.disk
        disk.passes("before a statement")
        await_only(disk.turn())
        super().executemany(statement, rows)
        disk.passes("after a statement")
        return self


class _Connection(sqlite3.Connection):
    disk: Disk

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.changes = 0
        self.cursors: WeakSet[_Cursor] = WeakSet()

    def cursor(self, factory: Any = _Cursor) -> Any:
        cursor = super().cursor(factory)
        self.cursors.add(cursor)
        return cursor

    def commit(self) -> None:
        self.disk.passes("before a commit")
        wrote = self.total_changes > self.changes
        super().commit()
        self.changes = self.total_changes
        if wrote:
            self.disk.committed()
        self.disk.passes("after a commit")

    def rollback(self) -> None:
        if not self.disk.dead:
            super().rollback()
            self.changes = self.total_changes

    def close(self) -> None:
        if not self.disk.dead:
            self.disk.closed(self)
            super().close()

    def really_close(self) -> None:
        """Close it, which SQLite puts off for as long as a statement is still being read."""
        for cursor in self.cursors:
            sqlite3.Cursor.close(cursor)
        super().rollback()
        super().close()
