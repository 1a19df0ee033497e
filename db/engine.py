"""The database: opening it, and bringing its tables up to date."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

import db.postgresql
import db.sqlite
from bot.errors import SettingsError
from bot.messages import t

if TYPE_CHECKING:
    from alembic.config import Config

T = TypeVar("T")

HEAD = "0006"
"""The newest migration, so that an up-to-date start need not import Alembic."""

MOST_VALUES = 10_000
"""How many values one statement takes: SQLite and PostgreSQL stop a little above 32,000."""

_PROJECT = Path(__file__).parent
_LOCK = "milepost_lock"


def make_engine(url: str, *, migrating: bool = False) -> AsyncEngine:
    """An engine for `url`, of SQLite or PostgreSQL.

    While `migrating`, SQLite enforces no foreign keys and PostgreSQL waits longer for others.
    Raises SettingsError where the driver that the address names is not installed.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_async_engine(address)
        db.sqlite.set_up(engine, foreign_keys=not migrating, option=_LOCK)
        return engine
    try:
        address, more = db.postgresql.arguments(address, migrating=migrating)
        engine = create_async_engine(address, **more)
    except ImportError as error:
        raise db.postgresql.not_installed(address) from error
    db.postgresql.set_up(engine, option=_LOCK)
    return engine


def for_reading(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, each of whose transactions sees the record as it was when it began."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def for_writing(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, whose transactions wait for one another when they begin.

    Otherwise one that reads first and writes later would write on the ground of what another has
    changed in between.
    """
    return engine.execution_options(**{_LOCK: db.postgresql.ALONE})


def for_delivering(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, whose transactions claim and settle reminders.

    They wait for those that write the record; on PostgreSQL several go on at the same time.
    """
    return engine.execution_options(**{_LOCK: db.postgresql.SHARED})


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in parts that fit into one statement."""
    for first in range(0, len(values), MOST_VALUES):
        yield values[first : first + MOST_VALUES]


async def prepare(url: str) -> None:
    """Bring the database at `url` to `HEAD`, keeping a copy of an older SQLite file.

    Processes that start together wait for the first to do so. Raises SettingsError, in one sentence
    for the operator, when it cannot be opened, is another program's or was written by a newer
    Milepost.
    """
    address = _supported(url)
    if address.get_backend_name() == "sqlite":
        path = db.sqlite.file_of(address)
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            await _bring_to_head(url, path or url, path)
        except (DatabaseError, OSError, sqlite3.Error) as error:
            raise db.sqlite.complaint(path or url, error) from error
    else:
        try:
            await _bring_to_head(url, db.postgresql.where(address), None)
        except (DBAPIError, OSError) as error:
            raise db.postgresql.complaint(address, error) from error


async def _bring_to_head(url: str, where: Path | str, path: Path | None) -> None:
    engine = make_engine(url, migrating=True)
    try:
        async with engine.connect() as connection:
            current = await connection.run_sync(_revision, where)
            if engine.dialect.name == "postgresql":
                await connection.run_sync(db.postgresql.refuse_other_encodings, where)
        if current == HEAD:
            return
        _refuse_newer(current, where)
        if current is not None and path is not None:
            db.sqlite.keep_copy(path, current, HEAD)
        async with for_writing(engine).begin() as connection:
            await connection.run_sync(_migrate, where)
    finally:
        await engine.dispose()


def _supported(url: str) -> URL:
    """The address, if it is of a database and a driver that we know."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        address = URL.create("unreadable")
    file = address.drivername == "sqlite+aiosqlite" and not (address.host or address.username)
    if not file and address.drivername not in db.postgresql.DRIVERS:
        raise SettingsError(
            t(
                "MILEPOST_DATABASE_URL names a database that is not supported; give the address of "
                "a SQLite file, such as sqlite:////srv/milepost/milepost.db, or of a PostgreSQL "
                "database, such as postgresql://user:password@localhost/milepost."
            )
        )
    return address


def _revision(connection: Connection, where: Path | str) -> str | None:
    """The migration that the database is at; None for one without tables."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if not {"alembic_version", "deployment"} <= set(tables):
        raise SettingsError(
            t(
                "{where} belongs to another program. Point MILEPOST_DATABASE_URL at a database of "
                "Milepost's own.",
                where=where,
            )
        )
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


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


def _migrate(connection: Connection, where: Path | str) -> None:
    """Bring it to `HEAD`, unless another process has done so while this one waited."""
    current = _revision(connection, where)
    if current == HEAD:
        return
    _refuse_newer(current, where)
    from alembic import command

    config = _alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
