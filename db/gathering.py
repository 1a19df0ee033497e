"""Queries on what has been claimed: where its milestones stand, and what was told of them before.

They run on columns rather than on rows of the ORM: tens of thousands may be due in one place.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.dates.values import DeadlineKind
from bot.domain.gathering import PASSED, Due
from bot.domain.reminders import ReminderKind, ReminderState
from bot.domain.subscriptions import Subscription
from db.claims import of
from db.delivery import CLAIMED, MILESTONES, REMINDERS, WISHES, Batch
from db.engine import in_parts
from db.models.agreements import AgreementRow
from db.models.milestones import MilestoneRow
from db.models.reminders import ReminderRow, SubscriptionRow
from db.subscriptions import to_value as subscription_value

PART = 500
WHOLE = 100
"""How many rows are read before others have a turn, and how many that are read whole."""

_STANDING = select(MILESTONES.id, MILESTONES.due_version, MILESTONES.settled.is_not(None)).where(
    MILESTONES.id.in_(bindparam("ids", expanding=True))
)
_WISHES = select(SubscriptionRow).where(WISHES.id.in_(bindparam("ids", expanding=True)))

_ONCE = (ReminderKind.RUNG.value, ReminderKind.MOVED.value)
"""Kinds that say the same through whichever subscription, and are told once in a place."""

_KINDS = {each.value: each for each in ReminderKind}
_MILESTONE_KINDS = {each.value: each for each in DeadlineKind}


async def due(session: AsyncSession, claims: Mapping[int, str]) -> AsyncIterator[list[Due]]:
    """What has been claimed, by place, a part at a time; `claims` are those of the places."""
    given = {"places": list(claims), "claims": list(claims.values())}
    async for part in _parts(session, _claimed(), given):
        yield part


async def of_batch(session: AsyncSession, batch: Batch, now: datetime) -> AsyncIterator[list[Due]]:
    """What is due of a batch, before it is claimed, a part at a time."""
    waiting = _with_milestones().where(REMINDERS.id.in_(of(batch)))
    async for part in _parts(session, waiting, {"now": now}):
        yield part


@cache
def _claimed() -> Select[Any]:
    return _with_milestones().where(
        REMINDERS.place_id.in_(bindparam("places", expanding=True)),
        REMINDERS.state == CLAIMED,
        REMINDERS.claim.in_(bindparam("claims", expanding=True)),
    )


def _told() -> ColumnElement[bool]:
    """Whether the place has been told the same through another subscription.

    Two that call for the same are told together, unless one was paused, goes from place to place or
    was taken along when its subscription went to another channel.
    """
    other = aliased(ReminderRow)
    same = select(other.id).where(
        other.milestone_id == REMINDERS.milestone_id,
        other.due_version == REMINDERS.due_version,
        other.kind == REMINDERS.kind,
        other.rung == REMINDERS.rung,
        other.subscription_id != REMINDERS.subscription_id,
        other.place_id == REMINDERS.place_id,
        other.meant_for_id.is_not_distinct_from(REMINDERS.meant_for_id),
        other.state == ReminderState.SENT.value,
    )
    # Two escalations come each at its own time, and call on other people.
    apart = or_(WISHES.paused_until.is_not(None), REMINDERS.meant_for_id.is_not(None))
    return and_(
        or_(REMINDERS.kind.in_(_ONCE), and_(REMINDERS.kind != ReminderKind.SNOOZED.value, apart)),
        same.correlate(ReminderRow).exists(),
    )


_CHECKED_SINCE: ColumnElement[bool] = MILESTONES.verified_on > MILESTONES.latest_on
_COLUMNS = (
    REMINDERS.id,
    REMINDERS.place_id,
    REMINDERS.milestone_id,
    REMINDERS.subscription_id,
    REMINDERS.due_version,
    REMINDERS.kind,
    REMINDERS.rung,
    REMINDERS.due_at,
    REMINDERS.reason,
    WISHES.removed_at.is_not(None),
    MILESTONES.due_version,
    MILESTONES.occurrence,
    MILESTONES.settled.is_not(None),
    MILESTONES.earliest_on,
    MILESTONES.latest_on,
    MILESTONES.zone,
    MILESTONES.kind,
    or_(MILESTONES.owner_id.is_not(None), func.coalesce(_CHECKED_SINCE, False)),
    _told(),
)


def _with_milestones() -> Select[Any]:
    on_record = and_(
        MILESTONES.id == REMINDERS.milestone_id,
        select(AgreementRow.id)
        .where(AgreementRow.id == MILESTONES.agreement_id, AgreementRow.archived_at.is_(None))
        .exists(),
    )
    return (
        select(*_COLUMNS)
        .join_from(ReminderRow, SubscriptionRow, WISHES.id == REMINDERS.subscription_id)
        .outerjoin(MilestoneRow, on_record)
        .order_by(REMINDERS.place_id, REMINDERS.due_at, REMINDERS.id)
    )


async def _parts(
    session: AsyncSession, query: Select[Any], given: dict[str, Any]
) -> AsyncIterator[list[Due]]:
    found = await session.stream(query, given)
    async for rows in found.partitions(PART):
        yield [_due(row) for row in rows]


def _due(row: Row[*tuple[Any, ...]]) -> Due:
    (id_, place, milestone, wish, version_due, kind, rung, at, reason, removed, *rest) = row
    version, occurrence, settled, earliest, latest, zone, milestone_kind, answered, told = rest
    return Due(
        id_,
        place,
        milestone or 0,
        wish,
        version_due,
        _KINDS[kind],
        rung,
        at,
        reason,
        bool(removed),
        version,
        occurrence,
        bool(settled),
        earliest,
        latest,
        zone or "UTC",
        _MILESTONE_KINDS.get(milestone_kind, DeadlineKind.ACT_BY),
        bool(answered),
        bool(told),
    )


async def standing(
    session: AsyncSession, milestone_ids: Collection[int]
) -> dict[int, tuple[int, bool]]:
    """The version of each milestone's date, and whether it has ended, as they are just now."""
    rows = await (await session.connection()).execute(_STANDING, {"ids": list(milestone_ids)})
    return {id_: (version, bool(settled)) for id_, version, settled in rows}


async def wishes(session: AsyncSession, ids: Collection[int]) -> dict[int, Subscription]:
    """These subscriptions, of whatever guilds, also those that have ended."""
    found: dict[int, Subscription] = {}
    left = iter(ids)
    while part := list(islice(left, WHOLE)):
        rows = await session.scalars(_WISHES, {"ids": part})
        found |= {row.id: subscription_value(row) for row in rows}
    return found


async def last_told(
    session: AsyncSession, milestone_ids: Sequence[int], place_ids: Sequence[int]
) -> dict[tuple[int, int], date | None]:
    """The due date of which places were last told, by place and milestone."""
    found: dict[tuple[int, int], date | None] = {}
    for part in in_parts(milestone_ids):
        rows = await session.execute(
            select(REMINDERS.place_id, REMINDERS.milestone_id, REMINDERS.due_on)
            .where(
                REMINDERS.milestone_id.in_(part),
                REMINDERS.state == ReminderState.SENT.value,
                REMINDERS.place_id.in_(place_ids),
            )
            .order_by(REMINDERS.sent_at, REMINDERS.id)
        )
        found |= {(place, milestone): on for place, milestone, on in rows}
    return found


async def unsaid(
    session: AsyncSession, milestone_ids: Sequence[int], place_ids: Sequence[int]
) -> list[tuple[int, int, int, date | None]]:
    """What was skipped as its time passed and no post has mentioned: id, place, milestone, date."""
    rows = await session.execute(
        select(REMINDERS.id, REMINDERS.place_id, REMINDERS.milestone_id, REMINDERS.due_on)
        .where(
            REMINDERS.milestone_id.in_(milestone_ids),
            REMINDERS.state == ReminderState.SKIPPED.value,
            REMINDERS.reason == PASSED,
            REMINDERS.message_id.is_(None),
            REMINDERS.place_id.in_(place_ids),
        )
        .order_by(REMINDERS.due_on, REMINDERS.id)
    )
    return [(id_, place, milestone or 0, on) for id_, place, milestone, on in rows]
