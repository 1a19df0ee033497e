"""Queries on the queue of reminders: what is due, and where."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Subquery,
    Text,
    and_,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.reminders import ReminderKind, ReminderState
from db.models.guilds import GuildRow
from db.models.milestones import MilestoneRow
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow

REMINDERS = ReminderRow.__table__.c
PLACES = PlaceRow.__table__.c
WISHES = SubscriptionRow.__table__.c
MILESTONES = MilestoneRow.__table__.c
_GUILDS = GuildRow.__table__.c

# Written into the statements, so that the indexes on what waits and what is leased are used.
PLANNED = literal_column(f"'{ReminderState.PLANNED.value}'", Text)
CLAIMED = literal_column(f"'{ReminderState.CLAIMED.value}'", Text)

_CHOSEN = (ReminderKind.SNOOZED.value, ReminderKind.DIGEST.value)
"""Kinds whose time a person chose, and which may therefore come while a server is closed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to go out as one post, and how often its place has failed in a row.

    That is all that is due in a place; but what an attempt that was cut short had claimed (`claim`)
    stays together, what could not be posted where it was meant to be (`meant_for_id`) is not mixed
    with what belongs here, and a digest is a post by itself. Of a server that is closed it is only
    what does not wait (`only`).
    """

    guild_id: int
    place_id: int
    channel_id: int | None
    user_id: int | None
    failures: int
    claim: str | None
    meant_for_id: int | None
    digest_id: int | None
    count: int
    only: tuple[int, ...] | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is claimed together with those of other places."""
        return {self.claim, self.meant_for_id, self.digest_id, self.only} == {None}


def held(until: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    return and_(until.is_not(None), until > now)


def free(until: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    return or_(until.is_(None), until <= now)


def _waiting(now: datetime) -> Subquery:
    """What is due and unclaimed, and what was claimed by an attempt that was cut short."""
    common = (
        REMINDERS.id,
        REMINDERS.place_id,
        REMINDERS.subscription_id,
        REMINDERS.milestone_id,
        REMINDERS.kind,
        REMINDERS.due_at,
        REMINDERS.meant_for_id,
    )
    digest = case((REMINDERS.kind == ReminderKind.DIGEST.value, REMINDERS.id)).label("digest_id")
    planned = select(*common, digest, cast(null(), Text).label("claim")).where(
        REMINDERS.state == PLANNED, REMINDERS.due_at <= now
    )
    interrupted = select(*common, digest, REMINDERS.claim).where(
        REMINDERS.state == CLAIMED, REMINDERS.lease_until <= now
    )
    return union_all(planned, interrupted).subquery()


async def batches(
    session: AsyncSession,
    now: datetime,
    *,
    limit: int,
    closed: Mapping[int, date],
    apart: Collection[int] = (),
) -> list[Batch]:
    """What is due, least recently served place first, and places that keep failing last.

    Servers that the bot has left or that are paused are left out, as are paused subscriptions,
    places that rest or where a post is under way, and the places `apart` (ids). Of servers that are
    `closed`, by id with the day on which they open, there is only what may not have to wait.
    """
    waiting = _waiting(now)
    paused = case((held(WISHES.paused_until, now), 1), else_=0)
    query = (
        select(
            PLACES.guild_id,
            PLACES.id,
            PLACES.channel_id,
            PLACES.user_id,
            PLACES.failures,
            waiting.c.claim,
            waiting.c.meant_for_id,
            waiting.c.digest_id,
            func.count(),
        )
        .join_from(waiting, PlaceRow, PLACES.id == waiting.c.place_id)
        .join(GuildRow, _GUILDS.id == PLACES.guild_id)
        .join(SubscriptionRow, WISHES.id == waiting.c.subscription_id)
        .where(
            _GUILDS.left_at.is_(None),
            free(_GUILDS.paused_until, now),
            free(PLACES.lease_until, now),
            free(PLACES.rests_until, now),
            or_(waiting.c.claim.is_not(None), paused == 0),
        )
        .group_by(PLACES.id, waiting.c.claim, waiting.c.meant_for_id, waiting.c.digest_id)
        .having(func.max(paused) == 0)
        .order_by(
            PLACES.failures, PLACES.served_at.nulls_first(), func.min(waiting.c.due_at), PLACES.id
        )
        .limit(limit)
    )
    if closed:  # a day ends nowhere before it has begun in UTC
        query = query.outerjoin(MilestoneRow, MILESTONES.id == waiting.c.milestone_id).where(
            or_(
                PLACES.guild_id.not_in(closed),
                waiting.c.kind.in_(_CHOSEN),
                MILESTONES.earliest_on <= max(closed.values()),
            )
        )
    if apart:
        query = query.where(PLACES.id.not_in(apart))
    return [Batch(*row) for row in await session.execute(query)]
