"""Queries on reminders: what is planned, and keeping it in line with the record."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, Row, Update, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.reminders import NewReminder, Reminder, ReminderKind, ReminderState, Undelivered
from db.engine import in_parts
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow

WAITING = (ReminderState.PLANNED.value, ReminderState.CLAIMED.value)


def to_value(row: ReminderRow | Row[*tuple[Any, ...]], channel_id: int | None = None) -> Reminder:
    """The reminder, with the channel that its place is."""
    return Reminder(
        id=row.id,
        guild_id=row.guild_id,
        milestone_id=row.milestone_id,
        subscription_id=row.subscription_id,
        due_version=row.due_version,
        kind=ReminderKind(row.kind),
        rung=row.rung,
        due_at=row.due_at,
        state=ReminderState(row.state),
        due_on=row.due_on,
        occurrence=row.occurrence,
        sent_at=row.sent_at,
        message_id=row.message_id,
        reason=row.reason,
        attempts=row.attempts,
        place_id=row.place_id,
        meant_for_id=row.meant_for_id,
        channel_id=channel_id,
    )


async def of_milestones(session: AsyncSession, milestone_ids: Sequence[int]) -> list[Reminder]:
    """All reminders of these milestones, in every state, in the order of their time."""
    found: list[Reminder] = []
    for part in in_parts(milestone_ids):
        # Columns and not rows of the ORM: there may be tens of thousands, and nothing is changed.
        rows = await session.execute(
            select(ReminderRow.__table__, PlaceRow.channel_id)
            .join(PlaceRow, PlaceRow.id == ReminderRow.place_id)
            .where(ReminderRow.milestone_id.in_(part))
        )
        found += [to_value(row, row.channel_id) for row in rows]
    return sorted(found, key=lambda each: (each.due_at, each.id))


async def add(session: AsyncSession, guild_id: int, planned: Iterable[NewReminder]) -> None:
    """Put reminders into the queue, each for its subscription's place."""
    rows = [
        {
            "guild_id": guild_id,
            "milestone_id": each.milestone_id,
            "subscription_id": each.subscription_id,
            "due_version": each.due_version,
            "kind": each.kind.value,
            "rung": each.rung,
            "due_at": each.due_at,
            "due_on": each.due_on,
            "occurrence": each.occurrence,
            "place_id": each.place_id,
        }
        for each in planned
    ]
    if rows:
        await session.execute(insert(ReminderRow), rows)


async def move(session: AsyncSession, times: dict[int, datetime]) -> None:
    """Give planned reminders another time."""
    rows = [{"reminder": id_, "instant": at} for id_, at in times.items()]
    statement = _if_still(ReminderState.PLANNED).values(due_at=bindparam("instant"))
    await _each(session, statement, rows)


async def forget_times(session: AsyncSession, milestone_id: int) -> None:
    """Take from a milestone's reminders which time each was for: its times are others now."""
    await session.execute(
        update(ReminderRow)
        .where(ReminderRow.milestone_id == milestone_id, ReminderRow.occurrence.is_not(None))
        .values(occurrence=None)
        .execution_options(synchronize_session=False)
    )


async def drop(session: AsyncSession, reminder_ids: Sequence[int]) -> None:
    """Take planned reminders out of the queue; what was claimed is already on its way.

    Nobody was told of them, so nothing of them is kept: a plan that is made again is made anew.
    """
    table = ReminderRow.__table__
    statement = delete(ReminderRow).where(
        table.c.id == bindparam("reminder"), table.c.state == ReminderState.PLANNED.value
    )
    await _each(session, statement, [{"reminder": id_} for id_ in reminder_ids])


async def skip(session: AsyncSession, reminder_ids: Sequence[int], reason: str) -> None:
    """Keep planned reminders from being posted; they stay on record with the reason."""
    statement = _if_still(ReminderState.PLANNED).values(
        state=ReminderState.SKIPPED.value, reason=reason
    )
    await _each(session, statement, [{"reminder": id_} for id_ in reminder_ids])


async def unskip(session: AsyncSession, reminder_ids: Sequence[int]) -> None:
    """Have skipped reminders posted after all."""
    statement = _if_still(ReminderState.SKIPPED).values(
        state=ReminderState.PLANNED.value, reason=None
    )
    await _each(session, statement, [{"reminder": id_} for id_ in reminder_ids])


async def let_pass(session: AsyncSession, reminder_ids: Sequence[int]) -> None:
    """Leave out skipped reminders whose time passed, though what comes is skipped no more."""
    statement = _if_still(ReminderState.SKIPPED).values(
        state=ReminderState.CANCELLED.value, reason="skipped when it was due"
    )
    await _each(session, statement, [{"reminder": id_} for id_ in reminder_ids])


def _if_still(state: ReminderState) -> Update:
    """Changes the reminder with the id `reminder`, unless it is in another state by now."""
    table = ReminderRow.__table__
    return update(ReminderRow).where(
        table.c.id == bindparam("reminder"), table.c.state == state.value
    )


async def _each(
    session: AsyncSession, statement: Update | Delete, rows: list[dict[str, Any]]
) -> None:
    """Run a change for every row, in one go however many there are."""
    if rows:
        await (await session.connection()).execute(statement, rows)


async def undelivered(session: AsyncSession, guild_id: int) -> dict[int, Undelivered]:
    """What was given up of each subscription that is on, by its id."""
    wishes = select(SubscriptionRow.id).where(
        SubscriptionRow.guild_id == guild_id, SubscriptionRow.removed_at.is_(None)
    )
    failed = (
        ReminderRow.subscription_id.in_(wishes),
        ReminderRow.state == ReminderState.FAILED.value,
    )
    rows = await session.execute(
        select(ReminderRow.subscription_id, ReminderRow.reason)
        .where(*failed)
        .order_by(ReminderRow.due_at, ReminderRow.id)
    )
    found: dict[int, Undelivered] = {}
    for wish, reason in rows:
        earlier = found.get(wish)
        found[wish] = Undelivered(earlier.count + 1 if earlier else 1, reason or "")
    return found
