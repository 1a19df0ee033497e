"""Delivery: claim what is due, post it, write down how that went.

The two short transactions stand on either side of the post, so no database session is open while
Discord answers. A claim is a lease: should the process die in between, the same reminders are
posted again with the same nonce once the lease has run out, and looked for first.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import db.delivery
from bot.domain.reminders import Post, ReminderState
from bot.errors import PostFailed
from bot.services.claiming import Attempt, claims
from bot.services.transactions import Transactions

MAX_BACKOFF = timedelta(hours=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did: posts made, reminders they held, posts that failed."""

    posts: int = 0
    reminders: int = 0
    failed: int = 0


async def deliver(
    transactions: Transactions, post: Callable[[Post], Awaitable[int]], now: datetime
) -> Delivered:
    """Post everything that is due, one post a place; a failure in one place stops no other.

    `post` returns the message's id or raises PostFailed. What failed for good is kept as failed
    with its reason; anything else is tried again later, at growing intervals.
    """
    posts = reminders = failed = 0
    async for attempt in claims(transactions, now):
        try:
            message_id = await post(attempt.post)
        except PostFailed as failure:
            failed += 1
            await _failed(transactions, attempt, failure, now)
        except Exception:
            failed += 1
            log.exception("A post could not be made; it will be tried again.")
            await _failed(
                transactions,
                attempt,
                PostFailed("unexpected error", permanent=False, may_have_arrived=True),
                now,
            )
        else:
            posts += 1
            reminders += len(attempt.told)
            await _sent(transactions, attempt, message_id, now)
    return Delivered(posts, reminders, failed)


async def _sent(
    transactions: Transactions, attempt: Attempt, message_id: int, now: datetime
) -> None:
    async with transactions.write() as session:
        await db.delivery.mark_sent(
            session,
            attempt.told,
            token=attempt.token,
            sent_at=now,
            channel_id=attempt.post.channel_id,
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

    What may have arrived keeps its claim, and so its company and its nonce, for the next attempt;
    what certainly did not joins whatever else falls due in that place.
    """
    ids = (*attempt.told, *attempt.overtaken)
    backoff = min(MAX_BACKOFF, timedelta(seconds=15 * 2 ** min(attempt.attempts, 10)))
    async with transactions.write() as session:
        await db.delivery.settle(
            session,
            ids,
            token=attempt.token,
            state=ReminderState.FAILED if failure.permanent else ReminderState.PLANNED,
            reason=failure.reason,
            claim=attempt.token if failure.may_have_arrived else None,
            lease_until=None if failure.permanent else now + backoff,
        )
    log.warning(
        "A post to %s %s: %s",
        attempt.post.channel_id or attempt.post.user_id,
        "was given up" if failure.permanent else "will be tried again",
        failure.reason,
    )
