"""Subjects: the agreements that a question may be about, by the words in which it is asked.

The rarer way comes first: what is asked to have happened, then what a search finds for the words,
then what has the parties, commodities and topics that are named.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

import db.asking
from bot.domain.asking import eastern, synonyms
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.places import state_name
from bot.domain.asking.questions import Question
from bot.domain.asking.terms import Term, is_event_word
from bot.domain.asking.words import MOST_ASKED, stem, stems
from bot.domain.search import Kind
from bot.services import searching
from bot.services.candidates import candidates, having_each, labels_with
from db.asking import Happening
from db.labels import Covering
from db.search import Candidate

MOST_READ = 12
"""Agreements that are read with all that belongs to them for a question."""

MOST_COVERED = 800
"""Agreements with what is named that are looked at one by one."""

MOST_TOLD = 40
"""Agreements that are read for a list of them, more than an answer names."""

_LISTS = frozenset(
    {Asked.WHICH, Asked.EXISTS, Asked.COUNT, Asked.HAPPENED, Asked.PARTIES, Asked.ORDER}
)
_OF_SOURCES = frozenset({Asked.SAYS, Asked.SOURCE})
_OF_EVENTS = frozenset({*_LISTS, Asked.WHAT, Asked.CHANGED})
_SYNONYMS, _EACH, _SHORTEST = 5, 2, 4
_LONGEST = 10
_YEAR = re.compile(r"20\d\d")
_AROUND = " \t?!.,;:\"'“”„«»*_~`"
_HITS = 100
"""How much of a kind and a way to ask is ranked."""

_WIDE = 5_001
"""The size of what covers too much to lead anywhere."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question names of the parties, commodities and topics of a record.

    `ids` are the first of the agreements that have all of these labels, `size` how many do.
    `met` are the words that name a commodity or a topic; `whole` where nothing else is named: what
    holds of them all is then what is asked about.
    """

    covering: Covering
    ids: tuple[int, ...]
    size: int
    whole: bool
    met: frozenset[str] = frozenset()


async def subject(session: AsyncSession, guild_id: int, question: Question) -> Subject:
    """The parties, commodities and topics of the record that a question names."""
    states = [(Kind.PARTY, state_name(code)) for code in question.states if code != "US"]
    naming = _naming(question)
    typed = frozenset(each.stem for each in naming)
    kinds = (Kind.COMMODITY, Kind.TOPIC)
    found = await labels_with(session, guild_id, [each.typed for each in naming], kinds)
    named = [each for each in found if stems(each[1]) <= typed]
    met: frozenset[str] = frozenset().union(*(stems(name) for _, name in named))
    whole = typed <= met and not question.instruments
    labels = (*states, *named)
    if states and "US" in question.states:
        both = await _with(session, guild_id, (*labels, (Kind.PARTY, state_name("US"))), whole)
        if both.ids:
            return replace(both, met=met)
    return replace(await _with(session, guild_id, labels, whole), met=met)


async def _with(
    session: AsyncSession, guild_id: int, labels: tuple[tuple[Kind, str], ...], whole: bool
) -> Subject:
    covering = Covering(labels=labels)
    if not labels:
        return Subject(covering, (), 0, whole)
    ids = await db.asking.agreement_ids(session, guild_id, covering, limit=MOST_COVERED)
    size = len(ids)
    if size < MOST_COVERED:
        covering = replace(covering, few=tuple(ids), size=size)
    else:
        size = await db.asking.count(session, guild_id, covering)
        covering = replace(covering, size=max(size, _WIDE))
    return Subject(covering, tuple(ids), size, whole)


def is_list(question: Question, about: Subject) -> bool:
    """Whether several agreements are asked for, of which no more is told than where they stand."""
    return question.kind in _LISTS or (
        question.kind is Asked.WHAT and about.whole and bool(_naming(question))
    )


async def meant(
    session: AsyncSession,
    guild_id: int,
    question: Question,
    about: Subject,
    *,
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
        await _of_kind(session, guild_id, question, about, most)
    )
    ids |= dict.fromkeys(await _found(session, guild_id, question, most))
    named = list(ids)
    if about.covering.labels:
        covered = await _covered(session, guild_id, question, about, most)
        half = most // 2
        if (Kind.PARTY, state_name("US")) in about.covering.labels:
            # beside another state they tell which of its agreements is meant
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


async def _citing(session: AsyncSession, guild_id: int, found: Sequence[Candidate]) -> list[int]:
    """Some of the agreements that rest on the sources that were found."""
    ids = [each.id for each in found if each.kind is Kind.SOURCE and each.id is not None]
    if not ids:
        return []
    return await db.asking.citing_ids(session, guild_id, ids[:_EACH], limit=MOST_READ // 2)


async def _covered(
    session: AsyncSession, guild_id: int, question: Question, about: Subject, most: int
) -> list[int]:
    """Agreements with all that is named; with each of the states where none is with all."""
    found = list(about.ids[:most])
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


def _naming(question: Question) -> list[Term]:
    """The words that name something, other than what is asked to have happened."""
    return [each for each in question.strong if not is_event_word(each, question.events)]


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
    strong = [each.typed for each in _naming(question) or question.strong]
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


async def _of_kind(
    session: AsyncSession, guild_id: int, question: Question, about: Subject, most: int
) -> list[int]:
    """The agreements for a question after what happened, what binds, what is disputed or open."""
    if question.names_nothing and question.kind is Asked.BINDING:
        wanted = not {"non", "not", "nonbinding"} & set(question.words)
        return await db.asking.binding_ids(session, guild_id, binding=wanted, limit=MOST_TOLD)
    if question.names_nothing and question.kind is Asked.DISPUTED:
        return await db.asking.disputed_ids(session, guild_id, limit=MOST_TOLD)
    if question.names_nothing and question.kind is Asked.OPEN:
        return await db.asking.open_ids(session, guild_id, limit=MOST_TOLD)
    if question.names_nothing and question.kind is Asked.VERIFIED:
        return await db.asking.checked_ids(session, guild_id)
    if question.instruments and question.kind in _LISTS and not _naming(question):
        return await db.asking.ids_of_kind(
            session,
            guild_id,
            [each.value for each in question.instruments],
            about.covering,
            limit=most,
        )
    return await _of_events(session, guild_id, question, about, most)


async def _of_events(
    session: AsyncSession, guild_id: int, question: Question, about: Subject, most: int
) -> list[int]:
    """The agreements to which what is asked happened, the latest first; of an order both ends."""
    if not about.whole or question.sides:
        return []
    asked = question.past and bool(question.time or question.seats or question.events)
    if question.kind is not Asked.ORDER and not (asked and question.kind in _OF_EVENTS):
        return []
    ends = (True, False) if question.kind is Asked.ORDER else (False,)
    what, size = happening(question), most // len(ends)
    found = [
        await db.asking.happened_ids(
            session, guild_id, what, about.covering, first=first, limit=size
        )
        for first in ends
    ]
    return [each for one in found for each in one]


def happening(question: Question) -> Happening:
    """What is asked to have happened."""
    return Happening(
        tuple(each.value for each in question.events),
        question.time.span if question.time else None,
        question.seats[0] if question.seats else None,
    )
