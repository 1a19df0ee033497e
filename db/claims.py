"""Queries that claim what is due, for a process that is about to post it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Text, Update, case, cast, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.reminders import ReminderKind
from db.delivery import CLAIMED, MILESTONES, PLACES, PLANNED, REMINDERS, WISHES, Batch, free, held
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow

_FIRST = ".0"


async def lease(
    session: AsyncSession, place_ids: Sequence[int], *, token: str, now: datetime, until: datetime
) -> set[int]:
    """Take these places for posting there; those that nobody else has and that do not rest."""
    ready = (
        select(PLACES.id)
        .where(
            PLACES.id.in_(place_ids), free(PLACES.lease_until, now), free(PLACES.rests_until, now)
        )
        .with_for_update(skip_locked=True)
    )
    taken = await (await session.connection()).execute(
        update(PlaceRow)
        .where(PLACES.id.in_(ready))
        .values(claim=token, lease_until=until)
        .returning(PLACES.id)
    )
    return set(taken.scalars())


async def claim(
    session: AsyncSession, found: Sequence[Batch], *, wave: str, now: datetime, until: datetime
) -> dict[int, str]:
    """Claim what is due in places that have been leased; the claim of each, by place.

    A claim is written as `root.attempt`: what is tried again keeps the root of its first attempt.
    The root is `wave` and the place's id, which together are no longer than a nonce may be.
    """
    claims: dict[int, str] = {}
    plain = [each.place_id for each in found if each.is_plain]
    if plain:
        root = literal(f"{wave}-") + cast(REMINDERS.place_id, Text)
        await _take(session, _of_places(plain, now), root + _FIRST, until)
        claims |= {each: f"{wave}-{each}{_FIRST}" for each in plain}
    for batch in found:
        if not batch.is_plain:
            root_of = batch.claim.partition(".")[0] if batch.claim else f"{wave}-{batch.place_id}"
            token = f"{root_of}.{wave}" if batch.claim else f"{root_of}{_FIRST}"
            await _take(session, of(batch, now), literal(token), until)
            claims[batch.place_id] = token
    return claims


def of(batch: Batch, now: datetime) -> Select[int]:
    """The ids of what is due of a batch."""
    if batch.claim is not None:
        return select(REMINDERS.id).where(
            REMINDERS.place_id == batch.place_id,
            REMINDERS.state == CLAIMED,
            REMINDERS.claim == batch.claim,
            REMINDERS.lease_until <= now,
        )
    query = _planned(now).where(
        REMINDERS.place_id == batch.place_id,
        REMINDERS.meant_for_id.is_not_distinct_from(batch.meant_for_id),
    )
    if batch.only is not None:
        query = query.where(REMINDERS.id.in_(batch.only))
    if batch.digest_id is not None:
        return query.where(REMINDERS.id == batch.digest_id)
    return query.where(REMINDERS.kind != ReminderKind.DIGEST.value)


def _of_places(place_ids: Sequence[int], now: datetime) -> Select[int]:
    return _planned(now).where(
        REMINDERS.place_id.in_(place_ids),
        REMINDERS.meant_for_id.is_(None),
        REMINDERS.kind != ReminderKind.DIGEST.value,
    )


def _planned(now: datetime) -> Select[int]:
    """What is due, unclaimed, and not held back by a pause."""
    paused = select(WISHES.id).where(
        WISHES.id == REMINDERS.subscription_id, held(WISHES.paused_until, now)
    )
    return select(REMINDERS.id).where(
        REMINDERS.state == PLANNED, REMINDERS.due_at <= now, ~paused.exists()
    )


async def _take(
    session: AsyncSession, which: Select[int], token: ColumnElement[str], until: datetime
) -> None:
    which = which.with_for_update(of=ReminderRow, skip_locked=True)
    await (await session.connection()).execute(_taking(which, token, until))


def _taking(which: Select[int], token: ColumnElement[str], until: datetime) -> Update:
    """The statement that claims reminders; a snooze speaks of the date that is now on record."""
    snoozed = REMINDERS.kind == ReminderKind.SNOOZED.value
    present = MILESTONES.id == REMINDERS.milestone_id
    due_on = select(MILESTONES.due_on).where(present).scalar_subquery()
    occurrence = select(MILESTONES.occurrence).where(present).scalar_subquery()
    return (
        update(ReminderRow)
        .where(REMINDERS.id.in_(which))
        .values(
            state=CLAIMED,
            claim=token,
            lease_until=until,
            attempts=REMINDERS.attempts + 1,
            due_on=case((snoozed, due_on), else_=REMINDERS.due_on),
            occurrence=case((snoozed, occurrence), else_=REMINDERS.occurrence),
        )
    )
