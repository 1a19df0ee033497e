"""Posting: one post is made when its turn has come, if what it says is still so."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field

from bot.domain.reminders import Post
from bot.errors import PostFailed
from bot.services.attempts import Attempt
from bot.services.claiming import LEASE, Clock
from bot.services.diverting import IsPublic
from bot.services.looking import LastLook
from bot.services.outcomes import Outcome
from bot.services.pacing import Pace

LONGEST_POST = LEASE / 2
"""A post that takes longer is given up, well before another process may claim it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Posting:
    """How the posts of one round are made; `begun` are the places in which one is being sent."""

    post: Callable[[Post], Awaitable[int | None]]
    clock: Clock
    pace: Pace | None
    is_public: IsPublic
    look: LastLook
    begun: set[int] = field(default_factory=set)

    async def make(
        self, attempt: Attempt, post: Post, coming: Callable[[], list[Post] | None]
    ) -> Outcome:
        """Wait for the turn of a post, look once more, and make it, unless it must not be begun.

        `coming` gives the posts that come next, or None where no more may be begun.
        """
        batch = attempt.claim.batch
        try:
            async with self._turn(batch.place_id):
                if not await self._may_begin(attempt, post, coming()):
                    return Outcome(attempt, self.clock())
            self.begun.add(batch.place_id)
            message_id = await self._within_the_lease(post, first=not batch.failures)
        except PostFailed as failure:
            self.begun.discard(batch.place_id)
            return Outcome(attempt, self.clock(), failure=failure)
        self.begun.discard(batch.place_id)
        channel = batch.channel_id
        public = None if channel is None else self.is_public(batch.guild_id, channel)
        return Outcome(attempt, self.clock(), posted=True, message_id=message_id, public=public)

    def _turn(self, place_id: int) -> AbstractAsyncContextManager[None]:
        return self.pace.turn(place_id) if self.pace else nullcontext()

    async def _may_begin(self, attempt: Attempt, post: Post, coming: list[Post] | None) -> bool:
        if coming is None or self.clock() + LONGEST_POST > attempt.claim.until:
            return False
        return await self.look.still_true(post, coming)

    async def _within_the_lease(self, post: Post, *, first: bool) -> int | None:
        """Make a post while its claim holds; whatever goes wrong, PostFailed says how."""
        try:
            async with asyncio.timeout(LONGEST_POST.total_seconds()):
                return await self.post(post)
        except PostFailed:
            raise
        except TimeoutError as error:
            raise PostFailed(
                "Discord took too long to answer.", permanent=False, may_have_arrived=True
            ) from error
        except Exception as error:
            log.error("A post could not be made; it will be tried again.", exc_info=first)
            raise PostFailed("unexpected error", permanent=False, may_have_arrived=True) from error
