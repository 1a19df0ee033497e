"""Queries that write down how attempts to post ended, many at a time.

Each holds only as far as its claim still does: what another process has taken since is left to it.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, Text, Update, and_, bindparam, case, func, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.gathering import PASSED
from bot.domain.reminders import ReminderKind, ReminderState
from db.delivery import CLAIMED, PLACES, PLANNED, REMINDERS, WISHES
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow

PART = 500
"""How many rows are written before others have a turn."""

Rows = Iterable[dict[str, Any]]

_CLAIMED = and_(
    REMINDERS.place_id == bindparam("place"),
    REMINDERS.state == CLAIMED,
    REMINDERS.claim == bindparam("token"),
)
_SENT = (
    update(ReminderRow)
    .where(_CLAIMED)
    .values(
        state=ReminderState.SENT.value,
        sent_at=bindparam("at"),
        message_id=bindparam("message"),
        lease_until=None,
        reason=None,
    )
)
_WISHED_FOR = (
    select(WISHES.place_id).where(WISHES.id == REMINDERS.subscription_id).scalar_subquery()
)
# What is free again goes along where its subscription has gone while it was claimed.
_LEFT_BEHIND = and_(
    bindparam("to", type_=Text()) == PLANNED,
    func.coalesce(REMINDERS.meant_for_id, REMINDERS.place_id) != _WISHED_FOR,
)
_PUT_BACK = (
    update(ReminderRow)
    .where(_CLAIMED)
    .values(
        state=bindparam("to", type_=Text()),
        claim=bindparam("keep"),
        lease_until=bindparam("until"),
        place_id=case((_LEFT_BEHIND, _WISHED_FOR), else_=REMINDERS.place_id),
        meant_for_id=case((_LEFT_BEHIND, null()), else_=REMINDERS.meant_for_id),
        # That its time has passed meanwhile is to be seen when it is claimed again.
        reason=case((REMINDERS.reason == PASSED, PASSED), else_=bindparam("why", type_=Text())),
    )
)
_OF_WISH = and_(_CLAIMED, REMINDERS.subscription_id == bindparam("wish"))
_DIVERTED = (
    update(ReminderRow)
    .where(_OF_WISH)
    .values(
        place_id=bindparam("on"),
        meant_for_id=bindparam("meant"),
        state=PLANNED,
        claim=None,
        lease_until=None,
        attempts=0,
        reason=bindparam("why"),
    )
)
_GIVEN_UP = (
    update(ReminderRow)
    .where(_OF_WISH)
    .values(state=ReminderState.FAILED.value, lease_until=None, reason=bindparam("why"))
)
_SETTLED = (
    update(ReminderRow)
    .where(
        REMINDERS.id == bindparam("reminder"),
        REMINDERS.state == CLAIMED,
        REMINDERS.claim == bindparam("token"),
    )
    .values(
        state=bindparam("to"),
        reason=bindparam("why"),
        message_id=bindparam("message"),
        lease_until=None,
    )
)
_SAID = (
    update(ReminderRow)
    .where(REMINDERS.id == bindparam("reminder"), REMINDERS.message_id.is_(None))
    .values(message_id=bindparam("message"))
)

_HELD = and_(PLACES.id == bindparam("place"), PLACES.claim == bindparam("wave"))
_FREE: dict[str, Any] = {"claim": None, "lease_until": None}
_SERVED = (
    update(PlaceRow)
    .where(_HELD)
    .values(
        **_FREE,
        served_at=bindparam("at"),
        rests_until=None,
        failures=0,
        closed_at=None,
        closed_reason=None,
        public=func.coalesce(bindparam("public", type_=Boolean()), PLACES.public),
    )
)
_RESTING = (
    update(PlaceRow)
    .where(_HELD)
    .values(**_FREE, rests_until=bindparam("until"), failures=PLACES.failures + 1)
)
_CLOSED = (
    update(PlaceRow)
    .where(_HELD)
    .values(
        **_FREE,
        rests_until=None,
        closed_at=func.coalesce(PLACES.closed_at, bindparam("at", type_=PLACES.closed_at.type)),
        closed_reason=bindparam("why"),
    )
)
_RELEASED = update(PlaceRow).where(_HELD).values(**_FREE)


async def sent(session: AsyncSession, rows: Rows) -> None:
    """What an attempt had claimed was posted: `place`, `token`, `at`, `message`."""
    await _each(session, _SENT, rows)


async def put_back(session: AsyncSession, rows: Rows) -> None:
    """What an attempt had claimed is tried again: `place`, `token`, and what it becomes.

    That is `to` (a state), `keep` (its claim), `until` (its lease) and `why`.
    """
    await _each(session, _PUT_BACK, rows)


async def diverted(session: AsyncSession, rows: Rows) -> None:
    """What was claimed for a subscription goes to another place.

    They name `place`, `token`, `wish`, the place it goes `on` to, the one that it was `meant` for
    (None: that same one), and `why`.
    """
    await _each(session, _DIVERTED, rows)


async def given_up(session: AsyncSession, rows: Rows) -> None:
    """What was claimed for a subscription cannot be posted: `place`, `token`, `wish`, `why`."""
    await _each(session, _GIVEN_UP, rows)


async def settled(session: AsyncSession, rows: Rows) -> None:
    """Single reminders ended otherwise: `reminder`, `token`, `to` (a state), `why`, `message`."""
    await _each(session, _SETTLED, rows)


async def said(session: AsyncSession, rows: Rows) -> None:
    """What was skipped earlier is mentioned in a post: `reminder`, `message`."""
    await _each(session, _SAID, rows)


async def served(session: AsyncSession, rows: Rows) -> None:
    """A place was posted to, and so is open: `place`, `wave`, `at`, `public`."""
    await _each(session, _SERVED, rows)


async def resting(session: AsyncSession, rows: Rows) -> None:
    """A place rests after a failure: `place`, `wave`, `until`."""
    await _each(session, _RESTING, rows)


async def closed(session: AsyncSession, rows: Rows) -> None:
    """Nothing can be posted in a place, as Discord has confirmed: `place`, `wave`, `at`, `why`."""
    await _each(session, _CLOSED, rows)


async def released(session: AsyncSession, rows: Rows) -> None:
    """Nothing came of a lease on a place: `place`, `wave`."""
    await _each(session, _RELEASED, rows)


async def _each(session: AsyncSession, statement: Update, rows: Rows) -> None:
    left = iter(rows)
    while part := list(islice(left, PART)):
        await (await session.connection()).execute(statement, part)


async def passed(session: AsyncSession, milestone_id: int, now: datetime) -> None:
    """What could not be posted yet of a time of a recurring milestone that makes way for the next.

    What is being posted, or may have arrived, is only noted: that is seen when it has been.
    """
    owed = and_(
        REMINDERS.milestone_id == milestone_id,
        REMINDERS.due_at <= now,
        REMINDERS.kind.in_([ReminderKind.RUNG.value, ReminderKind.MOVED.value]),
    )
    connection = await session.connection()
    await connection.execute(
        update(ReminderRow)
        .where(owed, REMINDERS.state == PLANNED)
        .values(state=ReminderState.SKIPPED.value, reason=PASSED)
    )
    await connection.execute(
        update(ReminderRow).where(owed, REMINDERS.state == CLAIMED).values(reason=PASSED)
    )
