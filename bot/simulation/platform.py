"""The simulated Discord: what it stores, what it refuses, and what it answers.

A message is stored once for each nonce that it still remembers, whatever becomes of the answer.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.domain.reminders import Post
from bot.simulation.loop import SimulatedLoop
from bot.simulation.oracle.judge import Posted
from bot.simulation.oracle.record import Spot
from bot.simulation.weather import STORED, Fate, Weather

NEVER = 3600.0 * 24 * 365
"""Seconds for which nobody waits."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Discord's own no: status and code."""

    status: int
    code: int


NO_CHANNEL = Refusal(404, 10003)
NO_SIGHT = Refusal(403, 50001)
NO_SAY = Refusal(403, 50013)
NO_PERSON = Refusal(403, 50007)
NO_MEMBER = Refusal(404, 10007)


@dataclass(frozen=True, slots=True)
class Stored:
    """A message of the bot's, and the parts that its components were made of."""

    id: int
    at: datetime
    components: tuple[dict[str, Any], ...]
    post: Post


@dataclass(slots=True)
class Channel:
    """A channel or a person's direct messages; `refusal` is why nothing can be posted there now.

    Other people write `chatter` messages a day. `public`: everyone in the server sees it.
    """

    spot: Spot
    public: bool
    chatter: float = 0.0
    refusal: Refusal | None = None
    refused_at: list[datetime] = field(default_factory=list)
    messages: list[Stored] = field(default_factory=list)


class Answer(Exception):
    """What Discord, or the way to it, gives instead of what was asked."""

    def __init__(self, fate: Fate, refusal: Refusal | None = None, seconds: float = 0.0) -> None:
        super().__init__(f"{fate.value} ({refusal.code})" if refusal else fate.value)
        self.fate = fate
        self.refusal = refusal
        self.seconds = seconds


class Platform:
    """Every channel, and the way to them through the weather."""

    def __init__(self, loop: SimulatedLoop, weather: Weather, chance: Random) -> None:
        self.channels: dict[Spot, Channel] = {}
        self.stored: Callable[[Posted], None]
        self.weather = weather
        self._loop = loop
        self._chance = chance
        self._remembers = timedelta(seconds=chance.uniform(120, 180))
        self._nonces: dict[str, Stored] = {}
        self._last_id = 0

    async def post(
        self, spot: Spot, post: Post, nonce: str, components: tuple[dict[str, Any], ...]
    ) -> int:
        """Store a message; its id. Raises Answer where Discord does not say so."""
        channel = self.channels[spot]
        fate = await self._travel(spot)
        if channel.refusal is not None and fate in STORED | {Fate.REFUSED_WRONGLY}:
            channel.refused_at.append(self._loop.clock())
            raise Answer(Fate.GRANTED, channel.refusal)
        message = self._store(channel, post, nonce, components) if fate in STORED else None
        if fate is Fate.GRANTED_LATER:
            late = self._chance.uniform(30, 75)
            self._loop.call_later(late, self._store, channel, post, nonce, components)
        await self._answer(fate)
        assert message is not None
        return message.id

    def _store(
        self, channel: Channel, post: Post, nonce: str, components: tuple[dict[str, Any], ...]
    ) -> Stored | None:
        now = self._loop.clock()
        earlier = self._nonces.get(nonce)
        if earlier is not None and now - earlier.at <= self._remembers:
            return earlier
        if channel.refusal is not None:
            return None
        self._last_id += 1
        message = Stored(self._last_id, now, components, post)
        channel.messages.append(message)
        self._nonces[nonce] = message
        self.stored(Posted(now, channel.spot, post))
        return message

    async def look(self, spot: Spot, limit: int, after: datetime | None) -> list[Stored]:
        """The bot's own among the last `limit` messages, or among the first after an instant."""
        channel = self.channels[spot]
        await self._granted(spot)
        if channel.refusal in (NO_CHANNEL, NO_SIGHT):
            raise Answer(Fate.GRANTED, channel.refusal)
        now = self._loop.clock()
        own = [each for each in channel.messages if after is None or each.at > after]
        return [
            each
            for number, each in enumerate(own)
            if _between(channel, each.at, now if after is None else after)
            + (len(own) - number if after is None else number)
            < limit
        ]

    async def open(self, spot: Spot) -> None:
        """Open somebody's direct messages, which works also where posting does not."""
        await self._granted(spot)

    async def ask_for(self, spot: Spot) -> None:
        """Ask for a channel or a member. Raises Answer where it is gone or hidden."""
        fate = await self._travel(spot)
        if fate is Fate.REFUSED_WRONGLY:
            fate = self._chance.choice((Fate.GRANTED, Fate.ERROR))
        channel = self.channels[spot]
        if fate in STORED and channel.refusal in (NO_CHANNEL, NO_SIGHT, NO_MEMBER):
            channel.refused_at.append(self._loop.clock())
            raise Answer(Fate.GRANTED, channel.refusal)
        await self._answer(fate)

    async def _granted(self, spot: Spot) -> None:
        fate = await self._travel(spot)
        await self._answer(Fate.ERROR if fate is Fate.REFUSED_WRONGLY else fate)

    async def _travel(self, spot: Spot) -> Fate:
        await asyncio.sleep(self._chance.uniform(0.02, 0.12))
        if spot.channel_id is not None:
            return self.weather.fate(self._loop.clock(), spot.server_id)
        fate = self.weather.fate(self._loop.clock(), None)
        return Fate.ERROR if fate is Fate.REFUSED_WRONGLY else fate

    async def _answer(self, fate: Fate) -> None:
        """Let the answer travel back, if there is one."""
        if fate in (Fate.SILENT, Fate.SILENT_AFTER, Fate.GRANTED_LATER):
            await asyncio.sleep(NEVER)
        slow = fate is Fate.SLOW
        await asyncio.sleep(
            self._chance.uniform(2, 50) if slow else self._chance.uniform(0.02, 0.12)
        )
        if fate in (Fate.GRANTED, Fate.SLOW):
            return
        if fate is Fate.REFUSED_WRONGLY:
            raise Answer(fate, NO_CHANNEL)
        raise Answer(fate, seconds=self._chance.uniform(1, 120))


def _between(channel: Channel, one: datetime, other: datetime) -> float:
    """How many messages others wrote between two instants."""
    return channel.chatter * (abs(other - one) / timedelta(days=1))
