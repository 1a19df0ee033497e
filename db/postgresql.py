"""PostgreSQL: how Milepost connects, who waits for whom, and what is said when it cannot connect.

Transactions on SQLite that write wait for one another; everything above `db` counts on it. Here one
advisory lock does the same. A transaction that changes the record holds it alone. Those that claim
and settle reminders share it: they exclude the former, never one another, and take the rows that
they claim with SKIP LOCKED.
"""

from importlib import import_module
from inspect import signature
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SettingsError
from bot.messages import t

DRIVERS = {"postgresql+asyncpg", "postgresql+psycopg"}

ALONE, SHARED = "alone", "shared"
"""The two ways to hold the lock."""

_LOCK = int.from_bytes(b"MILEPOST")
_TAKE = {ALONE: "pg_advisory_xact_lock", SHARED: "pg_advisory_xact_lock_shared"}

CONNECT_SECONDS = 10
_SETTINGS = {
    "application_name": "milepost",
    "jit": "off",  # every query is a small one: compiling it takes longer than running it
    "statement_timeout": "30s",
    "lock_timeout": "5s",  # as long as on SQLite
    "idle_in_transaction_session_timeout": "60s",  # of a process that hangs or was cut off
}
_WHILE_MIGRATING = {"statement_timeout": "0", "lock_timeout": "60s"}

_WRONG_USER = {"28000", "28P01"}
_NO_DATABASE = "3D000"
_NO_RIGHT = "42501"


def arguments(url: URL, *, migrating: bool) -> tuple[URL, dict[str, Any]]:
    """The address and what else `create_async_engine` is to be given for it."""
    settings = _SETTINGS | (_WHILE_MIGRATING if migrating else {})
    connect: dict[str, Any]
    if url.drivername == "postgresql+asyncpg":
        url = _for_asyncpg(url)
        connect = {"server_settings": settings, "timeout": CONNECT_SECONDS}
    else:
        own = " ".join(f"-c {name}={value}" for name, value in settings.items())
        given = url.query.get("options", "")
        connect = {"options": f"{own} {given}".strip(), "connect_timeout": CONNECT_SECONDS}
    # A connection that the server has closed meanwhile is replaced before it is used.
    return url, {"connect_args": connect, "pool_pre_ping": True, "pool_timeout": CONNECT_SECONDS}


def _for_asyncpg(url: URL) -> URL:
    """Addresses as providers hand them out are written for libpq, which names some things apart.

    Raises SettingsError for what asyncpg cannot be told in an address.
    """
    connect = import_module("asyncpg").connect
    query = {key: value for key, value in url.query.items() if key != "channel_binding"}
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    known = {*signature(connect).parameters, "prepared_statement_cache_size"}
    if unknown := sorted(query.keys() - known):
        raise SettingsError(
            t(
                "MILEPOST_DATABASE_URL gives {names}, which asyncpg does not understand; leave it "
                "out, or begin the address with postgresql+psycopg://.",
                names=", ".join(unknown),
            )
        )
    return url.set(query=query)


def set_up(engine: AsyncEngine, *, option: str) -> None:
    """Take the lock in each transaction that asks for it by the execution option `option`."""

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if how := connection.get_execution_options().get(option):
            connection.exec_driver_sql(f"SELECT {_TAKE[how]}({_LOCK})")


def refuse_other_encodings(connection: Connection, where: object) -> None:
    """SettingsError for a database that could not keep every name."""
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise SettingsError(
            t(
                "The database {where} keeps its text as {encoding}, which lacks most of the "
                "world's letters. Create one whose encoding is UTF8.",
                where=where,
                encoding=encoding,
            )
        )


def where(url: URL) -> str:
    """The address for people to read: neither user nor password."""
    host = url.host or url.query.get("host") or "localhost"
    port = f":{url.port}" if url.port else ""
    return f"{host}{port}/{url.database or ''}"


def not_installed(url: URL) -> SettingsError:
    return SettingsError(
        t(
            "{driver}, which speaks to PostgreSQL, is not installed. Install Milepost with its "
            "postgres extra: uv sync --no-default-groups --extra postgres.",
            driver=url.drivername.partition("+")[2],
        )
    )


def complaint(url: URL, error: Exception) -> SettingsError:
    """What an operator is told of a database that cannot be used."""
    said = getattr(error, "orig", None) or error if isinstance(error, DBAPIError) else error
    why = (str(said).strip() or type(said).__name__).splitlines()[0].removesuffix(".")
    why = why.rpartition("FATAL:")[2].strip()
    sentences = {
        "user": t(
            "PostgreSQL at {where} does not accept the user and password in "
            "MILEPOST_DATABASE_URL ({why}). Correct them there.",
            where=where(url),
            why=why,
        ),
        "database": t(
            "PostgreSQL has no database at {where} ({why}). Create it, or correct its name in "
            "MILEPOST_DATABASE_URL.",
            where=where(url),
            why=why,
        ),
        "right": t(
            "PostgreSQL does not let Milepost keep its tables at {where} ({why}). Make the user "
            "in MILEPOST_DATABASE_URL the owner of that database.",
            where=where(url),
            why=why,
        ),
        "unreachable": t(
            "PostgreSQL cannot be used at {where} ({why}). Start it, or correct "
            "MILEPOST_DATABASE_URL.",
            where=where(url),
            why=why,
        ),
    }
    return SettingsError(sentences[_kind(getattr(said, "sqlstate", None), why)])


def _kind(code: str | None, why: str) -> str:
    """What is wrong, by PostgreSQL's code; psycopg has only its words when it cannot connect."""
    if code in _WRONG_USER or (code is None and ("password" in why or 'role "' in why)):
        return "user"
    if code == _NO_DATABASE or (code is None and 'database "' in why):
        return "database"
    return "right" if code == _NO_RIGHT else "unreachable"
