"""The database is brought up to date on start, and never at the cost of what it holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

import db.engine
from bot.domain.search import Kind
from bot.errors import SettingsError
from bot.services import build
from db.engine import HEAD, for_writing, make_engine, prepare
from db.migrations.scope import compared
from db.models import (  # noqa: F401 - every table
    agreements,
    changes,
    drafts,
    guilds,
    milestones,
    places,
    reading,
    reminders,
    search,
)
from db.models.base import Base
from tests.postgresql.cluster import Cluster


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    finally:
        connection.close()


def execute(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


async def test_an_empty_folder_gets_a_database_with_every_table(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "milepost.db"
    await prepare(url_of(path))
    assert set(Base.metadata.tables) <= tables(path)


async def test_preparing_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "milepost.db"
    await prepare(url_of(path))
    execute(path, "INSERT INTO deployment VALUES ('kept', 'yes')")
    await prepare(url_of(path))
    assert [each.name for each in tmp_path.iterdir() if "before" in each.name] == []


@pytest.mark.filterwarnings("ignore:.*expression-based index")
async def test_the_migrations_make_what_the_models_say(migrated: Path) -> None:
    engine = make_engine(url_of(migrated))

    def differences(connection: Connection) -> list[object]:
        options = {"compare_server_default": True, "include_object": compared}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


def test_the_newest_migration_is_the_one_that_the_start_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(db.engine.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_a_copy_is_kept_before_an_existing_database_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "milepost.db"
    await prepare(url_of(path))
    execute(path, "INSERT INTO deployment VALUES ('said', 'before')")
    monkeypatch.setattr(db.engine, "HEAD", "next")
    for _ in range(2):
        await prepare(url_of(path))
    copies = sorted(each for each in tmp_path.iterdir() if "before-next-was" in each.name)
    assert len(copies) == 2, "an earlier copy is not overwritten"
    connection = sqlite3.connect(copies[0])
    assert connection.execute("SELECT value FROM deployment").fetchall() == [("before",)]
    connection.close()


BEFORE_PLACES = """
INSERT INTO guilds (id, name, zone, hour) VALUES (7, 'Desk', 'UTC', 9);
INSERT INTO agreements (id, guild_id, title, short_name, instrument, summary, zone, convention,
  aliases, commodities, topics, questions, related)
  VALUES (1, 7, 'A', 'A', 'treaty', '', 'UTC', 'c', '[]', '[]', '[]', '[]', '[]');
INSERT INTO milestones (id, guild_id, agreement_id, what, kind, modality, obligors, zone,
  convention, calendars) VALUES (1, 7, 1, 'Pay', 'act_by', 'shall', '[]', 'UTC', 'c', '[]');
INSERT INTO subscriptions (id, guild_id, scope, channel_id, user_id, ladder, created_at)
  VALUES (1, 7, 'everything', 99, NULL, '[7, 0]', '2026-01-01 00:00:00.000000'),
         (2, 7, 'everything', NULL, 21, '[0]', '2026-01-01 00:00:00.000000');
INSERT INTO reminders (id, guild_id, milestone_id, subscription_id, due_version, kind, rung,
  due_at, state, channel_id)
  VALUES (1, 7, 1, 1, 1, 'rung', 7, '2026-04-01 09:00:00.000000', 'sent', 55),
         (2, 7, 1, 1, 1, 'rung', 0, '2026-04-08 09:00:00.000000', 'planned', NULL),
         (3, 7, 1, 2, 1, 'rung', 0, '2026-04-08 09:00:00.000000', 'planned', NULL);
"""


async def test_reminders_planned_before_places_had_rows_still_go_where_they_went(
    tmp_path: Path,
) -> None:
    path = tmp_path / "milepost.db"
    await prepared_at("0001", url_of(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(BEFORE_PLACES)
    await prepare(url_of(path))
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT reminders.id, channel_id, user_id FROM reminders "
            "JOIN places ON places.id = place_id ORDER BY reminders.id"
        ).fetchall()
        wishes = connection.execute(
            "SELECT subscriptions.id, channel_id, user_id FROM subscriptions "
            "JOIN places ON places.id = place_id ORDER BY subscriptions.id"
        ).fetchall()
    assert found == [(1, 55, None), (2, 99, None), (3, None, 21)]
    assert wishes == [(1, 99, None), (2, None, 21)]


BEFORE_DRAFTS = """
INSERT INTO guilds (id, name, zone, hour) VALUES (7, 'Desk', 'UTC', 9);
INSERT INTO sources (id, guild_id, title, url, grade)
  VALUES (1, 7, 'Page', 'https://www.Example.org/a/?utm_source=x#part', 'official'),
         (2, 7, 'Book', NULL, 'paraphrase');
INSERT INTO agreements (id, guild_id, title, short_name, instrument, summary, zone, convention,
  aliases, commodities, topics, questions, related)
  VALUES (1, 7, 'A', 'A', 'treaty', '', 'UTC', 'c', '[]', '[]', '[]', '[]', '[]');
INSERT INTO agreement_sources (agreement_id, source_id) VALUES (1, 1);
INSERT INTO events (id, agreement_id, kind, "on", zone, precision, standing, also_on, source_id,
  recorded_at) VALUES (1, 1, 'signed', '2026-01-01', 'UTC', 'day', 'confirmed', '[]', 1,
  '2026-01-01 00:00:00.000000');
INSERT INTO claims (id, agreement_id, point, statement, claimed_by, source_id)
  VALUES (1, 1, 'Date', 'Monday', 'One', 1), (2, 1, 'Date', 'Tuesday', 'Another', 2);
"""


async def test_a_record_made_before_drafts_is_kept_and_its_pages_are_known(tmp_path: Path) -> None:
    path = tmp_path / "milepost.db"
    await prepared_at("0004", url_of(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(BEFORE_DRAFTS)
    await prepare(url_of(path))
    with closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("SELECT page, sha256 FROM sources ORDER BY id").fetchall()
        claims = connection.execute("SELECT statement, recorded_at FROM claims").fetchall()
        cited = connection.execute("SELECT * FROM agreement_sources").fetchall()
        events = connection.execute("SELECT source_id FROM events").fetchall()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert pages == [("www.example.org/a", None), (None, None)]
    assert claims == [("Monday", None), ("Tuesday", None)]
    assert (cited, events) == ([(1, 1)], [(1,)])


BEFORE_SEARCH = """
INSERT INTO guilds (id, name, zone, hour) VALUES (7, 'Desk', 'UTC', 9), (8, 'Other', 'UTC', 9);
INSERT INTO sources (id, guild_id, title, url, publisher, grade)
  VALUES (1, 7, 'Joint fact sheet', 'https://example.org/a', 'The White House', 'primary');
INSERT INTO agreements (id, guild_id, title, short_name, instrument, summary, zone, convention,
  aliases, commodities, topics, questions, related, archived_at)
  VALUES (1, 7, '日米重要鉱物枠組み', 'US-Japan Framework', 'framework', '', 'UTC', 'c',
    '["Tokyo accord"]', '["rare earths"]', '["mining"]', '[]', '[]', NULL),
  (2, 7, 'Old Framework', 'Old Framework', 'framework', '', 'UTC', 'c', '[]', '["tin"]', '[]',
    '[]', '[]', '2026-01-01 00:00:00+00:00'),
  (3, 8, 'Theirs', 'Theirs', 'framework', '', 'UTC', 'c', '[]', '["cobalt"]', '[]', '[]', '[]',
    NULL);
INSERT INTO parties (agreement_id, name, code, role, position)
  VALUES (1, 'United States', 'US', 'party', 0), (1, 'Japan', 'JP', 'party', 1);
INSERT INTO events (agreement_id, kind, "on", zone, place, precision, standing, also_on,
  recorded_at) VALUES (1, 'signed', '2025-10-28', 'UTC', 'Tokyo, Japan', 'day', 'confirmed', '[]',
    '2026-01-01 00:00:00+00:00');
INSERT INTO milestones (id, guild_id, agreement_id, what, kind, modality, obligors, zone,
  convention, calendars, due_on, earliest_on, latest_on, owner_id, quote)
  VALUES (1, 7, 1, 'Start the funding', 'act_by', 'shall', '["Japan"]', 'UTC', 'c', '[]',
    '2026-04-28', '2026-04-28', '2026-04-28', 21, '資金の拠出を開始する'),
  (2, 7, 2, 'Report', 'act_by', 'shall', '[]', 'UTC', 'c', '[]', NULL, NULL, NULL, NULL, NULL)
"""
NOW = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield url_of(tmp_path / "milepost.db")
        return
    cluster: Cluster = request.getfixturevalue("postgresql")
    with cluster.blank() as name:
        yield cluster.url(name)


async def test_what_was_recorded_before_there_was_search_is_found_by_its_words(empty: str) -> None:
    await prepared_at("0003", empty)
    engine = make_engine(empty, migrating=True)
    async with engine.begin() as connection:
        for statement in BEFORE_SEARCH.split(";\n"):
            await connection.exec_driver_sql(statement)
    await engine.dispose()
    await prepare(empty)
    engine = make_engine(empty)
    services = build(engine)

    async def found(typed: str, kind: Kind, guild: int = 7) -> list[str]:
        return [hit.name for hit in await services.searching.find(guild, typed, kinds=(kind,))]

    for typed in ("japan", "重要鉱物", "tokyo accord", "tokyo deal", "日米", "framewrok"):
        assert await found(typed, Kind.AGREEMENT) == ["US-Japan Framework"], typed
    for typed in ("funding", "資金", "us-japan fund"):
        assert await found(typed, Kind.MILESTONE) == ["US-Japan Framework: Start the funding"]
    assert await found("report", Kind.MILESTONE) == []
    assert await found("white house", Kind.SOURCE) == ["Joint fact sheet"]
    assert await services.agreements.parties(7, "") == ["Japan", "United States"]
    assert await services.agreements.commodities(7, "") == ["rare earths"]
    assert await services.agreements.commodities(8, "") == ["cobalt"]
    assert await services.agreements.names(7, "old", archived=True) == ["Old Framework"]
    due = await services.milestones.due(7, now=NOW, party="JP", owner_id=21)
    assert [each.what for each in due.items] == ["Start the funding"]
    await services.agreements.restore(7, "Old Framework", by=None, now=NOW)
    assert await found("report", Kind.MILESTONE) == ["Old Framework: Report"]
    await engine.dispose()


async def prepared_at(revision: str, url: str) -> None:
    """A database as an earlier Milepost left it."""

    def migrate(connection: Connection) -> None:
        config = Config()
        config.set_main_option(
            "script_location", str(Path(db.engine.__file__).parent / "migrations")
        )
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    engine = make_engine(url, migrating=True)
    async with for_writing(engine).begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


async def test_a_database_of_a_newer_milepost_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "milepost.db"
    await prepare(url_of(path))
    execute(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(SettingsError, match=r"written by a newer Milepost.*9999.*Update Milepost"):
        await prepare(url_of(path))
    assert path.read_bytes() == before


async def test_a_place_that_cannot_be_written_is_named_in_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    with pytest.raises(SettingsError, match=r"a-file.*MILEPOST_DATA_DIR"):
        await prepare(url_of(blocked / "milepost.db"))


async def test_a_file_that_is_no_database_is_named_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "milepost.db"
    path.write_text("this is a shopping list, not a database, and long enough to be one" * 20)
    with pytest.raises(SettingsError, match=r"milepost\.db"):
        await prepare(url_of(path))


@pytest.mark.parametrize("columns", ["guilds (x)", "alembic_version (version_num)"])
async def test_another_program_s_database_is_left_alone(tmp_path: Path, columns: str) -> None:
    path = tmp_path / "theirs.db"
    execute(path, f"CREATE TABLE {columns}")
    before = tables(path)
    with pytest.raises(SettingsError, match=r"theirs\.db belongs to another program"):
        await prepare(url_of(path))
    assert tables(path) == before


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+pg8000://u:secret@localhost/x",
        "mysql://u:secret@h/x",
        "nonsense",
        "sqlite+aiosqlite://[",
    ],
)
async def test_an_address_that_is_not_supported_is_answered_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match="SQLite file") as caught:
        await prepare(url)
    assert "secret" not in str(caught.value)


async def test_foreign_keys_are_enforced_and_the_log_is_written_ahead(database_url: str) -> None:
    engine = make_engine(database_url)
    async with engine.connect() as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            await connection.execute(
                text(
                    "INSERT INTO parties (agreement_id, name, role, position) "
                    "VALUES (404, 'Japan', 'party', 0)"
                )
            )
    await engine.dispose()
