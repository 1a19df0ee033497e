"""Fortune: what befalls the world, and when; half of it just when something is to be posted."""

import asyncio
from datetime import datetime, timedelta
from random import Random

from bot.simulation.people.people import People
from bot.simulation.platform import NO_CHANNEL, NO_MEMBER, NO_PERSON, NO_SAY, NO_SIGHT, Channel
from bot.simulation.scene import Scene
from bot.simulation.world import World

STRIKES = 90
"""How often something befalls it in two years."""

AIMED = 0.6
"""How many of the strikes wait for the next post."""


class Fortune:
    """Has people do things, the weather change and channels close, the same for the same seed."""

    def __init__(self, world: World, scene: Scene, chance: Random) -> None:
        self.deeds = 0
        self._world = world
        self._scene = scene
        self._chance = chance
        self._people = People(world.oracle, scene.zones, chance)
        world.weather.forecast(scene.begins, scene.ends, [each.id for each in scene.servers])

    async def strike(self) -> None:
        """Strike again and again, until the end of the time."""
        length = self._scene.ends - self._scene.begins
        times = sorted(self._scene.begins + length * self._chance.random() for _ in range(STRIKES))
        for at in times:
            await self._sleep_until(at)
            if self._chance.random() < AIMED and (due := self._world.oracle.next_at()) is not None:
                await self._sleep_until(due + timedelta(seconds=self._chance.uniform(-20, 40)))
            await self._strike()

    async def _strike(self) -> None:
        now = self._world.loop.clock()
        what = self._chance.random()
        if what < 0.7:
            deed = self._people.deed(now)
            if deed is not None:
                self.deeds += 1
                await self._world.process.do(deed)
        elif what < 0.82:
            self._world.weather.grow_rough(now + timedelta(minutes=self._chance.uniform(1, 30)))
        elif what < 0.9:
            self._world.weather.break_out(
                now, timedelta(minutes=self._chance.choice((1, 9, 90)) * self._chance.random())
            )
        else:
            self._close(self._chance.choice(self._scene.channels))

    def _close(self, channel: Channel) -> None:
        """A channel is deleted, or closed to the bot for a while; a person closes the door."""
        if channel.refusal is not None:
            return
        if channel.spot.channel_id is None:
            channel.refusal = self._chance.choice((NO_PERSON, NO_MEMBER))
        else:
            channel.refusal = self._chance.choice((NO_CHANNEL, NO_SIGHT, NO_SAY, NO_SAY))
        self._world.note(f"{channel.spot} is closed ({channel.refusal.code})")
        if channel.refusal is not NO_CHANNEL:
            days = self._chance.choice((0.01, 1, 60)) * self._chance.random()
            self._world.loop.call_later(days * 86400, self._open, channel)

    def _open(self, channel: Channel) -> None:
        channel.refusal = None
        self._world.note(f"{channel.spot} is open again")

    def relent(self) -> None:
        """From here on all is well, but for the channels that are gone."""
        self._world.weather.calm = True
        self._world.process.mortal = False

    async def _sleep_until(self, at: datetime) -> None:
        await asyncio.sleep(max(0.0, (at - self._world.loop.clock()) / timedelta(seconds=1)))
