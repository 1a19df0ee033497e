"""Filing what is on record under the words by which it is found.

Whoever changes the record notes what was changed; it is filed anew at the end of the transaction,
or before something is looked for in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.ext.asyncio import AsyncSession

import db.labels
from bot.domain import filing
from bot.domain.agreements import EventKind, Party
from bot.domain.names import folded
from bot.domain.search import Kind
from db.entries import Row, entry, filed, put, table
from db.models.agreements import AgreementRow, EventRow, PartyRow, SourceRow
from db.models.milestones import MilestoneRow
from db.models.search import EntryRow

PART = 1_000
"""How much is filed at a time."""

_NOTED = "to be filed"


_ENTRIES = table(EntryRow)
_AGREEMENTS, _MILESTONES = table(AgreementRow), table(MilestoneRow)
_PARTIES, _EVENTS, _SOURCES = table(PartyRow), table(EventRow), table(SourceRow)


def changed(
    session: AsyncSession,
    *,
    agreement_id: int | None = None,
    milestone_ids: Iterable[int] = (),
    source_id: int | None = None,
) -> None:
    """Note what has just been written."""
    noted: dict[Kind, set[int]] = session.info.setdefault(_NOTED, defaultdict(set))
    noted[Kind.MILESTONE].update(milestone_ids)
    if agreement_id is not None:
        noted[Kind.AGREEMENT].add(agreement_id)
    if source_id is not None:
        noted[Kind.SOURCE].add(source_id)


async def settle(session: AsyncSession) -> None:
    """File what was noted in this transaction."""
    noted: dict[Kind, set[int]] | None = session.info.pop(_NOTED, None)
    if noted:
        await session.flush()
        connection = await session.connection()
        await connection.run_sync(_file, noted)


def _file(connection: Connection, noted: dict[Kind, set[int]]) -> None:
    _agreements(connection, sorted(noted[Kind.AGREEMENT]))
    _milestones(connection, sorted(noted[Kind.MILESTONE]))
    _sources(connection, sorted(noted[Kind.SOURCE]))


def file_everything(connection: Connection) -> None:
    """File a record that was written before there was search, part by part."""
    for each, do in ((_AGREEMENTS, _agreements), (_SOURCES, _sources), (_MILESTONES, _milestones)):
        last = 0
        while ids := _after(connection, each, last):
            do(connection, ids)
            last = ids[-1]


def _after(connection: Connection, rows: Table, last: int) -> list[int]:
    query = select(rows.c.id).where(rows.c.id > last).order_by(rows.c.id).limit(PART)
    return list(connection.scalars(query))


def _agreements(connection: Connection, ids: Sequence[int]) -> None:
    """File agreements and their labels; their milestones too, where they share other words now."""
    for first in range(0, len(ids), PART):
        part = ids[first : first + PART]
        parties, places = _parties(connection, part), _places(connection, part)
        rows = [
            _agreement(row, parties[row.id], places[row.id])
            for row in connection.execute(
                select(*(_AGREEMENTS.c[name] for name in _READ)).where(_AGREEMENTS.c.id.in_(part))
            )
        ]
        before = filed(connection, Kind.AGREEMENT, part)
        put(connection, rows, before)
        db.labels.label(connection, [each for row in rows for each in row["labels"]], part)
        followers = [row["subject_id"] for row in rows if _moves_others(row, before)]
        if followers:
            own = select(_MILESTONES.c.id).where(_MILESTONES.c.agreement_id.in_(followers))
            _milestones(connection, list(connection.scalars(own)))


_READ = (
    "id",
    "guild_id",
    "title",
    "short_name",
    "aliases",
    "commodities",
    "topics",
    "instrument",
    "summary",
    "archived_at",
)


def _parties(connection: Connection, ids: Sequence[int]) -> dict[int, list[Party]]:
    found: dict[int, list[Party]] = defaultdict(list)
    columns = _PARTIES.c
    query = select(columns.agreement_id, columns.name, columns.code, columns.role)
    for row in connection.execute(
        query.where(columns.agreement_id.in_(ids)).order_by(columns.agreement_id, columns.position)
    ):
        found[row.agreement_id].append(Party(row.name, row.code, row.role))
    return found


def _places(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """Where agreements were signed."""
    found: dict[int, list[str]] = defaultdict(list)
    columns = _EVENTS.c
    for row in connection.execute(
        select(columns.agreement_id, columns.place).where(
            columns.agreement_id.in_(ids),
            columns.kind == EventKind.SIGNED.value,
            columns.place.is_not(None),
        )
    ):
        found[row.agreement_id].append(row.place.partition(",")[0])
    return found


def _agreement(row: Any, parties: Sequence[Party], places: Sequence[str]) -> Row:
    found = filing.agreement(
        (row.short_name, row.title, *row.aliases),
        parties,
        places,
        labels=(*row.commodities, *row.topics),
        texts=(row.instrument, row.summary),
    )
    archived = row.archived_at is not None
    labels = [(Kind.PARTY, each.name, each.code) for each in parties]
    labels += [(Kind.COMMODITY, each, None) for each in row.commodities]
    labels += [(Kind.TOPIC, each, None) for each in row.topics]
    shared = {"agreement_id": row.id, "guild_id": row.guild_id, "archived": archived}
    return {
        **entry(row.guild_id, Kind.AGREEMENT, found, subject_id=row.id, agreement_id=row.id),
        "archived": archived,
        "shared": found.shared,
        "labels": [
            {**shared, "kind": kind.value, "key": folded(name), "name": name, "code": code}
            for kind, name, code in labels
        ],
    }


def _moves_others(row: Row, before: dict[int, Any]) -> bool:
    old = before.get(row["subject_id"])
    return old is not None and any(
        getattr(old, name) != row[name] for name in ("name", "shared", "archived")
    )


def _milestones(connection: Connection, ids: Sequence[int]) -> None:
    for first in range(0, len(ids), PART):
        part = ids[first : first + PART]
        found = connection.execute(
            select(
                _MILESTONES.c.id,
                _MILESTONES.c.guild_id,
                _MILESTONES.c.agreement_id,
                _MILESTONES.c.what,
                _MILESTONES.c.quote,
                _MILESTONES.c.obligors,
                _ENTRIES.c.name,
                _ENTRIES.c.shared,
                _ENTRIES.c.archived,
            )
            .join(
                _ENTRIES,
                (_ENTRIES.c.kind == Kind.AGREEMENT.value)
                & (_ENTRIES.c.subject_id == _MILESTONES.c.agreement_id),
            )
            .where(_MILESTONES.c.id.in_(part))
        )
        rows = [_milestone(row) for row in found]
        put(connection, rows, filed(connection, Kind.MILESTONE, part))


def _milestone(row: Any) -> Row:
    texts = (row.quote or "", *row.obligors)
    return {
        "guild_id": row.guild_id,
        "kind": Kind.MILESTONE.value,
        "subject_id": row.id,
        "agreement_id": row.agreement_id,
        "name": None,
        "folded": None,
        "others": None,
        "shared": None,
        "archived": row.archived,
        "words": filing.milestone(row.what, row.name, texts, row.shared or ""),
    }


def _sources(connection: Connection, ids: Sequence[int]) -> None:
    for first in range(0, len(ids), PART):
        part = ids[first : first + PART]
        query = select(
            *(_SOURCES.c[name] for name in ("id", "guild_id", "title", "publisher", "url"))
        )
        rows = [
            entry(
                row.guild_id,
                Kind.SOURCE,
                filing.source(row.title, row.publisher, row.url),
                subject_id=row.id,
                folded=None,
            )
            for row in connection.execute(query.where(_SOURCES.c.id.in_(part)))
        ]
        put(connection, rows, filed(connection, Kind.SOURCE, part))
