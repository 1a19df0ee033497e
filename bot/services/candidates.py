"""Candidates: what may be meant by some words, in whatever order and with slips."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.ext.asyncio import AsyncSession

import db.commonness
import db.search
from bot.domain.asking.words import stem
from bot.domain.names import folded
from bot.domain.search import MOST_TYPED, SCOPES, Kind, Piece, mistaken, pieces, singular
from db.questions import Choice
from db.search import Candidate

MOST_CANDIDATES = 300
"""How much of a kind is held against what somebody typed."""

MOST_LEFT_OUT = 6
"""Words up to which it is tried which of them is the one that stands nowhere beside the rest."""

Known = Mapping[Piece, Mapping[str, set[str]]]


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
    same: Mapping[str, Sequence[str]] | None = None,
) -> list[Candidate]:
    """What may be meant: what has all the words, else with a slip in them, else most of them.

    In texts, as against names, what begins as one of the `same` of a word will do for it; with
    these also what has all of the words but one.
    """
    wanted = pieces(typed)
    if not wanted:
        return []
    alike = {each: _alike(each, same or {}) for each in wanted}
    others = (one for each in alike.values() for one in each)
    known = await db.search.known(session, guild_id, [*_with_singulars(wanted), *others], kinds)
    asked = _Asked(
        session, guild_id, typed, kinds, archived, open_only, names_only, limit, alike=alike
    )
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
    alike: Mapping[Piece, Sequence[Piece]] = field(default_factory=dict)

    async def of(
        self, wanted: Sequence[Piece], known: Known, *, any_word: bool = False
    ) -> list[Candidate]:
        """What has one of the known words for each of the wanted, or for any of them."""
        if not wanted:
            return []
        questions = {kind: self._questions(kind, wanted, known) for kind in self.kinds}
        if any_word:
            questions = {kind: _joined(asked) for kind, asked in questions.items()}
        return await self._found(questions)

    async def _found(
        self, questions: Mapping[Kind, Sequence[tuple[Sequence[Choice], bool]]]
    ) -> list[Candidate]:
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
        texts = [self._in_texts(piece, known, (named, other)) for piece in wanted]
        asked = [(exact, True)] if exact != names else []
        asked.append((names, True))
        if texts != names and not self.names_only:
            asked.append((texts, False))
        return asked

    def _in_texts(self, piece: Piece, known: Known, scopes: Sequence[str]) -> Choice:
        every = (piece, *self.alike.get(piece, ()))
        return tuple(dict.fromkeys(one for each in every for one in _choice(each, known, scopes)))

    async def of_some(self, wanted: Sequence[Piece], known: Known) -> list[Candidate]:
        """What has those of the words that the record knows at all."""
        met = [
            piece
            for piece in wanted
            if any(known.get(e) for e in (piece, *self.alike.get(piece, ())))
        ]
        found = await self.of(met, known) if len(met) < len(wanted) else []
        if any(self.alike.values()) and 2 < len(met) <= MOST_LEFT_OUT:
            found = found or await self._of_all_but_one(met, known)
        found = found or (await self.of(met, known, any_word=True) if len(met) > 1 else [])
        return [replace(each, whole=False) for each in found]

    async def of_each(self, wanted: Sequence[Piece], known: Known) -> list[Candidate]:
        """What has one of the words, a few for each."""
        return await self._found(
            {
                kind: [([self._in_texts(each, known, SCOPES[kind])], False) for each in wanted]
                for kind in self.kinds
            }
        )

    async def _of_all_but_one(self, met: Sequence[Piece], known: Known) -> list[Candidate]:
        questions = {}
        for kind in self.kinds:
            texts = [self._in_texts(piece, known, SCOPES[kind]) for piece in met]
            left = [[*texts[:place], *texts[place + 1 :]] for place in range(len(met))]
            questions[kind] = [(each, False) for each in left]
        return await self._found(questions)


def _alike(piece: Piece, same: Mapping[str, Sequence[str]]) -> list[Piece]:
    """What else may stand for a typed word, by the beginnings of words."""
    return [Piece(each, begins=True) for each in same.get(piece.word, ()) if each != piece.word]


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


async def having_each(
    session: AsyncSession,
    guild_id: int,
    same: Mapping[str, Sequence[str]],
    kinds: Collection[Kind],
    *,
    limit: int,
) -> list[Candidate]:
    """For each of these words a few that have it, or what begins as one of those that mean it."""
    wanted = pieces(" ".join(same))
    alike = {each: _alike(each, same) for each in wanted}
    every = (one for each in wanted for one in (each, *alike[each]))
    known = await db.search.known(session, guild_id, list(every), kinds)
    asked = _Asked(session, guild_id, "", kinds, False, False, False, limit, alike=alike)
    return await asked.of_each(wanted, known) if wanted else []


async def commonness(
    session: AsyncSession, guild_id: int, same: Mapping[str, Sequence[str]]
) -> tuple[dict[str, int], int]:
    """About how many agreements have each word, or one that means the same, and of how many."""
    roots = {name: [Piece(each, begins=True) for each in every] for name, every in same.items()}
    pieces_ = list(dict.fromkeys(one for every in roots.values() for one in every))
    known = await db.search.known(session, guild_id, pieces_, (Kind.AGREEMENT, Kind.MILESTONE))

    def scoped(every: Sequence[Piece], kind: Kind) -> Choice:
        return tuple(word for each in every for word in _choice(each, known, SCOPES[kind]))

    return await db.commonness.having(
        session,
        guild_id,
        {
            name: (scoped(every, Kind.AGREEMENT), scoped(every, Kind.MILESTONE))
            for name, every in roots.items()
        },
    )


async def labels_with(
    session: AsyncSession, guild_id: int, typed: Sequence[str], kinds: Collection[Kind]
) -> list[tuple[Kind, str]]:
    """The parties, commodities or topics whose names have any of these words, or a form of one."""
    forms = {each.word: [stem(each.word)] for each in pieces(" ".join(typed))}
    wanted = [Piece(each, begins=True) for word, roots in forms.items() for each in (word, *roots)]
    if not wanted:
        return []
    known = await db.search.known(session, guild_id, wanted, kinds)
    asked = _Asked(session, guild_id, " ".join(typed), kinds, False, False, True, MOST_CANDIDATES)
    found = await asked.of([each for each in wanted if known.get(each)], known, any_word=True)
    return [(each.kind, each.names[0]) for each in found]
