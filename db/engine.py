"""The database: opening it, and bringing its tables up to date."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import SettingsError
from bot.messages import t

if TYPE_CHECKING:
    from alembic.config import Config

T = TypeVar("T")

HEAD = "0002"
"""The newest migration, so that an up-to-date start need not import Alembic."""

MOST_VALUES = 10_000
"""How many values one statement takes: SQLite and PostgreSQL stop a little above 32,000."""

_PROJECT = Path(__file__).parent
_WRITES = "milepost_writes"


def make_engine(url: str, *, foreign_keys: bool = True) -> AsyncEngine:
    """An engine for `url`; on SQLite with a write-ahead log and foreign keys enforced."""
    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine, foreign_keys)
    return engine


def for_writing(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, whose transactions take SQLite's write lock when they begin.

    Otherwise a transaction that reads first and writes later can fail half-way, because another
    has written in between.
    """
    return engine.execution_options(**{_WRITES: True})


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in parts that fit into one statement."""
    for first in range(0, len(values), MOST_VALUES):
        yield values[first : first + MOST_VALUES]


def _set_up_sqlite(engine: AsyncEngine, foreign_keys: bool) -> None:
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
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


async def prepare(url: str) -> None:
    """Bring the database at `url` to `HEAD`, keeping a copy of an older SQLite file.

    Raises SettingsError, in one sentence for the operator, when it cannot be opened, is another
    program's or was written by a newer Milepost.
    """
    path = _sqlite_file(_supported(url))
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine = make_engine(url, foreign_keys=False)
        try:
            current = await _revision(engine, path or url)
            if current == HEAD:
                return
            _refuse_newer(current, path or url)
            if current is not None and path is not None:
                _keep_copy(path, current)
            async with for_writing(engine).begin() as connection:
                await connection.run_sync(_migrate)
        finally:
            await engine.dispose()
    except (DatabaseError, OSError, sqlite3.Error) as error:
        where = path or make_url(url).render_as_string(hide_password=True)
        raise SettingsError(
            t(
                "The database {where} cannot be opened for writing ({why}). Make its folder "
                "writable, or set MILEPOST_DATABASE_URL or MILEPOST_DATA_DIR to another place.",
                where=where,
                why=getattr(error, "orig", None) or error,
            )
        ) from error


def _supported(url: str) -> URL:
    """The address, if it is one of SQLite with the one driver that we have."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        address = URL.create("unreadable")
    if address.drivername != "sqlite+aiosqlite" or address.host or address.username:
        raise SettingsError(
            t(
                "MILEPOST_DATABASE_URL names a database that is not supported; give the address of "
                "a SQLite file, such as sqlite:////srv/milepost/milepost.db."
            )
        )
    return address


def _sqlite_file(url: URL) -> Path | None:
    if url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


async def _revision(engine: AsyncEngine, where: Path | str) -> str | None:
    """The migration that the database is at; None for one without tables."""

    def read(connection: Connection) -> str | None:
        tables = inspect(connection).get_table_names()
        if not tables:
            return None
        if not {"alembic_version", "deployment"} <= set(tables):
            raise SettingsError(
                t(
                    "{where} belongs to another program. Point MILEPOST_DATABASE_URL at a file of "
                    "Milepost's own.",
                    where=where,
                )
            )
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if found is None else str(found)

    async with engine.connect() as connection:
        return await connection.run_sync(read)


def _alembic_config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_PROJECT / "migrations"))
    return config


def _refuse_newer(current: str | None, where: Path | str) -> None:
    from alembic.script import ScriptDirectory

    known = {
        script.revision
        for script in ScriptDirectory.from_config(_alembic_config()).walk_revisions()
    }
    if current is not None and current not in known:
        raise SettingsError(
            t(
                "The database {where} was written by a newer Milepost (its version is {version}). "
                "Update Milepost, or point MILEPOST_DATABASE_URL at another database.",
                where=where,
                version=current,
            )
        )


def _migrate(connection: Connection) -> None:
    from alembic import command

    config = _alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _keep_copy(path: Path, revision: str) -> Path:
    """A copy of the file as it was, beside it; SQLite's own backup includes the log."""
    copy = path.with_name(f"{path.stem}-before-{HEAD}-was-{revision}{path.suffix}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}-before-{HEAD}-was-{revision}-{number}{path.suffix}")
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy
