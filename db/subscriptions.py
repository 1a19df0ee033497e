"""Queries on subscriptions."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.subscriptions import Scope, Subscription
from db.models import SubscriptionRow


def to_value(row: SubscriptionRow) -> Subscription:
    return Subscription(
        id=row.id,
        guild_id=row.guild_id,
        scope=Scope(row.scope),
        subject=row.subject,
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
    )


async def every(session: AsyncSession, guild_id: int) -> list[Subscription]:
    """The guild's subscriptions, oldest first."""
    rows = await session.scalars(
        select(SubscriptionRow)
        .where(SubscriptionRow.guild_id == guild_id, SubscriptionRow.removed_at.is_(None))
        .order_by(SubscriptionRow.id)
    )
    return [to_value(row) for row in rows]


async def insert(
    session: AsyncSession, subscription: Subscription, *, created_at: datetime
) -> Subscription:
    """Store a new subscription; returns it with its id."""
    row = SubscriptionRow(
        guild_id=subscription.guild_id,
        scope=subscription.scope.value,
        subject=subscription.subject,
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
    return to_value(row)


async def move(
    session: AsyncSession, guild_id: int, old: int, new: int, *, removed_at: datetime
) -> None:
    """Take what is posted in one channel to another; what is wished for there already ends here."""
    wishes = await every(session, guild_id)
    there = {(each.scope, each.subject) for each in wishes if each.channel_id == new}
    for wish in wishes:
        if wish.channel_id != old:
            continue
        if (wish.scope, wish.subject) in there:
            await remove(session, wish.id, removed_at)
            continue
        await session.execute(
            update(SubscriptionRow).where(SubscriptionRow.id == wish.id).values(channel_id=new)
        )


async def remove(session: AsyncSession, subscription_id: int, removed_at: datetime) -> None:
    """End a subscription; its row stays, since what it was told stays true."""
    await session.execute(
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription_id)
        .values(removed_at=removed_at)
    )
