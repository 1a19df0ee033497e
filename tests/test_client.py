"""The client against a loopback Discord: what it announces, answers, survives and logs."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
from discord import app_commands
from discord.ext import commands

import bot.client
from bot.client import MilepostBot
from bot.errors import NotFound, PostFailed, UserError
from bot.messages import language
from bot.permissions import NEEDED, WELCOME, invite_url
from tests.fakes.discord_server import DiscordServer
from tests.fakes.payloads import APPLICATION_ID, GUILD_ID
from tests.fakes.rest import TOKEN

CALLBACK = r"/interactions/.*/callback"
EPHEMERAL = 1 << 6

Interaction = discord.Interaction[Any]


class Picky(app_commands.Transformer):
    async def transform(self, interaction: Interaction, value: str, /) -> str:
        raise NotFound("There is no agreement called that.")


class ToyCog(commands.Cog):
    """Commands that go wrong in every way."""

    def __init__(self, client: MilepostBot) -> None:
        self.client = client

    @app_commands.command(description="Answers in the reader's language")
    async def greet(self, interaction: Interaction) -> None:
        await interaction.response.send_message(language.get())

    @app_commands.command(description="Refuses")
    async def refuse(self, interaction: Interaction) -> None:
        raise UserError("Give a date that exists.")

    @app_commands.command(description="Refuses after a pause")
    async def late(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        raise UserError("Give a date that exists.")

    @app_commands.command(description="Takes a name")
    async def named(
        self, interaction: Interaction, name: app_commands.Transform[str, Picky]
    ) -> None:
        raise AssertionError(name)

    @app_commands.command(description="Cannot post")
    async def post(self, interaction: Interaction) -> None:
        raise PostFailed("The channel no longer exists.", permanent=True)

    @app_commands.command(description="For administrators")
    @app_commands.checks.has_permissions(administrator=True)
    async def guarded(self, interaction: Interaction) -> None:
        raise AssertionError

    @app_commands.command(description="Has a bug")
    async def broken(self, interaction: Interaction) -> None:
        raise KeyError("colour")


class Remembering:
    """The part of the services that the client itself uses, kept in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.servers: list[str] = []
        self.known: list[int] = []
        self.left_behind: list[int] = []
        self.removed = asyncio.Event()
        self.joined_at: datetime | None = None

    async def joined(self, guild_id: int, name: str) -> None:
        self.servers.append(name)

    async def left(self, guild_id: int, *, now: datetime) -> None:
        self.servers.clear()
        self.left_behind.append(guild_id)
        self.removed.set()

    async def back(self, guild_id: int, *, joined_at: datetime, now: datetime) -> None:
        self.joined_at = joined_at

    async def missing(self, present: list[int]) -> list[int]:
        return [each for each in self.known if each not in present]

    async def fingerprint(self, key: str) -> str | None:
        return self.kept.get(key)

    async def remember(self, key: str, value: str) -> None:
        self.kept[key] = value


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as listening:
        listening.point(monkeypatch)
        monkeypatch.setattr(bot.client, "GUILDS_SETTLE_SECONDS", 0.05)
        yield listening


@contextlib.asynccontextmanager
async def connected(
    memory: Remembering | None = None, cogs: tuple[type[commands.Cog], ...] = (ToyCog,)
) -> AsyncIterator[MilepostBot]:
    """A client with the toy commands, ready."""
    memory = memory or Remembering()
    services = cast(Any, SimpleNamespace(guilds=memory, leaving=memory))
    client = MilepostBot(services, lambda: datetime(2026, 4, 28, tzinfo=UTC), cogs)
    ready = asyncio.Event()

    async def on_ready() -> None:
        ready.set()

    client.add_listener(on_ready)
    running = asyncio.create_task(client.start(TOKEN))
    try:
        async with asyncio.timeout(20):
            await ready.wait()
        yield client
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await client.close()


async def test_a_command_is_answered_in_its_persons_language(server: DiscordServer) -> None:
    async with connected():
        assert (await server.command("greet", locale="ja"))["data"]["content"] == "ja"
        assert (await server.command("greet", locale="en-GB"))["data"]["content"] == "en-GB"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("refuse", "Give a date that exists."),
        ("post", "The channel no longer exists."),
        ("unheard-of", "This command has changed. Reload Discord (Ctrl+R) and try again."),
    ],
)
async def test_what_a_person_can_mend_is_one_sentence_that_only_they_see(
    server: DiscordServer, command: str, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected():
        answer = await server.command(command)
    assert answer["data"]["content"] == sentence
    assert answer["data"]["flags"] & EPHEMERAL
    assert not _errors(caplog)


async def test_a_name_that_the_record_lacks_is_answered_with_its_own_sentence(
    server: DiscordServer,
) -> None:
    async with connected():
        answer = await server.command("named", {"name": "name", "type": 3, "value": "x"})
    assert answer["data"]["content"] == "There is no agreement called that."


async def test_an_answer_that_was_put_off_ends_in_the_same_sentence(server: DiscordServer) -> None:
    async with connected():
        assert (await server.command("late"))["type"] == 5
        [after] = await server.until(lambda: server.seen("POST", "/webhooks/.*"))
    assert after.json["content"] == "Give a date that exists."


async def test_a_missing_permission_is_named(server: DiscordServer) -> None:
    async with connected():
        answer = await server.command("guarded", permissions=0)
    assert answer["data"]["content"] == "You need the permission Administrator to do this."


async def test_a_bug_is_logged_once_and_answered_with_the_interactions_id(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected():
        answer = await server.command("broken")
    [record] = _errors(caplog)
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], KeyError)
    [number] = record.args if isinstance(record.args, tuple) else ()
    assert str(number) in answer["data"]["content"]
    assert "colour" not in answer["data"]["content"]


async def test_an_interaction_that_discord_no_longer_knows_is_passed_over(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected():
        server.fail("POST", CALLBACK, 404, body={"code": 10062, "message": "Unknown"})
        sending = asyncio.create_task(server.command("greet"))
        await server.until(lambda: server.seen("POST", CALLBACK))
        assert (await server.command("greet"))["data"]["content"] == "en-GB"
        sending.cancel()
    assert len(server.seen("POST", CALLBACK)) == 2
    assert not _errors(caplog)


async def test_commands_are_announced_once_and_again_only_when_they_changed(
    server: DiscordServer,
) -> None:
    class MoreCog(commands.Cog):
        def __init__(self, client: MilepostBot) -> None:
            self.client = client

        @app_commands.command(description="New")
        async def new(self, interaction: Interaction) -> None:
            raise AssertionError

    memory = Remembering()
    put = f"/applications/{APPLICATION_ID}/commands"
    announced = []
    for cogs in ((ToyCog,), (ToyCog,), (ToyCog, MoreCog)):
        async with connected(memory, cogs):
            announced.append(len(server.seen("PUT", put)))
    assert announced == [1, 1, 2]


async def test_commands_that_discord_refuses_are_announced_again_next_time(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Remembering()
    server.fail("PUT", ".*/commands", 400, body={"code": 50035, "message": "Invalid"})
    async with connected(memory):
        assert (await server.command("greet"))["data"]["content"] == "en-GB"
    assert [record.message for record in _errors(caplog)]
    async with connected(memory):
        assert len(server.seen("PUT", ".*/commands")) == 2


async def test_setting_up_twice_adds_nothing(server: DiscordServer) -> None:
    async with connected() as client:
        await client.setup_hook()
        assert list(client.cogs) == ["ToyCog"]
        assert len(server.seen("PUT", ".*/commands")) == 1


async def test_a_cut_connection_is_resumed_and_serves_on(server: DiscordServer) -> None:
    async with connected() as client:
        await server.gateway.drop()
        await server.until(lambda: server.gateway.resumed)
        assert (await server.command("greet"))["data"]["content"] == "en-GB"
        assert client.connected
        assert server.gateway.identified == 1


async def test_new_sessions_are_spaced_out_and_then_given_up(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord answers every IDENTIFY with op 9: no loop may spend the thousand of a day."""
    pauses: list[float] = []
    given_up = asyncio.Event()

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if client.steadiness.lost.is_set():
            given_up.set()
            await asyncio.Event().wait()

    async with connected() as client:
        monkeypatch.setattr(bot.client, "sleep", pause)
        server.gateway.invalidated = 100
        server.gateway.sessions.clear()
        await server.gateway.drop()
        async with asyncio.timeout(20):
            await given_up.wait()
    assert pauses == [5.0, 10.0, 15.0]
    assert server.gateway.identified == 3


async def test_only_intents_that_need_no_approval_are_asked_for(server: DiscordServer) -> None:
    async with connected() as client:
        assert client.intents == discord.Intents(guilds=True)


def test_the_invite_link_asks_for_what_is_needed_and_no_more() -> None:
    link = invite_url(APPLICATION_ID)
    assert f"permissions={(NEEDED | WELCOME).value}" in link
    assert WELCOME.create_public_threads
    assert "scope=bot+applications.commands" in link
    assert f"client_id={APPLICATION_ID}" in link
    assert [name for name, needed in NEEDED if needed] == [
        "read_messages",
        "send_messages",
        "embed_links",
        "attach_files",
        "read_message_history",
        "send_messages_in_threads",
    ]


async def test_the_record_knows_in_which_servers_the_bot_is(server: DiscordServer) -> None:
    memory = Remembering()
    async with connected(memory):
        assert memory.servers == ["Trade desk"]
        await server.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD_ID), "unavailable": True})
        await server.command("greet")
        assert memory.servers == ["Trade desk"], "an outage is no removal"
        await server.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD_ID)})
        await server.command("greet")
        assert memory.servers == []


async def test_a_server_that_removed_the_bot_while_it_was_off_is_noted_at_the_start(
    server: DiscordServer,
) -> None:
    memory = Remembering()
    memory.known = [GUILD_ID, 5]
    async with connected(memory):
        async with asyncio.timeout(20):
            await memory.removed.wait()
        assert memory.left_behind == [5]
    assert len(server.seen("GET", f"/guilds/{GUILD_ID}")) == 0


@pytest.mark.parametrize("status", [500, 503])
async def test_a_server_that_discord_cannot_tell_of_is_not_taken_for_gone(
    server: DiscordServer, status: int
) -> None:
    memory = Remembering()
    memory.known = [5]
    server.fail("GET", "/guilds/5", status, times=99)
    async with connected(memory):
        await server.until(lambda: server.seen("GET", "/guilds/5"))
        await server.command("greet")
    assert memory.left_behind == []


async def test_when_the_bot_was_taken_back_is_what_discord_says(server: DiscordServer) -> None:
    memory = Remembering()
    async with connected(memory):
        assert memory.joined_at == datetime(2025, 1, 1, tzinfo=UTC)


async def test_missing_permissions_are_told_in_the_log(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.permissions = discord.Permissions(view_channel=True, send_messages=True)
    async with connected():
        pass
    told = [record.getMessage() for record in caplog.records if "permissions" in record.msg]
    assert told == [
        "In the server “Trade desk” Milepost lacks the permissions Embed Links, Attach Files, "
        "Read Message History, Send Messages In Threads: give them to its role there."
    ]


async def test_with_all_permissions_the_log_is_quiet(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.permissions = NEEDED
    async with connected():
        pass
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert all(record.levelno < logging.WARNING for record in ours)


def _errors(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.levelno >= logging.ERROR]
