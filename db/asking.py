"""Queries on what a plain question may be about, never more rows than an answer can use."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, Text, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
from bot.domain.dates.values import DeadlineKind, Standing
from bot.domain.due import DueGroup
from bot.domain.milestones import SettlementKind
from bot.domain.names import folded
from bot.domain.search import Kind
from bot.domain.spans import Span
from db.labels import EVERY, Covering
from db.models.agreements import AgreementRow, AgreementSourceRow, ClaimRow, EventRow
from db.models.milestones import MilestoneRow
from db.models.search import EntryRow, LabelRow
from db.slices import Slice, lasting

_CLAIMS = 20_000
"""Claims that are looked through for words, the latest first: no index holds these."""


async def count(
    session: AsyncSession, guild_id: int, covering: Covering = EVERY, *, most: int | None = None
) -> int:
    """How many agreements a server tracks, of those that are meant; counted up to `most`."""
    if most is None:
        return await db.agreements.count(session, guild_id, covering)
    ids = _unarchived_ids(guild_id).limit(most).subquery()
    return await session.scalar(select(func.count()).select_from(ids)) or 0


async def agreement_ids(
    session: AsyncSession, guild_id: int, covering: Covering, *, limit: int
) -> list[int]:
    """Some of the agreements that have the labels that are meant."""
    query = covering.ids(guild_id, archived=False).order_by(LabelRow.agreement_id)
    return list(await session.scalars(query.limit(limit)))


async def called_ids(session: AsyncSession, guild_id: int, names: Collection[str]) -> list[int]:
    """The agreements whose short name is one of these, but for case, width and dashes."""
    row = EntryRow
    query = select(row.subject_id).where(
        row.guild_id == guild_id,
        row.kind == Kind.AGREEMENT.value,
        row.folded.in_({folded(each) for each in names}),
        row.archived.is_(False),
    )
    return [each for each in await session.scalars(query) if each is not None]


async def keyed_ids(session: AsyncSession, guild_id: int, keys: Collection[str]) -> list[int]:
    """The agreements of the starter catalogue that have these keys there."""
    query = _unarchived_ids(guild_id).where(AgreementRow.catalogue_key.in_(keys))
    return list(await session.scalars(query.order_by(AgreementRow.short_name)))


async def disputed_ids(session: AsyncSession, guild_id: int, *, limit: int) -> list[int]:
    """Some of the agreements of which sources say different things, or an event is disputed."""
    row = EventRow
    disputed = select(row.agreement_id).where(row.standing == Standing.DISPUTED.value)
    claimed = select(ClaimRow.agreement_id).union(disputed).subquery()
    query = _unarchived_ids(guild_id).where(AgreementRow.id.in_(select(claimed)))
    return list(await session.scalars(query.order_by(AgreementRow.short_name).limit(limit)))


async def claiming_ids(
    session: AsyncSession, guild_id: int, said: Sequence[Sequence[str]], *, limit: int
) -> list[int]:
    """The agreements of which something is claimed with the most of these words, by parts of them.

    Each word may be met by any part that is given for it; one alone of several is too little.
    """
    if not said:
        return []
    row = ClaimRow
    some = select(row.agreement_id, row.point, row.statement, row.claimed_by)
    claims = some.order_by(row.id.desc()).limit(_CLAIMS).subquery()
    text = claims.c.point + " " + claims.c.statement + " " + claims.c.claimed_by
    met: Any = sum(
        case((or_(*(text.icontains(each, autoescape=True) for each in parts)), 1), else_=0)
        for parts in said
    )
    scored = select(claims.c.agreement_id, met.label("met")).subquery()
    query = (
        select(scored.c.agreement_id)
        .join(AgreementRow, AgreementRow.id == scored.c.agreement_id)
        .where(scored.c.met >= min(2, len(said)))
        .where(AgreementRow.guild_id + 0 == guild_id, AgreementRow.archived_at.is_(None))
        .group_by(scored.c.agreement_id)
        .order_by(func.max(scored.c.met).desc(), scored.c.agreement_id)
    )
    return list(await session.scalars(query.limit(limit)))


async def open_ids(session: AsyncSession, guild_id: int, *, limit: int) -> list[int]:
    """Some of the agreements of which the record leaves a question open, by name."""
    asks = cast(AgreementRow.questions, Text) != "[]"
    query = _unarchived_ids(guild_id).where(asks).order_by(AgreementRow.short_name)
    return list(await session.scalars(query.limit(limit)))


async def checked_ids(session: AsyncSession, guild_id: int) -> list[int]:
    """One of the agreements that were held against their sources first, and one of the last."""
    day = AgreementRow.verified_on
    query = select(func.min(AgreementRow.id)).where(
        AgreementRow.guild_id == guild_id, AgreementRow.archived_at.is_(None), day.is_not(None)
    )
    found = list(await session.scalars(query.group_by(day).order_by(day)))
    return [*dict.fromkeys((*found[:1], *found[-1:]))]


async def citing_ids(
    session: AsyncSession, guild_id: int, source_ids: Collection[int], *, limit: int
) -> list[int]:
    """Some of the agreements that rest on one of these sources."""
    row = AgreementSourceRow
    own = select(row.agreement_id).where(row.source_id.in_(source_ids))
    query = _unarchived_ids(guild_id).where(AgreementRow.id.in_(own))
    return list(await session.scalars(query.limit(limit)))


def _unarchived_ids(guild_id: int) -> Select[int]:
    return select(AgreementRow.id).where(
        AgreementRow.guild_id == guild_id, AgreementRow.archived_at.is_(None)
    )


async def agreements_of(
    session: AsyncSession, guild_id: int, milestone_ids: Collection[int]
) -> dict[int, int]:
    """The agreement to which each of these milestones belongs, by the milestone's id."""
    if not milestone_ids:
        return {}
    rows = await session.execute(
        select(MilestoneRow.id, MilestoneRow.agreement_id).where(
            MilestoneRow.guild_id + 0 == guild_id, MilestoneRow.id.in_(milestone_ids)
        )
    )
    return {row.id: row.agreement_id for row in rows}


def within(span: Span, *, settled: bool = False, ending: bool = False) -> list[Slice]:
    """The milestones of which a reading falls into a time: those begun, then the rest.

    The open ones, and with `settled` those that have ended, too; with `ending` only what expires.
    """
    row = MilestoneRow
    begins = row.earliest_on.between(span.first, span.last)
    is_open = row.settled.is_(None)
    found = [
        lasting(DueGroup.LATER, span.first),
        Slice(DueGroup.LATER, (is_open, begins)),
    ]
    if settled:
        ended = row.settled.in_([each.value for each in SettlementKind])
        found.append(Slice(DueGroup.SETTLED, (ended, begins)))
    expires = row.kind == DeadlineKind.EXPIRY.value
    return [replace(each, where=(*each.where, expires)) for each in found] if ending else found


def last_of(span: Span) -> Slice:
    """The open milestones that begin in a time, the last of them first."""
    begins = MilestoneRow.earliest_on.between(span.first, span.last)
    return Slice(DueGroup.LATER, (MilestoneRow.settled.is_(None), begins), descending=True)
