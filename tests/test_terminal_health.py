"""`milepost health`: one line and an exit status, from another process than the one that ticks."""

import asyncio
import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.domain.subscriptions import Scope
from bot.services import build
from bot.terminal_health import register
from db.engine import make_engine
from tests.conftest import GUILD_ID, START, TestClock

Shell = Any


@pytest.fixture
def shell(
    desk_url: str, clock: TestClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Shell:
    """Runs `milepost health` on the record of one server, by the test's clock."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILEPOST_DATABASE_URL", desk_url.replace("+aiosqlite", ""))
    app = typer.Typer()
    register(app, clock)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return run


def test_a_record_that_nobody_serves_is_no_health(shell: Shell) -> None:
    result = shell()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Nothing has been delivered yet: Milepost has never run on this record."
    ]


def test_all_is_well_in_one_line_and_exit_status_zero(
    shell: Shell, desk_url: str, clock: TestClock
) -> None:
    asyncio.run(_ticked(desk_url, START))
    clock.forward(seconds=10)
    result = shell()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "Reminders go out: the last tick was 10 s ago, nothing waits, every place can be posted to."
    )
    assert lines[1].startswith("Next: 2026-04-2")
    assert lines[1].endswith(" UTC, channel 5 in Critical Minerals Desk, 1 reminder")
    assert len(lines) == 6


def test_a_ticker_that_stopped_is_exit_status_one(
    shell: Shell, desk_url: str, clock: TestClock
) -> None:
    asyncio.run(_ticked(desk_url, START))
    clock.forward(minutes=5)
    result = shell()
    assert result.exit_code == 1
    assert "Reminders stand still: the last tick was 5 min ago." in result.stdout


def test_scripts_get_json(shell: Shell, desk_url: str, clock: TestClock) -> None:
    asyncio.run(_ticked(desk_url, START))
    clock.forward(seconds=10)
    answer = json.loads(shell("--json").stdout)
    assert answer["ok"] is True
    assert answer["last_tick_at"] == answer["discord_reached_at"] == START.isoformat()
    assert (answer["waiting"], answer["oldest_unsent_at"], answer["places_closed"]) == (0, None, 0)
    assert len(answer["next"]) == 5
    assert datetime.fromisoformat(answer["next"][0]["at"]) > START
    clock.forward(hours=1)
    result = shell("--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["trouble"] == "stopped"


def test_servers_that_removed_the_bot_are_counted(
    shell: Shell, desk_url: str, clock: TestClock
) -> None:
    asyncio.run(_ticked(desk_url, START))
    asyncio.run(_left(desk_url))
    assert "1 server has removed Milepost; its record is kept for 30 days." in shell().stdout


def test_where_there_is_no_record_none_is_made(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "none" / "milepost.db"
    monkeypatch.setenv("MILEPOST_DATABASE_URL", f"sqlite:///{file}")
    result = shell()
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "There is no record at" in result.stderr
    assert not file.parent.exists()


def test_what_is_no_record_is_one_sentence(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear colleague, " * 100)
    monkeypatch.setenv("MILEPOST_DATABASE_URL", f"sqlite:///{file}")
    result = shell()
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "cannot be read" in result.stderr


def test_discord_is_not_imported_for_it() -> None:
    code = "import bot.terminal_health, bot.services, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert "discord" not in loaded


async def _ticked(url: str, at: datetime) -> None:
    engine = make_engine(url)
    services = build(engine)
    await services.subscriptions.add(
        GUILD_ID,
        by=None,
        now=at - timedelta(days=1),
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=5,
        user_id=None,
        ladder="0",
    )
    await services.health.beat(now=at, connected=True)
    await engine.dispose()


async def _left(url: str) -> None:
    engine = make_engine(url)
    await build(engine).guilds.left(GUILD_ID, now=START)
    await engine.dispose()
