"""Narrowing: the part of a record that a question may be about.

A small record is read whole. Of a large one the agreements are read that a search finds for the
words of the question, and for lists the first milestones that fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.asking
import db.labels
import db.milestones
from bot.domain.asking import synonyms
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.passages import Entry, entries
from bot.domain.asking.places import state_name
from bot.domain.asking.questions import Question
from bot.domain.asking.words import stems
from bot.domain.milestones import Milestone
from bot.domain.search import Kind
from bot.services import searching
from db.labels import Covering

MOST_WHOLE = 80
"""Agreements up to which a record is read whole."""

MOST_READ = 16
"""Agreements that are read of a larger one for a question."""

MOST_LISTED = 30
"""Milestones that are read for a list; a few more than an answer shows."""

_LISTS = frozenset(
    {Asked.DUE, Asked.NEXT, Asked.OVERDUE, Asked.UNVERIFIED, Asked.UNDATED, Asked.MINE}
)
_SYNONYMS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What was read for a question: agreements, further milestones, and how many fit in all."""

    entries: tuple[Entry, ...]
    listed: tuple[Milestone, ...] = ()
    fitting: int | None = None


async def whole(session: AsyncSession, guild_id: int) -> Part:
    """All of a record."""
    agreements = await db.agreements.every(session, guild_id)
    milestones = await db.milestones.every(session, guild_id)
    return Part(entries(agreements, milestones))


async def narrowed(
    session: AsyncSession,
    guild_id: int,
    questions: Sequence[Question],
    *,
    today: date,
    asker_id: int | None,
) -> Part:
    """What these questions may be about."""
    ids: dict[int, None] = {}
    listed: dict[int, Milestone] = {}
    fitting: int | None = None
    for question in questions:
        covering = await _covering(session, guild_id, question)
        for milestone in await _listed(session, guild_id, question, covering, today, asker_id):
            listed.setdefault(milestone.id, milestone)
        if covering.labels:
            fitting = await db.asking.count(session, guild_id, covering)
        for found in await _meant(session, guild_id, question, covering):
            ids.setdefault(found)
    for milestone in listed.values():
        ids.setdefault(milestone.agreement_id)
    read = list(ids)[:MOST_READ]
    agreements = await db.agreements.every(session, guild_id, ids=read)
    milestones = await db.milestones.of_agreements(session, guild_id, read)
    return Part(entries(agreements, milestones), tuple(listed.values()), fitting)


async def _covering(session: AsyncSession, guild_id: int, question: Question) -> Covering:
    """The parties, commodities and topics of the record that a question names."""
    labels = [(Kind.PARTY, state_name(code)) for code in question.states if code != "US"]
    typed = frozenset(each.stem for each in question.strong)
    for kind in (Kind.COMMODITY, Kind.TOPIC) if typed else ():
        for name in await db.labels.names(session, guild_id, kind):
            if stems(name) <= typed:
                labels.append((kind, name))
    return Covering(labels=tuple(labels))


async def _meant(
    session: AsyncSession, guild_id: int, question: Question, covering: Covering
) -> list[int]:
    """The agreements that a search finds for the words of a question, best first."""
    if question.names_nothing:
        return []
    ids: dict[int, None] = {}
    for typed, kinds in _searches(question):
        found = await searching.candidates(session, guild_id, typed, kinds)
        best = searching.ranked(typed, found)[:MOST_READ]
        owners = await db.asking.agreements_of(
            session, guild_id, [each.id for each in best if each.kind is Kind.MILESTONE and each.id]
        )
        for each in best:
            if each.id is not None:
                ids.setdefault(owners.get(each.id, 0) if each.kind is Kind.MILESTONE else each.id)
        if len(ids) >= MOST_READ:
            break
    if covering.labels and len(ids) < MOST_READ:
        more = await db.asking.agreement_ids(session, guild_id, covering, limit=MOST_READ)
        ids |= dict.fromkeys(more)
    return [each for each in ids if each]


def _searches(question: Question) -> list[tuple[str, tuple[Kind, ...]]]:
    """What is searched for: all of the words, then with others that mean the same."""
    states = [state_name(code) for code in question.states if code != "US"]
    instruments = [
        "mou" if "memorandum" in each.value else each.value for each in question.instruments
    ]
    strong = [each.typed for each in question.strong]
    both = (Kind.AGREEMENT, Kind.MILESTONE)
    searches: list[tuple[str, tuple[Kind, ...]]] = [
        (" ".join((*states, *instruments, *strong)), both)
    ]
    for term in question.strong[:2]:
        for word in synonyms.others(term.stem)[:_SYNONYMS]:
            words = (*states, *(word if each == term.typed else each for each in strong))
            searches.append((" ".join(words), (Kind.MILESTONE,)))
    return searches


async def _listed(
    session: AsyncSession,
    guild_id: int,
    question: Question,
    covering: Covering,
    today: date,
    asker_id: int | None,
) -> list[Milestone]:
    """The milestones for a list; none where one of them is asked for."""
    time = question.time.span if question.time else None
    match question.kind:
        case Asked.MINE:
            persons = question.persons or ((asker_id,) if asker_id else ())
            return await db.asking.owned(session, guild_id, persons, limit=MOST_LISTED)
        case Asked.OVERDUE | Asked.UNVERIFIED | Asked.STANDS:
            before = today + timedelta(days=1)
            return await db.asking.passed(
                session, guild_id, before=before, covering=covering, limit=MOST_LISTED
            )
        case Asked.UNDATED:
            return await db.asking.undated(session, guild_id, covering=covering, limit=MOST_LISTED)
    if question.kind in _LISTS or time is not None or question.names_nothing:
        since = time.first if time else today - timedelta(days=1)
        until = time.last if time else None
        return await db.asking.dated(
            session, guild_id, since=since, until=until, covering=covering, limit=MOST_LISTED
        )
    return []
