"""Queries on sources."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

import db.filing
from bot.domain.agreements import Source
from bot.domain.links import same_page
from db.models.agreements import AgreementSourceRow, SourceRow


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source with what is known of the text that was read there, and the agreements it is of."""

    source: Source
    agreement_ids: tuple[int, ...]
    sha256: str | None
    etag: str | None
    last_modified: str | None


_DESCRIBED = ("title", "publisher", "grade", "published_on")


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


async def of(session: AsyncSession, ids: Collection[int]) -> dict[int, Source]:
    """These sources, by id."""
    if not ids:
        return {}
    rows = await session.scalars(select(SourceRow).where(SourceRow.id.in_(ids)))
    return {row.id: to_value(row) for row in rows}


async def ensure(session: AsyncSession, guild_id: int, source: Source) -> int:
    """The id of the guild's source with this address, made if it is new.

    What is known already is kept: the same link is the same source.
    """
    row = await _with_url(session, guild_id, source.url)
    return row.id if row else await _insert(session, guild_id, source, None)


async def catalogued(
    session: AsyncSession, guild_id: int, key: str, source: Source
) -> tuple[int, bool]:
    """The id of the source that the catalogue calls `key`, and whether it had to be corrected.

    A source that people recorded under the same link first stays as they have it.
    """
    same_url = await _with_url(session, guild_id, source.url)
    row = await session.scalar(
        select(SourceRow).where(SourceRow.guild_id == guild_id, SourceRow.catalogue_key == key)
    )
    if row is None:
        known = same_url.id if same_url else None
        return known or await _insert(session, guild_id, source, key), False
    columns = _columns(source)
    if same_url is not None and same_url.id != row.id:
        del columns["url"]
    if all(getattr(row, name) == value for name, value in columns.items()):
        return row.id, False
    await session.execute(update(SourceRow).where(SourceRow.id == row.id).values(**columns))
    db.filing.changed(session, source_id=row.id)
    return row.id, True


async def known(
    session: AsyncSession, guild_id: int, pages: Collection[str], sha256: str | None = None
) -> list[ReadSource]:
    """The guild's sources at these addresses (`bot.domain.links`), or of this very text."""
    row = SourceRow
    same_text = row.sha256 == sha256 if sha256 else row.id.is_(None)
    found = await session.scalars(
        select(row)
        .where(row.guild_id == guild_id, or_(row.page.in_(pages), same_text))
        .order_by(row.sha256.is_(None), row.id)
    )
    return [await _read(session, each) for each in found]


async def _read(session: AsyncSession, row: SourceRow) -> ReadSource:
    ids = await session.scalars(
        select(AgreementSourceRow.agreement_id)
        .where(AgreementSourceRow.source_id == row.id)
        .order_by(AgreementSourceRow.agreement_id)
    )
    return ReadSource(to_value(row), tuple(ids), row.sha256, row.etag, row.last_modified)


async def note_reading(
    session: AsyncSession,
    source_id: int,
    found: Source,
    *,
    sha256: str | None,
    etag: str | None,
    last_modified: str | None,
    read_on: date,
) -> None:
    """Note which text a source held, and when; no text while some of it is still to be read.

    One of which only the address was known is described as it was `found`.
    """
    row = SourceRow
    noted = {"sha256": sha256, "etag": etag, "last_modified": last_modified, "read_on": read_on}
    await session.execute(update(row).where(row.id == source_id).values(**noted))
    described = {name: getattr(found, name) for name in _DESCRIBED}
    bare = (row.title == row.url, row.publisher.is_(None), row.catalogue_key.is_(None))
    await session.execute(update(row).where(row.id == source_id, *bare).values(**described))
    db.filing.changed(session, source_id=source_id)


async def _with_url(session: AsyncSession, guild_id: int, url: str | None) -> SourceRow | None:
    if url is None:
        return None
    return await session.scalar(
        select(SourceRow).where(SourceRow.guild_id == guild_id, SourceRow.url == url)
    )


async def _insert(session: AsyncSession, guild_id: int, source: Source, key: str | None) -> int:
    row = SourceRow(
        guild_id=guild_id, read_on=source.read_on, catalogue_key=key, **_columns(source)
    )
    session.add(row)
    await session.flush()
    db.filing.changed(session, source_id=row.id)
    return row.id


def _columns(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "grade": source.grade,
        "published_on": source.published_on,
        "page": same_page(source.url) if source.url else None,
    }
