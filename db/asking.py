"""Queries on what a plain question may be about, never more rows than an answer can use."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
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

_MANY = 2_000
"""From so many agreements on, what happened is met sooner by its day than by its agreement."""

_EVENTS_EACH = 8
"""How many events are read for an agreement of which more than one may fit."""

_LONG = 60
"""Days from which on an index on days is slower than a look at every event."""


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


async def ids_of_kind(
    session: AsyncSession,
    guild_id: int,
    instruments: Collection[str],
    covering: Covering,
    *,
    limit: int,
) -> list[int]:
    """Some of the agreements of one of these kinds, by name, of those that are meant."""
    query = _unarchived_ids(guild_id).where(AgreementRow.instrument.in_(instruments))
    query = covering.narrow(query, AgreementRow.id, guild_id)
    return list(await session.scalars(query.order_by(AgreementRow.short_name).limit(limit)))


async def count_of_kind(
    session: AsyncSession,
    guild_id: int,
    instruments: Collection[str],
    called: Collection[str],
    covering: Covering,
    *,
    binding: bool | None = None,
) -> int:
    """How many of those that are meant are of one of these kinds, or called so; any, of none.

    With `binding` only those that are recorded to bind, or not to.
    """
    row = AgreementRow
    query = select(row.id).where(row.guild_id == guild_id)
    if instruments:
        named = [row.short_name.icontains(each, autoescape=True) for each in called]
        query = query.where(or_(row.instrument.in_(instruments), *named))
    if binding is not None:
        query = query.where(row.binding.is_(binding))
    every = covering.narrow(query, row.id, guild_id)
    # Counted apart, so that an index answers the first without a look at any agreement.
    return await _count(session, every) - await _count(
        session, every.where(row.archived_at.is_not(None))
    )


async def _count(session: AsyncSession, query: Select[int]) -> int:
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0


async def binding_ids(
    session: AsyncSession, guild_id: int, *, binding: bool, limit: int
) -> list[int]:
    """Some of the agreements that are recorded as binding, or as not binding."""
    query = _unarchived_ids(guild_id).where(AgreementRow.binding.is_(binding))
    return list(await session.scalars(query.order_by(AgreementRow.short_name).limit(limit)))


async def disputed_ids(session: AsyncSession, guild_id: int, *, limit: int) -> list[int]:
    """Some of the agreements of which sources say different things, or an event is disputed."""
    row = EventRow
    disputed = select(row.agreement_id).where(row.standing == Standing.DISPUTED.value)
    claimed = select(ClaimRow.agreement_id).union(disputed).subquery()
    query = _unarchived_ids(guild_id).where(AgreementRow.id.in_(select(claimed)))
    return list(await session.scalars(query.order_by(AgreementRow.short_name).limit(limit)))


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


async def _is_large(session: AsyncSession, guild_id: int) -> bool:
    every = select(AgreementRow.id).where(AgreementRow.guild_id == guild_id)
    return await _count(session, every.limit(_MANY)) >= _MANY


@dataclass(frozen=True, slots=True)
class Happening:
    """What is asked to have happened: of these kinds (any, where empty), when and where."""

    kinds: tuple[str, ...] = ()
    span: Span | None = None
    place: str | None = None

    def among(self, query: Select[int], day: Any) -> Select[int]:
        """Leave what it holds of, whose day is that."""
        if self.kinds:
            query = query.where(EventRow.kind.in_(self.kinds))
        if self.span is not None:
            query = query.where(day >= self.span.first, day <= self.span.last)
        if self.place is not None:
            query = query.where(EventRow.place.icontains(self.place, autoescape=True))
        return query


async def happened_ids(
    session: AsyncSession,
    guild_id: int,
    what: Happening,
    covering: Covering = EVERY,
    *,
    first: bool = False,
    limit: int,
) -> list[int]:
    """The agreements that are meant to which this happened, latest first.

    With `first` in the order in which it happened.
    """
    row = AgreementRow
    query = select(EventRow.agreement_id).join(row, row.id == EventRow.agreement_id)
    query = query.where(row.archived_at.is_(None))
    day: Any = EventRow.on
    if covering.few or not await _is_large(session, guild_id):
        query = covering.narrow(query.where(row.guild_id == guild_id), row.id, guild_id)
        day = case((day.is_not(None), day))  # so that no index on days leads to other servers'
    else:
        query = query.where(row.guild_id + 0 == guild_id)
        query = covering.sift(query, EventRow.agreement_id, guild_id, archived=False)
    query = what.among(query, day).order_by(day if first else day.desc())
    found = await session.scalars(query.limit(limit * _EVENTS_EACH))
    return list(dict.fromkeys(found))[:limit]


async def first_day(session: AsyncSession, guild_id: int, agreement_id: int) -> date | None:
    """The day of the first thing that happened to an agreement."""
    query = select(func.min(EventRow.on)).join(
        AgreementRow, AgreementRow.id == EventRow.agreement_id
    )
    where = (EventRow.agreement_id == agreement_id, AgreementRow.guild_id == guild_id)
    return await session.scalar(query.where(*where))


async def count_happened(
    session: AsyncSession, guild_id: int, what: Happening, covering: Covering = EVERY
) -> int:
    """To how many of the agreements that are meant this happened."""
    row = AgreementRow
    query = select(EventRow.agreement_id).join(row, row.id == EventRow.agreement_id).distinct()
    query = query.where(row.archived_at.is_(None), row.guild_id + 0 == guild_id)
    day: Any = EventRow.on
    if covering.few or what.span is None or what.span.days > _LONG:
        day = case((day.is_not(None), day))  # what is met on most days is sooner met in a row
    query = covering.narrow(what.among(query, day), EventRow.agreement_id, guild_id)
    return await _count(session, query)


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
