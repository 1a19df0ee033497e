"""`milepost run` against a loopback Discord: connects, survives, says what is wrong, and ends."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile
from unittest.mock import ANY

import pytest
from pydantic import SecretStr

import bot.app
import bot.client
import bot.steadiness
from bot.__main__ import main
from bot.app import App, opened, serve
from bot.domain.subscriptions import Scope
from bot.errors import SettingsError
from bot.services.delivery import Delivered
from bot.settings import Settings
from db.engine import prepare
from tests.conftest import GUILD_ID as RECORD
from tests.conftest import TestClock
from tests.fakes.discord_server import DiscordServer
from tests.fakes.payloads import CHANNEL_ID
from tests.fakes.rest import TOKEN

PROJECT = Path(__file__).parents[1]


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    monkeypatch.setattr(bot.client, "GUILDS_SETTLE_SECONDS", 0.05)
    monkeypatch.setattr(bot.steadiness, "NEW_SESSION_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(bot.app, "FIRST_PAUSE_SECONDS", 0.05)
    async with DiscordServer() as listening:
        listening.point(monkeypatch)
        yield listening


def settings(folder: Path, token: str = TOKEN) -> Settings:
    return Settings(token=SecretStr(token), data_dir=folder)


@contextlib.asynccontextmanager
async def process(
    server: DiscordServer, folder: Path, token: str = TOKEN
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`milepost run` as an operator starts it, in a process of its own."""
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.milepost_at", str(server.port), "run"),
        cwd=PROJECT,
        env={**os.environ, "DISCORD_TOKEN": token, "MILEPOST_DATA_DIR": str(folder)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()


async def end(running: asyncio.subprocess.Process, number: signal.Signals) -> tuple[str, str]:
    """Send the signal; what was printed and what was logged."""
    running.send_signal(number)
    async with asyncio.timeout(10):
        printed, logged = await running.communicate()
    return printed.decode(), logged.decode()


@contextlib.asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[asyncio.Task[None]]:
    """The same in this process; ends as an operator ends it."""
    running = asyncio.create_task(serve(settings(folder)))
    try:
        yield running
    finally:
        if not running.done():
            os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(10):
            await running


async def test_the_ticker_is_watched_from_its_start_to_its_end(tmp_path: Path) -> None:
    async with opened(settings(tmp_path)) as app:
        assert "watch" not in {each.name for each in threading.enumerate()}
        app.start()
        assert "watch" in {each.name for each in threading.enumerate()}
    assert "watch" not in {each.name for each in threading.enumerate()}


async def health(folder: Path) -> tuple[int | None, str]:
    """What `milepost health` says of the record in a folder, and its exit status."""
    asked = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "health"),
        cwd=PROJECT,
        env={**os.environ, "MILEPOST_DATA_DIR": str(folder)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asked.communicate()
    return asked.returncode, said.decode()


async def test_whether_it_is_well_is_asked_from_another_process(
    server: DiscordServer, tmp_path: Path
) -> None:
    status, said = await health(tmp_path)
    assert status == 1
    assert "There is no record at" in said
    async with process(server, tmp_path) as running:
        await server.until(lambda: server.gateway.sessions)
        while (answer := await health(tmp_path))[0] != 0:
            assert running.returncode is None
        assert "Reminders go out: the last tick was" in answer[1]
        await end(running, signal.SIGTERM)


async def test_it_connects_answers_and_ends_and_the_next_start_announces_nothing(
    server: DiscordServer, tmp_path: Path
) -> None:
    async with process(server, tmp_path) as running:
        await server.until(lambda: server.gateway.sessions)
        answer = await server.command("due")
        assert answer["type"] in (4, 5)
        assert running.stdout is not None
        printed = (await running.stdout.readline()).decode()
        assert "https://discord.com/oauth2/authorize?client_id=900&" in printed
        more, logged = await end(running, signal.SIGTERM)
        assert (running.returncode, more) == (0, "")
        assert TOKEN not in logged
    assert len(server.seen("PUT", ".*/commands")) == 1

    async with process(server, tmp_path) as running:
        await server.until(lambda: len(server.gateway.sessions) == 2)
        await server.command("due")
        await end(running, signal.SIGINT)
        assert running.returncode == 0
    assert len(server.seen("PUT", ".*/commands")) == 1


async def test_a_token_that_discord_does_not_accept_is_one_sentence_and_status_2(
    server: DiscordServer, tmp_path: Path
) -> None:
    async with process(server, tmp_path, token="another.token") as running:
        _, logged = await running.communicate()
    assert running.returncode == 2
    [line] = logged.decode().splitlines()
    assert line.startswith("milepost: Discord does not accept DISCORD_TOKEN")
    assert "another.token" not in line


def _refused(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line with which the command line gives up."""
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    return line


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """At a shell, in an empty folder, about to run `milepost run`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["milepost", "run"])
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("MILEPOST_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("MILEPOST_DATABASE_URL", raising=False)
    return tmp_path


@pytest.mark.usefixtures("operator")
def test_without_a_token_it_says_where_one_comes_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISCORD_TOKEN")
    assert _refused(capsys).startswith("milepost: DISCORD_TOKEN is not set")


def test_a_folder_that_cannot_be_written_is_named(
    operator: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (operator / "file").write_text("")
    monkeypatch.setenv("MILEPOST_DATA_DIR", str(operator / "file" / "folder"))
    assert str(operator / "file" / "folder" / "milepost.db") in _refused(capsys)


def test_a_database_from_a_newer_version_is_left_alone(
    operator: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(prepare(f"sqlite+aiosqlite:///{operator}/milepost.db"))
    with contextlib.closing(sqlite3.connect(operator / "milepost.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    assert "newer Milepost" in _refused(capsys)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Set when a connection has failed and the pause before the next begins."""
    begun = asyncio.Event()
    pause = bot.app._wait

    async def noticed(stop: asyncio.Event, seconds: float) -> None:
        begun.set()
        await pause(stop, seconds)

    monkeypatch.setattr(bot.app, "_wait", noticed)
    return begun


async def test_discord_may_be_down_at_the_start(
    server: DiscordServer, tmp_path: Path, waiting: asyncio.Event
) -> None:
    await server.vanish()
    async with serving(tmp_path), asyncio.timeout(20):
        await waiting.wait()
        await server.listen()
        await server.until(lambda: server.gateway.sessions)


async def test_discords_gateway_alone_may_be_down_at_the_start(
    server: DiscordServer, tmp_path: Path
) -> None:
    """discord.py's own connect ends with an AttributeError then."""
    server.gateway.closed_doors = 1
    async with serving(tmp_path):
        await server.until(lambda: server.gateway.sessions)
    assert server.gateway.closed_doors == 0


async def test_an_outage_while_the_commands_are_announced_is_no_reason_to_go_without(
    server: DiscordServer, tmp_path: Path
) -> None:
    server.fail("PUT", ".*/commands", 503)
    async with serving(tmp_path):
        await server.until(lambda: server.gateway.sessions)
    assert len(server.seen("PUT", ".*/commands")) == 2


async def test_a_connection_that_is_cut_is_resumed(server: DiscordServer, tmp_path: Path) -> None:
    async with serving(tmp_path):
        await server.until(lambda: server.gateway.sessions)
        await server.gateway.drop()
        await server.until(lambda: server.gateway.resumed)
    assert server.gateway.identified == 1


async def test_a_new_client_takes_over_from_one_that_is_lost(
    server: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.steadiness, "MOST_DROPS", 0)
    async with serving(tmp_path):
        await server.until(lambda: server.gateway.sessions)
        await server.gateway.drop()
        await server.until(lambda: server.gateway.identified == 2)
    assert len(server.seen("GET", "/users/@me")) == 2


async def test_a_token_revoked_meanwhile_ends_it_with_the_same_sentence(
    server: DiscordServer, tmp_path: Path
) -> None:
    running = asyncio.create_task(serve(settings(tmp_path)))
    await server.until(lambda: server.gateway.sessions)
    server.gateway.token = "the new one"
    server.gateway.sessions.clear()
    await server.gateway.drop()
    with pytest.raises(SettingsError, match="does not accept DISCORD_TOKEN"):
        await asyncio.wait_for(running, 20)


async def test_it_can_be_stopped_while_it_waits_to_try_again(
    server: DiscordServer,
    tmp_path: Path,
    waiting: asyncio.Event,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(bot.app, "FIRST_PAUSE_SECONDS", 3600.0)
    await server.vanish()
    async with serving(tmp_path), asyncio.timeout(20):
        await waiting.wait()
    assert "Discord cannot be reached" in caplog.text


async def test_nothing_is_claimed_while_discord_cannot_be_reached(
    server: DiscordServer, tmp_path: Path
) -> None:
    async with opened(settings(tmp_path)) as app:
        assert not app.client.connected
        assert await app.deliver() is None
        app.client.connected = True
        assert await app.deliver() is not None


async def test_a_reminder_is_one_message_though_the_bot_died_before_it_heard_so(
    server: DiscordServer, tmp_path: Path, catalogued: Path, clock: TestClock
) -> None:
    copyfile(catalogued, tmp_path / "milepost.db")
    async with opened(settings(tmp_path), clock) as app:
        await subscribe(app)
        await app.client.login(TOKEN)
        app.client.connected = True
        clock.forward(days=8)
        server.silent = True
        delivery = asyncio.create_task(app.deliver())
        await server.until(lambda: server.messages.get(CHANNEL_ID))
        delivery.cancel()

    server.silent = False
    server.forget_nonces()
    clock.forward(minutes=3)
    async with opened(settings(tmp_path), clock) as app:
        await app.client.login(TOKEN)
        app.client.connected = True
        assert await app.deliver() == Delivered(posts=1, reminders=ANY)
        assert await app.deliver() == Delivered()
    assert len(server.messages[CHANNEL_ID]) == 1


async def subscribe(app: App) -> None:
    """Have the channel told of everything in the starter catalogue."""
    await app.services.subscriptions.add(
        RECORD,
        by=None,
        now=app.clock(),
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=CHANNEL_ID,
        user_id=None,
    )
