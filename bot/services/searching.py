"""Use cases on search: what somebody may mean by what they typed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

import db.search
from bot.domain.names import choices, folded, resolve
from bot.domain.search import (
    EXACT,
    MOST_TYPED,
    SCOPES,
    Kind,
    Piece,
    likeness,
    mistaken,
    pieces,
    singular,
)
from bot.errors import NotFound
from bot.services.transactions import Transactions
from db.questions import Choice
from db.search import Candidate

MOST_OFFERED = 100
"""How much of a kind is looked at to offer names while somebody types."""

MOST_CANDIDATES = 300
"""How much of a kind is held against what somebody typed."""

_IN_TEXT, _IN_PART = 0.5, 0.6
"""What the score is lessened by where words stand in a text, and where some were left out."""

_WORTH_OFFERING = 20
"""The least score of what is offered while somebody types."""

_SURE = 90
"""The likeness at which one of its names is meant, though words of its names were not asked for."""

Known = Mapping[Piece, Mapping[str, set[str]]]


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


async def candidates(
    session: AsyncSession,
    guild_id: int,
    typed: str,
    kinds: Collection[Kind],
    *,
    archived: bool | None = False,
    open_only: bool = False,
    names_only: bool = False,
    limit: int = MOST_CANDIDATES,
) -> list[Candidate]:
    """What may be meant: what has all the words, else with a slip in them, else most of them."""
    wanted = pieces(typed)
    if not wanted:
        return []
    known = await db.search.known(session, guild_id, _with_singulars(wanted), kinds)
    asked = _Asked(session, guild_id, typed, kinds, archived, open_only, names_only, limit)
    return (
        await asked.of(wanted, known)
        or await asked.of(wanted, await _corrected(session, guild_id, wanted, known, kinds))
        or await asked.of_some(wanted, known)
    )


def _with_singulars(wanted: Sequence[Piece]) -> list[Piece]:
    ones = (Piece(one, begins=False) for each in wanted if (one := singular(each.word)))
    return list(dict.fromkeys((*wanted, *ones)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question under way."""

    session: AsyncSession
    guild_id: int
    typed: str
    kinds: Collection[Kind]
    archived: bool | None
    open_only: bool
    names_only: bool
    limit: int

    async def of(
        self, wanted: Sequence[Piece], known: Known, *, any_word: bool = False
    ) -> list[Candidate]:
        """What has one of the known words for each of the wanted, or for any of them."""
        if not wanted:
            return []
        questions = {kind: self._questions(kind, wanted, known) for kind in self.kinds}
        if any_word:
            questions = {kind: _joined(asked) for kind, asked in questions.items()}
        return await db.search.candidates(
            self.session,
            self.guild_id,
            questions,
            begin=folded(self.typed[:MOST_TYPED]),
            archived=self.archived,
            open_only=self.open_only,
            limit=self.limit,
        )

    def _questions(
        self, kind: Kind, wanted: Sequence[Piece], known: Known
    ) -> list[tuple[list[Choice], bool]]:
        named, other = SCOPES[kind]
        exact = [_choice(piece, known, (named,), whole=True) for piece in wanted]
        names = [_choice(piece, known, (named,)) for piece in wanted]
        texts = [_choice(piece, known, (named, other)) for piece in wanted]
        asked = [(exact, True)] if exact != names else []
        asked.append((names, True))
        if texts != names and not self.names_only:
            asked.append((texts, False))
        return asked

    async def of_some(self, wanted: Sequence[Piece], known: Known) -> list[Candidate]:
        """What has those of the words that the record knows at all."""
        met = [piece for piece in wanted if known.get(piece)]
        found = await self.of(met, known) if len(met) < len(wanted) else []
        found = found or (await self.of(met, known, any_word=True) if len(met) > 1 else [])
        return [replace(each, whole=False) for each in found]


def _joined(questions: Sequence[tuple[list[Choice], bool]]) -> list[tuple[list[Choice], bool]]:
    """The questions, each of which one word answers now."""
    return [
        ([tuple(dict.fromkeys(word for choice in choices for word in choice))], named)
        for choices, named in questions
    ]


def _choice(piece: Piece, known: Known, scopes: Sequence[str], *, whole: bool = False) -> Choice:
    """The scoped words that stand for a typed one; with `whole` only that word itself."""
    meant: dict[str, None] = {}
    one = singular(piece.word)
    for scope in scopes:
        words = sorted(known.get(piece, {}).get(scope, ()))[: db.search.MOST_ENDINGS]
        meant |= {scope + word: None for word in words if not whole or word == piece.word}
        if one and not whole and known.get(Piece(one, begins=False), {}).get(scope):
            meant[scope + one] = None
    return tuple(meant)


async def _corrected(
    session: AsyncSession,
    guild_id: int,
    wanted: Sequence[Piece],
    known: Known,
    kinds: Collection[Kind],
) -> Known:
    """The words that were known, and for those that were not the likeliest that are."""
    meant: dict[Piece, dict[str, set[str]]] = {
        piece: {scope: set(words) for scope, words in every.items()}
        for piece, every in known.items()
    }
    for piece in wanted:
        if known.get(piece):
            continue
        near = (
            mistaken(piece.word, await db.search.like(session, guild_id, piece.word, kinds))
            if len(piece.word) > 1
            else []
        )
        meant[piece] = {SCOPES[kind][0]: set(near) for kind in kinds}
    return meant
