"""Queries on agreements that may be one, and on those that belong together without being one."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.labels
import db.search
from bot.domain.agreements import Agreement
from bot.domain.names import folded
from bot.domain.search import Kind
from db.models.agreements import AgreementRow, EventRow
from db.models.drafts import KinRow
from db.models.search import LabelRow

MOST = 100
"""How many agreements of the same parties are held against a text, the nearest in time first."""

_NEAR = timedelta(days=60)


async def candidates(
    session: AsyncSession,
    guild_id: int,
    *,
    parties: Collection[str],
    names: Collection[str],
    on: date | None,
) -> list[int]:
    """The agreements (ids) that a text may be about: of its parties, or of its name.

    `parties` are codes, or names where they have none; `on` is the day that the text tells of.
    """
    found = [each for name in names for each in await db.search.named(session, guild_id, name)]
    together = _together(guild_id, await _keys(session, guild_id, parties), min(2, len(parties)))
    if on is not None:
        near = select(EventRow.id).where(
            EventRow.agreement_id == LabelRow.agreement_id,
            EventRow.on.between(on - _NEAR, on + _NEAR),
        )
        found += await session.scalars(together.where(near.exists()).limit(MOST))
    found += await session.scalars(together.limit(MOST))
    live = select(AgreementRow.id).where(
        AgreementRow.id.in_(found), AgreementRow.archived_at.is_(None)
    )
    present = set(await session.scalars(live))
    return [each for each in dict.fromkeys(found) if each in present]


async def _keys(session: AsyncSession, guild_id: int, parties: Collection[str]) -> set[str]:
    """Under which names (folded) the guild's record has these parties."""
    known = await db.labels.names(session, guild_id, Kind.PARTY)
    wanted = {folded(each) for each in parties}
    return wanted | {folded(name) for name, code in known.items() if code in parties}


def _together(guild_id: int, keys: Collection[str], least: int) -> Select[int]:
    """Agreements to which at least so many of these parties belong, the latest first."""
    row = LabelRow
    return (
        select(row.agreement_id)
        .where(
            row.guild_id == guild_id,
            row.kind == Kind.PARTY.value,
            row.key.in_(keys),
            row.archived.is_(False),
        )
        .group_by(row.agreement_id)
        .having(func.count() >= least)
        .order_by(row.agreement_id.desc())
    )


async def link(session: AsyncSession, agreement_id: int, other_id: int, likeness: str) -> None:
    """Note that two agreements belong together; nothing where that is on record already."""
    if agreement_id == other_id or other_id in await of(session, agreement_id):
        return
    session.add(KinRow(agreement_id=agreement_id, other_id=other_id, likeness=likeness))
    await session.flush()


async def of(session: AsyncSession, agreement_id: int) -> list[int]:
    """The agreements (ids) that one belongs with, whichever of the two was recorded first."""
    rows = await session.execute(
        select(KinRow.agreement_id, KinRow.other_id).where(
            or_(KinRow.agreement_id == agreement_id, KinRow.other_id == agreement_id)
        )
    )
    pairs = [(row.agreement_id, row.other_id) for row in rows]
    return sorted({each for pair in pairs for each in pair} - {agreement_id})


async def names(session: AsyncSession, agreement: Agreement) -> tuple[str, ...]:
    """Those that an agreement belongs with: as the catalogue says, then as drafts showed."""
    ids = await of(session, agreement.id)
    live = AgreementRow.archived_at.is_(None)
    query = select(AgreementRow.short_name).where(AgreementRow.id.in_(ids), live)
    found = await session.scalars(query.order_by(AgreementRow.short_name))
    keyed = await db.agreements.with_keys(session, agreement.guild_id, agreement.related)
    return tuple(dict.fromkeys([*keyed, *found]))
