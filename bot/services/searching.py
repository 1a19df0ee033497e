"""Use cases on search: what somebody may mean by what they typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

import db.search
from bot.domain.names import choices, resolve
from bot.domain.search import (
    EXACT,
    Kind,
    likeness,
    pieces,
)
from bot.errors import NotFound
from bot.services.candidates import candidates
from bot.services.transactions import Transactions
from db.search import Candidate

MOST_OFFERED = 100
"""How much of a kind is looked at to offer names while somebody types."""

_IN_TEXT, _IN_PART = 0.5, 0.6
"""What the score is lessened by where words stand in a text, and where some were left out."""

_WORTH_OFFERING = 20
"""The least score of what is offered while somebody types."""

_SURE = 90
"""The likeness at which one of its names is meant, though words of its names were not asked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: of which `kind`, by which `name` it is shown, and how well it fits, to 100.

    `id` is that of an agreement, milestone or source; parties, commodities and topics are known by
    their names. `agreement` is the short name of the agreement that it is or belongs to.
    """

    kind: Kind
    id: int | None
    name: str
    agreement: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Searching:
    """Finding things by some of their words, in whatever order and with slips."""

    transactions: Transactions

    async def find(
        self,
        guild_id: int,
        typed: str,
        *,
        kinds: Collection[Kind] = tuple(Kind),
        limit: int = 10,
        archived: bool | None = False,
    ) -> tuple[Hit, ...]:
        """What fits what somebody typed, best first; nothing for no words."""
        async with self.transactions.read() as session:
            found = await candidates(session, guild_id, typed, kinds, archived=archived)
        return tuple(hits(typed, found)[:limit])


def meant(typed: str, found: Sequence[Candidate], *, what: str) -> Candidate:
    """The one of the candidates that somebody typed the name of.

    A name that follows from the record, such as the place where it was signed with “deal”, counts
    where no name that stands in it does. Raises NotFound when none or several are meant.
    """
    try:
        key = resolve(typed, {(each.kind, each.names[0]): each.names for each in found}, what=what)
    except NotFound:
        exact = [each for each in found if likeness(typed, each.others) >= EXACT]
        if len(exact) != 1:
            raise
        return exact[0]
    return next(each for each in found if (each.kind, each.names[0]) == key)


async def offered(
    session: AsyncSession,
    guild_id: int,
    typed: str,
    kinds: Sequence[Kind],
    *,
    archived: bool | None = False,
    open_only: bool = False,
    limit: int,
) -> list[str]:
    """The names to offer while somebody types, best first; before, the first of each kind."""
    if not pieces(typed):
        names = await db.search.first(
            session, guild_id, kinds, archived=archived, open_only=open_only, limit=limit
        )
        return choices(names)
    found = await candidates(
        session,
        guild_id,
        typed,
        kinds,
        archived=archived,
        open_only=open_only,
        limit=MOST_OFFERED,
    )
    by_name = [each for each in found if each.named and each.whole]
    likely = [each for each in hits(typed, by_name or found) if each.score >= _WORTH_OFFERING]
    return choices(each.name for each in likely[:limit])


def hits(typed: str, found: Sequence[Candidate]) -> list[Hit]:
    """The candidates in the order in which they fit; milestones that fit alike by their dates."""
    return [
        Hit(each.kind, each.id, each.names[0], each.agreement, score)
        for score, each in _scored(typed, found)
    ]


def ranked(typed: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in the order in which they fit."""
    return [each for _, each in _scored(typed, found)]


def _scored(typed: str, found: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
    scored = [(_score(typed, each), each) for each in found]
    return sorted(
        scored, key=lambda pair: (-pair[0], pair[1].soonest is None, str(pair[1].soonest))
    )


def _score(typed: str, candidate: Candidate) -> float:
    fits = likeness(typed, (*candidate.names, *candidate.others))
    if not candidate.named and fits < _SURE:
        fits *= _IN_TEXT
    return fits if candidate.whole else fits * _IN_PART
