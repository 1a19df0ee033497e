"""Queries on what will be posted: a page of it, all of it, how much of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.reminders import Reminder
from bot.domain.subscriptions import Subscription
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow
from db.reminders import WAITING
from db.reminders import to_value as reminder_value
from db.subscriptions import to_value as subscription_value

Lines = list[tuple[Reminder, Subscription]]


@dataclass(frozen=True, slots=True)
class Window:
    """Which of a guild's posts: up to an instant, of one subscription, for one reader.

    A reader sees the posts in channels and their own direct messages.
    """

    until: datetime | None = None
    subscription_id: int | None = None
    reader: int | None = None


async def every(session: AsyncSession, guild_id: int, window: Window) -> Lines:
    """What will be posted, in order."""
    return await _lines(session, _ids(guild_id, window))


async def page(
    session: AsyncSession, guild_id: int, window: Window, *, start: int, size: int
) -> Lines:
    """Some of what will be posted, in order, from the `start`-th on (from 0)."""
    return await _lines(session, _ids(guild_id, window).offset(start).limit(size))


async def count(session: AsyncSession, guild_id: int, window: Window) -> int:
    """How much will be posted."""
    ids = _ids(guild_id, window).order_by(None).subquery()
    return await session.scalar(select(func.count()).select_from(ids)) or 0


async def count_posts(
    session: AsyncSession, subscription_ids: Collection[int], until: datetime
) -> int:
    """How many posts are planned up to an instant: what falls on one moment in a place is one."""
    moments = (
        select(ReminderRow.place_id, ReminderRow.due_at)
        .where(
            ReminderRow.subscription_id.in_(subscription_ids),
            ReminderRow.state.in_(WAITING),
            ReminderRow.due_at <= until,
        )
        .distinct()
        .subquery()
    )
    return await session.scalar(select(func.count()).select_from(moments)) or 0


def _ids(guild_id: int, window: Window) -> Select[Any]:
    """The reminders of a window, by their ids alone: there may be thousands to put in order."""
    # By its subscriptions, which are few: an index leads from each to what it is waiting for.
    wishes = select(SubscriptionRow.id).where(SubscriptionRow.guild_id == guild_id)
    if window.subscription_id is not None:
        wishes = wishes.where(SubscriptionRow.id == window.subscription_id)
    if window.reader is not None:
        wishes = wishes.join(PlaceRow, PlaceRow.id == SubscriptionRow.place_id).where(
            or_(PlaceRow.user_id.is_(None), PlaceRow.user_id == window.reader)
        )
    query = (
        select(ReminderRow.id)
        .where(ReminderRow.subscription_id.in_(wishes), ReminderRow.state.in_(WAITING))
        .order_by(ReminderRow.due_at, ReminderRow.id)
    )
    return query if window.until is None else query.where(ReminderRow.due_at <= window.until)


async def _lines(session: AsyncSession, ids: Select[Any]) -> Lines:
    rows = await session.execute(
        select(ReminderRow, SubscriptionRow, PlaceRow.channel_id)
        .join(SubscriptionRow, SubscriptionRow.id == ReminderRow.subscription_id)
        .join(PlaceRow, PlaceRow.id == ReminderRow.place_id)
        .where(ReminderRow.id.in_(ids.subquery().select()))
        .order_by(ReminderRow.due_at, ReminderRow.id)
    )
    return [
        (reminder_value(row, channel_id), subscription_value(wish))
        for row, wish, channel_id in rows
    ]
