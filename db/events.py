"""Queries on what happened to agreements, and on the claims about them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.agreements import Claim, Event, EventKind
from bot.domain.dates.values import Anchor, Precision, Standing
from db.models.agreements import ClaimRow, EventRow
from db.sources import to_value as source_value


def event_value(row: EventRow) -> Event:
    return Event(
        kind=EventKind(row.kind),
        on=row.on,
        zone=row.zone,
        at=row.at,
        place=row.place,
        precision=Precision(row.precision),
        standing=Standing(row.standing),
        note=row.note,
        source=source_value(row.source) if row.source else None,
        also_on=tuple(_anchor(each) for each in row.also_on),
        id=row.id,
    )


def claim_value(row: ClaimRow) -> Claim:
    source = source_value(row.source) if row.source else None
    return Claim(row.point, row.statement, row.claimed_by, source, row.id)


def _anchor(stored: dict[str, Any]) -> Anchor:
    return Anchor(
        on=date.fromisoformat(stored["on"]),
        zone=stored["zone"],
        at=time.fromisoformat(stored["at"]) if stored.get("at") else None,
        name=stored["name"],
    )


def stored_anchor(anchor: Anchor) -> dict[str, Any]:
    """An event's other date as its JSON column holds it."""
    return {
        "on": anchor.on.isoformat(),
        "zone": anchor.zone,
        "at": anchor.at.isoformat() if anchor.at else None,
        "name": anchor.name,
    }


async def insert(
    session: AsyncSession,
    agreement_id: int,
    *,
    recorded_by: int | None,
    recorded_at: datetime,
    **columns: Any,
) -> int:
    """A new event; returns its id."""
    row = EventRow(
        agreement_id=agreement_id, recorded_by=recorded_by, recorded_at=recorded_at, **columns
    )
    session.add(row)
    await session.flush()
    return row.id


async def change(session: AsyncSession, event_id: int, **columns: Any) -> None:
    await session.execute(update(EventRow).where(EventRow.id == event_id).values(**columns))


async def set_claims(
    session: AsyncSession, agreement_id: int, claims: Sequence[tuple[Claim, int | None]]
) -> bool:
    """Make these the agreement's claims, each with its source's id; false if they are already.

    What the catalogue words anew takes the place of what it said; what people recorded stays.
    """
    own = (ClaimRow.agreement_id == agreement_id, ClaimRow.recorded_at.is_(None))
    wanted = [(each.point, each.statement, each.claimed_by, source) for each, source in claims]
    rows = await session.scalars(select(ClaimRow).where(*own).order_by(ClaimRow.id))
    present = [(row.point, row.statement, row.claimed_by, row.source_id) for row in rows]
    if present == wanted:
        return False
    await session.execute(delete(ClaimRow).where(*own))
    theirs = await session.execute(
        select(ClaimRow.point, ClaimRow.statement, ClaimRow.claimed_by).where(
            ClaimRow.agreement_id == agreement_id
        )
    )
    people_s = set(map(tuple, theirs))
    session.add_all(
        ClaimRow(
            agreement_id=agreement_id,
            point=point,
            statement=statement,
            claimed_by=claimed_by,
            source_id=source_id,
        )
        for point, statement, claimed_by, source_id in wanted
        if (point, statement, claimed_by) not in people_s
    )
    await session.flush()
    return True


async def add_claim(
    session: AsyncSession, agreement_id: int, claim: Claim, source_id: int | None, *, at: datetime
) -> int:
    """Record a claim; returns its id, or that of the same one where it is on record already."""
    known = await session.scalar(
        select(ClaimRow.id).where(
            ClaimRow.agreement_id == agreement_id,
            ClaimRow.point == claim.point,
            ClaimRow.statement == claim.statement,
            ClaimRow.claimed_by == claim.claimed_by,
        )
    )
    if known is not None:
        return known
    row = ClaimRow(
        agreement_id=agreement_id,
        point=claim.point,
        statement=claim.statement,
        claimed_by=claim.claimed_by,
        source_id=source_id,
        recorded_at=at,
    )
    session.add(row)
    await session.flush()
    return row.id
