"""SQLite: one file, written by one transaction at a time."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SettingsError
from bot.messages import t


def set_up(engine: AsyncEngine, *, foreign_keys: bool, option: str) -> None:
    """Write ahead, enforce foreign keys, and begin where we say.

    A transaction that carries the execution option `option` takes the write lock when it begins.
    """

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA busy_timeout=5000")
        cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Connection) -> None:
        locks = connection.get_execution_options().get(option)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if locks else "BEGIN")


def file_of(url: URL) -> Path | None:
    """The file at an address of SQLite's; None where it keeps nothing."""
    if url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def complaint(where: Path | str, error: Exception) -> SettingsError:
    """What an operator is told of a file that cannot be used."""
    return SettingsError(
        t(
            "The database {where} cannot be opened for writing ({why}). Make its folder "
            "writable, or set MILEPOST_DATABASE_URL or MILEPOST_DATA_DIR to another place.",
            where=where,
            why=getattr(error, "orig", None) or error,
        )
    )


def keep_copy(path: Path, revision: str, head: str) -> Path:
    """A copy of the file as it was, beside it; SQLite's own backup includes the log."""
    copy = path.with_name(f"{path.stem}-before-{head}-was-{revision}{path.suffix}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}-before-{head}-was-{revision}-{number}{path.suffix}")
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy
