"""Delivery: claim what is due, post it, write down how that went.

The two short transactions stand on either side of the post, so no database session is open while
Discord answers. A claim is a lease: should the process die in between, the same reminders are
posted again with the same nonce once the lease has run out, and looked for first.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2s
from secrets import token_hex

from sqlalchemy.ext.asyncio import AsyncSession

import db.milestones
import db.reminders
from bot.domain.milestones import OPEN_STATES, Milestone, state
from bot.domain.reminders import (
    LATE_AFTER,
    Post,
    PostItem,
    Reminder,
    ReminderKind,
    ReminderState,
    still_wanted,
)
from bot.domain.subscriptions import Subscription
from bot.errors import PostFailed
from bot.services.transactions import Transactions

LEASE = timedelta(minutes=2)
"""How long a claim holds: longer than any post takes, shorter than Discord forgets a nonce."""

MAX_BACKOFF = timedelta(hours=1)
PLACES_A_TICK = 200

log = logging.getLogger(__name__)

Claimed = Sequence[tuple[Reminder, Subscription]]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did: posts made, reminders they held, posts that failed."""

    posts: int = 0
    reminders: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A post about to be made, and the reminders that it settles."""

    post: Post
    token: str
    told: tuple[int, ...]
    overtaken: tuple[int, ...]
    attempts: int


async def deliver(
    transactions: Transactions, post: Callable[[Post], Awaitable[int]], now: datetime
) -> Delivered:
    """Post everything that is due, one post a place; a failure in one place stops no other.

    `post` returns the message's id or raises PostFailed. What failed for good is kept as failed
    with its reason; anything else is tried again later, at growing intervals.
    """
    async with transactions.read() as session:
        batches = await db.reminders.batches(session, now, limit=PLACES_A_TICK)
    posts = reminders = failed = 0
    for batch in batches:
        attempt = await _claim(transactions, batch, now)
        if attempt is None:
            continue
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


async def _claim(
    transactions: Transactions, batch: db.reminders.Batch, now: datetime
) -> _Attempt | None:
    token = token_hex(8)
    async with transactions.write() as session:
        claimed = await db.reminders.claim(
            session, batch, now=now, token=token, lease_until=now + LEASE
        )
        if not claimed:
            return None
        ids = list({reminder.milestone_id for reminder, _ in claimed})
        milestones = {
            each.id: each for each in await db.milestones.every(session, batch.guild_id, ids=ids)
        }
        wanted = [
            (reminder, wish)
            for reminder, wish in claimed
            if (milestone := milestones.get(reminder.milestone_id))
            and still_wanted(milestone, reminder.kind, now)
        ]
        await _drop(session, claimed, wanted, token)
        if not wanted:
            return None
        told = await db.reminders.last_told(session, ids)
    items, overtaken = _items(wanted, milestones, told, now)
    return _attempt(batch, token, wanted, items=items, overtaken=overtaken, now=now)


async def _drop(session: AsyncSession, claimed: Claimed, wanted: Claimed, token: str) -> None:
    """Take out what has nothing to say any more, such as on a milestone that is done by now."""
    kept = {reminder.id for reminder, _ in wanted}
    dropped = [reminder.id for reminder, _ in claimed if reminder.id not in kept]
    await db.reminders.settle(
        session,
        dropped,
        token=token,
        state=ReminderState.CANCELLED,
        reason="nothing left to say when it was due",
    )


def _items(
    wanted: Claimed,
    milestones: dict[int, Milestone],
    told: dict[tuple[int, int], date | None],
    now: datetime,
) -> tuple[list[PostItem], set[int]]:
    """One item a milestone, most urgent first; and the reminders that later ones overtook."""
    items: list[PostItem] = []
    overtaken: set[int] = set()
    for milestone_id in dict.fromkeys(reminder.milestone_id for reminder, _ in wanted):
        own = [reminder for reminder, _ in wanted if reminder.milestone_id == milestone_id]
        last = max(own, key=lambda each: (each.due_at, -each.rung))
        passed = [
            each for each in own if each.kind is ReminderKind.RUNG and each.due_at < last.due_at
        ]
        overtaken |= {each.id for each in passed}
        moved = next((each for each in own if each.kind is ReminderKind.MOVED), None)
        items.append(
            PostItem(
                reminder_id=last.id,
                milestone=milestones[milestone_id],
                kind=moved.kind if moved else last.kind,
                rung=last.rung,
                due_at=last.due_at,
                told_on=told.get((milestone_id, moved.subscription_id)) if moved else None,
                overtaken=tuple(dict.fromkeys(each.rung for each in passed)),
            )
        )
    items.sort(key=lambda item: _urgency(item, now))
    return items, overtaken


def _urgency(item: PostItem, now: datetime) -> tuple[int, date]:
    return (
        OPEN_STATES.index(state(item.milestone, now))
        if item.milestone.settlement is None
        else len(OPEN_STATES),
        item.milestone.earliest_on or date.max,
    )


def _attempt(
    batch: db.reminders.Batch,
    token: str,
    wanted: Claimed,
    *,
    items: Sequence[PostItem],
    overtaken: set[int],
    now: datetime,
) -> _Attempt:
    wishes = {wish.id: wish for _, wish in wanted}.values()
    ids = sorted(reminder.id for reminder, _ in wanted)
    post = Post(
        guild_id=batch.guild_id,
        channel_id=batch.channel_id,
        user_id=batch.user_id,
        items=tuple(items),
        nonce=blake2s(repr(ids).encode(), digest_size=12).hexdigest(),
        now=now,
        role_ids=tuple(sorted({each.role_id for each in wishes if each.role_id})),
        mention_user_ids=tuple(
            sorted({each.mention_user_id for each in wishes if each.mention_user_id})
        ),
        silent=all(each.silent for each in wishes),
        again=batch.claim is not None,
        late_items=frozenset(item.reminder_id for item in items if now - item.due_at > LATE_AFTER),
    )
    return _Attempt(
        post,
        token,
        tuple(id_ for id_ in ids if id_ not in overtaken),
        tuple(sorted(overtaken)),
        max(reminder.attempts for reminder, _ in wanted),
    )


async def _sent(
    transactions: Transactions, attempt: _Attempt, message_id: int, now: datetime
) -> None:
    due_on = {item.milestone.id: item.milestone.due_on for item in attempt.post.items}
    async with transactions.write() as session:
        await db.reminders.mark_sent(
            session,
            attempt.told,
            token=attempt.token,
            sent_at=now,
            channel_id=attempt.post.channel_id,
            message_id=message_id,
            due_on=due_on,
        )
        await db.reminders.settle(
            session,
            attempt.overtaken,
            token=attempt.token,
            state=ReminderState.SKIPPED,
            reason="overtaken by a later reminder",
            message_id=message_id,
        )


async def _failed(
    transactions: Transactions, attempt: _Attempt, failure: PostFailed, now: datetime
) -> None:
    """Keep a permanent failure where people see it; put anything else back for later.

    What may have arrived keeps its claim, and so its company and its nonce, for the next attempt;
    what certainly did not joins whatever else falls due in that place.
    """
    ids = (*attempt.told, *attempt.overtaken)
    backoff = min(MAX_BACKOFF, timedelta(seconds=15 * 2 ** min(attempt.attempts, 10)))
    async with transactions.write() as session:
        await db.reminders.settle(
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
