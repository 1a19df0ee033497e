"""PostgreSQL as the operator meets it: made ready once, or one sentence on what is wrong."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.errors import SettingsError
from db.engine import HEAD, make_engine, prepare
from db.migrations.defaults import differs
from db.migrations.scope import compared
from db.models.base import Base
from tests.fakes.discord_server import DiscordServer
from tests.postgresql.cluster import Cluster
from tests.test_migrations import BEFORE_PLACES, prepared_at
from tests.test_run import end, process

DRIVERS = ("asyncpg", "psycopg")
NOWHERE = "127.0.0.1:1"


@pytest.fixture(params=DRIVERS)
def driver(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def blank(postgresql: Cluster, driver: str) -> Iterator[str]:
    """An empty database, as `createdb` leaves it."""
    with postgresql.blank() as name:
        yield postgresql.url(name, driver=driver)


async def asked(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = make_engine(url)
    async with engine.begin() as connection:
        result = await connection.execute(text(statement))
        found = [tuple(row) for row in result] if result.returns_rows else []
    await engine.dispose()
    return found


async def test_several_processes_that_start_together_migrate_once(blank: str) -> None:
    await asyncio.gather(*(prepare(blank) for _ in range(4)))
    assert await asked(blank, "SELECT version_num FROM alembic_version") == [(HEAD,)]


async def test_the_migrations_make_what_the_models_say(postgresql_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        options = {"compare_server_default": differs, "include_object": compared}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))

    engine = make_engine(postgresql_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        await connection.execute(text("ALTER TABLE guilds ALTER calendars SET DEFAULT '[1]'"))
        assert len(await connection.run_sync(differences)) == 1, "a default that differs is seen"
    await engine.dispose()


async def test_reminders_planned_before_places_had_rows_still_go_where_they_went(
    blank: str,
) -> None:
    await prepared_at("0001", blank)
    for statement in filter(str.strip, BEFORE_PLACES.split(";\n")):
        await asked(blank, statement)
    await prepare(blank)
    assert await asked(
        blank,
        "SELECT reminders.id, channel_id, user_id FROM reminders "
        "JOIN places ON places.id = place_id ORDER BY reminders.id",
    ) == [(1, 55, None), (2, 99, None), (3, None, 21)]


async def test_milepost_runs_on_it(
    postgresql: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgresql.blank() as name:
        address = postgresql.url(name).replace("+asyncpg", "")
        monkeypatch.setenv("MILEPOST_DATABASE_URL", address)
        async with DiscordServer() as discord_server, process(discord_server, tmp_path) as running:
            await discord_server.until(lambda: discord_server.gateway.sessions)
            assert (await discord_server.command("due"))["type"] in (4, 5)
            await end(running, signal.SIGTERM)
        assert running.returncode == 0
        version = "SELECT version_num FROM alembic_version"
        assert await asked(postgresql.url(name), version) == [(HEAD,)]
    assert list(tmp_path.iterdir()) == [], "there is no file beside it"


async def refusal(url: str) -> str:
    with pytest.raises(SettingsError) as caught:
        await prepare(url)
    said = str(caught.value)
    assert "\n" not in said
    return said


async def test_a_server_that_is_not_there_is_named_without_the_password(driver: str) -> None:
    said = await refusal(f"postgresql+{driver}://milepost:hunter2@{NOWHERE}/record")
    assert said.startswith(f"PostgreSQL cannot be used at {NOWHERE}/record (")
    assert "hunter2" not in said


async def test_a_user_whose_password_is_wrong_is_told_so(postgresql: Cluster, driver: str) -> None:
    postgresql.run(
        "DROP ROLE IF EXISTS guarded", "CREATE ROLE guarded LOGIN PASSWORD 'the right one'"
    )
    said = await refusal(
        postgresql.url("postgres", driver=driver, user="guarded", password="hunter2")
    )
    assert "does not accept the user and password in MILEPOST_DATABASE_URL" in said
    assert "hunter2" not in said


async def test_a_user_who_is_unknown_is_told_so(postgresql: Cluster, driver: str) -> None:
    said = await refusal(postgresql.url("postgres", driver=driver, user="nobody_of_that_name"))
    assert "does not accept the user and password in MILEPOST_DATABASE_URL" in said


async def test_a_database_that_does_not_exist_is_to_be_created(
    postgresql: Cluster, driver: str
) -> None:
    said = await refusal(postgresql.url("no_such_record", driver=driver))
    assert f'PostgreSQL has no database at {postgresql.folder}/no_such_record (database "' in said


async def test_a_user_who_may_not_make_tables_is_told_so(postgresql: Cluster, driver: str) -> None:
    postgresql.run("DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN")
    with postgresql.blank() as name:
        said = await refusal(postgresql.url(name, driver=driver, user="reader"))
    assert "the owner of that database" in said


async def test_a_database_that_cannot_keep_every_name_is_refused(
    postgresql: Cluster, driver: str
) -> None:
    with postgresql.blank("ENCODING 'LATIN1' LOCALE 'C'") as name:
        said = await refusal(postgresql.url(name, driver=driver))
    assert "keeps its text as LATIN1" in said


@pytest.mark.parametrize("columns", ["guilds (x int)", "alembic_version (version_num text)"])
async def test_another_program_s_database_is_left_alone(blank: str, columns: str) -> None:
    await asked(blank, f"CREATE TABLE {columns}")
    assert "belongs to another program" in await refusal(blank)
    tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    assert await asked(blank, tables) == [(1,)]


async def test_a_database_of_a_newer_milepost_is_refused_and_left_alone(blank: str) -> None:
    await prepare(blank)
    await asked(blank, "UPDATE alembic_version SET version_num = '9999'")
    assert "was written by a newer Milepost (its version is 9999)" in await refusal(blank)
    assert await asked(blank, "SELECT version_num FROM alembic_version") == [("9999",)]


async def test_a_driver_that_is_missing_is_named_with_how_to_install_it(
    driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, driver, None)
    said = await refusal(f"postgresql+{driver}://milepost@{NOWHERE}/record")
    assert said.startswith(f"{driver}, which speaks to PostgreSQL, is not installed.")
    assert "--extra postgres" in said


def test_an_address_as_providers_hand_it_out_is_understood() -> None:
    given = "postgresql+asyncpg://u@h/d?sslmode=require&channel_binding=require"
    engine = make_engine(given)
    assert dict(engine.url.query) == {"ssl": "require"}


async def test_what_a_driver_does_not_understand_in_an_address_is_named() -> None:
    said = await refusal("postgresql+asyncpg://u:hunter2@h/d?sslrootcert=/etc/root.pem")
    assert said.startswith("MILEPOST_DATABASE_URL gives sslrootcert")
    assert "postgresql+psycopg://" in said
    assert "hunter2" not in said
