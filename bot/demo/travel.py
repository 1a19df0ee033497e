"""Moving the demo's clock: what falls due on the way is posted on its own day, as it would be."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.demo.clock import DemoClock


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a move ended, and how many messages were posted on the way."""

    at: datetime
    posts: int


class Travel:
    """Takes the clock forward from one due reminder to the next.

    `stops` gives the coming instants at which something is planned, in order; `deliver` posts what
    is due and says in how many messages.
    """

    def __init__(
        self,
        clock: DemoClock,
        stops: Callable[[], Awaitable[Sequence[datetime]]],
        deliver: Callable[[], Awaitable[int]],
    ) -> None:
        self._clock = clock
        self._stops = stops
        self._deliver = deliver
        self._one_at_a_time = asyncio.Lock()

    async def to(self, target: datetime) -> Arrival:
        """Move to `target`, stopping wherever something is due on the way."""
        async with self._one_at_a_time:
            posts = await self._deliver()
            for stop in await self._stops():
                if stop >= target:
                    break
                self._clock.move_to(stop)
                posts += await self._deliver()
            self._clock.move_to(target)
            posts += await self._deliver()
            return Arrival(self._clock(), posts)
