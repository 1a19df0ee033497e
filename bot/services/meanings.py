"""Meanings: the agreements that a question may mean, the likeliest first.

The rarer way comes first: what is called by its name, what is asked to have happened or to be,
then what a search finds for the words, then what has the parties, commodities and topics named.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

import db.asking
from bot.domain.asking import eastern, synonyms
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.places import state_name
from bot.domain.asking.questions import Question
from bot.domain.asking.scoring import rarity
from bot.domain.asking.terms import Term
from bot.domain.asking.words import MOST_ASKED, stem
from bot.domain.search import Kind
from bot.services import searching
from bot.services.candidates import candidates, commonness, having_each
from bot.services.choosing import chosen_ids
from bot.services.subjects import Subject, is_list, naming
from db.labels import Covering
from db.search import Candidate

MOST_READ = 12
"""Agreements that are read with all that belongs to them for a question."""

MOST_TOLD = 40
"""Agreements that are read for a list of them, more than an answer names."""

_US = (Kind.PARTY, state_name("US"))
_OF_SOURCES = frozenset({Asked.SAYS, Asked.SOURCE})
_OF_CLAIMS = frozenset({Asked.SAYS, Asked.DISPUTED})
_SYNONYMS, _EACH, _SHORTEST = 5, 2, 4
_LONGEST = 10
_YEAR = re.compile(r"20\d\d")
_AROUND = " \t?!.,;:\"'“”„«»*_~`"
_HITS = 100
"""How much of a kind and a way to ask is ranked."""


async def meant(
    session: AsyncSession,
    guild_id: int,
    question: Question,
    about: Subject,
    *,
    today: date,
    size: int | None = None,
) -> list[int]:
    """The agreements that may be meant, the likeliest first; of lists more than of others.

    Of a question that sets things side by side only those that are called by their names: its
    sides are questions of their own.
    """
    most = size or (MOST_TOLD if is_list(question, about) else MOST_READ)
    called = await db.asking.called_ids(session, guild_id, _runs(question.text))
    if question.sides:
        return called[:most]
    ids = dict.fromkeys(called) | dict.fromkeys(
        await chosen_ids(session, guild_id, question, about, today=today, most=most)
    )
    ids |= dict.fromkeys(await _claiming(session, guild_id, question))
    ids |= dict.fromkeys(await _found(session, guild_id, question, most))
    named = list(ids)
    if about.covering.labels:
        covered = await _covered(session, guild_id, question, about, most)
        half = most // 2
        if _tells_which(question, about):
            named = [each for each in named if each in about.ids or each in called]
        named = list(dict.fromkeys((*named[:half], *covered[:half], *named, *covered)))
    several = len(question.strong) > 1 and size is None
    beside = await _having_each(session, guild_id, question) if several else []
    others = [each for each in beside if each not in named]
    return [*named[: most - len(others)], *others]


def _runs(asked: str) -> set[str]:
    """All that may be a name in what was typed: each of its words with those that follow."""
    typed = [each.strip(_AROUND) for each in asked[:MOST_ASKED].split()]
    return {
        " ".join(typed[place : place + size])
        for size in range(1, _LONGEST + 1)
        for place in range(len(typed) - size + 1)
    }


async def _having_each(session: AsyncSession, guild_id: int, question: Question) -> list[int]:
    """For each word an agreement that has it: what stands nowhere on record is said not to."""
    same = {each.typed: _forms(each)[:1] for each in question.strong[: MOST_READ // 2]}
    both = (Kind.AGREEMENT, Kind.MILESTONE)
    found = await having_each(session, guild_id, same, both, limit=1)
    return list(dict.fromkeys(each.agreement_id for each in found if each.agreement_id))


async def _claiming(session: AsyncSession, guild_id: int, question: Question) -> list[int]:
    """The agreements of which something is claimed in these words, where that is asked."""
    if question.kind not in _OF_CLAIMS:
        return []
    said = [_forms(each) for each in question.strong]
    most = MOST_READ // 3
    return await db.asking.claiming_ids(session, guild_id, [e for e in said if e], limit=most)


async def rarities(
    session: AsyncSession, guild_id: int, questions: Sequence[Question]
) -> dict[str, float]:
    """How rare the words that the questions name are on record, by their stems."""
    terms = {term.stem: term for each in questions for term in each.strong}
    same = {root: forms for root, term in terms.items() if (forms := _forms(term))}
    if not same:
        return {}
    found, total = await commonness(session, guild_id, same)
    return {root: rarity(number, total) for root, number in found.items() if number}


async def _citing(session: AsyncSession, guild_id: int, found: Sequence[Candidate]) -> list[int]:
    """Some of the agreements that rest on the sources that were found."""
    ids = [each.id for each in found if each.kind is Kind.SOURCE and each.id is not None]
    if not ids:
        return []
    return await db.asking.citing_ids(session, guild_id, ids[:_EACH], limit=MOST_READ // 2)


def _tells_which(question: Question, about: Subject) -> bool:
    """Whether the United States beside another state tell which of its agreements is meant."""
    return _US in about.covering.labels and bool(question.instruments)


async def _covered(
    session: AsyncSession, guild_id: int, question: Question, about: Subject, most: int
) -> list[int]:
    """Agreements with all that is named; with each of the states where none is with all."""
    found = list(about.ids[:most])
    us_too = _US in about.covering.labels and not _tells_which(question, about)
    if us_too and len(found) < most:
        others = tuple(each for each in about.covering.labels if each != _US)
        beside = Covering(labels=others)
        found += await db.asking.agreement_ids(session, guild_id, beside, limit=most // 2)
    states = [each for each in about.covering.labels if each[0] is Kind.PARTY]
    if len(states) > 1 and (not found or question.kind is Asked.COMPARE):
        for each in states:
            one = Covering(labels=(each,))
            found += await db.asking.agreement_ids(session, guild_id, one, limit=most // 4)
    return found


async def _found(session: AsyncSession, guild_id: int, question: Question, most: int) -> list[int]:
    """What a search finds for the words, then what has at least one of them."""
    ids: dict[int, None] = {}
    for typed, kinds in _searches(question):
        found = await candidates(session, guild_id, typed, kinds, same=_same(question), limit=_HITS)
        owners = await _owners(session, guild_id, typed, found)
        ids |= dict.fromkeys(owners[:most])
        if len(ids) >= most:
            break
    return list(ids)


async def _owners(
    session: AsyncSession, guild_id: int, typed: str, found: Sequence[Candidate]
) -> list[int]:
    """The agreements that were found, or of which something was, each once, best first."""
    ranked = searching.ranked(typed, found)
    own = [each.agreement_id for each in ranked if each.agreement_id is not None]
    return list(dict.fromkeys((*await _citing(session, guild_id, ranked), *own)))


def _same(question: Question) -> Mapping[str, Sequence[str]]:
    """How words begin that are forms of one that was typed, or mean the same."""
    return {each.typed: _forms(each) for each in question.strong}


def _forms(term: Term) -> list[str]:
    """The root of a word, and those of others that mean the same."""
    roots = (term.stem, *(stem(each) for each in synonyms.others(term.stem)[:_SYNONYMS]))
    return [each for each in roots if len(each) >= _SHORTEST]


def _searches(question: Question) -> list[tuple[str, tuple[Kind, ...]]]:
    """What is searched for: all of the words, and where a source is asked for those of sources."""
    states = [state_name(code) for code in question.states if code != "US"]
    us = [state_name("US")] if states and "US" in question.states else []
    instruments = [
        "mou" if "memorandum" in each.value else each.value for each in question.instruments
    ]
    years = [each for each in question.words if _YEAR.fullmatch(each)] if instruments else []
    strong = [each.typed for each in naming(question) or question.strong]
    searches: list[tuple[str, tuple[Kind, ...]]] = [
        (run, (Kind.AGREEMENT,)) for run in eastern.runs(question.asked)[:2]
    ]
    if question.kind in _OF_SOURCES:
        searches.append((" ".join(strong), (Kind.SOURCE,)))
    both = (Kind.AGREEMENT, Kind.MILESTONE)
    searches.append((" ".join((*us, *states, *instruments, *strong, *years)), both))
    if instruments and strong:
        searches.append((" ".join((*states, *strong)), both))
    return searches
