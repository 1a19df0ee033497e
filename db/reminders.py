"""Queries on reminders: the plan, and the queue that delivery works off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.plans import NewReminder
from bot.domain.reminders import Reminder, ReminderKind, ReminderState
from bot.domain.subscriptions import Subscription
from db.models import GuildRow, ReminderRow, SubscriptionRow
from db.subscriptions import to_value as subscription_value

WAITING = (ReminderState.PLANNED.value, ReminderState.CLAIMED.value)


def _value(row: ReminderRow) -> Reminder:
    return Reminder(
        id=row.id,
        guild_id=row.guild_id,
        milestone_id=row.milestone_id,
        subscription_id=row.subscription_id,
        due_version=row.due_version,
        kind=ReminderKind(row.kind),
        rung=row.rung,
        due_at=row.due_at,
        state=ReminderState(row.state),
        due_on=row.due_on,
        channel_id=row.channel_id,
        sent_at=row.sent_at,
        message_id=row.message_id,
        reason=row.reason,
        attempts=row.attempts,
    )


async def of_milestones(session: AsyncSession, milestone_ids: Sequence[int]) -> list[Reminder]:
    """All reminders of these milestones, in every state, in the order of their time."""
    rows = await session.scalars(
        select(ReminderRow)
        .where(ReminderRow.milestone_id.in_(milestone_ids))
        .order_by(ReminderRow.due_at, ReminderRow.id)
        .execution_options(populate_existing=True)
    )
    return [_value(row) for row in rows]


async def add(session: AsyncSession, guild_id: int, planned: Iterable[NewReminder]) -> None:
    rows = [
        {
            "guild_id": guild_id,
            "milestone_id": each.milestone_id,
            "subscription_id": each.subscription_id,
            "due_version": each.due_version,
            "kind": each.kind.value,
            "rung": each.rung,
            "due_at": each.due_at,
            "due_on": each.due_on,
        }
        for each in planned
    ]
    if rows:
        await session.execute(insert(ReminderRow), rows)


async def move(session: AsyncSession, times: dict[int, datetime]) -> None:
    """Give planned reminders another time."""
    if not times:
        return
    table = ReminderRow.__table__
    statement = (
        update(ReminderRow)
        .where(table.c.id == bindparam("reminder"), table.c.state == ReminderState.PLANNED.value)
        .values(due_at=bindparam("instant"))
    )
    connection = await session.connection()
    await connection.execute(
        statement, [{"reminder": id_, "instant": at} for id_, at in times.items()]
    )


async def cancel(session: AsyncSession, reminder_ids: Sequence[int], reason: str) -> None:
    """Take planned reminders out of the queue; what was claimed is already on its way."""
    await session.execute(
        update(ReminderRow)
        .where(ReminderRow.id.in_(reminder_ids), ReminderRow.state == ReminderState.PLANNED.value)
        .values(state=ReminderState.CANCELLED.value, reason=reason)
    )


async def revive(session: AsyncSession, reminder_ids: Sequence[int]) -> None:
    """Put cancelled reminders back into the queue."""
    await session.execute(
        update(ReminderRow)
        .where(ReminderRow.id.in_(reminder_ids), ReminderRow.state == ReminderState.CANCELLED.value)
        .values(state=ReminderState.PLANNED.value, reason=None)
    )


async def coming(
    session: AsyncSession,
    guild_id: int,
    *,
    until: datetime | None = None,
    subscription_id: int | None = None,
) -> list[tuple[Reminder, Subscription]]:
    """What will be posted, in order; up to an instant, for one subscription, where given."""
    query = (
        select(ReminderRow, SubscriptionRow)
        .join(SubscriptionRow, SubscriptionRow.id == ReminderRow.subscription_id)
        .where(ReminderRow.guild_id == guild_id, ReminderRow.state.in_(WAITING))
        .order_by(ReminderRow.due_at, ReminderRow.id)
    )
    if until is not None:
        query = query.where(ReminderRow.due_at <= until)
    if subscription_id is not None:
        query = query.where(ReminderRow.subscription_id == subscription_id)
    rows = await session.execute(query)
    return [(_value(row), subscription_value(wish)) for row, wish in rows]


def _ready(now: datetime) -> Any:
    """Due and free: not claimed, or claimed by a process whose lease has run out."""
    return and_(
        ReminderRow.due_at <= now,
        or_(
            and_(
                ReminderRow.state == ReminderState.PLANNED.value,
                or_(ReminderRow.lease_until.is_(None), ReminderRow.lease_until <= now),
            ),
            and_(
                ReminderRow.state == ReminderState.CLAIMED.value,
                ReminderRow.lease_until <= now,
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to go out as one post: a place, and the claim of an attempt that was cut short."""

    guild_id: int
    channel_id: int | None
    user_id: int | None
    claim: str | None
    oldest: datetime


async def batches(session: AsyncSession, now: datetime, *, limit: int) -> list[Batch]:
    """The places that have something due, longest waiting first.

    A server that the bot has left keeps its place in the queue until it is back. What an
    interrupted attempt had claimed together stays together, so that it is posted with the same
    nonce again.
    """
    oldest = func.min(ReminderRow.due_at).label("oldest")
    rows = await session.execute(
        select(
            ReminderRow.guild_id,
            SubscriptionRow.channel_id,
            SubscriptionRow.user_id,
            ReminderRow.claim,
            oldest,
        )
        .join(SubscriptionRow, SubscriptionRow.id == ReminderRow.subscription_id)
        .join(GuildRow, GuildRow.id == ReminderRow.guild_id)
        .where(_ready(now), GuildRow.left_at.is_(None))
        .group_by(
            ReminderRow.guild_id,
            SubscriptionRow.channel_id,
            SubscriptionRow.user_id,
            ReminderRow.claim,
        )
        .order_by(oldest)
        .limit(limit)
    )
    return [Batch(*row) for row in rows]


async def claim(
    session: AsyncSession, batch: Batch, *, now: datetime, token: str, lease_until: datetime
) -> list[tuple[Reminder, Subscription]]:
    """Take what is due in a batch, so that no other process posts it until the lease runs out."""
    ids = await session.scalars(
        update(ReminderRow)
        .where(
            ReminderRow.id.in_(_of_batch(batch, now)),
            _ready(now),
        )
        .values(
            state=ReminderState.CLAIMED.value,
            claim=token,
            lease_until=lease_until,
            attempts=ReminderRow.attempts + 1,
        )
        .returning(ReminderRow.id)
        .execution_options(synchronize_session=False)
    )
    rows = await session.execute(
        select(ReminderRow, SubscriptionRow)
        .join(SubscriptionRow, SubscriptionRow.id == ReminderRow.subscription_id)
        .where(ReminderRow.id.in_(list(ids)))
        .order_by(ReminderRow.due_at, ReminderRow.id)
        .execution_options(populate_existing=True)
    )
    return [(_value(row), subscription_value(wish)) for row, wish in rows]


def _of_batch(batch: Batch, now: datetime) -> Select[int]:
    return (
        select(ReminderRow.id)
        .join(SubscriptionRow, SubscriptionRow.id == ReminderRow.subscription_id)
        .where(
            ReminderRow.guild_id == batch.guild_id,
            SubscriptionRow.channel_id.is_not_distinct_from(batch.channel_id),
            SubscriptionRow.user_id.is_not_distinct_from(batch.user_id),
            ReminderRow.claim.is_not_distinct_from(batch.claim),
            _ready(now),
        )
    )


async def last_told(
    session: AsyncSession, milestone_ids: Sequence[int]
) -> dict[tuple[int, int], date | None]:
    """(milestone, subscription) -> the due date that its last sent reminder spoke of."""
    rows = await session.execute(
        select(ReminderRow.milestone_id, ReminderRow.subscription_id, ReminderRow.due_on)
        .where(
            ReminderRow.milestone_id.in_(milestone_ids),
            ReminderRow.state == ReminderState.SENT.value,
        )
        .order_by(ReminderRow.sent_at, ReminderRow.id)
    )
    return {(row.milestone_id, row.subscription_id): row.due_on for row in rows}


async def settle(
    session: AsyncSession,
    reminder_ids: Sequence[int],
    *,
    token: str,
    state: ReminderState,
    **columns: Any,
) -> None:
    """Write down how an attempt ended, if its claim still holds."""
    await session.execute(
        update(ReminderRow)
        .where(ReminderRow.id.in_(reminder_ids), ReminderRow.claim == token)
        .values(state=state.value, **columns)
        .execution_options(synchronize_session=False)
    )


async def mark_sent(
    session: AsyncSession,
    reminder_ids: Sequence[int],
    *,
    token: str,
    sent_at: datetime,
    channel_id: int | None,
    message_id: int,
    due_on: dict[int, date | None],
) -> None:
    """Write down that reminders were posted, and which due date each post spoke of.

    `due_on` gives that date by milestone id.
    """
    by_date: dict[date | None, list[int]] = {}
    for milestone_id, on in due_on.items():
        by_date.setdefault(on, []).append(milestone_id)
    for on, milestone_ids in by_date.items():
        await session.execute(
            update(ReminderRow)
            .where(
                ReminderRow.id.in_(reminder_ids),
                ReminderRow.milestone_id.in_(milestone_ids),
                ReminderRow.claim == token,
            )
            .values(
                state=ReminderState.SENT.value,
                sent_at=sent_at,
                channel_id=channel_id,
                message_id=message_id,
                due_on=on,
                lease_until=None,
                reason=None,
            )
            .execution_options(synchronize_session=False)
        )
