"""Queries on how delivery stands; quick however many reminders are stored."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Subquery,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.health import MOST_COUNTED, NextPost, Outage, OutageNotice, Pulse, Queue
from bot.domain.reminders import LATE_AFTER, ReminderKind, ReminderState
from db.models.guilds import DeploymentRow, GuildRow
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow
from db.places import to_value as place_value

TICKED, REACHED = "tick", "reached"

# Written into the statements, so that the indexes on what waits and what is claimed are used.
_PLANNED = literal(ReminderState.PLANNED.value, literal_execute=True)
_CLAIMED = literal(ReminderState.CLAIMED.value, literal_execute=True)

_TABLE = ReminderRow.__table__


async def pulse(session: AsyncSession) -> Pulse:
    """When a tick last ended, and when one last reached Discord."""
    rows = await session.execute(
        select(DeploymentRow.key, DeploymentRow.value).where(
            DeploymentRow.key.in_((TICKED, REACHED))
        )
    )
    found = {row.key: datetime.fromisoformat(row.value) for row in rows}
    return Pulse(found.get(TICKED), found.get(REACHED))


async def beat(session: AsyncSession, key: str, at: datetime) -> None:
    """Note an instant of the pulse. Raises IntegrityError where another process notes the first."""
    if not await _noted(session, at, DeploymentRow.key == key):
        row = {"key": key, "value": at.isoformat()}
        await session.execute(insert(DeploymentRow), [row])


async def ended(session: AsyncSession, outage: Outage) -> bool:
    """Note that Discord is reached again; false where another process has noted it already."""
    before = DeploymentRow.value == outage.begun_at.isoformat()
    return await _noted(session, outage.ended_at, DeploymentRow.key == REACHED, before)


async def _noted(session: AsyncSession, at: datetime, *where: ColumnElement[bool]) -> bool:
    noted = await session.scalar(
        update(DeploymentRow)
        .where(*where)
        .values(value=at.isoformat())
        .returning(DeploymentRow.key)
        .execution_options(synchronize_session=False)
    )
    return noted is not None


async def late(session: AsyncSession, outage: Outage) -> list[OutageNotice]:
    """What the admin channels of servers have to be told of an outage: whose posts are late."""
    overdue = (
        select(ReminderRow.place_id, func.count().label("reminders"))
        .where(
            ReminderRow.state == _PLANNED,
            ReminderRow.due_at > outage.begun_at,
            ReminderRow.due_at <= outage.ended_at - LATE_AFTER,
        )
        .group_by(ReminderRow.place_id)
        .subquery()
    )
    now = outage.ended_at
    rows = await session.execute(
        select(GuildRow.id, GuildRow.admin_channel_id, func.sum(overdue.c.reminders), func.count())
        .join(PlaceRow, PlaceRow.guild_id == GuildRow.id)
        .join(overdue, overdue.c.place_id == PlaceRow.id)
        .where(
            GuildRow.admin_channel_id.is_not(None),
            GuildRow.left_at.is_(None),
            or_(GuildRow.paused_until.is_(None), GuildRow.paused_until <= now),
        )
        .group_by(GuildRow.id, GuildRow.admin_channel_id)
        .order_by(GuildRow.id)
    )
    return [OutageNotice(outage, *row) for row in rows]


async def queues(
    session: AsyncSession, now: datetime, guild_id: int | None = None
) -> dict[int, Queue]:
    """What is due and unsent, by server (id): of one, or of all that the bot is in.

    No more than `MOST_COUNTED` reminders are looked at, the oldest first.
    """
    due = _due(now, guild_id)
    held = or_(GuildRow.paused_until > now, SubscriptionRow.paused_until > now)
    rows = await session.execute(
        select(
            GuildRow.id,
            func.count(case((held, None), else_=1)),
            func.min(case((held, None), else_=due.c.due_at)),
            func.count(case((held, 1))),
        )
        .select_from(due)
        .join(SubscriptionRow, SubscriptionRow.id == due.c.subscription_id)
        .join(GuildRow, GuildRow.id == SubscriptionRow.guild_id)
        .group_by(GuildRow.id)
    )
    return {row[0]: Queue(row[1], row[2], row[3]) for row in rows}


def _due(now: datetime, guild_id: int | None) -> Subquery:
    """What should have gone out by now, and what is being posted."""
    what = (ReminderRow.due_at, ReminderRow.subscription_id)
    # A sum is no column: no index on places is used for it, but the far shorter one on what waits.
    here = _within(ReminderRow.place_id + 0, guild_id)
    planned = (
        select(*what)
        .where(ReminderRow.state == _PLANNED, ReminderRow.due_at <= now, here)
        .order_by(ReminderRow.due_at)
        .limit(MOST_COUNTED)
        .subquery()
    )
    claimed = select(*what).where(ReminderRow.state == _CLAIMED, here).limit(MOST_COUNTED)
    return union_all(select(planned), select(claimed.subquery())).subquery()


def _within(
    place_id: ColumnElement[int], guild_id: int | None, reader_id: int | None = None
) -> ColumnElement[bool]:
    """Whether a place is one of a server's, or of any that the bot is in."""
    places = select(PlaceRow.id)
    if reader_id is not None:
        places = places.where(or_(PlaceRow.user_id.is_(None), PlaceRow.user_id == reader_id))
    if guild_id is not None:
        return place_id.in_(places.where(PlaceRow.guild_id == guild_id))
    left = places.join(GuildRow, GuildRow.id == PlaceRow.guild_id).where(
        GuildRow.left_at.is_not(None)
    )
    return place_id.not_in(left)


async def closed(session: AsyncSession, guild_id: int | None = None) -> int:
    """How many places cannot be posted to although reminders are on there."""
    wished_for = (
        select(SubscriptionRow.id)
        .where(SubscriptionRow.place_id == PlaceRow.id, SubscriptionRow.removed_at.is_(None))
        .exists()
    )
    query = (
        select(func.count())
        .select_from(PlaceRow)
        .join(GuildRow, GuildRow.id == PlaceRow.guild_id)
        .where(PlaceRow.closed_at.is_not(None), GuildRow.left_at.is_(None), wished_for)
    )
    if guild_id is not None:
        query = query.where(PlaceRow.guild_id == guild_id)
    return await session.scalar(query) or 0


async def left(session: AsyncSession) -> int:
    """How many servers the bot was removed from of which the record is kept."""
    return await session.scalar(select(func.count()).where(GuildRow.left_at.is_not(None))) or 0


async def next_posts(
    session: AsyncSession,
    now: datetime,
    guild_id: int | None = None,
    *,
    reader_id: int | None = None,
    most: int = 5,
) -> list[NextPost]:
    """The next posts, one for each place and instant, in order.

    To somebody who reads this in a server (`reader_id`) no direct message to others is shown.
    """
    scope = guild_id, reader_id
    coming = (
        select(ReminderRow.due_at, ReminderRow.place_id)
        .where(ReminderRow.state == _PLANNED, ReminderRow.due_at > now)
        .order_by(ReminderRow.due_at, ReminderRow.place_id)
    )
    # What comes next of all is nearly always enough; only where a server's own next posts lie
    # behind thousands of others is all looked through.
    near = coming.limit(MOST_COUNTED).subquery()
    found = await _posts(session, near.c.due_at, near.c.place_id, scope, most)
    if len(found) < most:
        far = coming.where(_within(_TABLE.c.place_id, *scope)).subquery()
        found = await _posts(session, far.c.due_at, far.c.place_id, scope, most)
    return [
        NextPost(
            row.due_at,
            row.name,
            place_value(row.PlaceRow),
            row.reminders - row.digests,
            row.digests,
        )
        for row in found
    ]


async def _posts(
    session: AsyncSession,
    due_at: ColumnElement[datetime],
    place_id: ColumnElement[int],
    scope: tuple[int | None, int | None],
    most: int,
) -> Sequence[Row[*tuple[Any, ...]]]:
    posts = (
        select(due_at, place_id, func.count().label("reminders"))
        .where(_within(place_id, *scope))
        .group_by(due_at, place_id)
        .order_by(due_at, place_id)
        .limit(most)
        .subquery()
    )
    digests = (
        select(func.count())
        .where(
            _TABLE.c.state == _PLANNED,
            _TABLE.c.due_at == posts.c.due_at,
            _TABLE.c.place_id == posts.c.place_id,
            _TABLE.c.kind == ReminderKind.DIGEST.value,
        )
        .scalar_subquery()
        .label("digests")
    )
    rows = await session.execute(
        select(posts.c.due_at, posts.c.reminders, digests, PlaceRow, GuildRow.name)
        .join(PlaceRow, PlaceRow.id == posts.c.place_id)
        .join(GuildRow, GuildRow.id == PlaceRow.guild_id)
        .order_by(posts.c.due_at, posts.c.place_id)
    )
    return rows.all()
