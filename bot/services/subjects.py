"""Subjects: the parties, commodities and topics that a question names."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

import db.asking
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.places import state_name
from bot.domain.asking.questions import Question
from bot.domain.asking.terms import Term, is_event_word
from bot.domain.asking.words import stems
from bot.domain.search import Kind
from bot.services.candidates import labels_with
from db.labels import Covering

MOST_COVERED = 800
"""Agreements with what is named that are looked at one by one."""

_LISTS = frozenset(
    {Asked.WHICH, Asked.EXISTS, Asked.COUNT, Asked.HAPPENED, Asked.PARTIES, Asked.ORDER}
)

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
    names = naming(question)
    typed = frozenset(each.stem for each in names)
    kinds = (Kind.COMMODITY, Kind.TOPIC)
    found = await labels_with(session, guild_id, [each.typed for each in names], kinds)
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
    if question.kind is Asked.BINDING:
        return question.names_nothing
    return question.kind in _LISTS or (
        question.kind is Asked.WHAT and about.whole and bool(naming(question))
    )


def naming(question: Question) -> list[Term]:
    """The words that name something, other than what is asked to have happened."""
    return [each for each in question.strong if not is_event_word(each, question.events)]
