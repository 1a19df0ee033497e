"""Entries: writing down under which words something is found, and the words themselves."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bot.domain.filing import Filed
from bot.domain.names import folded
from bot.domain.search import Kind
from db.models.base import Base
from db.models.search import EntryRow, WordRow

Row = dict[str, Any]


def table(row: type[Base]) -> Table:
    return cast(Table, row.__table__)


_ENTRIES, _WORDS = table(EntryRow), table(WordRow)


def entry(guild_id: int, kind: Kind, filed: Filed, **more: Any) -> Row:
    """The columns of something that is found by its names."""
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


def filed(connection: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, Any]:
    """What these are filed under now, by their ids."""
    columns = _ENTRIES.c
    found = connection.execute(
        select(
            columns.id, columns.subject_id, columns.name, columns.shared, columns.archived
        ).where(columns.kind == kind.value, columns.subject_id.in_(ids))
    )
    return {row.subject_id: row for row in found}


def put(connection: Connection, rows: Sequence[Row], before: dict[int, Any]) -> None:
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
        return " ".join([sign + word for word in row["words"]])
    return " ".join([f"'{sign}{word}'" for word in row["words"]])


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
    known: dict[int, set[str]] = {}
    for row in rows:
        known.setdefault(row["guild_id"], set()).update(row["words"])
    if not any(known.values()):
        return
    add = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    connection.execute(
        add(_WORDS).on_conflict_do_nothing(),
        [
            {"guild_id": guild_id, "word": each[1:], "scope": each[0]}
            for guild_id, words in sorted(known.items())
            for each in sorted(words)
        ],
    )
