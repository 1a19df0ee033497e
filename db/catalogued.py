"""Queries on what came from the starter catalogue: records under their key, and as loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models.agreements import AgreementRow, EventRow
from db.models.milestones import MilestoneRow

Row = AgreementRow | EventRow | MilestoneRow


class Kind(Enum):
    """What can come from the catalogue."""

    AGREEMENT = "agreement"
    EVENT = "event"
    MILESTONE = "milestone"


_TABLES: dict[Kind, type[AgreementRow] | type[EventRow] | type[MilestoneRow]] = {
    Kind.AGREEMENT: AgreementRow,
    Kind.EVENT: EventRow,
    Kind.MILESTONE: MilestoneRow,
}


def _parent(kind: Kind) -> str:
    """The column that names what a record belongs to."""
    return "guild_id" if kind is Kind.AGREEMENT else "agreement_id"


@dataclass(frozen=True, slots=True)
class Catalogued:
    """A record that came from the catalogue: what it holds now, and what it was loaded with."""

    id: int
    columns: dict[str, Any]
    base: dict[str, Any]


async def find(
    session: AsyncSession, kind: Kind, parent_id: int, key: str, columns: Sequence[str]
) -> Catalogued | None:
    table = _TABLES[kind]
    row: Row | None = await session.scalar(
        select(table)
        .where(getattr(table, _parent(kind)) == parent_id, table.catalogue_key == key)
        .execution_options(populate_existing=True)
    )
    if row is None:
        return None
    return Catalogued(row.id, {name: getattr(row, name) for name in columns}, _base(row))


def _base(row: Row) -> dict[str, Any]:
    return row.catalogue_base or {}


async def base(session: AsyncSession, kind: Kind, record_id: int) -> dict[str, Any]:
    """The values that a record was last loaded with."""
    row: Row | None = await session.get(_TABLES[kind], record_id, populate_existing=True)
    return _base(row) if row else {}


async def rebase(
    session: AsyncSession, kind: Kind, record_id: int, new_base: dict[str, Any]
) -> None:
    await write(session, kind, record_id, {}, new_base)


async def write(
    session: AsyncSession,
    kind: Kind,
    record_id: int,
    columns: Mapping[str, Any],
    new_base: dict[str, Any],
) -> None:
    """Change columns of a record together with the values it counts as loaded with."""
    await session.execute(
        update(_TABLES[kind])
        .where(_TABLES[kind].id == record_id)
        .values(**columns, catalogue_base=new_base)
    )


async def insert(
    session: AsyncSession,
    kind: Kind,
    parent_id: int,
    key: str,
    *,
    columns: Mapping[str, Any],
    new_base: Mapping[str, Any],
    guild_id: int,
    now: datetime,
) -> int:
    """A new record under its key; returns its id."""
    extra: dict[str, Any] = {_parent(kind): parent_id}
    if kind is Kind.MILESTONE:
        extra["guild_id"] = guild_id
    if kind is Kind.EVENT:
        extra["recorded_at"] = now
    row = _TABLES[kind](**columns, **extra, catalogue_key=key, catalogue_base=dict(new_base))
    session.add(row)
    await session.flush()
    return row.id
