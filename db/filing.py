"""Filing what is on record under the words by which it is found.

Whoever changes the record notes what was changed; it is filed anew at the end of the transaction,
or before something is looked for in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import filing
from bot.domain.agreements import EventKind, Party
from bot.domain.filing import Filed
from bot.domain.names import folded
from bot.domain.search import Kind
from db.models.agreements import AgreementRow, EventRow, PartyRow, SourceRow
from db.models.base import Base
from db.models.milestones import MilestoneRow
from db.models.search import EntryRow, LabelRow, WordRow

PART = 1_000
"""How much is filed at a time."""

_NOTED = "to be filed"


def _table(row: type[Base]) -> Table:
    return cast(Table, row.__table__)


_ENTRIES, _LABELS, _WORDS = _table(EntryRow), _table(LabelRow), _table(WordRow)
_AGREEMENTS, _MILESTONES = _table(AgreementRow), _table(MilestoneRow)
_PARTIES, _EVENTS, _SOURCES = _table(PartyRow), _table(EventRow), _table(SourceRow)

Row = dict[str, Any]


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
    for table, do in ((_AGREEMENTS, _agreements), (_SOURCES, _sources), (_MILESTONES, _milestones)):
        last = 0
        while ids := _after(connection, table, last):
            do(connection, ids)
            last = ids[-1]


def _after(connection: Connection, table: Any, last: int) -> list[int]:
    query = select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(PART)
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
        before = _filed(connection, Kind.AGREEMENT, part)
        _put(connection, rows, before)
        _label(connection, [each for row in rows for each in row["labels"]], part)
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
    filed = filing.agreement(
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
        **_entry(row.guild_id, Kind.AGREEMENT, filed, subject_id=row.id, agreement_id=row.id),
        "archived": archived,
        "shared": filed.shared,
        "labels": [
            {**shared, "kind": kind.value, "key": folded(name), "name": name, "code": code}
            for kind, name, code in labels
        ],
    }


def _entry(guild_id: int, kind: Kind, filed: Filed, **more: Any) -> Row:
    return {
        "guild_id": guild_id,
        "kind": kind.value,
        "subject_id": None,
        "agreement_id": None,
        "name": filed.names[0],
        "folded": folded(filed.names[0]),
        "others": [list(filed.names[1:]), list(filed.others)],
        "shared": None,
        "archived": False,
        "words": filed.words,
        **more,
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
        _put(connection, rows, _filed(connection, Kind.MILESTONE, part))


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
            _entry(
                row.guild_id,
                Kind.SOURCE,
                filing.source(row.title, row.publisher, row.url),
                subject_id=row.id,
                folded=None,
            )
            for row in connection.execute(query.where(_SOURCES.c.id.in_(part)))
        ]
        _put(connection, rows, _filed(connection, Kind.SOURCE, part))


def _filed(connection: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, Any]:
    """What these are filed under now, by their ids."""
    columns = _ENTRIES.c
    found = connection.execute(
        select(
            columns.id, columns.subject_id, columns.name, columns.shared, columns.archived
        ).where(columns.kind == kind.value, columns.subject_id.in_(ids))
    )
    return {row.subject_id: row for row in found}


def _put(connection: Connection, rows: Sequence[Row], before: dict[int, Any]) -> None:
    """Add entries, or bring those that are there `before` (by subject) up to date."""
    columns = [each.name for each in _ENTRIES.c if each.name != "id"]
    new, old = [], []
    for row in rows:
        plain = {name: row[name] for name in columns} | {"words": _written(connection, row)}
        present = before.get(row["subject_id"])
        if present is None:
            new.append(plain)
        else:
            old.append(
                {f"new_{name}": value for name, value in plain.items()} | {"own": present.id}
            )
    if new:
        connection.execute(insert(_ENTRIES), new)
    if old:
        connection.execute(
            update(_ENTRIES)
            .where(_ENTRIES.c.id == bindparam("own"))
            .values({name: bindparam(f"new_{name}") for name in columns}),
            old,
        )
    _learn(connection, rows)


def _written(connection: Connection, row: Row) -> str:
    """The words as the column holds them, with the server's sign before each."""
    sign = server_sign(row["guild_id"])
    if connection.dialect.name == "sqlite":
        return " ".join(sign + word for word in sorted(row["words"]))
    return " ".join(f"'{sign}{word}'" for word in sorted(row["words"]))


def server_sign(guild_id: int) -> str:
    """Four letters that stand for a server before its words; two servers may share them."""
    digits, rest = "0123456789abcdefghijklmnopqrstuvwxyz", guild_id
    sign = ""
    for _ in range(4):
        rest, digit = divmod(rest, 36)
        sign += digits[digit]
    return sign


def _learn(connection: Connection, rows: Sequence[Row]) -> None:
    """Add to the vocabularies what is new in them."""
    known = {(row["guild_id"], each[1:], each[0]) for row in rows for each in row["words"]}
    if not known:
        return
    add = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    connection.execute(
        add(_WORDS).on_conflict_do_nothing(),
        [
            {"guild_id": guild_id, "word": word, "scope": scope}
            for guild_id, word, scope in sorted(known)
        ],
    )


def _label(connection: Connection, rows: Sequence[Row], ids: Sequence[int]) -> None:
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
        for first in range(0, len(gone), PART):
            connection.execute(delete(_LABELS).where(key.in_(gone[first : first + PART])))
    if new:
        connection.execute(insert(_LABELS), new)
    for each in sorted(touched):
        _file_label(connection, *each)


def _differs(row: Any, new: Row) -> bool:
    return row is None or any(
        getattr(row, name) != new[name] for name in ("name", "code", "archived")
    )


def _file_label(connection: Connection, guild_id: int, kind: str, key: str) -> None:
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
    row = _entry(guild_id, Kind(kind), filed, folded=key)
    if present is not None and (present.name, present.others) == (row["name"], row["others"]):
        return
    if present is not None:
        connection.execute(delete(_ENTRIES).where(*where))
    _put(connection, [row], {})
