"""Queries on agreements, their parties, events and claims."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from bot.domain.agreements import Agreement, Instrument, Party
from db.events import claim_value, event_value
from db.labels import EVERY, Covering
from db.models.agreements import AgreementRow, AgreementSourceRow, ClaimRow, EventRow, PartyRow
from db.sources import to_value as source_value


def to_value(row: AgreementRow) -> Agreement:
    return Agreement(
        id=row.id,
        guild_id=row.guild_id,
        title=row.title,
        short_name=row.short_name,
        instrument=Instrument(row.instrument),
        binding=row.binding,
        summary=row.summary,
        parties=tuple(Party(each.name, each.code, each.role) for each in row.parties),
        aliases=tuple(row.aliases),
        commodities=tuple(row.commodities),
        topics=tuple(row.topics),
        questions=tuple(row.questions),
        sources=tuple(source_value(each) for each in row.sources),
        events=tuple(event_value(each) for each in row.events),
        claims=tuple(claim_value(each) for each in row.claims),
        zone=row.zone,
        convention=row.convention,
        verified_on=row.verified_on,
        archived_at=row.archived_at,
        catalogue_key=row.catalogue_key,
        related=tuple(row.related),
    )


def _whole() -> Select[AgreementRow]:
    """Agreements with all that belongs to them, in a fixed number of statements."""
    return select(AgreementRow).options(
        selectinload(AgreementRow.parties),
        selectinload(AgreementRow.sources),
        selectinload(AgreementRow.events).options(joinedload(EventRow.source)),
        selectinload(AgreementRow.claims).options(joinedload(ClaimRow.source)),
    )


async def find(session: AsyncSession, guild_id: int, agreement_id: int) -> Agreement | None:
    """One agreement with all that belongs to it."""
    row = await session.scalar(
        _whole()
        .where(AgreementRow.guild_id == guild_id, AgreementRow.id == agreement_id)
        .execution_options(populate_existing=True)
    )
    return to_value(row) if row else None


async def every(
    session: AsyncSession,
    guild_id: int,
    *,
    ids: Sequence[int] | None = None,
    archived: bool = False,
) -> list[Agreement]:
    """The guild's agreements by name; only those with `ids`, where given."""
    query = _whole().where(_shelf(archived)).order_by(AgreementRow.short_name)
    if ids is None:
        query = query.where(AgreementRow.guild_id == guild_id)
    else:  # they are to lead there, and not the guild
        query = query.where(AgreementRow.id.in_(ids), AgreementRow.guild_id + 0 == guild_id)
    return [to_value(row) for row in await session.scalars(query)]


def _shelf(archived: bool) -> ColumnElement[bool]:
    return AgreementRow.archived_at.is_not(None) if archived else AgreementRow.archived_at.is_(None)


async def listed(
    session: AsyncSession,
    guild_id: int,
    covering: Covering,
    *,
    instrument: Instrument | None = None,
    archived: bool = False,
    start: int = 0,
    size: int | None = None,
) -> list[int]:
    """The ids of what is covered, by name; with a `size` so many from the `start`-th on."""
    query = _shelved(guild_id, covering, instrument, archived=archived)
    query = query.order_by(AgreementRow.short_name)
    if size is not None:
        query = query.offset(start).limit(size)
    return list(await session.scalars(query))


async def count(
    session: AsyncSession,
    guild_id: int,
    covering: Covering = EVERY,
    *,
    instrument: Instrument | None = None,
    archived: bool = False,
) -> int:
    """How many agreements are covered."""
    if covering.labels and instrument is None:
        return await _count(session, covering.ids(guild_id, archived=archived))
    if archived or covering != EVERY or instrument is not None:
        return await _count(session, _shelved(guild_id, covering, instrument, archived=archived))
    every = await _count(session, select(AgreementRow.id).where(AgreementRow.guild_id == guild_id))
    return every - await count(session, guild_id, archived=True)


async def _count(session: AsyncSession, found: Select[int]) -> int:
    return await session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _shelved(
    guild_id: int, covering: Covering, instrument: Instrument | None, *, archived: bool
) -> Select[int]:
    """The agreements of a shelf that are covered; an index of their names leads to very many."""
    row = AgreementRow
    query = select(row.id).where(row.guild_id == guild_id)
    if instrument is not None:
        query = query.where(row.instrument == instrument.value)
    if covering.broad:
        return query.where((row.id + 0).in_(covering.ids(guild_id, archived=archived)))
    query = covering.narrow(query, row.id, guild_id)
    if archived or covering != EVERY:
        return query.where(_shelf(archived))
    put_away = select(row.id).where(row.guild_id == guild_id, _shelf(archived=True))
    return query.where(row.id.not_in(put_away))


async def names(
    session: AsyncSession, guild_id: int, *, archived: bool | None = False
) -> dict[int, tuple[str, ...]]:
    """What each agreement may be called, its short name first; None for archived and not."""
    query = (
        select(AgreementRow.id, AgreementRow.short_name, AgreementRow.title, AgreementRow.aliases)
        .where(AgreementRow.guild_id == guild_id)
        .order_by(AgreementRow.short_name)
    )
    if archived is not None:
        query = query.where(
            AgreementRow.archived_at.is_not(None)
            if archived
            else AgreementRow.archived_at.is_(None)
        )
    rows = await session.execute(query)
    return {row.id: (row.short_name, row.title, *row.aliases) for row in rows}


async def is_archived(session: AsyncSession, guild_id: int, agreement_id: int) -> bool:
    found = await session.scalar(
        select(AgreementRow.id).where(
            AgreementRow.guild_id == guild_id,
            AgreementRow.id == agreement_id,
            AgreementRow.archived_at.is_not(None),
        )
    )
    return found is not None


async def short_names(session: AsyncSession, guild_id: int, ids: Collection[int]) -> dict[int, str]:
    """The short names of those of these agreements that are on record, archived or not, by id."""
    rows = await session.execute(
        select(AgreementRow.id, AgreementRow.short_name).where(
            AgreementRow.guild_id + 0 == guild_id, AgreementRow.id.in_(ids)
        )
    )
    return {row.id: row.short_name for row in rows}


async def with_keys(session: AsyncSession, guild_id: int, keys: Sequence[str]) -> list[str]:
    """The short names of the agreements that have these catalogue keys and are not archived."""
    rows = await session.scalars(
        select(AgreementRow.short_name)
        .where(
            AgreementRow.guild_id == guild_id,
            AgreementRow.catalogue_key.in_(keys),
            AgreementRow.archived_at.is_(None),
        )
        .order_by(AgreementRow.short_name)
    )
    return list(rows)


async def insert(session: AsyncSession, guild_id: int, **columns: Any) -> int:
    """A new agreement without parties, events or claims; returns its id."""
    row = AgreementRow(guild_id=guild_id, **columns)
    session.add(row)
    await session.flush()
    return row.id


async def change(session: AsyncSession, agreement_id: int, **columns: Any) -> None:
    await session.execute(
        update(AgreementRow).where(AgreementRow.id == agreement_id).values(**columns)
    )


async def parties_of(session: AsyncSession, agreement_id: int) -> list[Party]:
    """An agreement's parties in the order in which it names them."""
    rows = await session.scalars(
        select(PartyRow).where(PartyRow.agreement_id == agreement_id).order_by(PartyRow.position)
    )
    return [Party(row.name, row.code, row.role) for row in rows]


async def set_parties(session: AsyncSession, agreement_id: int, parties: Sequence[Party]) -> None:
    await session.execute(delete(PartyRow).where(PartyRow.agreement_id == agreement_id))
    session.add_all(
        PartyRow(
            agreement_id=agreement_id,
            name=party.name,
            code=party.code,
            role=party.role,
            position=position,
        )
        for position, party in enumerate(parties)
    )
    await session.flush()


async def add_sources(session: AsyncSession, agreement_id: int, source_ids: Sequence[int]) -> None:
    """Link sources to an agreement; those that are linked already stay."""
    present = set(
        await session.scalars(
            select(AgreementSourceRow.source_id).where(
                AgreementSourceRow.agreement_id == agreement_id
            )
        )
    )
    session.add_all(
        AgreementSourceRow(agreement_id=agreement_id, source_id=source_id)
        for source_id in dict.fromkeys(source_ids)
        if source_id not in present
    )
    await session.flush()
