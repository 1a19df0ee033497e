"""Queries on milestones and their evidence."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager, defer, joinedload, selectinload

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

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


def _value(row: MilestoneRow) -> Milestone:
    return Milestone(
        id=row.id,
        guild_id=row.guild_id,
        agreement_id=row.agreement_id,
        agreement=row.agreement.short_name,
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
        source=source_value(row.source) if row.source else None,
        override=_override(row),
        settlement=_settlement(row),
        evidence=tuple(
            Evidence(each.note, each.url, each.added_by, each.added_at) for each in row.evidence
        ),
        owner_id=row.owner_id,
        verified_on=row.verified_on,
        no_date_reason=row.no_date_reason,
        catalogue_key=row.catalogue_key,
    )


def _override(row: MilestoneRow) -> Override | None:
    if row.override_on is None or row.override_at is None:
        return None
    return Override(
        on=row.override_on,
        by=row.override_by,
        at=row.override_at,
        reason=row.override_reason or "",
        official=row.override_official,
    )


def _settlement(row: MilestoneRow) -> Settlement | None:
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


def _of_guild(guild_id: int) -> Select[MilestoneRow]:
    return _whole().where(MilestoneRow.guild_id == guild_id)


def _living(query: Query) -> Query:
    """Leaves out what belongs to an archived agreement."""
    return query.where(AgreementRow.archived_at.is_(None))


async def find(session: AsyncSession, guild_id: int, milestone_id: int) -> Milestone | None:
    row = await session.scalar(_of_guild(guild_id).where(MilestoneRow.id == milestone_id))
    return _value(row) if row else None


async def of_agreements(
    session: AsyncSession, guild_id: int, agreement_ids: Sequence[int]
) -> list[Milestone]:
    """All milestones of these agreements, by date."""
    query = _of_guild(guild_id).where(MilestoneRow.agreement_id.in_(agreement_ids))
    return [_value(row) for row in await session.scalars(query)]


async def every(
    session: AsyncSession, guild_id: int, *, ids: Sequence[int] | None = None
) -> list[Milestone]:
    """The milestones of agreements that are not archived, by date."""
    query = _living(_of_guild(guild_id))
    if ids is not None:
        query = query.where(MilestoneRow.id.in_(ids))
    return [_value(row) for row in await session.scalars(query)]


async def living(session: AsyncSession, ids: Sequence[int]) -> list[Milestone]:
    """These milestones, of whatever guilds, but for those of archived agreements."""
    rows = await session.scalars(_living(_whole()).where(MilestoneRow.id.in_(ids)))
    return [_value(row) for row in rows]


async def in_window(
    session: AsyncSession,
    guild_id: int,
    *,
    since: date,
    until: date,
    agreement_ids: Sequence[int] | None = None,
    owner_id: int | None = None,
    settled: bool = False,
) -> list[Milestone]:
    """Open milestones (all, with `settled`) of which any reading falls in the window."""
    query = _living(_of_guild(guild_id)).where(
        MilestoneRow.latest_on >= since, MilestoneRow.earliest_on <= until
    )
    query = _narrowed(query, agreement_ids, owner_id, settled)
    return [_value(row) for row in await session.scalars(query)]


async def undated(
    session: AsyncSession,
    guild_id: int,
    *,
    agreement_ids: Sequence[int] | None = None,
    owner_id: int | None = None,
    settled: bool = False,
) -> list[Milestone]:
    """Open milestones (all, with `settled`) that have no date."""
    query = _narrowed(
        _living(_of_guild(guild_id)).where(MilestoneRow.due_on.is_(None)),
        agreement_ids,
        owner_id,
        settled,
    )
    return [_value(row) for row in await session.scalars(query)]


async def count_undated(
    session: AsyncSession,
    guild_id: int,
    *,
    agreement_ids: Sequence[int] | None = None,
    owner_id: int | None = None,
) -> int:
    """How many open milestones have no date."""
    query = _living(
        select(func.count(MilestoneRow.id))
        .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
        .where(MilestoneRow.guild_id == guild_id, MilestoneRow.due_on.is_(None))
    )
    query = _narrowed(query, agreement_ids, owner_id, settled=False)
    return await session.scalar(query) or 0


async def count_after(
    session: AsyncSession,
    guild_id: int,
    *,
    after: date,
    agreement_ids: Sequence[int] | None = None,
    owner_id: int | None = None,
) -> tuple[int, date | None]:
    """How many open milestones begin after a day, and the earliest date of the first."""
    query = _living(
        select(func.count(), func.min(MilestoneRow.earliest_on))
        .select_from(MilestoneRow)
        .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
        .where(MilestoneRow.guild_id == guild_id, MilestoneRow.earliest_on > after)
    )
    row = (await session.execute(_narrowed(query, agreement_ids, owner_id, settled=False))).one()
    return row[0], row[1]


def _narrowed(
    query: Query,
    agreement_ids: Sequence[int] | None,
    owner_id: int | None,
    settled: bool,
) -> Query:
    if agreement_ids is not None:
        query = query.where(MilestoneRow.agreement_id.in_(agreement_ids))
    if owner_id is not None:
        query = query.where(MilestoneRow.owner_id == owner_id)
    if not settled:
        query = query.where(MilestoneRow.settled.is_(None))
    return query


async def references(
    session: AsyncSession, guild_id: int, *, open_only: bool = False
) -> dict[int, str]:
    """Every milestone's reference, in the order in which they fall due."""
    query = _living(
        select(MilestoneRow.id, AgreementRow.short_name, MilestoneRow.what)
        .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
        .where(MilestoneRow.guild_id == guild_id)
        .order_by(MilestoneRow.earliest_on.is_(None), MilestoneRow.earliest_on, MilestoneRow.id)
    )
    if open_only:
        query = query.where(MilestoneRow.settled.is_(None))
    rows = await session.execute(query)
    return {row.id: f"{row.short_name}: {row.what}" for row in rows}


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
