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
from dataclasses import dataclass, replace

from bot.domain.reminders import Post
from bot.errors import PostFailed
from bot.services.attempts import Attempt
from bot.services.claiming import Claims, Clock
from bot.services.diverting import IsPublic, unknown
from bot.services.looking import LastLook
from bot.services.outcomes import Chance, Outcome, write_down
from bot.services.pacing import Pace
from bot.services.posting import Posting
from bot.services.transactions import Transactions

IN_FLIGHT = 16
"""How many posts are under way at once, each in another place."""

TOGETHER = 32
WRITTEN_WITHIN = 0.5
"""So many posts are written down together, or as many as end within so many seconds."""

MOST_UNANSWERED = 5
"""After so many failures in a row Discord is left alone until the next tick."""

MOST_MISHAPS = 3
"""How often the database may refuse what has ended before the round is broken off."""

LONGEST_ROUND = 30.0
"""Seconds after which a round claims no more, so that what comes between rounds has its turn."""

UNREADABLE = PostFailed("what is due cannot be read", permanent=False, retry_after=300.0)

log = logging.getLogger(__name__)

Transport = Callable[[Post], Awaitable[int | None]]
"""Makes a post: the message's id, None where it has been deleted since; or raises PostFailed."""


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
        pace = means.pace
        self._transactions = transactions
        self._clock = clock
        self._means = means
        self._at_once = IN_FLIGHT if pace else 1
        self._monotonic = pace.monotonic if pace else time.monotonic
        self._ends_at = self._monotonic() + LONGEST_ROUND
        self._claims = Claims(transactions, clock)
        look = LastLook(transactions, self._monotonic)
        self._posting = Posting(post, clock, pace, means.is_public, look)
        self._ready: deque[Attempt] = deque()
        self._flying: dict[asyncio.Task[Outcome], Attempt] = {}
        self._ended: list[Outcome] = []
        self._write_at = 0.0
        self._dry = False
        self._unanswered = 0
        self._mishaps = 0
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
            wave = await self._claims.wave(self._busy())
            self._ready.extend(wave)
            # The places that are busy may have more: that is asked once nothing is under way.
            self._dry = not wave
        return bool(self._ready)

    def _busy(self) -> set[int]:
        """The places in which a post is ready, under way or not yet written down."""
        ended = (each.attempt for each in self._ended)
        attempts = (*self._ready, *self._flying.values(), *ended)
        return {each.claim.batch.place_id for each in attempts}

    def _take_off(self) -> None:
        """Begin what is ready, as far as there is room; what must not be begun is given back."""
        while self._ready and (self._silenced or len(self._flying) < self._at_once):
            attempt = self._ready.popleft()
            if attempt.post is None or self._silenced:
                self._add(self._not_made(attempt))
            else:
                flight = self._posting.make(attempt, attempt.post, self._coming)
                self._flying[asyncio.create_task(flight)] = attempt

    def _coming(self) -> list[Post] | None:
        """The posts that are to come next, or None where nothing more is to be begun."""
        if self._silenced:
            return None
        return [each.post for each in self._flying.values() if each.post]

    def _not_made(self, attempt: Attempt) -> Outcome:
        failure = UNREADABLE if attempt.unreadable else None
        return Outcome(attempt, self._clock(), failure=failure)

    async def _land(self) -> None:
        """Wait until a post has ended, and write down those that have, soon and together."""
        if self._flying:
            wait = max(0.0, self._write_at - self._monotonic()) if self._ended else None
            await asyncio.wait(self._flying, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
        for task in [each for each in self._flying if each.done()]:
            del self._flying[task]
            self._add(task.result())
        if len(self._ended) >= TOGETHER or self._monotonic() >= self._write_at or not self._flying:
            await self._write_down()

    def _add(self, outcome: Outcome) -> None:
        if not self._ended:
            self._write_at = self._monotonic() + WRITTEN_WITHIN
        self._ended.append(outcome)
        self._count(outcome)

    async def _write_down(self) -> None:
        """Save what has ended; what the database did not take is tried again, a few times."""
        ended = tuple(self._ended)
        try:
            await write_down(
                self._transactions,
                ended,
                is_public=self._means.is_public,
                chance=self._means.chance,
                elsewhere=self._done.posts > 0,
            )
        except Exception:
            self._mishaps += 1
            if self._mishaps > MOST_MISHAPS or not self._flying:
                raise
            log.exception("What was posted could not be written down; trying again.")
            self._write_at = self._monotonic() + WRITTEN_WITHIN
        else:
            del self._ended[: len(ended)]

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
                self._add(task.result())
            elif attempt.claim.batch.place_id not in self._posting.begun:
                self._add(self._not_made(attempt))
        self._ended += [self._not_made(each) for each in self._ready]
        self._ready.clear()
        self._flying.clear()
        await self._write_down()

    async def _cancel(self) -> None:
        for task in self._flying:
            task.cancel()
        await asyncio.gather(*self._flying, return_exceptions=True)
