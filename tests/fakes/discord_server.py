"""A Discord on 127.0.0.1, for the real discord.py: as much of it as Milepost uses, no more.

It checks what it is sent as strictly as the documentation reads, and fails when told to.
"""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

import discord
import pytest
import yarl
from aiohttp import web

from tests.fakes.gateway import Gateway
from tests.fakes.payloads import APPLICATION_ID, BOT, GUILD_ID, Json, guild, interaction
from tests.fakes.rest import TOKEN, Rest

WAIT_SECONDS = 40.0

T = TypeVar("T")


class DiscordServer(Rest):
    """`async with DiscordServer() as discord_server:` listens until the block ends."""

    def __init__(self) -> None:
        super().__init__()
        self._runner: web.AppRunner | None = None
        self.port = 0
        self.gateway = Gateway(TOKEN, self.changed)
        self.permissions = discord.Permissions.all()

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.vanish()

    async def listen(self) -> None:
        """Be reachable, on the same port as before."""
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.accept)
        app.router.add_route("*", "/api/v10/{path:.*}", self.handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.2, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.gateway.greeting = self.greeting

    async def vanish(self) -> None:
        """Cut every connection and refuse new ones."""
        await self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    def point(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make discord.py in this process talk to this server."""
        monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{self.port}/api/v10")
        gateway = yarl.URL(f"ws://127.0.0.1:{self.port}/gateway")
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)

    async def until(self, check: Callable[[], T]) -> T:
        """Wait until `check` is true of what has arrived; its value."""
        async with asyncio.timeout(WAIT_SECONDS), self.changed:
            await self.changed.wait_for(check)
            return check()

    async def command(self, name: str, *options: Json, **more: Any) -> Json:
        """Run a slash command as a member of the guild does; the bot's first answer."""
        data = {"id": "1", "name": name, "type": 1, "options": list(options)}
        return await self.interact(2, data, **more)

    async def interact(self, kind: int, data: Json, **more: Any) -> Json:
        """Send an interaction over the gateway; the bot's first answer to it."""
        event = interaction(next(self.ids), kind, data, **more)
        self.answers[event["token"]] = []
        await self.gateway.dispatch("INTERACTION_CREATE", event)
        answers = await self.until(lambda: self.answers[event["token"]])
        return answers[0]

    def greeting(self) -> list[tuple[str, Json]]:
        """What a new session is sent first."""
        ready = {
            "v": 10,
            "user": BOT,
            "guilds": [{"id": str(GUILD_ID), "unavailable": True}],
            "resume_gateway_url": f"ws://127.0.0.1:{self.port}/gateway",
            "application": {"id": str(APPLICATION_ID), "flags": 0},
        }
        here = [each for each in self.channels.values() if each.get("guild_id")]
        return [("READY", ready), ("GUILD_CREATE", guild(here, self.permissions.value))]
