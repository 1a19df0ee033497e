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

from sqlalchemy import Select, TextClause, literal_column, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.search import SCOPES, Kind, Piece
from db.filing import server_sign, settle
from db.models.search import WordRow

MOST_ENDINGS = 48
"""How many words are looked for that begin as the one that was typed."""

MOST_KNOWN = 4_000
"""How many words are held against one that may be mistyped."""

_LAST = "\U0010ffff"

Choice = tuple[str, ...]
"""Words of which one must be there."""


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
        query = query.where(WordRow.word >= piece.word, WordRow.word < piece.word + _LAST)
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
                WordRow.word < begin + _LAST,
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
    statement = _Statement(sqlite, guild_id, archived)
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


class _Statement:
    """One statement of several questions, in the words of the database at hand."""

    def __init__(self, sqlite: bool, guild_id: int, archived: bool | None) -> None:
        self.sqlite = sqlite
        self.parts: list[str] = []
        self.values: dict[str, Any] = {"guild": guild_id}
        self._sign = server_sign(guild_id)
        self._shelf = ""
        if archived is not None:
            self._shelf = " AND e.archived" if archived else " AND NOT e.archived"

    def ask_beginning(self, kind: Kind, begin: str, limit: int) -> None:
        place = self._bind(kind=kind.value, begin=begin, beyond=begin + _LAST)
        self._add(
            f"FROM entries e WHERE e.guild_id = :guild AND e.kind = :kind{place} "
            f"AND e.folded >= :begin{place} AND e.folded < :beyond{place}"
            f"{self._shelf} ORDER BY e.folded",
            True,
            limit,
        )

    def ask_words(self, kind: Kind, choices: Sequence[Choice], named: bool, limit: int) -> None:
        if not choices or not all(choices):
            return
        if self.sqlite:
            question = " AND ".join(
                "(" + " OR ".join(f'"{self._sign}{word}"' for word in choice) + ")"
                for choice in choices
            )
            place = self._bind(question=question)
            origin = (
                "FROM entry_words CROSS JOIN entries e ON e.id = entry_words.rowid "
                f"WHERE entry_words MATCH :question{place} AND +e.guild_id = :guild"
            )
        else:
            question = " & ".join(
                "(" + " | ".join(f"'{self._sign}{word}'" for word in choice) + ")"
                for choice in choices
            )
            # Written into the statement, so that it is planned for these words and no others.
            written = question.replace("'", "''").replace(":", "\\:")
            origin = (
                f"FROM entries e WHERE e.words @@ '{written}'::tsquery AND e.guild_id + 0 = :guild"
            )
        self._add(origin + self._shelf, named, limit)

    def _bind(self, **values: Any) -> int:
        place = len(self.values)
        self.values |= {f"{name}{place}": value for name, value in values.items()}
        return place

    def _add(self, origin: str, named: bool, limit: int) -> None:
        self.parts.append(
            "SELECT * FROM (SELECT e.id AS entry, e.kind, e.subject_id, e.agreement_id, e.name, "
            f"e.others, {int(named)} AS named, {len(self.parts)} AS turn "
            f"{origin} LIMIT {int(limit)}) AS part{len(self.parts)}"
        )

    def text(self, open_only: bool) -> TextClause:
        closed = " WHERE m.id IS NULL OR m.settled IS NULL" if open_only else ""
        return text(
            "SELECT found.*, m.what, m.earliest_on, a.short_name "
            f"FROM ({' UNION ALL '.join(self.parts)}) AS found "
            "LEFT JOIN milestones m ON found.kind = 'milestone' AND m.id = found.subject_id "
            "LEFT JOIN agreements a ON a.id = found.agreement_id"
            f"{closed} ORDER BY found.turn"
        )


def _candidate(row: Any) -> Candidate:
    kind = Kind(row.kind)
    soonest = date.fromisoformat(str(row.earliest_on)) if row.earliest_on else None
    if kind is Kind.MILESTONE:
        names: tuple[str, ...] = (f"{row.short_name}: {row.what}", row.what)
        others: tuple[str, ...] = ()
    else:
        stored = json.loads(row.others) if isinstance(row.others, str) else row.others or [[], []]
        names, others = (row.name, *stored[0]), tuple(stored[1])
    return Candidate(kind, row.subject_id, names, others, row.short_name, soonest, bool(row.named))
