"""Queries on how common words are, counted no further than it takes to tell."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.search import Kind
from db.entries import server_sign
from db.filing import settle
from db.questions import Choice

MOST_COUNTED = 2_000
"""Up to so many agreements, or milestones, are counted that have a word."""

_LOOKED_AT = 150
"""Of so many milestones it is looked up of which agreements they are."""


async def having(
    session: AsyncSession, guild_id: int, wanted: Mapping[str, tuple[Choice, Choice]]
) -> tuple[dict[str, int], int]:
    """How many agreements have each of these words, and of how many; both about, and bounded.

    For each word the scoped words that stand for it: those of agreements, and of milestones.
    """
    await settle(session)
    sqlite = session.get_bind().dialect.name == "sqlite"
    values: dict[str, Any] = {"guild": guild_id, "kind": Kind.AGREEMENT.value}
    columns = [
        _number("SELECT 1 FROM entries WHERE guild_id = :guild AND kind = :kind AND folded >= ''")
    ]
    names = list(wanted)
    for place, name in enumerate(names):
        for scope, choice in zip("ab", wanted[name], strict=True):
            values[f"{scope}{place}"] = _asked(server_sign(guild_id), choice, sqlite)
        columns += [_number(_having(f"{scope}{place}", "1", sqlite)) for scope in "ab"]
        columns.append(_number(_having(f"b{place}", "e.agreement_id", sqlite), "agreement_id"))
    row = (await session.execute(text(f"SELECT {', '.join(columns)}"), values)).one()
    found = {name: _about(*row[1 + 3 * place : 4 + 3 * place]) for place, name in enumerate(names)}
    return found, row[0]


def _number(query: str, of: str = "") -> str:
    limit = _LOOKED_AT if of else MOST_COUNTED
    what = f"count(DISTINCT {of})" if of else "count(*)"
    return f"(SELECT {what} FROM ({query} LIMIT {limit}) AS bounded)"


def _having(name: str, column: str, sqlite: bool) -> str:
    if not sqlite:
        return f"SELECT {column} FROM entries e WHERE e.words @@ CAST(:{name} AS tsquery)"
    if column == "1":
        return f"SELECT 1 FROM entry_words WHERE entry_words MATCH :{name}"
    return (
        f"SELECT {column} FROM entry_words CROSS JOIN entries e ON e.id = entry_words.rowid "
        f"WHERE entry_words MATCH :{name}"
    )


def _asked(sign: str, choice: Sequence[str], sqlite: bool) -> str:
    """Any of the words; of none what stands nowhere."""
    words = choice or ("-",)
    if sqlite:
        return " OR ".join(f'"{sign}{word}"' for word in words)
    return " | ".join(f"'{sign}{word}'" for word in words)


def _about(agreements: int, milestones: int, owners: int) -> int:
    """About how many agreements have a word themselves, or in their milestones."""
    by_milestones = owners * max(milestones, 1) / max(min(milestones, _LOOKED_AT), 1)
    return max(agreements, round(by_milestones))
