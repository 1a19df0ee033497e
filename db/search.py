"""Queries on what is found by words.

The vocabulary says which words somebody may mean; only whole words are then looked for, in the
scopes of what is wanted. So no query walks over more of a record than it hands out, however common
its words are.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, literal_column, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

import db.due
from bot.domain.names import folded
from bot.domain.search import SCOPES, Kind, Piece
from db.filing import settle
from db.models.search import EntryRow, WordRow
from db.questions import LAST, Choice, Statement

MOST_ENDINGS = 48
"""How many words are looked for that begin as the one that was typed."""

MOST_KNOWN = 4_000
"""How many words are held against one that may be mistyped."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be meant: its names, the shown one first, and what it hangs on.

    `others` are names that follow from the record. A milestone is named with its agreement;
    `soonest` is its earliest date. `named` says whether the words stand in its names, and `whole`
    whether all of what was typed was looked for.
    """

    kind: Kind
    id: int | None
    names: tuple[str, ...]
    others: tuple[str, ...]
    agreement_id: int | None
    agreement: str | None
    soonest: date | None
    named: bool
    whole: bool = True


async def known(
    session: AsyncSession, guild_id: int, pieces: Sequence[Piece], kinds: Collection[Kind]
) -> dict[Piece, dict[str, set[str]]]:
    """For each typed word those of the server's record that it may stand for, by their scopes."""
    await settle(session)
    scopes = [scope for kind in kinds for scope in SCOPES[kind]]
    parts = [
        _range(guild_id, piece, scopes).add_columns(literal_column(str(place)).label("place"))
        for place, piece in enumerate(pieces)
    ]
    found: dict[Piece, dict[str, set[str]]] = {piece: {} for piece in pieces}
    if parts:
        subselects = [select(each.subquery()) for each in parts]
        for row in await session.execute(union_all(*subselects)):
            found[pieces[row.place]].setdefault(row.scope, set()).add(row.word)
    return found


def _range(guild_id: int, piece: Piece, scopes: Sequence[str]) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = select(WordRow.word, WordRow.scope).where(
        WordRow.guild_id == guild_id, WordRow.scope.in_(scopes)
    )
    if piece.begins:
        query = query.where(WordRow.word >= piece.word, WordRow.word < piece.word + LAST)
    else:
        query = query.where(WordRow.word == piece.word)
    return query.order_by(WordRow.word).limit(MOST_ENDINGS * len(scopes))


async def like(
    session: AsyncSession, guild_id: int, word: str, kinds: Collection[Kind]
) -> list[str]:
    """The words of names that begin with the same letter, or with the two first exchanged."""
    scopes = [SCOPES[kind][0] for kind in kinds]
    parts = []
    for begin in dict.fromkeys((word[0], word[1])):
        query = (
            select(WordRow.word)
            .where(
                WordRow.guild_id == guild_id,
                WordRow.word >= begin,
                WordRow.word < begin + LAST,
                WordRow.scope.in_(scopes),
            )
            .distinct()
            .limit(MOST_KNOWN)
        )
        parts.append(select(query.subquery()))
    return list(await session.scalars(union_all(*parts)))


async def candidates(
    session: AsyncSession,
    guild_id: int,
    wanted: Mapping[Kind, Sequence[tuple[Sequence[Choice], bool]]],
    *,
    begin: str,
    archived: bool | None,
    open_only: bool = False,
    limit: int,
) -> list[Candidate]:
    """What has all of the wanted words, at most `limit` of a kind and question, best first.

    `wanted` asks for each kind one question after the other: choices of scoped words, and whether
    these are words of names. What is named so that it begins with `begin` (folded) comes first.
    """
    await settle(session)
    sqlite = session.get_bind().dialect.name == "sqlite"
    statement = Statement(sqlite, guild_id, archived)
    for kind, questions in wanted.items():
        if begin and kind is not Kind.MILESTONE:
            statement.ask_beginning(kind, begin, limit)
        for choices, named in questions:
            statement.ask_words(kind, choices, named, limit)
    if not statement.parts:
        return []
    rows = await session.execute(statement.text(open_only), statement.values)
    found: dict[tuple[Kind, int], Candidate] = {}
    for row in rows:
        found.setdefault((Kind(row.kind), row.entry), _candidate(row))
    return list(found.values())


async def named(session: AsyncSession, guild_id: int, name: str) -> list[int]:
    """The agreements, archived or not, whose short name this is but for case, width and dashes."""
    await settle(session)
    found = await session.scalars(
        select(EntryRow.subject_id).where(
            EntryRow.guild_id == guild_id,
            EntryRow.kind == Kind.AGREEMENT.value,
            EntryRow.folded == folded(name),
        )
    )
    return [each for each in found if each is not None]


async def first(
    session: AsyncSession,
    guild_id: int,
    kinds: Sequence[Kind],
    *,
    archived: bool | None,
    open_only: bool,
    limit: int,
) -> list[str]:
    """The first names of each kind: milestones open and soonest first, others by the alphabet."""
    await settle(session)
    found: list[str] = []
    for kind in kinds:
        if kind is Kind.MILESTONE:
            found += await db.due.soonest(session, guild_id, open_only=open_only, limit=limit)
            continue
        query = select(EntryRow.name).where(
            EntryRow.guild_id == guild_id, EntryRow.kind == kind.value, EntryRow.folded >= ""
        )
        if archived is not None:
            query = query.where(EntryRow.archived.is_(archived))
        rows = await session.scalars(query.order_by(EntryRow.folded).limit(limit))
        found += [name for name in rows if name]
        if len(found) >= limit:
            break
    return found[:limit]


def _candidate(row: Any) -> Candidate:
    kind = Kind(row.kind)
    soonest = date.fromisoformat(str(row.earliest_on)) if row.earliest_on else None
    if kind is Kind.MILESTONE:
        names: tuple[str, ...] = (f"{row.short_name}: {row.what}", row.what)
        others: tuple[str, ...] = ()
    else:
        stored = json.loads(row.others) if isinstance(row.others, str) else row.others or [[], []]
        names, others = (row.name, *stored[0]), tuple(stored[1])
    return Candidate(
        kind,
        row.subject_id,
        names,
        others,
        row.agreement_id,
        row.short_name,
        soonest,
        bool(row.named),
    )
