"""Queries on subscriptions."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

import db.places
from bot.domain.dates.values import DeadlineKind
from bot.domain.digests import Every, Schedule
from bot.domain.reminders import ReminderState
from bot.domain.subscriptions import Scope, Subscription
from db.models.reminders import ReminderRow, SubscriptionRow


def to_value(row: SubscriptionRow) -> Subscription:
    return Subscription(
        id=row.id,
        guild_id=row.guild_id,
        scope=Scope(row.scope),
        subject=row.called,
        channel_id=row.place.channel_id,
        user_id=row.place.user_id,
        ladder=tuple(row.ladder),
        role_id=row.role_id,
        mention_user_id=row.mention_user_id,
        silent=row.silent,
        created_by=row.created_by,
        created_at=row.created_at,
        agreement_id=row.agreement_id,
        milestone_id=row.milestone_id,
        removed_at=row.removed_at,
        place_id=row.place_id,
        fallback_channel_id=row.fallback.channel_id if row.fallback else None,
        ladders={DeadlineKind(kind): tuple(days) for kind, days in (row.ladders or {}).items()},
        schedule=_schedule(row.schedule) if row.schedule else None,
        paused_until=row.paused_until,
        escalate_after=row.escalate_after,
        last_resort_role_id=row.last_resort_role_id,
    )


def _schedule(stored: dict[str, Any]) -> Schedule:
    return Schedule(
        every=Every(stored["every"]),
        hour=stored["hour"],
        zone=stored["zone"],
        weekday=stored["weekday"],
        skip_empty=stored["skip_empty"],
    )


async def every(session: AsyncSession, guild_id: int) -> list[Subscription]:
    """The guild's subscriptions, oldest first."""
    rows = await session.scalars(
        select(SubscriptionRow)
        .where(SubscriptionRow.guild_id == guild_id, SubscriptionRow.removed_at.is_(None))
        .order_by(SubscriptionRow.id)
    )
    return [to_value(row) for row in rows]


async def find(session: AsyncSession, guild_id: int, subscription_id: int) -> Subscription | None:
    """The guild's subscription with this id, unless it has ended."""
    row = await session.scalar(
        select(SubscriptionRow).where(
            SubscriptionRow.guild_id == guild_id,
            SubscriptionRow.id == subscription_id,
            SubscriptionRow.removed_at.is_(None),
        )
    )
    return to_value(row) if row else None


async def places(session: AsyncSession, guild_id: int) -> dict[int, int]:
    """Where each subscription is posted, also those that have ended: its place's id by its own."""
    rows = await session.execute(
        select(SubscriptionRow.id, SubscriptionRow.place_id).where(
            SubscriptionRow.guild_id == guild_id
        )
    )
    return {row.id: row.place_id for row in rows}


async def insert(
    session: AsyncSession, subscription: Subscription, *, created_at: datetime
) -> Subscription:
    """Store a new subscription; returns it with its id and its place's.

    What is on record itself is named by its id alone, since its name may change.
    """
    named = subscription.scope in (Scope.PARTY, Scope.COMMODITY)
    place = await db.places.ensure(
        session,
        subscription.guild_id,
        channel_id=subscription.channel_id,
        user_id=subscription.user_id,
    )
    row = SubscriptionRow(
        guild_id=subscription.guild_id,
        scope=subscription.scope.value,
        subject=subscription.subject if named else None,
        agreement_id=subscription.agreement_id,
        milestone_id=subscription.milestone_id,
        place_id=place.id,
        created_by=subscription.created_by,
        created_at=created_at,
        **await _choices(session, subscription),
    )
    session.add(row)
    await session.flush()
    return replace(subscription, id=row.id, created_at=created_at, place_id=place.id)


async def change(session: AsyncSession, subscription: Subscription) -> None:
    """Store what people may change of a subscription: all but of what, where and by whom it is."""
    await session.execute(
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription.id)
        .values(**await _choices(session, subscription))
        .execution_options(synchronize_session=False)
    )
    session.expire_all()


async def _choices(session: AsyncSession, subscription: Subscription) -> dict[str, Any]:
    """The columns that people may change."""
    fallback = subscription.fallback_channel_id and await db.places.ensure(
        session,
        subscription.guild_id,
        channel_id=subscription.fallback_channel_id,
        user_id=None,
    )
    return {
        "fallback_id": fallback.id if fallback else None,
        "ladder": list(subscription.ladder),
        "ladders": {kind.value: list(days) for kind, days in subscription.ladders.items()} or None,
        "role_id": subscription.role_id,
        "mention_user_id": subscription.mention_user_id,
        "silent": subscription.silent,
        "schedule": asdict(subscription.schedule) if subscription.schedule else None,
        "paused_until": subscription.paused_until,
        "escalate_after": subscription.escalate_after,
        "last_resort_role_id": subscription.last_resort_role_id,
    }


async def move(
    session: AsyncSession, guild_id: int, old: int, new: int, *, removed_at: datetime
) -> None:
    """Take what is posted in one channel to another; what is wished for there already ends here."""
    wishes = await every(session, guild_id)
    there = {_covered(each) for each in wishes if each.channel_id == new}
    for wish in wishes:
        if wish.channel_id != old:
            continue
        if _covered(wish) in there:
            await remove(session, wish.id, removed_at)
            continue
        place = await db.places.ensure(session, guild_id, channel_id=new, user_id=None)
        await _put(session, wish.id, place.id)


async def _put(session: AsyncSession, subscription_id: int, place_id: int) -> None:
    """Have a subscription, and what is planned for it, posted in another place."""
    await session.execute(
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription_id)
        # A place is no fallback for itself.
        .values(place_id=place_id, fallback_id=func.nullif(SubscriptionRow.fallback_id, place_id))
    )
    await session.execute(
        update(ReminderRow)
        .where(
            ReminderRow.subscription_id == subscription_id,
            ReminderRow.state == ReminderState.PLANNED.value,
            # What may have arrived in the old place is looked for there.
            ReminderRow.claim.is_(None),
        )
        .values(place_id=place_id, meant_for_id=None)
        .execution_options(synchronize_session=False)
    )


def _covered(wish: Subscription) -> tuple[Scope, str | None, int | None, int | None, bool]:
    return wish.scope, wish.subject, wish.agreement_id, wish.milestone_id, wish.schedule is None


async def remove(session: AsyncSession, subscription_id: int, removed_at: datetime) -> bool:
    """End a subscription; false if it had ended. Its row stays: what it was told stays true."""
    ended = await session.scalar(
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription_id, SubscriptionRow.removed_at.is_(None))
        .values(removed_at=removed_at)
        .returning(SubscriptionRow.id)
    )
    return ended is not None
