"""Queries on subscriptions."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.subscriptions import Scope, Subscription
from db.models.reminders import SubscriptionRow


def to_value(row: SubscriptionRow) -> Subscription:
    return Subscription(
        id=row.id,
        guild_id=row.guild_id,
        scope=Scope(row.scope),
        subject=row.called,
        channel_id=row.channel_id,
        user_id=row.user_id,
        ladder=tuple(row.ladder),
        role_id=row.role_id,
        mention_user_id=row.mention_user_id,
        silent=row.silent,
        created_by=row.created_by,
        created_at=row.created_at,
        agreement_id=row.agreement_id,
        milestone_id=row.milestone_id,
        removed_at=row.removed_at,
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


async def places(session: AsyncSession, guild_id: int) -> dict[int, tuple[int | None, int | None]]:
    """Where each subscription is posted, also those that have ended: channel and person by id."""
    rows = await session.execute(
        select(SubscriptionRow.id, SubscriptionRow.channel_id, SubscriptionRow.user_id).where(
            SubscriptionRow.guild_id == guild_id
        )
    )
    return {row.id: (row.channel_id, row.user_id) for row in rows}


async def insert(
    session: AsyncSession, subscription: Subscription, *, created_at: datetime
) -> Subscription:
    """Store a new subscription; returns it with its id.

    What is on record itself is named by its id alone, since its name may change.
    """
    named = subscription.scope in (Scope.PARTY, Scope.COMMODITY)
    row = SubscriptionRow(
        guild_id=subscription.guild_id,
        scope=subscription.scope.value,
        subject=subscription.subject if named else None,
        agreement_id=subscription.agreement_id,
        milestone_id=subscription.milestone_id,
        channel_id=subscription.channel_id,
        user_id=subscription.user_id,
        ladder=list(subscription.ladder),
        role_id=subscription.role_id,
        mention_user_id=subscription.mention_user_id,
        silent=subscription.silent,
        created_by=subscription.created_by,
        created_at=created_at,
    )
    session.add(row)
    await session.flush()
    return replace(subscription, id=row.id, created_at=created_at)


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
        await session.execute(
            update(SubscriptionRow).where(SubscriptionRow.id == wish.id).values(channel_id=new)
        )


def _covered(wish: Subscription) -> tuple[Scope, str | None, int | None, int | None]:
    return wish.scope, wish.subject, wish.agreement_id, wish.milestone_id


async def remove(session: AsyncSession, subscription_id: int, removed_at: datetime) -> bool:
    """End a subscription; false if it had ended. Its row stays: what it was told stays true."""
    ended = await session.scalar(
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription_id, SubscriptionRow.removed_at.is_(None))
        .values(removed_at=removed_at)
        .returning(SubscriptionRow.id)
    )
    return ended is not None
