"""Queries on digests: the one that is planned ahead, those before it, and what they tell.

However much a server has on record, no more is read than a message may name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.dates.values import DeadlineKind
from bot.domain.digest_posts import covered_until
from bot.domain.reminders import Reminder, ReminderKind, ReminderState
from bot.domain.waves import begun_at
from db.labels import EVERY, Covering
from db.milestones import Query, unarchived
from db.models.agreements import AgreementRow
from db.models.milestones import MilestoneRow
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow
from db.reminders import WAITING
from db.reminders import to_value as reminder_value

_REMINDERS = ReminderRow.__table__.c
_MILESTONES = MilestoneRow.__table__.c
_DIGEST = _REMINDERS.kind == ReminderKind.DIGEST.value
_TOLD = (ReminderState.SENT.value, ReminderState.SKIPPED.value)

MOST_FAILED = 500
"""How many posts that were given up are read at most."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A digest that has ended: the ordinal of its day, up to when it told, whether it was late."""

    rung: int
    covered_until: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Which:
    """The milestones that a digest covers: of some agreements, one by itself, those of a person.

    `owner_id` is a person who owns it or stands in for its owner.
    """

    covering: Covering = EVERY
    milestone_id: int | None = None
    owner_id: int | None = None


async def find(session: AsyncSession, reminder_id: int) -> tuple[Reminder, str | None] | None:
    """A digest of the queue and its claim."""
    row = (
        await session.execute(
            select(ReminderRow.__table__, PlaceRow.channel_id)
            .join(PlaceRow, PlaceRow.id == _REMINDERS.place_id)
            .where(_REMINDERS.id == reminder_id, _DIGEST)
        )
    ).one_or_none()
    return (reminder_value(row, row.channel_id), row.claim) if row else None


async def subscriptions(session: AsyncSession, reminder_ids: Collection[int]) -> set[int]:
    """The subscriptions (ids) to which these digests belong."""
    query = select(_REMINDERS.subscription_id).where(_REMINDERS.id.in_(reminder_ids), _DIGEST)
    return set(await session.scalars(query))


async def waiting(session: AsyncSession, subscription_ids: Collection[int]) -> dict[int, Reminder]:
    """What is planned, or being posted, of each subscription, by its id."""
    rows = await session.execute(
        select(ReminderRow.__table__).where(
            _REMINDERS.subscription_id.in_(subscription_ids), _REMINDERS.state.in_(WAITING), _DIGEST
        )
    )
    return {row.subscription_id: reminder_value(row) for row in rows}


async def latest(
    session: AsyncSession,
    subscription_id: int,
    *,
    before: int | None = None,
    told: bool = False,
) -> Ended | None:
    """The latest digest of a subscription that has ended, or (`told`) that told something.

    One that was left out since there was nothing to tell counts as told; one that could not be
    delivered does not. `before` is the ordinal of a day.
    """
    query = (
        select(_REMINDERS.rung, _REMINDERS.due_at, _REMINDERS.claim)
        .where(_REMINDERS.subscription_id == subscription_id, _DIGEST)
        .order_by(_REMINDERS.rung.desc())
        .limit(1)
    )
    states = _REMINDERS.state.in_(_TOLD) if told else _REMINDERS.state.not_in(WAITING)
    query = query.where(states)
    if before is not None:
        query = query.where(_REMINDERS.rung < before)
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    covered = covered_until(row.due_at, begun_at(row.claim or ""))
    return Ended(row.rung, covered, late=covered > row.due_at)


async def drop_ended(session: AsyncSession, guild_id: int) -> None:
    """Take out of the queue what is planned of digests that were switched off."""
    over = select(SubscriptionRow.id).where(
        SubscriptionRow.guild_id == guild_id, SubscriptionRow.removed_at.is_not(None)
    )
    await session.execute(
        delete(ReminderRow).where(
            ReminderRow.subscription_id.in_(over),
            ReminderRow.state == ReminderState.PLANNED.value,
            ReminderRow.kind == ReminderKind.DIGEST.value,
        )
    )


async def overdue(
    session: AsyncSession, guild_id: int, which: Which, *, before: date, limit: int
) -> list[int]:
    """The open milestones (ids) that somebody answers for and whose date has passed, latest first.

    As near as dates tell that are counted in several zones.
    """
    query = _open(guild_id, which).where(_answered_for(), _MILESTONES.latest_on <= before)
    query = _narrowed(query, guild_id, which).order_by(_MILESTONES.latest_on.desc())
    return list(await session.scalars(query.limit(limit)))


async def passed(
    session: AsyncSession, guild_id: int, which: Which, *, since: date, before: date, limit: int
) -> list[int]:
    """The open milestones (ids) whose date has passed between two days, latest first."""
    query = _open(guild_id, which).where(_MILESTONES.latest_on.between(since, before))
    query = _narrowed(query, guild_id, which).order_by(_MILESTONES.latest_on.desc())
    return list(await session.scalars(query.limit(limit)))


async def ahead(
    session: AsyncSession, guild_id: int, which: Which, *, since: date, until: date, limit: int
) -> list[int]:
    """The open milestones (ids) of which any reading falls between two days, earliest first."""
    query = _open(guild_id, which).where(
        _MILESTONES.latest_on >= since, _MILESTONES.earliest_on <= until
    )
    query = _narrowed(query, guild_id, which).order_by(_MILESTONES.earliest_on)
    return list(await session.scalars(query.limit(limit)))


async def count_unverified(
    session: AsyncSession, guild_id: int, which: Which, *, before: date
) -> int:
    """How many dates passed before a day of which nobody knows what came of them."""
    query = _open(guild_id, which).where(_MILESTONES.latest_on < before, ~_answered_for())
    narrowed = _narrowed(query, guild_id, which).subquery()
    return await session.scalar(select(func.count()).select_from(narrowed)) or 0


def _open(guild_id: int, which: Which) -> Select[int]:
    query = unarchived(
        select(_MILESTONES.id)
        .join(AgreementRow, AgreementRow.id == _MILESTONES.agreement_id)
        .where(_MILESTONES.guild_id == guild_id, _MILESTONES.settled.is_(None))
    )
    if which.owner_id is None:
        return query
    own = or_(_MILESTONES.owner_id == which.owner_id, _MILESTONES.deputy_id == which.owner_id)
    return query.where(own)


def _answered_for() -> ColumnElement[bool]:
    checked: ColumnElement[bool] = func.coalesce(
        _MILESTONES.verified_on > _MILESTONES.latest_on, False
    )
    owned = or_(_MILESTONES.owner_id.is_not(None), checked)
    return and_(_MILESTONES.kind == DeadlineKind.ACT_BY.value, owned)


def _narrowed(query: Query, guild_id: int, which: Which) -> Query:
    if which.milestone_id is not None:
        query = query.where(_MILESTONES.id == which.milestone_id)
    return which.covering.sift(query, _MILESTONES.agreement_id, guild_id)


async def told_through(
    session: AsyncSession, milestone_ids: Collection[int]
) -> dict[int, set[int]]:
    """Through which subscriptions (ids) the present date of each milestone was told, by its id."""
    rows = await session.execute(
        select(_REMINDERS.milestone_id, _REMINDERS.subscription_id)
        .join(MilestoneRow, MilestoneRow.id == _REMINDERS.milestone_id)
        .where(
            _REMINDERS.milestone_id.in_(milestone_ids),
            _REMINDERS.due_version == _MILESTONES.due_version,
            _REMINDERS.state == ReminderState.SENT.value,
        )
        .distinct()
    )
    found: dict[int, set[int]] = {}
    for milestone_id, subscription_id in rows:
        found.setdefault(milestone_id or 0, set()).add(subscription_id)
    return found


async def failed(
    session: AsyncSession, guild_id: int, which: Which, *, since: datetime, until: datetime
) -> list[tuple[int, str]]:
    """What was given up of what fell due in a time: the place (id) that it was for, and why.

    Oldest first. A digest covers no single milestone, and is among them only where all are meant.
    """
    on: Any = select(SubscriptionRow.id).where(
        SubscriptionRow.guild_id == guild_id, SubscriptionRow.removed_at.is_(None)
    )
    query = (
        select(func.coalesce(_REMINDERS.meant_for_id, _REMINDERS.place_id), _REMINDERS.reason)
        .outerjoin(MilestoneRow, MilestoneRow.id == _REMINDERS.milestone_id)
        .where(
            _REMINDERS.subscription_id.in_(on),
            _REMINDERS.state == ReminderState.FAILED.value,
            _REMINDERS.due_at > since,
            _REMINDERS.due_at <= until,
        )
        .order_by(_REMINDERS.due_at, _REMINDERS.id)
    )
    rows = await session.execute(_narrowed(query, guild_id, which).limit(MOST_FAILED))
    return [(place, reason or "") for place, reason in rows]
