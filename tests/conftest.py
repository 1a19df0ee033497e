"""What tests share: a migrated database, the services on it, and the bot in a simulated Discord."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import copyfile

import discord
import pytest
import simcord
from hypothesis import HealthCheck, settings
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.client import MilepostBot
from bot.domain.reminders import Post
from bot.errors import UserError
from bot.services import Services, build
from cogs.poster import put
from db.engine import make_engine, prepare
from tests.copies import Copies
from tests.postgresql.cluster import Cluster, Unavailable, cluster

Once = Callable[[str, Callable[[], Awaitable[object]]], Awaitable[None]]

START = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)
"""Where tests begin unless they say otherwise: 20 April 2026, nine in the morning in New York."""

# How quick something is, is never a test's business: machines are slow when they are busy.
settings.register_profile("milepost", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("milepost")

MANAGING = discord.Permissions(manage_guild=True)


@dataclass
class TestClock:
    """A clock that stands still until it is moved."""

    __test__ = False

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **amount: float) -> datetime:
        self.at += timedelta(**amount)
        return self.at


@dataclass
class Outbox:
    """Stands where Discord would be: keeps what is posted, or fails as it is told to."""

    posts: list[Post] = field(default_factory=list)
    failing: Exception | None = None
    failing_in: dict[int | None, Exception] = field(default_factory=dict)
    """What goes wrong in single channels and with single people, by their ids."""

    async def __call__(self, post: Post) -> int:
        failure = self.failing or self.failing_in.get(post.channel_id or post.user_id)
        if failure is not None:
            raise failure
        self.posts.append(post)
        return 10_000 + len(self.posts)

    @property
    def last(self) -> Post:
        return self.posts[-1]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated database file to copy: migrating once keeps the suite quick."""
    path = tmp_path_factory.mktemp("database") / "milepost.db"
    asyncio.run(prepare(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A real PostgreSQL, one for all workers; without one, what needs it is skipped."""
    own = tmp_path_factory.getbasetemp()
    try:
        with cluster(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) as running:
            yield running
    except Unavailable as error:
        if os.environ.get("MILEPOST_TEST_POSTGRESQL") == "required":
            raise
        pytest.skip(str(error))


@pytest.fixture
def postgresql_url(postgresql: Cluster) -> Iterator[str]:
    """A migrated database of the test's own in PostgreSQL."""
    with postgresql.database() as name:
        yield postgresql.url(name)


BOTH = ("services", "db")
"""Whatever these folders' tests ask of a database, they ask of SQLite and of PostgreSQL."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    room = metafunc.definition.path.parent.name
    if "database_url" in metafunc.fixturenames and room in BOTH:
        of_sqlite = metafunc.definition.get_closest_marker("sqlite")
        databases = ["sqlite"] if of_sqlite else ["sqlite", "postgresql"]
        metafunc.parametrize("database_url", databases, indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, migrated: Path, tmp_path: Path) -> str:
    """A database of the test's own: a SQLite file, or where the test is run on both, the other."""
    if getattr(request, "param", "sqlite") == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    path = tmp_path / "milepost.db"
    copyfile(migrated, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("copies"))


@pytest.fixture
def once(engine: AsyncEngine, copies: Copies, request: pytest.FixtureRequest) -> Once:
    """`await once("what it is called", make)`: have a state that `make` need make only once."""

    def cluster() -> Cluster:
        found: Cluster = request.getfixturevalue("postgresql")
        return found

    return partial(copies.once, engine, cluster)


@pytest.fixture
def services(engine: AsyncEngine) -> Services:
    return build(engine)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def outbox() -> Outbox:
    return Outbox()


GUILD_ID = 1_210_000_000_000_000_000
"""The simulated server's id, fixed so that its record can be prepared once."""


@pytest.fixture(scope="session")
def catalogued(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the simulated server has the starter catalogue and its settings."""
    path = tmp_path_factory.mktemp("catalogued") / "milepost.db"
    copyfile(migrated, path)
    asyncio.run(_load_catalogue(f"sqlite+aiosqlite:///{path}"))
    return path


async def _load_catalogue(url: str) -> None:
    engine = make_engine(url)
    services = build(engine)
    await services.guilds.joined(GUILD_ID, "Critical Minerals Desk")
    await services.catalogue.load(GUILD_ID, by=None, now=START)
    await services.guilds.update(
        GUILD_ID, by=None, now=START, zone="America/New_York", hour=9, set_up=True
    )
    await engine.dispose()


@dataclass
class Desk:
    """The bot at work in a simulated server, with people who may and may not change the record."""

    env: simcord.Env
    bot: MilepostBot
    services: Services
    clock: TestClock
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    elsewhere: simcord.ChannelHandle
    editor: simcord.MemberActor
    member: simcord.MemberActor
    foreseen: list[str] = field(default_factory=list)
    """Errors other than a person's that the test provokes, as `repr` writes them."""

    async def tick(self) -> None:
        """What the scheduler does every few seconds: send what is due."""
        await self.services.reminders.deliver(partial(put, self.bot), self.clock)
        await self.env.settle()

    async def restart(self) -> None:
        """The process ends and starts again; only the database and Discord remember."""
        self.bot = MilepostBot(self.services, self.clock)
        await self.env.restart_bot(self.bot)


@pytest.fixture
def desk_url(catalogued: Path, tmp_path: Path) -> str:
    path = tmp_path / "desk.db"
    copyfile(catalogued, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def desk(desk_url: str, clock: TestClock) -> AsyncIterator[Desk]:
    engine = make_engine(desk_url)
    services = build(engine)
    bot = MilepostBot(services, clock)
    env = simcord.Env(bot, settle_timeout=30)  # a busy machine is slow, not wrong
    await env.start()
    guild = env.create_guild("Critical Minerals Desk", id=GUILD_ID)
    managing = guild.create_role("Desk officers", permissions=MANAGING)
    at_desk = Desk(
        env=env,
        bot=bot,
        services=services,
        clock=clock,
        guild=guild,
        channel=guild.create_text_channel("deadlines"),
        elsewhere=guild.create_text_channel("elsewhere"),
        editor=guild.add_member(env.create_user("mori"), roles=[managing]),
        member=guild.add_member(env.create_user("lee")),
    )
    try:
        yield at_desk
        await env.shutdown()
    finally:
        await engine.dispose()
    unforeseen = [error for error in map(_cause, env.errors) if not isinstance(error, UserError)]
    assert [repr(error) for error in unforeseen] == at_desk.foreseen


def _cause(error: BaseException) -> BaseException:
    """What a command raised, without discord.py's wrapping."""
    while (inner := getattr(error, "original", None)) is not None:
        error = inner
    return error
