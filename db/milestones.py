"""Queries on milestones and their evidence."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager, defer, joinedload, selectinload

import db.sources
from bot.domain.agreements import Source
from bot.domain.dates.stored import deadline_from_json, rule_from_json
from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import (
    Evidence,
    Milestone,
    Modality,
    Override,
    Settlement,
    SettlementKind,
)
from db.models.agreements import AgreementRow
from db.models.milestones import EvidenceRow, MilestoneRow
from db.sources import to_value as source_value

_TABLE = MilestoneRow.__table__

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


def to_value(row: MilestoneRow) -> Milestone:
    evidence = (
        Evidence(each.note, each.url, each.added_by, each.added_at) for each in row.evidence
    )
    source = source_value(row.source) if row.source else None
    return _value(row, row.agreement.short_name, source, tuple(evidence))


def _value(
    row: Any, agreement: str, source: Source | None, evidence: tuple[Evidence, ...] = ()
) -> Milestone:
    """The milestone from a row of the ORM, or from a row of its columns."""
    return Milestone(
        id=row.id,
        guild_id=row.guild_id,
        agreement_id=row.agreement_id,
        agreement=agreement,
        what=row.what,
        kind=DeadlineKind(row.kind),
        modality=Modality(row.modality),
        zone=row.zone,
        convention=row.convention,
        rule=rule_from_json(row.rule) if row.rule else None,
        deadline=deadline_from_json(row.deadline) if row.deadline else None,
        due_version=row.due_version,
        occurrence=row.occurrence,
        obligors=tuple(row.obligors),
        calendars=tuple(row.calendars),
        quote=row.quote,
        source=source,
        override=_override(row),
        settlement=_settlement(row),
        evidence=evidence,
        owner_id=row.owner_id,
        deputy_id=row.deputy_id,
        verified_on=row.verified_on,
        no_date_reason=row.no_date_reason,
        catalogue_key=row.catalogue_key,
    )


def _override(row: Any) -> Override | None:
    if row.override_on is None or row.override_at is None:
        return None
    return Override(
        on=row.override_on,
        by=row.override_by,
        at=row.override_at,
        reason=row.override_reason or "",
        official=row.override_official,
    )


def _settlement(row: Any) -> Settlement | None:
    if row.settled is None or row.settled_on is None:
        return None
    return Settlement(
        SettlementKind(row.settled),
        row.settled_on,
        row.settled_by,
        row.settled_at,
        row.settled_note,
    )


def _whole() -> Select[MilestoneRow]:
    """Milestones with what belongs to them, and of their agreement the name."""
    return (
        select(MilestoneRow)
        .join(MilestoneRow.agreement)
        .options(
            defer(MilestoneRow.catalogue_base, raiseload=True),
            contains_eager(MilestoneRow.agreement).load_only(
                AgreementRow.short_name, raiseload=True
            ),
            joinedload(MilestoneRow.source),
            selectinload(MilestoneRow.evidence),
        )
        .order_by(MilestoneRow.earliest_on.is_(None), MilestoneRow.earliest_on, MilestoneRow.id)
        .execution_options(populate_existing=True)
    )


def of_guild(guild_id: int) -> Select[MilestoneRow]:
    return _whole().where(MilestoneRow.guild_id == guild_id)


async def with_ids(session: AsyncSession, guild_id: int, ids: Collection[int]) -> list[Milestone]:
    """Those of these milestones that are the guild's, by date."""
    rows = await session.scalars(among(guild_id).where(MilestoneRow.id.in_(ids)))
    return [to_value(row) for row in rows]


def among(guild_id: int) -> Select[MilestoneRow]:
    """The guild's where a list says which: that list is to lead to them, and not the guild."""
    return _whole().where(MilestoneRow.guild_id + 0 == guild_id)


def unarchived(query: Query) -> Query:
    """Leaves out what belongs to an archived agreement."""
    return query.where(AgreementRow.archived_at.is_(None))


async def find(session: AsyncSession, guild_id: int, milestone_id: int) -> Milestone | None:
    row = await session.scalar(of_guild(guild_id).where(MilestoneRow.id == milestone_id))
    return to_value(row) if row else None


async def of_agreements(
    session: AsyncSession, guild_id: int, agreement_ids: Sequence[int]
) -> list[Milestone]:
    """All milestones of these agreements, by date."""
    query = among(guild_id).where(MilestoneRow.agreement_id.in_(agreement_ids))
    return [to_value(row) for row in await session.scalars(query)]


async def every(
    session: AsyncSession, guild_id: int, *, ids: Sequence[int] | None = None
) -> list[Milestone]:
    """The milestones of agreements that are not archived, by date."""
    query = unarchived(of_guild(guild_id))
    if ids is not None:
        query = unarchived(among(guild_id)).where(MilestoneRow.id.in_(ids))
    return [to_value(row) for row in await session.scalars(query)]


async def living(session: AsyncSession, ids: Collection[int]) -> list[Milestone]:
    """These milestones, of whatever guilds, but for those of archived agreements.

    Read from columns, as many are posted in a row; without their evidence, of which no post speaks.
    """
    rows = list(
        await session.execute(
            unarchived(
                select(_TABLE, AgreementRow.short_name).join(
                    AgreementRow, AgreementRow.id == _TABLE.c.agreement_id
                )
            ).where(_TABLE.c.id.in_(ids))
        )
    )
    sources = await db.sources.of(session, {row.source_id for row in rows} - {None})
    return [_value(row, row.short_name, sources.get(row.source_id)) for row in rows]


async def called(session: AsyncSession, guild_id: int, ids: Collection[int]) -> dict[int, str]:
    """What those of these milestones that are on record are called, without their agreement."""
    rows = await session.execute(
        select(MilestoneRow.id, MilestoneRow.what).where(
            MilestoneRow.guild_id + 0 == guild_id, MilestoneRow.id.in_(ids)
        )
    )
    return {row.id: row.what for row in rows}


async def words(session: AsyncSession, agreement_id: int) -> dict[int, str]:
    """What each of the agreement's milestones is called within it, by id."""
    rows = await session.execute(
        select(MilestoneRow.id, MilestoneRow.what).where(MilestoneRow.agreement_id == agreement_id)
    )
    return {row.id: row.what for row in rows}


async def insert(session: AsyncSession, guild_id: int, agreement_id: int, **columns: Any) -> int:
    """A new milestone; returns its id."""
    row = MilestoneRow(guild_id=guild_id, agreement_id=agreement_id, **columns)
    session.add(row)
    await session.flush()
    return row.id


async def change(session: AsyncSession, milestone_id: int, **columns: Any) -> None:
    await session.execute(
        update(MilestoneRow).where(MilestoneRow.id == milestone_id).values(**columns)
    )


async def write_deadlines(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Store recomputed deadlines: each row holds the id and the columns that follow from it."""
    if rows:
        await session.execute(update(MilestoneRow), rows)


async def add_evidence(
    session: AsyncSession,
    milestone_id: int,
    *,
    note: str,
    url: str | None,
    by: int | None,
    at: datetime | None,
) -> None:
    session.add(
        EvidenceRow(milestone_id=milestone_id, note=note, url=url, added_by=by, added_at=at)
    )
    await session.flush()


async def recurring_before(
    session: AsyncSession, day: date, *, guild_id: int | None = None
) -> list[tuple[int, int]]:
    """Guild and id of the open recurring milestones whose present time ended before a day."""
    query = select(MilestoneRow.guild_id, MilestoneRow.id).where(
        MilestoneRow.occurrence.is_not(None),
        MilestoneRow.settled.is_(None),
        MilestoneRow.latest_on < day,
    )
    if guild_id is not None:
        query = query.where(MilestoneRow.guild_id == guild_id)
    rows = await session.execute(query)
    return [(row.guild_id, row.id) for row in rows]
