"""What Alembic compares with the models: not what only one of the databases has for searching."""

from typing import Any

INDEX = "entry_words"
"""SQLite's full-text index, which keeps its words in tables of its own."""


def compared(item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Whether a table or index is in the models for this database, too."""
    if kind == "table":
        return not (name or "").startswith(INDEX)
    return not (kind == "index" and name == "ix_entries_words")
