"""Labels: the parties, commodities and topics of agreements, and which agreements each covers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    func,
    insert,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain import filing
from bot.domain.names import folded
from bot.domain.search import Kind
from db.entries import Row, entry, put, table
from db.models.search import EntryRow, LabelRow

_ENTRIES, _LABELS = table(EntryRow), table(LabelRow)
_PART = 1_000

_FEW = 100
"""So many agreements are few: their milestones are looked at one agreement after the other."""

_NARROW = 5_000
"""Up to so many agreements lead to their milestones; of more, dates lead there sooner."""

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True, slots=True)
class Covering:
    """Which agreements are meant: all, one, or those that have all of the labels (kind and name).

    `few` are their ids where there are not many. `size` is how many there are, where they are
    looked for by labels; no more than a few thousand are counted.
    """

    agreement_id: int | None = None
    labels: tuple[tuple[Kind, str], ...] = ()
    few: tuple[int, ...] = ()
    size: int = 0

    @property
    def broad(self) -> bool:
        """Whether there are so many that dates lead to their milestones sooner than they do."""
        return self.size > _NARROW

    def narrow(self, query: Query, column: Any, guild_id: int) -> Query:
        """Leave what `column`, an agreement's id, says is covered: these lead to the rest."""
        if self.few:
            return query.where(column.in_(self.few))
        if self.agreement_id is not None:
            query = query.where(column == self.agreement_id)
        return query.where(column.in_(self.ids(guild_id))) if self.labels else query

    def sift(
        self, query: Query, column: Any, guild_id: int, *, archived: bool | None = None
    ) -> Query:
        """As `narrow`, for a query that goes by an index of its own and looks at each it meets."""
        return query.where(*self.conditions(column, guild_id, archived=archived))

    def conditions(
        self, column: Any, guild_id: int, *, archived: bool | None = None
    ) -> list[ColumnElement[bool]]:
        """What has to hold of `column`, an agreement's id; nothing where all are meant."""
        if self.few:
            return [column.in_(self.few)]
        own = [] if self.agreement_id is None else [column == self.agreement_id]
        every = (
            _with(select(LabelRow.key), guild_id, each, archived=archived) for each in self.labels
        )
        return [*own, *(one.where(LabelRow.agreement_id == column).exists() for one in every)]

    def ids(self, guild_id: int, *, archived: bool | None = None) -> Select[int]:
        """The agreements that have all of the labels; of those that are archived, or are not."""
        first, *others = self.labels
        query = _with(select(LabelRow.agreement_id), guild_id, first, archived=archived)
        if self.agreement_id is not None:
            query = query.where(LabelRow.agreement_id == self.agreement_id)
        for each in others:
            beside = aliased(LabelRow)
            one = _with(select(beside.key), guild_id, each, of=beside)
            query = query.where(one.where(beside.agreement_id == LabelRow.agreement_id).exists())
        return query


EVERY = Covering()


async def covering(
    session: AsyncSession,
    guild_id: int,
    *,
    agreement_id: int | None = None,
    labels: Sequence[tuple[Kind, str]] = (),
) -> Covering:
    """Which agreements are covered, with their ids where there are few."""
    found = Covering(agreement_id, tuple(labels))
    if agreement_id is not None and not labels:
        return replace(found, few=(agreement_id,))
    if not labels:
        return found
    ids = found.ids(guild_id)
    few = tuple(await session.scalars(ids.limit(_FEW + 1)))
    if len(few) <= _FEW:
        return replace(found, few=few, size=len(few)) if few else found
    some = ids.limit(_NARROW + 1).subquery()
    many = await session.scalar(select(func.count()).select_from(some)) or 0
    return replace(found, size=many)


def _with(
    query: Query,
    guild_id: int,
    label: tuple[Kind, str],
    *,
    of: Any = LabelRow,
    archived: bool | None = None,
) -> Query:
    kind, name = label
    query = query.where(of.guild_id == guild_id, of.kind == kind.value, of.key == folded(name))
    return query if archived is None else query.where(of.archived.is_(archived))


async def names(session: AsyncSession, guild_id: int, kind: Kind) -> dict[str, str | None]:
    """Every name of a kind in the guild's record, with its code."""
    rows = await session.execute(
        select(EntryRow.name, EntryRow.others)
        .where(EntryRow.guild_id == guild_id, EntryRow.kind == kind.value)
        .where(EntryRow.folded.is_not(None))
    )
    return dict(sorted((row.name, next(iter(row.others[0]), None)) for row in rows))


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
    known = _known(connection, new)
    touched = {own for row in new if not _is_filed(row, known.get(own := _own(row)))}
    touched |= {(before[key].guild_id, *key[1:]) for key in gone}
    if gone:
        key = tuple_(columns.agreement_id, columns.kind, columns.key)
        for first in range(0, len(gone), _PART):
            connection.execute(delete(_LABELS).where(key.in_(gone[first : first + _PART])))
    if new:
        connection.execute(insert(_LABELS), new)
    for each in sorted(touched):
        _file(connection, *each)


def _own(row: Row) -> tuple[int, str, str]:
    return row["guild_id"], row["kind"], row["key"]


def _known(connection: Connection, rows: Sequence[Row]) -> dict[tuple[int, str, str], Any]:
    """What is filed under the names of these labels."""
    own = _ENTRIES.c
    query = select(own.guild_id, own.kind, own.folded, own.name, own.others).where(
        own.guild_id.in_({row["guild_id"] for row in rows}),
        own.kind.in_({row["kind"] for row in rows}),
        own.folded.in_({row["key"] for row in rows}),
    )
    return {(row.guild_id, row.kind, row.folded): row for row in connection.execute(query)}


def _is_filed(row: Row, known: Any) -> bool:
    """Whether one more agreement with this label changes nothing about how it is filed."""
    if known is None or row["archived"] or known.name != row["name"]:
        return False
    return row["code"] is None or row["code"] in known.others[0]


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
