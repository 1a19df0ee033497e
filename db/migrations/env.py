"""Alembic's entry: runs on the connection that `db.engine.prepare` opened, or on one of its own."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from db.migrations.defaults import differs
from db.migrations.scope import compared
from db.models import (  # noqa: F401 - every table
    agreements,
    changes,
    drafts,
    guilds,
    milestones,
    places,
    reading,
    reminders,
    search,
)
from db.models.base import Base


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_server_default=differs,
        include_object=compared,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def migrate_from_command_line() -> None:
    """For `alembic revision` and the like; the database is the one the settings name."""
    from bot.settings import Settings
    from db.engine import for_writing, make_engine

    engine = make_engine(Settings().database_url, migrating=True)
    async with for_writing(engine).begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


connection = context.config.attributes.get("connection")
if connection is None:
    asyncio.run(migrate_from_command_line())
else:
    migrate(connection)
