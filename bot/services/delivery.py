"""Delivery: claim what is due, post it, write down how that went.

The two short transactions stand on either side of the post, so no database session is open while
Discord answers. A claim is a lease: should the process die in between, the same reminders are
posted again with the same nonce once the lease has run out, and looked for first.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import db.delivery
from bot.domain.reminders import Post, ReminderState
from bot.errors import PostFailed
from bot.services.claiming import LEASE, Attempt, Clock, claims
from bot.services.transactions import Transactions

MAX_BACKOFF = timedelta(hours=1)
LONGEST_POST = LEASE / 2
"""A post that takes longer is given up, well before another process may claim it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did: posts made, reminders they held, posts that failed."""

    posts: int = 0
    reminders: int = 0
    failed: int = 0


async def deliver(
    transactions: Transactions, post: Callable[[Post], Awaitable[int]], clock: Clock
) -> Delivered:
    """Post everything that is due, one post a place; a failure in one place stops no other.

    `post` returns the message's id or raises PostFailed. What failed for good is kept as failed
    with its reason; anything else is tried again later, at growing intervals.
    """
    posts = reminders = failed = 0
    async for attempt in claims(transactions, clock):
        try:
            message_id = await _within_the_lease(post, attempt.post)
        except PostFailed as failure:
            failed += 1
            await _failed(transactions, attempt, failure, clock())
        else:
            posts += 1
            reminders += len(attempt.told)
            await _sent(transactions, attempt, message_id, clock())
    return Delivered(posts, reminders, failed)


async def _within_the_lease(post: Callable[[Post], Awaitable[int]], to_send: Post) -> int:
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
        log.exception("A post could not be made; it will be tried again.")
        raise PostFailed("unexpected error", permanent=False, may_have_arrived=True) from error


async def _sent(
    transactions: Transactions, attempt: Attempt, message_id: int, now: datetime
) -> None:
    async with transactions.write() as session:
        await db.delivery.mark_sent(
            session,
            attempt.told,
            token=attempt.token,
            sent_at=now,
            message_id=message_id,
        )
        await db.delivery.settle(
            session,
            attempt.overtaken,
            token=attempt.token,
            state=ReminderState.SKIPPED,
            reason="overtaken by a later reminder",
            message_id=message_id,
        )


async def _failed(
    transactions: Transactions, attempt: Attempt, failure: PostFailed, now: datetime
) -> None:
    """Keep a permanent failure where people see it; put anything else back for later.

    What may have arrived, now or at an earlier attempt, keeps its claim and so its company and its
    nonce; what certainly did not joins whatever else falls due in that place.
    """
    ids = (*attempt.told, *attempt.overtaken)
    doubtful = failure.may_have_arrived or attempt.post.again
    backoff = min(MAX_BACKOFF, timedelta(seconds=15 * 2 ** min(attempt.attempts, 10)))
    async with transactions.write() as session:
        await db.delivery.settle(
            session,
            ids,
            token=attempt.token,
            state=ReminderState.FAILED if failure.permanent else ReminderState.PLANNED,
            reason=failure.reason,
            claim=attempt.token if doubtful else None,
            lease_until=None if failure.permanent else now + backoff,
        )
    log.warning(
        "A post to %s %s: %s",
        attempt.post.channel_id or attempt.post.user_id,
        "was given up" if failure.permanent else "will be tried again",
        failure.reason,
    )
