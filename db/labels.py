"""Labels: the parties, commodities and topics of agreements, and which agreements each covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Select,
    delete,
    insert,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import filing
from bot.domain.names import folded
from bot.domain.search import Kind
from db.entries import Row, entry, put, table
from db.models.search import EntryRow, LabelRow

_ENTRIES, _LABELS = table(EntryRow), table(LabelRow)
_PART = 1_000

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True, slots=True)
class Covering:
    """Which agreements are meant: one, or those that have all of the labels (kind and name)."""

    agreement_id: int | None = None
    labels: tuple[tuple[Kind, str], ...] = ()

    def narrow(self, query: Query, column: Any, guild_id: int) -> Query:
        """Leave what `column`, an agreement's id, says is covered."""
        if self.agreement_id is not None:
            query = query.where(column == self.agreement_id)
        for kind, name in self.labels:
            query = query.where(column.in_(_labelled(guild_id, kind, name)))
        return query


def _labelled(guild_id: int, kind: Kind, name: str) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = select(LabelRow.agreement_id).where(
        LabelRow.guild_id == guild_id, LabelRow.kind == kind.value, LabelRow.key == folded(name)
    )
    return query


async def names(session: AsyncSession, guild_id: int, kind: Kind) -> dict[str, str | None]:
    """Every name of a kind in the guild's record, with its code."""
    rows = await session.execute(
        select(EntryRow.name, EntryRow.others)
        .where(EntryRow.guild_id == guild_id, EntryRow.kind == kind.value)
        .where(EntryRow.folded.is_not(None))
    )
    return dict(sorted((row.name, next(iter(row.others[0]), None)) for row in rows))


async def listed(session: AsyncSession, guild_id: int, kind: Kind) -> dict[str, list[int]]:
    """Every name of a kind, spelt as in the first agreement that has it, and those that do."""
    rows = await session.execute(
        select(LabelRow.key, LabelRow.name, LabelRow.agreement_id)
        .where(
            LabelRow.guild_id == guild_id,
            LabelRow.kind == kind.value,
            LabelRow.archived.is_(False),
        )
        .order_by(LabelRow.agreement_id)
    )
    found: dict[str, tuple[str, list[int]]] = {}
    for key, name, agreement_id in rows:
        found.setdefault(key, (name, []))[1].append(agreement_id)
    return dict(sorted(found.values()))


def label(connection: Connection, rows: Sequence[Row], ids: Sequence[int]) -> None:
    """Make these the labels of the agreements `ids`, and file those that are new or gone."""
    columns = _LABELS.c
    before = {
        (row.agreement_id, row.kind, row.key): row
        for row in connection.execute(select(_LABELS).where(columns.agreement_id.in_(ids)))
    }
    after = {(row["agreement_id"], row["kind"], row["key"]): row for row in rows}
    new = [row for key, row in after.items() if _differs(before.get(key), row)]
    gone = [key for key, row in before.items() if key not in after or _differs(row, after[key])]
    touched = {(row["guild_id"], row["kind"], row["key"]) for row in new}
    touched |= {(before[key].guild_id, *key[1:]) for key in gone}
    if gone:
        key = tuple_(columns.agreement_id, columns.kind, columns.key)
        for first in range(0, len(gone), _PART):
            connection.execute(delete(_LABELS).where(key.in_(gone[first : first + _PART])))
    if new:
        connection.execute(insert(_LABELS), new)
    for each in sorted(touched):
        _file(connection, *each)


def _differs(row: Any, new: Row) -> bool:
    return row is None or any(
        getattr(row, name) != new[name] for name in ("name", "code", "archived")
    )


def _file(connection: Connection, guild_id: int, kind: str, key: str) -> None:
    """File a party, commodity or topic as the first of its agreements that live spells it."""
    columns = _LABELS.c
    living = (
        select(columns.name, columns.code)
        .where(
            columns.guild_id == guild_id,
            columns.kind == kind,
            columns.key == key,
            columns.archived.is_(False),
        )
        .order_by(columns.agreement_id)
    )
    first = connection.execute(living.limit(1)).first()
    own = _ENTRIES.c
    where = (own.guild_id == guild_id, own.kind == kind, own.folded == key)
    present = connection.execute(select(own.id, own.name, own.others).where(*where)).first()
    if first is None:
        connection.execute(delete(_ENTRIES).where(*where))
        return
    code = first.code
    if code is None and kind == Kind.PARTY.value:
        code = connection.scalar(
            living.with_only_columns(columns.code).where(columns.code.is_not(None)).limit(1)
        )
    filed = filing.label(Kind(kind), first.name, code)
    row = entry(guild_id, Kind(kind), filed, folded=key)
    if present is not None and (present.name, present.others) == (row["name"], row["others"]):
        return
    if present is not None:
        connection.execute(delete(_ENTRIES).where(*where))
    put(connection, [row], {})
