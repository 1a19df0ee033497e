"""The one statement that asks for what has some words, as the database at hand is to be asked."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import TextClause, text

from bot.domain.search import Kind
from db.entries import server_sign

LAST = "\U0010ffff"
"""Comes after everything that begins with the same signs."""

Choice = tuple[str, ...]
"""Words of which one must be there."""


class Statement:
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
        place = self._bind(kind=kind.value, begin=begin, beyond=begin + LAST)
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
