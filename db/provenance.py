"""Queries on what the facts on record rest on."""

from collections.abc import Collection

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.domain.provenance import Provenance, Subject
from db.models.drafts import ProvenanceRow
from db.sources import to_value as source_value


def _to_value(row: ProvenanceRow) -> Provenance:
    return Provenance(
        subject=Subject(row.subject),
        source=source_value(row.source),
        sha256=row.sha256,
        accepted_by=row.accepted_by,
        accepted_at=row.accepted_at,
        quote=row.quote,
        start=row.quote_start,
        end=row.quote_end,
        changed=tuple(row.changed),
        subject_id=row.subject_id,
        name=row.name,
    )


def _of_agreement(guild_id: int, agreement_id: int) -> Select[ProvenanceRow]:
    return (
        select(ProvenanceRow)
        .where(ProvenanceRow.agreement_id == agreement_id, ProvenanceRow.guild_id + 0 == guild_id)
        .options(joinedload(ProvenanceRow.source))
        .order_by(ProvenanceRow.id)
    )


async def of_agreement(
    session: AsyncSession, guild_id: int, agreement_id: int
) -> tuple[Provenance, ...]:
    """What all that is on record of an agreement rests on, as it was accepted."""
    rows = await session.scalars(_of_agreement(guild_id, agreement_id))
    return tuple(_to_value(row) for row in rows)


async def of_milestone(
    session: AsyncSession, guild_id: int, agreement_id: int, milestone_id: int
) -> tuple[Provenance, ...]:
    """What one of an agreement's milestones rests on, as it was accepted."""
    rows = await session.scalars(
        _of_agreement(guild_id, agreement_id).where(
            ProvenanceRow.subject == Subject.MILESTONE.value,
            ProvenanceRow.subject_id == milestone_id,
        )
    )
    return tuple(_to_value(row) for row in rows)


async def source_of(session: AsyncSession, guild_id: int, sha256: str) -> int | None:
    """The source (id) from whose text with that sum something was accepted."""
    found: int | None = await session.scalar(
        select(ProvenanceRow.source_id)
        .where(ProvenanceRow.guild_id == guild_id, ProvenanceRow.sha256 == sha256)
        .order_by(ProvenanceRow.id)
        .limit(1)
    )
    return found


async def add(
    session: AsyncSession, guild_id: int, agreement_id: int, source_id: int, told: Provenance
) -> bool:
    """Note that a source tells a fact; false where that is on record already, and then kept."""
    known = await session.scalar(
        select(ProvenanceRow.id).where(
            ProvenanceRow.agreement_id == agreement_id,
            ProvenanceRow.subject == told.subject.value,
            func.coalesce(ProvenanceRow.subject_id, 0) == (told.subject_id or 0),
            func.coalesce(ProvenanceRow.name, "") == (told.name or ""),
            ProvenanceRow.source_id == source_id,
        )
    )
    if known is not None:
        return False
    session.add(
        ProvenanceRow(
            guild_id=guild_id,
            agreement_id=agreement_id,
            subject=told.subject.value,
            subject_id=told.subject_id,
            name=told.name,
            source_id=source_id,
            quote=told.quote,
            quote_start=told.start,
            quote_end=told.end,
            sha256=told.sha256,
            accepted_by=told.accepted_by,
            accepted_at=told.accepted_at,
            changed=list(told.changed),
        )
    )
    await session.flush()
    return True


async def keep_only(
    session: AsyncSession, agreement_id: int, subject: Subject, names: Collection[str]
) -> None:
    """Drop what told of parties or commodities that the agreement no longer has."""
    await session.execute(
        delete(ProvenanceRow).where(
            ProvenanceRow.agreement_id == agreement_id,
            ProvenanceRow.subject == subject.value,
            ProvenanceRow.name.not_in(names),
        )
    )
