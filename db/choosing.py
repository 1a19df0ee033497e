"""Queries on which agreements are of a kind, and whether they bind."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.labels import EVERY, Covering
from db.models.agreements import AgreementRow


@dataclass(frozen=True, slots=True)
class Nature:
    """What agreements are asked to be: of one of these kinds, or called so (any, where empty).

    With `binding` only those that are recorded to bind, or not to.
    """

    kinds: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    binding: bool | None = None

    def among(self, query: Select[int], *, by_name: bool = True) -> Select[int]:
        """Leave the agreements of which it holds; `by_name` also those that are only called so."""
        row = AgreementRow
        if self.kinds:
            names = self.called if by_name else ()
            named = [row.short_name.icontains(each, autoescape=True) for each in names]
            query = query.where(or_(row.instrument.in_(self.kinds), *named))
        return query if self.binding is None else query.where(row.binding.is_(self.binding))


ANY = Nature()


async def ids(
    session: AsyncSession, guild_id: int, nature: Nature, covering: Covering = EVERY, *, limit: int
) -> list[int]:
    """Some of those that are meant and are so, by name; what is only called so is searched for."""
    row = AgreementRow
    query = select(row.id).where(row.guild_id == guild_id, row.archived_at.is_(None))
    query = covering.narrow(nature.among(query, by_name=False), row.id, guild_id)
    return list(await session.scalars(query.order_by(row.short_name).limit(limit)))


async def count(
    session: AsyncSession, guild_id: int, nature: Nature, covering: Covering = EVERY
) -> int:
    """How many of those that are meant are so."""
    row = AgreementRow
    query = nature.among(select(row.id).where(row.guild_id == guild_id))
    every = covering.narrow(query, row.id, guild_id)
    # Counted apart, so that an index answers the first without a look at any agreement.
    return await _count(session, every) - await _count(
        session, every.where(row.archived_at.is_not(None))
    )


async def _count(session: AsyncSession, query: Select[int]) -> int:
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0
