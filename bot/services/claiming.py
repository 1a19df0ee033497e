"""Claiming: what is due in a place is taken out of the queue just before it is posted.

A claim is written as `root.attempt`. Everything of a post that is tried again shares the root of
its first attempt, and so its nonce, whatever has ceased to be worth saying in between.
"""

import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_hex

from sqlalchemy.ext.asyncio import AsyncSession

import db.delivery
import db.milestones
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
from bot.services.transactions import Transactions

LEASE = timedelta(minutes=2)
"""How long a claim holds: longer than any post takes, shorter than Discord forgets a nonce."""

PLACES_A_TICK = 200
BACKOFF = timedelta(minutes=5)
"""How long a place rests whose reminders cannot even be read."""

Claimed = Sequence[tuple[Reminder, Subscription]]
Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A post about to be made, and the reminders that it settles.

    `told` gives by reminder id the due date of which the post speaks.
    """

    post: Post
    token: str
    told: Mapping[int, date | None]
    overtaken: tuple[int, ...]
    attempts: int


async def claims(transactions: Transactions, clock: Clock) -> AsyncIterator[Attempt]:
    """The posts to be made, each claimed and checked when its turn has come."""
    async with transactions.read() as session:
        due = await db.delivery.batches(session, clock(), limit=PLACES_A_TICK)
    for batch in due:
        try:
            attempt = await _claim(transactions, batch, clock())
        except Exception:
            log.exception("What is due in %s cannot be read.", batch.channel_id or batch.user_id)
            async with transactions.write() as session:
                now = clock()
                await db.delivery.put_off(session, batch, now=now, until=now + BACKOFF)
        else:
            if attempt is not None:
                yield attempt


async def _claim(
    transactions: Transactions, batch: db.delivery.Batch, now: datetime
) -> Attempt | None:
    root = batch.claim.partition(".")[0] if batch.claim else token_hex(10)
    token = f"{root}.{token_hex(4)}"
    async with transactions.write() as session:
        taken = await db.delivery.claim(
            session, batch, token=token, now=now, lease_until=now + LEASE
        )
        ids = list({each.milestone_id for each, _ in taken if each.milestone_id})
        milestones = {each.id: each for each in await db.milestones.living(session, ids)}
        told = await db.delivery.last_told(session, ids, batch)
        wanted = _wanted(taken, milestones, now)
        await _drop(session, taken, wanted, token)
        if not wanted:
            return None
        items, overtaken = _items(wanted, milestones, told, now)
        return _attempt(batch, token, wanted, items=items, overtaken=overtaken, now=now)


def _wanted(claimed: Claimed, milestones: Mapping[int, Milestone], now: datetime) -> Claimed:
    """What still has something to say, to those who still want it, of what is still on record.

    A rung of a date that has moved has nothing to say: the move was planned for with the date.
    """
    return [
        (reminder, wish)
        for reminder, wish in claimed
        if wish.removed_at is None
        and (milestone := milestones.get(reminder.milestone_id or 0))
        and (reminder.kind is ReminderKind.SNOOZED or reminder.due_version == milestone.due_version)
        and still_wanted(milestone, reminder.kind, now)
    ]


async def _drop(session: AsyncSession, claimed: Claimed, wanted: Claimed, token: str) -> None:
    """Take out what has nothing to say any more, such as on a milestone that is done by now."""
    kept = {reminder.id for reminder, _ in wanted}
    dropped = [reminder.id for reminder, _ in claimed if reminder.id not in kept]
    await db.delivery.settle(
        session,
        dropped,
        token=token,
        state=ReminderState.CANCELLED,
        reason="nothing left to say when it was due",
    )


def _items(
    wanted: Claimed,
    milestones: dict[int, Milestone],
    told: Mapping[int, date | None],
    now: datetime,
) -> tuple[list[PostItem], set[int]]:
    """One item a milestone, most urgent first; and the reminders that later ones overtook."""
    items: list[PostItem] = []
    overtaken: set[int] = set()
    by_milestone: dict[int, list[Reminder]] = {}
    for reminder, _ in wanted:
        by_milestone.setdefault(reminder.milestone_id or 0, []).append(reminder)
    for milestone_id, own in by_milestone.items():
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
                told_on=told.get(milestone_id) if moved else None,
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
    batch: db.delivery.Batch,
    token: str,
    wanted: Claimed,
    *,
    items: Sequence[PostItem],
    overtaken: set[int],
    now: datetime,
) -> Attempt:
    wishes = {wish.id: wish for _, wish in wanted}.values()
    due_on = {item.milestone.id: item.milestone.due_on for item in items}
    post = Post(
        guild_id=batch.guild_id,
        channel_id=batch.channel_id,
        user_id=batch.user_id,
        items=tuple(items),
        nonce=token.partition(".")[0],
        now=now,
        role_ids=tuple(sorted({each.role_id for each in wishes if each.role_id})),
        mention_user_ids=tuple(
            sorted({each.mention_user_id for each in wishes if each.mention_user_id})
        ),
        silent=all(each.silent for each in wishes),
        again=batch.claim is not None,
        late_items=frozenset(item.reminder_id for item in items if now - item.due_at > LATE_AFTER),
    )
    return Attempt(
        post,
        token,
        {each.id: due_on[each.milestone_id or 0] for each, _ in wanted if each.id not in overtaken},
        tuple(sorted(overtaken)),
        max(reminder.attempts for reminder, _ in wanted),
    )
