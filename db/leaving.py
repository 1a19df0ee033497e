"""Queries on servers that the bot was removed from, and on deleting their records for good."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from db.models.agreements import SourceRow
from db.models.base import Base
from db.models.guilds import GuildRow
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow

PART = 500
"""Rows deleted in one transaction: few enough that nobody notices."""

FEW = {"milestones": 50, "agreements": 5, "sources": 1, "places": 1}
"""Fewer of those for each of which a whole table is searched for what still names it."""


async def left_at(session: AsyncSession, guild_id: int) -> datetime | None:
    """When the bot was removed from a server; None while it is there, or has never been."""
    return await session.scalar(select(GuildRow.left_at).where(GuildRow.id == guild_id))


async def left_before(session: AsyncSession, instant: datetime) -> int | None:
    """The server (its id) that the bot was removed from longest ago, if that was before then."""
    return await session.scalar(
        select(GuildRow.id).where(GuildRow.left_at < instant).order_by(GuildRow.left_at).limit(1)
    )


async def here(session: AsyncSession) -> list[int]:
    """The servers (ids) that the bot is in, as far as is known."""
    return list(await session.scalars(select(GuildRow.id).where(GuildRow.left_at.is_(None))))


async def delete_part(session: AsyncSession, guild_id: int) -> bool:
    """Delete some of a server's record, what hangs on other things first; false once it is gone.

    Nothing but the last part takes the server itself, so that it can be taken up again.
    """
    for table, own in _owned(guild_id):
        key = table.primary_key.columns
        most = min(PART, FEW.get(table.name, PART))
        rows = (await session.execute(select(*key).where(own).limit(most))).all()
        if rows:
            await session.execute(delete(table).where(tuple_(*key).in_(map(tuple, rows))))
            return True
    await session.execute(delete(GuildRow).where(GuildRow.id == guild_id))
    return False


def _owned(guild_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Every table that says whose its rows are, with which are this server's; children first."""
    children_first = reversed(Base.metadata.sorted_tables)
    # What goes with its agreement and has no server of its own names its sources, too.
    for table in sorted(children_first, key=lambda each: each.name == SourceRow.__tablename__):
        if table.name == ReminderRow.__tablename__:  # an index leads to them from the places only
            places = select(PlaceRow.id).where(PlaceRow.guild_id == guild_id)
            yield table, table.c.place_id.in_(places)
        elif "guild_id" in table.c:
            yield table, table.c.guild_id == guild_id
