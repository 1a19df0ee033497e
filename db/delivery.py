"""Queries on the queue of reminders: what is due, and where."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    Subquery,
    Text,
    and_,
    bindparam,
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


Instant = datetime | BindParameter[Any]


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


def held(until: ColumnElement[Any], now: Instant) -> ColumnElement[bool]:
    return and_(until.is_not(None), until > now)


def free(until: ColumnElement[Any], now: Instant) -> ColumnElement[bool]:
    return or_(until.is_(None), until <= now)


async def batches(
    session: AsyncSession,
    now: datetime,
    *,
    limit: int,
    closed: Mapping[int, date],
    apart: Collection[int] = (),
) -> list[Batch]:
    """What is due, least recently served place first, and places that keep failing last.

    Of a place, what an attempt that was cut short had claimed comes before the rest. Servers that
    the bot has left or that are paused are left out, as are paused subscriptions, places that rest
    or where a post is under way, and the places `apart` (ids). Of servers that are `closed`, by id
    with the day on which they open, there is only what may not have to wait.
    """
    given: dict[str, Any] = {"now": now, "most": limit}
    if closed:
        given |= {"closed": list(closed), "open_by": max(closed.values())}
    if apart:
        given |= {"apart": list(apart)}
    found = await session.execute(_queue(closed=bool(closed), apart=bool(apart)), given)
    return [Batch(*row) for row in found]


_NOW = bindparam("now", type_=REMINDERS.due_at.type)


# Made once: the one without conditions is asked at every tick.
@cache
def _queue(*, closed: bool, apart: bool) -> Select[Any]:
    waiting = _waiting()
    paused = case((held(WISHES.paused_until, _NOW), 1), else_=0)
    apart_from = (waiting.c.claim, waiting.c.meant_for_id, waiting.c.digest_id)
    where = (PLACES.guild_id, PLACES.id, PLACES.channel_id, PLACES.user_id, PLACES.failures)
    query = (
        select(*where, *apart_from, func.count())
        .join_from(waiting, PlaceRow, PLACES.id == waiting.c.place_id)
        .join(GuildRow, _GUILDS.id == PLACES.guild_id)
        .join(SubscriptionRow, WISHES.id == waiting.c.subscription_id)
        .where(
            _GUILDS.left_at.is_(None),
            free(_GUILDS.paused_until, _NOW),
            free(PLACES.lease_until, _NOW),
            free(PLACES.rests_until, _NOW),
            or_(waiting.c.claim.is_not(None), paused == 0),
        )
        .group_by(PLACES.id, *apart_from)
        .having(func.max(paused) == 0)
        .order_by(
            PLACES.failures,
            PLACES.served_at.nulls_first(),
            # What may have arrived in a place is settled before anything else is told there.
            waiting.c.claim.is_(None),
            func.min(waiting.c.due_at),
            PLACES.id,
        )
        .limit(bindparam("most"))
    )
    query = _not_waiting(query, waiting) if closed else query
    return query.where(PLACES.id.not_in(bindparam("apart", expanding=True))) if apart else query


def _waiting() -> Subquery:
    """What is due and unclaimed, and what was claimed by an attempt that was cut short."""
    common = (
        REMINDERS.id,
        REMINDERS.place_id,
        REMINDERS.subscription_id,
        REMINDERS.milestone_id,
        REMINDERS.kind,
        REMINDERS.due_at,
        REMINDERS.meant_for_id,
        case((REMINDERS.kind == ReminderKind.DIGEST.value, REMINDERS.id)).label("digest_id"),
    )
    planned = select(*common, cast(null(), Text).label("claim")).where(
        REMINDERS.state == PLANNED, REMINDERS.due_at <= _NOW
    )
    interrupted = select(*common, REMINDERS.claim).where(
        REMINDERS.state == CLAIMED, REMINDERS.lease_until <= _NOW
    )
    return union_all(planned, interrupted).subquery()


def _not_waiting(query: Select[Any], waiting: Subquery) -> Select[Any]:
    """Only what may not have to wait until its server opens."""
    # A day ends nowhere before it has begun in UTC.
    over = MILESTONES.earliest_on <= bindparam("open_by", type_=Date())
    elsewhere = PLACES.guild_id.not_in(bindparam("closed", expanding=True))
    return query.outerjoin(MilestoneRow, MILESTONES.id == waiting.c.milestone_id).where(
        or_(elsewhere, waiting.c.kind.in_(_CHOSEN), over)
    )
