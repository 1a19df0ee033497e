"""Delivery: claim what is due, post it, write down how that went.

The short transactions stand on either side of the post, so no database session is open while
Discord answers. A claim is a lease: should the process die in between, the same reminders are
posted again with the same nonce once the lease has run out, and looked for first.
"""

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, replace

from bot.domain.reminders import Post
from bot.errors import PostFailed
from bot.services.claiming import LEASE, Claims, Clock
from bot.services.composing import Attempt
from bot.services.diverting import IsPublic, unknown
from bot.services.looking import LastLook
from bot.services.outcomes import Chance, Outcome, write_down
from bot.services.pacing import Pace
from bot.services.transactions import Transactions

LONGEST_POST = LEASE / 2
"""A post that takes longer is given up, well before another process may claim it."""

IN_FLIGHT = 16
"""How many posts are under way at once, each in another place."""

MOST_UNANSWERED = 5
"""After so many failures in a row Discord is left alone until the next tick."""

LONGEST_ROUND = 30.0
"""Seconds after which a round claims no more, so that what comes between rounds has its turn."""

UNREADABLE = PostFailed("what is due cannot be read", permanent=False, retry_after=300.0)

log = logging.getLogger(__name__)

Transport = Callable[[Post], Awaitable[int | None]]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did: posts made, reminders they told, posts that failed.

    `unfinished` says that there may be more to post at once.
    """

    posts: int = 0
    reminders: int = 0
    failed: int = 0
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """With what posts are made.

    With a `pace` several are under way at once, else one. `is_public` tells who sees a channel, as
    far as it is known, and `chance` gives numbers from 0 to 1. Once `stopping` is set nothing more
    is begun.
    """

    pace: Pace | None = None
    is_public: IsPublic = unknown
    chance: Chance = random.random
    stopping: asyncio.Event | None = None


async def deliver(
    transactions: Transactions, post: Transport, clock: Clock, means: Means | None = None
) -> Delivered:
    """Post everything that is due, one post a place; a failure in one place stops no other.

    `post` returns the message's id (None where it has been deleted since) or raises PostFailed.
    What failed goes on to another place, or is tried again later, or is kept as failed with its
    reason.
    """
    return await _Round(transactions, post, clock, means or Means()).run()


class _Round:
    """One round of delivery: its posts ready to be made, and those under way."""

    def __init__(
        self, transactions: Transactions, post: Transport, clock: Clock, means: Means
    ) -> None:
        self._transactions = transactions
        self._post = post
        self._clock = clock
        self._means = means
        pace = means.pace
        self._at_once = IN_FLIGHT if pace else 1
        self._monotonic = pace.monotonic if pace else time.monotonic
        self._ends_at = self._monotonic() + LONGEST_ROUND
        self._claims = Claims(transactions, clock)
        self._look = LastLook(transactions, self._monotonic)
        self._ready: deque[Attempt] = deque()
        self._flying: dict[asyncio.Task[Outcome], Attempt] = {}
        self._begun: set[int] = set()  # places
        self._ended: list[Outcome] = []
        self._dry = False
        self._unanswered = 0
        self._done = Delivered()

    async def run(self) -> Delivered:
        try:
            while await self._claimed() or self._flying:
                self._take_off()
                await self._land()
        except asyncio.CancelledError:
            await self._break_off()
            raise
        finally:
            await self._cancel()
        if self._unanswered >= MOST_UNANSWERED:
            log.warning("Discord takes no posts; what is due waits for it.")
        return replace(self._done, unfinished=self._is_late and not self._silenced)

    @property
    def _is_late(self) -> bool:
        return self._monotonic() >= self._ends_at

    @property
    def _silenced(self) -> bool:
        """Whether nothing more is to be begun."""
        stopping = self._means.stopping
        stopped = stopping is not None and stopping.is_set()
        return stopped or self._unanswered >= MOST_UNANSWERED

    async def _claimed(self) -> bool:
        """Whether posts are ready to be made; the next ones are claimed before none is."""
        self._dry = self._dry and bool(self._flying)
        short = len(self._ready) < self._at_once
        if short and not (self._dry or self._is_late or self._silenced):
            busy = {each.claim.batch.place_id for each in (*self._ready, *self._flying.values())}
            wave = await self._claims.wave(busy)
            self._ready.extend(wave)
            # The places that are busy may have more: that is asked once nothing is under way.
            self._dry = not wave
        return bool(self._ready)

    def _take_off(self) -> None:
        """Begin what is ready, as far as there is room; what must not be begun is given back."""
        while self._ready and (self._silenced or len(self._flying) < self._at_once):
            attempt = self._ready.popleft()
            if attempt.post is None or self._silenced:
                self._ended.append(self._not_made(attempt))
            else:
                self._flying[asyncio.create_task(self._make(attempt, attempt.post))] = attempt

    def _not_made(self, attempt: Attempt) -> Outcome:
        failure = UNREADABLE if attempt.unreadable else None
        return Outcome(attempt, self._clock(), failure=failure)

    async def _make(self, attempt: Attempt, post: Post) -> Outcome:
        """Wait for the turn of a post, look once more, and make it."""
        batch = attempt.claim.batch
        try:
            async with self._turn(batch.place_id):
                if not await self._may_begin(attempt, post):
                    return self._not_made(attempt)
            self._begun.add(batch.place_id)
            message_id = await _within_the_lease(self._post, post, first=not batch.failures)
        except PostFailed as failure:
            return Outcome(attempt, self._clock(), failure=failure)
        channel = batch.channel_id
        public = None if channel is None else self._means.is_public(batch.guild_id, channel)
        return Outcome(attempt, self._clock(), posted=True, message_id=message_id, public=public)

    def _turn(self, place_id: int) -> AbstractAsyncContextManager[None]:
        return self._means.pace.turn(place_id) if self._means.pace else nullcontext()

    async def _may_begin(self, attempt: Attempt, post: Post) -> bool:
        if self._silenced or self._clock() + LONGEST_POST > attempt.claim.until:
            return False
        coming = (each.post for each in (*self._flying.values(), *self._ready) if each.post)
        return await self._look.still_true(post, coming)

    async def _land(self) -> None:
        """Wait until a post has ended, and write down all that have."""
        if self._flying and not self._ended:
            await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)
        for task in [each for each in self._flying if each.done()]:
            self._begun.discard(self._flying.pop(task).claim.batch.place_id)
            self._ended.append(task.result())
        await self._write_down()

    async def _write_down(self) -> None:
        ended, self._ended = self._ended, []
        for each in ended:
            self._count(each)
        await write_down(
            self._transactions,
            ended,
            is_public=self._means.is_public,
            chance=self._means.chance,
            elsewhere=self._done.posts > 0,
        )

    def _count(self, outcome: Outcome) -> None:
        done, failure = self._done, outcome.failure
        if outcome.posted:
            self._unanswered = 0
            told = done.reminders + outcome.attempt.told
            self._done = replace(done, posts=done.posts + 1, reminders=told)
        elif failure is not None:
            answered = failure.permanent or failure.retry_after is not None
            self._unanswered = 0 if answered else self._unanswered + 1
            self._done = replace(done, failed=done.failed + 1)

    async def _break_off(self) -> None:
        """Write down what has ended, and give back what has not begun."""
        await self._cancel()
        for task, attempt in self._flying.items():
            if not task.cancelled() and task.exception() is None:
                self._ended.append(task.result())
            elif attempt.claim.batch.place_id not in self._begun:
                self._ended.append(self._not_made(attempt))
        self._ended += [self._not_made(each) for each in self._ready]
        self._ready.clear()
        self._flying.clear()
        await self._write_down()

    async def _cancel(self) -> None:
        for task in self._flying:
            task.cancel()
        await asyncio.gather(*self._flying, return_exceptions=True)


async def _within_the_lease(post: Transport, to_send: Post, *, first: bool) -> int | None:
    """Make a post while its claim holds; whatever goes wrong, PostFailed says how."""
    try:
        async with asyncio.timeout(LONGEST_POST.total_seconds()):
            return await post(to_send)
    except PostFailed:
        raise
    except TimeoutError as error:
        raise PostFailed(
            "Discord took too long to answer.", permanent=False, may_have_arrived=True
        ) from error
    except Exception as error:
        log.error("A post could not be made; it will be tried again.", exc_info=first)
        raise PostFailed("unexpected error", permanent=False, may_have_arrived=True) from error
