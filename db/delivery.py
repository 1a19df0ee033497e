"""Queries on the queue of reminders: what is due, claiming it, and how each attempt ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, and_, bindparam, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.reminders import Reminder, ReminderState
from bot.domain.subscriptions import Subscription
from db.models.guilds import GuildRow
from db.models.milestones import MilestoneRow
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow
from db.reminders import WAITING
from db.reminders import to_value as reminder_value
from db.subscriptions import to_value as subscription_value

Claimed = list[tuple[Reminder, Subscription]]

# Written into the statement, so that the indexes on what waits and what is leased are used.
_PLANNED = literal(ReminderState.PLANNED.value, literal_execute=True)
_CLAIMED = literal(ReminderState.CLAIMED.value, literal_execute=True)

_TABLE = ReminderRow.__table__

# Made once: they run for every post, and on the connection, since an executemany of the session
# would want the primary key in its rows.
_CLAIM = (
    update(ReminderRow)
    .where(_TABLE.c.id == bindparam("reminder"))
    .values(
        state=ReminderState.CLAIMED.value,
        claim=bindparam("token"),
        lease_until=bindparam("until"),
        attempts=ReminderRow.attempts + 1,
    )
)
# A snooze of an earlier time speaks of the present one, unless that has changed since the post.
_SPOKEN_TIME = (
    select(MilestoneRow.occurrence)
    .where(
        MilestoneRow.id == _TABLE.c.milestone_id,
        MilestoneRow.due_on == bindparam("spoken_of", type_=Date()),
    )
    .scalar_subquery()
)
_MARK = (
    update(ReminderRow)
    .where(_TABLE.c.id == bindparam("reminder"), _TABLE.c.claim == bindparam("token"))
    .values(
        state=ReminderState.SENT.value,
        sent_at=bindparam("at"),
        message_id=bindparam("message"),
        due_on=bindparam("spoken_of"),
        occurrence=func.coalesce(_SPOKEN_TIME, _TABLE.c.occurrence),
        lease_until=None,
        reason=None,
    )
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to go out as one post: a place, and the claim of an attempt that was cut short."""

    guild_id: int
    place_id: int
    channel_id: int | None
    user_id: int | None
    claim: str | None


async def batches(session: AsyncSession, now: datetime, *, limit: int) -> list[Batch]:
    """The places that have something due, longest waiting first.

    A server that the bot has left keeps its place in the queue until it is back. What an
    interrupted attempt had claimed together stays together, so that it is posted with the same
    nonce again.
    """
    place = (
        ReminderRow.guild_id,
        ReminderRow.place_id,
        PlaceRow.channel_id,
        PlaceRow.user_id,
        ReminderRow.claim,
    )
    rows = await session.execute(
        select(*place)
        .join(PlaceRow, PlaceRow.id == ReminderRow.place_id)
        .join(GuildRow, GuildRow.id == ReminderRow.guild_id)
        .where(
            GuildRow.left_at.is_(None),
            ReminderRow.due_at <= now,
            or_(
                and_(ReminderRow.state == _PLANNED, _free(now)),
                and_(ReminderRow.state == _CLAIMED, ReminderRow.lease_until <= now),
            ),
        )
        .group_by(*place)
        .order_by(func.min(ReminderRow.due_at))
        .limit(limit)
    )
    return [Batch(*row) for row in rows]


def _free(now: datetime) -> Any:
    """Not claimed, not put back for later, or claimed by a process whose lease has run out."""
    return or_(ReminderRow.lease_until.is_(None), ReminderRow.lease_until <= now)


async def claim(
    session: AsyncSession, batch: Batch, *, token: str, now: datetime, lease_until: datetime
) -> Claimed:
    """Take what is due in a batch; no other process posts it until the lease runs out.

    Empty where another process has taken it in the meantime.
    """
    rows = await session.execute(
        select(ReminderRow, SubscriptionRow)
        .join(SubscriptionRow, SubscriptionRow.id == ReminderRow.subscription_id)
        .where(
            ReminderRow.place_id == batch.place_id,
            ReminderRow.state.in_(WAITING),
            ReminderRow.due_at <= now,
            ReminderRow.claim.is_not_distinct_from(batch.claim),
            _free(now),
        )
        .order_by(ReminderRow.due_at, ReminderRow.id)
        .with_for_update(of=ReminderRow, skip_locked=True)
    )
    claimed = [
        (
            replace(
                reminder_value(row, batch.channel_id),
                state=ReminderState.CLAIMED,
                attempts=row.attempts + 1,
            ),
            subscription_value(wish),
        )
        for row, wish in rows
    ]
    if claimed:
        lease = {"token": token, "until": lease_until}
        taken = [{"reminder": reminder.id, **lease} for reminder, _ in claimed]
        await (await session.connection()).execute(_CLAIM, taken)
    return claimed


async def put_off(session: AsyncSession, batch: Batch, *, now: datetime, until: datetime) -> None:
    """Leave what is due in a place for later, without reading it."""
    await session.execute(
        update(ReminderRow)
        .where(
            ReminderRow.place_id == batch.place_id,
            ReminderRow.state.in_(WAITING),
            ReminderRow.due_at <= now,
        )
        .values(lease_until=until)
        .execution_options(synchronize_session=False)
    )


async def last_told(
    session: AsyncSession, milestone_ids: Sequence[int], batch: Batch
) -> dict[int, date | None]:
    """The due date of which a place was last told, by milestone."""
    rows = await session.execute(
        select(ReminderRow.milestone_id, ReminderRow.due_on)
        .where(
            ReminderRow.milestone_id.in_(milestone_ids),
            ReminderRow.state == ReminderState.SENT.value,
            ReminderRow.place_id == batch.place_id,
        )
        .order_by(ReminderRow.sent_at, ReminderRow.id)
    )
    return {row.milestone_id: row.due_on for row in rows if row.milestone_id}


async def settle(
    session: AsyncSession,
    reminder_ids: Sequence[int],
    *,
    token: str,
    state: ReminderState,
    **columns: Any,
) -> None:
    """Write down how an attempt ended, if its claim still holds."""
    if not reminder_ids:
        return
    await session.execute(
        update(ReminderRow)
        .where(ReminderRow.id.in_(reminder_ids), ReminderRow.claim == token)
        .values(state=state.value, **columns)
        .execution_options(synchronize_session=False)
    )


async def mark_sent(
    session: AsyncSession,
    told: Mapping[int, date | None],
    *,
    token: str,
    sent_at: datetime,
    message_id: int,
) -> None:
    """Write down that reminders were posted, and the due date of which each spoke, by its id."""
    rows = [
        {
            "reminder": reminder_id,
            "token": token,
            "at": sent_at,
            "message": message_id,
            "spoken_of": on,
        }
        for reminder_id, on in told.items()
    ]
    if rows:
        await (await session.connection()).execute(_MARK, rows)
