"""The simulated Discord as the poster knows it: as much of discord.py's client as it uses."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Protocol, cast

import aiohttp
import discord
from discord.components import _component_factory

from bot.domain.reminders import Post
from bot.simulation.disk import Disk
from bot.simulation.loop import SimulatedLoop
from bot.simulation.oracle.record import Spot
from bot.simulation.platform import Answer, Platform, Stored
from bot.simulation.weather import Fate

OWN_ID = 4_000_000


class Watch(Protocol):
    """Whoever watches from Discord's side."""

    def asked(self, spot: Spot) -> None: ...

    def post_begins(self, spot: Spot) -> None: ...

    def post_ends(self, spot: Spot) -> None: ...

    def succeeded(self, spot: Spot) -> None: ...

    def failed(self, spot: Spot, what: str, asked_to_wait: float, *, refused: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Client:
    """One process's connection to Discord; what it is asked for after its death never leaves it.

    `watch` hears of every request and what came of it; `post` is the post that is being made.
    """

    platform: Platform
    watch: Watch
    disk: Disk
    loop: SimulatedLoop
    post: Post | None = None

    @property
    def user(self) -> Any:
        return SimpleNamespace(id=OWN_ID)

    def get_partial_messageable(self, id: int, *, guild_id: int) -> "Place":
        return Place(self, Spot(guild_id, id))

    async def create_dm(self, user: discord.abc.Snowflake) -> "Place":
        spot = next(each for each in self.platform.channels if each.user_id == user.id)
        with self.asking(spot):
            await self.platform.open(spot)
        return Place(self, spot)

    async def fetch_channel(self, channel_id: int) -> object:
        spot = next(each for each in self.platform.channels if each.channel_id == channel_id)
        with self.asking(spot):
            await self.platform.ask_for(spot)
        return SimpleNamespace(id=channel_id)

    def is_ready(self) -> bool:
        return True

    def is_public(self, guild_id: int, channel_id: int) -> bool | None:
        """Whether everyone in a server sees a channel."""
        return self.platform.channels[Spot(guild_id, channel_id)].public

    def get_guild(self, guild_id: int) -> "Guild":
        return Guild(self, guild_id)

    @contextmanager
    def asking(self, spot: Spot) -> Iterator[None]:
        """A request about a place: it keeps within the limits, and fails as discord.py fails."""
        self.disk.passes("before a request")
        self.watch.asked(spot)
        with self.answering(spot):
            yield
        self.disk.passes("after an answer")

    @contextmanager
    def answering(self, spot: Spot) -> Iterator[None]:
        try:
            yield
        except Answer as answer:
            self.watch.failed(spot, str(answer), answer.seconds, refused=bool(answer.refusal))
            raise _raised(answer) from None
        except asyncio.CancelledError:
            self.watch.failed(spot, "given up", 0, refused=False)
            raise


@dataclass(frozen=True, slots=True)
class Guild:
    """A server that the bot is connected to."""

    client: Client
    id: int
    unavailable: bool = False

    async def fetch_member(self, user_id: int) -> object:
        spot = Spot(self.id, None, user_id)
        with self.client.asking(spot):
            await self.client.platform.ask_for(spot)
        return SimpleNamespace(id=user_id)


class Place:
    """Where something can be posted."""

    def __init__(self, client: Client, spot: Spot) -> None:
        self._client = client
        self._spot = spot

    async def send(self, *, view: discord.ui.LayoutView, nonce: str, **_: Any) -> Any:
        client, spot = self._client, self._spot
        components = tuple(view.to_components())  # type: ignore[no-untyped-call]
        client.disk.passes("before a post")
        client.watch.post_begins(spot)
        try:
            with client.answering(spot):
                assert client.post is not None
                id_ = await client.platform.post(spot, client.post, str(nonce), components)
        finally:
            client.watch.post_ends(spot)
        client.watch.succeeded(spot)
        client.disk.passes("after a post")
        return SimpleNamespace(id=id_)

    async def history(
        self, *, limit: int | None = 100, after: datetime | None = None, **_: Any
    ) -> AsyncIterator[Any]:
        client = self._client
        with client.asking(self._spot):
            found = await client.platform.look(self._spot, limit or 100_000, after)
        for message in found:
            yield _as_message(message)


def _as_message(message: Stored) -> Any:
    components = [_component_factory(cast(Any, each)) for each in message.components]
    return SimpleNamespace(id=message.id, author=SimpleNamespace(id=OWN_ID), components=components)


def _raised(answer: Answer) -> Exception:
    """What discord.py raises for an answer."""
    refusal = answer.refusal
    if refusal is not None:
        kind = discord.NotFound if refusal.status == 404 else discord.Forbidden
        return kind(_response(refusal.status), {"code": refusal.code, "message": "refused"})
    match answer.fate:
        case Fate.ERROR | Fate.ERROR_AFTER:
            return discord.DiscordServerError(_response(503), "upstream")
        case Fate.LIMITED:
            return discord.RateLimited(answer.seconds)
        case Fate.BANNED:
            return discord.HTTPException(_response(429), "banned")
        case _:
            return aiohttp.ClientOSError(104, "Connection reset by peer")


def _response(status: int) -> Any:
    return SimpleNamespace(status=status, reason="simulated", headers={})
