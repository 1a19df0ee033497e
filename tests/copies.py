"""States of a database that take long to make: made once in a session and copied from then on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.postgresql.cluster import Cluster


@dataclass
class Copies:
    """Copies of SQLite files lie in `folder`, those of databases in the cluster beside them."""

    folder: Path
    _made: dict[tuple[str, str], str] = field(default_factory=dict)

    async def once(
        self,
        engine: AsyncEngine,
        cluster: Callable[[], Cluster],
        state: str,
        make: Callable[[], Awaitable[object]],
    ) -> None:
        """Bring a test's database to the state that `make` makes of it."""
        known = (engine.dialect.name, state)
        if known not in self._made:
            await make()
        await engine.dispose()  # of a database that is in use no copy is to be had
        present = str(engine.url.database)
        if known[0] == "sqlite":
            copy = self._made.setdefault(known, str(self.folder / f"{len(self._made)}.db"))
            source, target = (copy, present) if Path(copy).exists() else (present, copy)
            copyfile(source, target)
        elif known in self._made:
            cluster().replace(present, self._made[known])
        else:
            self._made[known] = cluster().copy_of(present)
