"""Queries on what could not be delivered, by the place that it was meant for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.reminders import Reminder, ReminderState
from db.engine import in_parts
from db.models.guilds import GuildRow
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow
from db.reminders import to_value as reminder_value

_REMINDERS = ReminderRow.__table__.c
_meant_for: ColumnElement[int] = func.coalesce(_REMINDERS.meant_for_id, _REMINDERS.place_id)
"""The place that a reminder was meant for, wherever it was tried last."""

_FAILED = _REMINDERS.state == ReminderState.FAILED.value

_ANEW: dict[str, Any] = {
    "state": ReminderState.PLANNED.value,
    "claim": None,
    "lease_until": None,
    "meant_for_id": None,
    "attempts": 0,
    "reason": None,
}
"""What makes a reminder one that was never tried."""


@dataclass(frozen=True, slots=True)
class Lost:
    """How much was given up of what was meant for a place, since when, and why the latest was."""

    count: int
    since: datetime
    reason: str | None


def _wishes(guild_id: int) -> Select[int]:
    """The subscriptions (ids) of a guild that are on; an index leads from them to reminders."""
    return select(SubscriptionRow.id).where(
        SubscriptionRow.guild_id == guild_id, SubscriptionRow.removed_at.is_(None)
    )


async def lost(session: AsyncSession, guild_id: int) -> dict[int, Lost]:
    """What was given up, by the place (id) that it was meant for."""
    own = and_(_REMINDERS.subscription_id.in_(_wishes(guild_id)), _FAILED)
    latest = func.row_number().over(
        partition_by=_meant_for, order_by=(_REMINDERS.due_at.desc(), _REMINDERS.id.desc())
    )
    ranked = select(
        _meant_for.label("home"),
        _REMINDERS.reason,
        latest.label("rank"),
        func.count().over(partition_by=_meant_for).label("lost"),
        func.min(_REMINDERS.due_at).over(partition_by=_meant_for).label("since"),
    ).where(own)
    found = ranked.subquery()
    rows = await session.execute(select(found).where(found.c.rank == 1))
    return {row.home: Lost(row.lost, row.since, row.reason) for row in rows}


async def closed(session: AsyncSession, guild_id: int) -> list[int]:
    """The places (ids) that are closed and that reminders go to, or would for want of another."""
    wished_for = (
        select(SubscriptionRow.id)
        .where(
            SubscriptionRow.guild_id == guild_id,
            SubscriptionRow.removed_at.is_(None),
            or_(
                SubscriptionRow.place_id == PlaceRow.id, SubscriptionRow.fallback_id == PlaceRow.id
            ),
        )
        .exists()
    )
    told = select(GuildRow.id).where(
        GuildRow.id == guild_id, GuildRow.admin_channel_id == PlaceRow.channel_id
    )
    return list(
        await session.scalars(
            select(PlaceRow.id).where(
                PlaceRow.guild_id == guild_id,
                PlaceRow.closed_at.is_not(None),
                or_(wished_for, told.exists()),
            )
        )
    )


async def milestones(session: AsyncSession, guild_id: int, home: int, *, most: int) -> list[int]:
    """Some of the milestones (ids) of which something was given up, the latest of it first."""
    rows = await session.execute(
        select(_REMINDERS.milestone_id)
        .where(_REMINDERS.subscription_id.in_(_wishes(guild_id)), _FAILED, _meant_for == home)
        .where(_REMINDERS.milestone_id.is_not(None))
        .group_by(_REMINDERS.milestone_id)
        .order_by(func.max(_REMINDERS.due_at).desc())
        .limit(most)
    )
    return list(rows.scalars())


async def stood_in(
    session: AsyncSession, guild_id: int, home: int, closed_at: datetime
) -> dict[int, int]:
    """How much of what was meant for a place went to which others (ids) since it was closed."""
    taken = (ReminderState.SENT.value, ReminderState.PLANNED.value, ReminderState.CLAIMED.value)
    rows = await session.execute(
        select(_REMINDERS.place_id, func.count())
        .where(
            _REMINDERS.subscription_id.in_(_wishes(guild_id)),
            _REMINDERS.state.in_(taken),
            _REMINDERS.meant_for_id == home,
            or_(_REMINDERS.sent_at.is_(None), _REMINDERS.sent_at >= closed_at),
        )
        .group_by(_REMINDERS.place_id)
    )
    return {row[0]: row[1] for row in rows}


async def waiting(session: AsyncSession, place_id: int) -> tuple[int, datetime | None]:
    """How much is planned in a place, and when the first of it is due."""
    row = await session.execute(
        select(func.count(), func.min(_REMINDERS.due_at)).where(
            _REMINDERS.place_id == place_id, _REMINDERS.state == ReminderState.PLANNED.value
        )
    )
    count, first = row.one()
    return count, first


async def given_up(session: AsyncSession, guild_id: int, home: int) -> list[Reminder]:
    """All that was given up of what was meant for a place, also of subscriptions that ended."""
    places = select(PlaceRow.id).where(PlaceRow.guild_id == guild_id)
    rows = await session.execute(
        select(ReminderRow.__table__)
        .where(_REMINDERS.place_id.in_(places), _FAILED, _meant_for == home)
        .order_by(_REMINDERS.due_at, _REMINDERS.id)
    )
    return [reminder_value(row) for row in rows]


async def heard(
    session: AsyncSession, milestone_ids: Sequence[int], place_id: int
) -> dict[int, list[Reminder]]:
    """What a place was sent of these milestones, by milestone."""
    found: dict[int, list[Reminder]] = {}
    for part in in_parts(milestone_ids):
        rows = await session.execute(
            select(ReminderRow.__table__).where(
                _REMINDERS.milestone_id.in_(part),
                _REMINDERS.place_id == place_id,
                _REMINDERS.state == ReminderState.SENT.value,
            )
        )
        for row in rows:
            found.setdefault(row.milestone_id, []).append(reminder_value(row))
    return found


async def post_again(session: AsyncSession, ids: Sequence[int], *, place_id: int) -> None:
    """Put reminders that were given up back into the queue, for one place."""
    await _end(session, ids, {**_ANEW, "place_id": place_id})


async def look_again(session: AsyncSession, ids: Sequence[int], *, now: datetime) -> None:
    """Put reminders that may have arrived back into the queue, in the place where they may be.

    Their claim has run out, so whether they arrived is looked up before they are posted.
    """
    values = {"state": ReminderState.CLAIMED.value, "lease_until": now, "reason": None}
    await _end(session, ids, values)


async def cancel(session: AsyncSession, ids: Sequence[int], *, reason: str) -> None:
    """Let go of reminders that were given up."""
    values = {"state": ReminderState.CANCELLED.value, "reason": reason, "lease_until": None}
    await _end(session, ids, values)


async def _end(session: AsyncSession, ids: Sequence[int], values: Mapping[str, Any]) -> None:
    for part in in_parts(ids):
        await session.execute(
            update(ReminderRow)
            .where(_REMINDERS.id.in_(part), _FAILED)
            .values(**values)
            .execution_options(synchronize_session=False)
        )


async def recall(session: AsyncSession, guild_id: int, home: int, *, to: int) -> None:
    """Have what waits to be posted elsewhere in a place's stead posted in another instead."""
    await session.execute(
        update(ReminderRow)
        .where(
            _REMINDERS.subscription_id.in_(_wishes(guild_id)),
            _REMINDERS.meant_for_id == home,
            _REMINDERS.state == ReminderState.PLANNED.value,
            _REMINDERS.claim.is_(None),
        )
        .values(**_ANEW, place_id=to)
        .execution_options(synchronize_session=False)
    )


async def stand_in_at(session: AsyncSession, guild_id: int, fallback: int, *, to: int) -> None:
    """Have what would go to a place for want of its own go to another instead."""
    elsewhere = case((SubscriptionRow.place_id != to, to))
    await session.execute(
        update(SubscriptionRow)
        .where(SubscriptionRow.guild_id == guild_id, SubscriptionRow.fallback_id == fallback)
        .values(fallback_id=elsewhere)
        .execution_options(synchronize_session=False)
    )
