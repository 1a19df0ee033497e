"""Queries on sources."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.agreements import Source
from db.models import SourceRow


def to_value(row: SourceRow) -> Source:
    return Source(
        title=row.title,
        url=row.url,
        publisher=row.publisher,
        grade=row.grade,
        published_on=row.published_on,
        read_on=row.read_on,
        id=row.id,
    )


async def ensure(
    session: AsyncSession, guild_id: int, source: Source, *, catalogue_key: str | None = None
) -> int:
    """The id of the guild's source with this address (or catalogue key), made if it is new.

    What is known already is kept: the same link is the same source.
    """
    row = None
    if catalogue_key is not None:
        row = await session.scalar(
            select(SourceRow).where(
                SourceRow.guild_id == guild_id, SourceRow.catalogue_key == catalogue_key
            )
        )
    if row is None and source.url is not None:
        row = await session.scalar(
            select(SourceRow).where(SourceRow.guild_id == guild_id, SourceRow.url == source.url)
        )
    if row is None:
        row = SourceRow(
            guild_id=guild_id,
            title=source.title,
            url=source.url,
            publisher=source.publisher,
            grade=source.grade,
            published_on=source.published_on,
            read_on=source.read_on,
            catalogue_key=catalogue_key,
        )
        session.add(row)
        await session.flush()
    return row.id
