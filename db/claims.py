"""Queries that claim what is due, for a process that is about to post it."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    Update,
    bindparam,
    case,
    cast,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.reminders import ReminderKind
from db.delivery import CLAIMED, MILESTONES, PLACES, PLANNED, REMINDERS, WISHES, Batch, free, held
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow

_FIRST = ".0"

# A sum is no column: what is due is then found by its time, which little has come to, and not by
# its place, for which years of it may be planned.
_PLACE: ColumnElement[int] = REMINDERS.place_id + 0


_NOW = bindparam("now", type_=REMINDERS.due_at.type)
_UNTIL = bindparam("until", type_=REMINDERS.lease_until.type)

# Statements are made once: they run all the time.
_FREE_PLACES = (
    select(PLACES.id)
    .where(
        PLACES.id.in_(bindparam("places", expanding=True)),
        free(PLACES.lease_until, _NOW),
        free(PLACES.rests_until, _NOW),
    )
    .with_for_update(skip_locked=True)
)
_LEASE = (
    update(PlaceRow)
    .where(PLACES.id.in_(_FREE_PLACES))
    .values(claim=bindparam("token", type_=Text()), lease_until=_UNTIL)
    .returning(PLACES.id)
)


async def lease(
    session: AsyncSession, place_ids: Sequence[int], *, token: str, now: datetime, until: datetime
) -> set[int]:
    """Take these places for posting there; those that nobody else has and that do not rest."""
    given = {"places": list(place_ids), "token": token, "now": now, "until": until}
    taken = await (await session.connection()).execute(_LEASE, given)
    return set(taken.scalars())


async def claim(
    session: AsyncSession, found: Sequence[Batch], *, wave: str, now: datetime, until: datetime
) -> dict[int, str]:
    """Claim what is due in places that have been leased; the claim of each, by place.

    A claim is written as `root.attempt`: what is tried again keeps the root of its first attempt.
    The root is `wave` and the place's id, which together are no longer than a nonce may be.
    """
    claims: dict[int, str] = {}
    connection = await session.connection()
    given = {"now": now, "until": until, "wave": f"{wave}-"}
    plain = [each.place_id for each in found if each.is_plain]
    if plain:
        await connection.execute(_claim_plain(), {**given, "places": plain})
        claims |= {each: f"{wave}-{each}{_FIRST}" for each in plain}
    for batch in found:
        if not batch.is_plain:
            root_of = batch.claim.partition(".")[0] if batch.claim else f"{wave}-{batch.place_id}"
            token = f"{root_of}.{wave}" if batch.claim else f"{root_of}{_FIRST}"
            await connection.execute(_taking(of(batch), literal(token)), given)
            claims[batch.place_id] = token
    return claims


def of(batch: Batch) -> Select[int]:
    """The ids of what is due of a batch at the instant `now`, which is to be given with it."""
    if batch.claim is not None:
        return select(REMINDERS.id).where(
            REMINDERS.place_id == batch.place_id,
            REMINDERS.state == CLAIMED,
            REMINDERS.claim == batch.claim,
            REMINDERS.lease_until <= _NOW,
        )
    query = _planned().where(
        _PLACE.in_([batch.place_id]),
        REMINDERS.meant_for_id.is_not_distinct_from(batch.meant_for_id),
    )
    if batch.only is not None:
        query = query.where(REMINDERS.id.in_(batch.only))
    if batch.digest_id is not None:
        return query.where(REMINDERS.id == batch.digest_id)
    return query.where(REMINDERS.kind != ReminderKind.DIGEST.value)


@cache
def _claim_plain() -> Update:
    """The statement that claims, in many places at once, what belongs together in each."""
    due = _planned().where(
        _PLACE.in_(bindparam("places", expanding=True)),
        REMINDERS.meant_for_id.is_(None),
        REMINDERS.kind != ReminderKind.DIGEST.value,
    )
    root = bindparam("wave", type_=Text()) + cast(REMINDERS.place_id, Text)
    return _taking(due, root + _FIRST)


def _planned() -> Select[int]:
    """What is due, unclaimed, and not held back by a pause."""
    paused = select(WISHES.id).where(
        WISHES.id == REMINDERS.subscription_id, held(WISHES.paused_until, _NOW)
    )
    return select(REMINDERS.id).where(
        REMINDERS.state == PLANNED, REMINDERS.due_at <= _NOW, ~paused.exists()
    )


def _taking(which: Select[int], token: ColumnElement[str]) -> Update:
    """The statement that claims reminders; a snooze speaks of the date that is now on record."""
    snoozed = REMINDERS.kind == ReminderKind.SNOOZED.value
    present = MILESTONES.id == REMINDERS.milestone_id
    due_on = select(MILESTONES.due_on).where(present).scalar_subquery()
    occurrence = select(MILESTONES.occurrence).where(present).scalar_subquery()
    return (
        update(ReminderRow)
        .where(REMINDERS.id.in_(which.with_for_update(of=ReminderRow, skip_locked=True)))
        .values(
            state=CLAIMED,
            claim=token,
            lease_until=_UNTIL,
            attempts=REMINDERS.attempts + 1,
            due_on=case((snoozed, due_on), else_=REMINDERS.due_on),
            occurrence=case((snoozed, occurrence), else_=REMINDERS.occurrence),
        )
    )
