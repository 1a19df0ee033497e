"""How Alembic tells whether a column's default is still what the models say."""

from typing import Any

from alembic.migration import MigrationContext
from sqlalchemy import JSON, Column


def differs(
    context: MigrationContext,
    _present: Column[Any],
    column: Column[Any],
    present: str | None,
    _wanted: Any,
    wanted: str | None,
) -> bool | None:
    """Whether a default differs; None where Alembic's own comparison will do.

    PostgreSQL has no equality for JSON, so that such defaults are compared as they are written.
    """
    if context.dialect.name != "postgresql" or not isinstance(column.type, JSON):
        return None
    return (present or "").removesuffix("::json") != (wanted or "")
