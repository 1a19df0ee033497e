"""Pace: as fast as Discord's limits allow, and never faster to make up for lost time.

Discord takes 50 requests a second from a bot and, as it has long said, 5 messages in 5 seconds in a
channel. What would exceed that waits here; a refusal would cost more than the wait.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

PER_SECOND = 47.0
"""Requests a second, with some room below Discord's 50."""

PLACE_MOST = 5
PLACE_SECONDS = 5.1
"""At most so many posts to one place in so many seconds, with some room here, too."""

_LOOK = 0.005
"""How long before a turn its last look is taken."""

_SLACK = 0.005
"""How much of a turn's delay the next may make up for: as much as a timer is late by, as long as
no more turns come in a second than should."""


class Pace:
    """Gives each request its turn. `monotonic` (seconds) and `sleep` are those of the event loop.

    One for each of the bot's connections to Discord, however many posts are made through it.
    """

    def __init__(
        self,
        per_second: float = PER_SECOND,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.monotonic = monotonic
        self._interval = 1 / per_second
        self._sleep = sleep
        self._one_by_one = asyncio.Lock()
        self._next = monotonic()
        self._last: deque[float] = deque(maxlen=max(1, int(min(per_second, 10_000))))
        self._posted: dict[int, deque[float]] = {}

    @asynccontextmanager
    async def turn(self, place_id: int | None = None) -> AsyncIterator[None]:
        """Wait for the next turn, and for the place's where one is given.

        The block is for a last look: it runs when the turn has all but come, and what is sent is to
        be sent right after it. Nobody else's turn comes before it has ended.
        """
        if place_id is not None:
            await self._until(self._place_free_at(place_id))
        async with self._one_by_one:
            await self._until(self._next - _LOOK)
            yield
            await self._until(self._next)
            now = self.monotonic()
            self._last.append(now)
            self._next = max(self._next, now - _SLACK) + self._interval
            if len(self._last) == self._last.maxlen:
                self._next = max(self._next, self._last[0] + 1)
            if place_id is not None:
                self._note(place_id, now)

    async def request(self) -> None:
        """Wait for the turn of a request that is no post."""
        async with self.turn():
            pass

    async def _until(self, instant: float) -> None:
        wait = instant - self.monotonic()
        if wait > 0:
            await self._sleep(wait)

    def _place_free_at(self, place_id: int) -> float:
        posted = self._posted.get(place_id)
        full = posted is not None and len(posted) == PLACE_MOST
        return posted[0] + PLACE_SECONDS if posted and full else self.monotonic()

    def _note(self, place_id: int, now: float) -> None:
        posted = self._posted.pop(place_id, None) or deque(maxlen=PLACE_MOST)
        posted.append(now)
        self._posted[place_id] = posted  # the one posted to last comes last
        for each in list(self._posted):
            if self._posted[each][-1] > now - PLACE_SECONDS:
                break
            del self._posted[each]
