"""Narrowing: the part of a record that a question may be about.

A small record is read whole. Of a large one the agreements are read that a search finds for the
words of the question, and for lists the first milestones that fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.asking
import db.labels
import db.milestones
import db.standing
from bot.domain.asking import eastern, synonyms
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.passages import Entry, entries
from bot.domain.asking.places import state_name
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import MOST_OFFERED
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stems
from bot.domain.milestones import UNDATED_STATES, Milestone, State
from bot.domain.search import Kind
from bot.domain.spans import Span
from bot.services import searching
from bot.services.candidates import candidates
from db.asking import within
from db.labels import Covering
from db.slices import Among, Slice, slices

MOST_WHOLE = 80
"""Agreements up to which a record is read whole."""

MOST_READ = 8
"""Agreements that are read of a larger one for a question."""

MOST_LISTED = 16
"""Milestones that are read for a list; a few more than an answer shows."""

_PASSED = (State.OVERDUE, State.UNVERIFIED_PAST)
_STATES = {
    Asked.OVERDUE: _PASSED,
    Asked.UNVERIFIED: _PASSED,
    Asked.STANDS: _PASSED,
    Asked.UNDATED: tuple(UNDATED_STATES),
}
_OF_THE_PAST = frozenset({Asked.CHANGED, Asked.HAPPENED, Asked.SAYS})
_FAR = timedelta(days=3650)
_COUNTS = frozenset({Asked.COUNT, Asked.WHICH, Asked.EXISTS})
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
        among = Among(guild_id, today, covering=covering)
        for milestone in await _listed(session, question, among, asker_id):
            listed.setdefault(milestone.id, milestone)
        if covering.labels and question.kind in _COUNTS:
            fitting = await db.asking.count(session, guild_id, covering)
        for found in await _meant(session, guild_id, question, covering):
            ids.setdefault(found)
    named = list(ids)[:MOST_READ]
    others = [each.agreement_id for each in listed.values() if each.agreement_id not in ids]
    read = [*named, *dict.fromkeys(others[: max(0, MOST_OFFERED - len(named))])]
    agreements = await db.agreements.every(session, guild_id, ids=read)
    milestones = await db.milestones.of_agreements(session, guild_id, named) if named else []
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
    ids = dict.fromkeys(await _of_kind(session, guild_id, question))
    for typed, kinds in _searches(question):
        found = await candidates(session, guild_id, typed, kinds)
        best = searching.ranked(typed, found)[:MOST_READ]
        owners = await db.asking.agreements_of(
            session, guild_id, [each.id for each in best if each.kind is Kind.MILESTONE and each.id]
        )
        for each in best:
            if each.id is not None:
                ids.setdefault(owners.get(each.id, 0) if each.kind is Kind.MILESTONE else each.id)
        if len(ids) >= MOST_READ:
            break
    named = [each for each in ids if each]
    if not covering.labels:
        return named
    covered = await db.asking.agreement_ids(session, guild_id, covering, limit=MOST_READ)
    half = MOST_READ // 2
    return list(dict.fromkeys((*named[:half], *covered[:half], *named, *covered)))


async def _of_kind(session: AsyncSession, guild_id: int, question: Question) -> list[int]:
    """The agreements for a question after what happened, what binds or what is disputed."""
    time = question.time.span if question.time else None
    if question.kind is Asked.BINDING and question.names_nothing:
        wanted = not {"non", "not", "nonbinding"} & set(question.words)
        return await db.asking.binding_ids(session, guild_id, binding=wanted, limit=MOST_READ)
    if question.kind is Asked.DISPUTED and question.names_nothing:
        return await db.asking.disputed_ids(session, guild_id, limit=MOST_READ)
    only_events = all(is_event_word(each, question.events) for each in question.strong)
    past = question.past and only_events and (time or question.seats or question.events)
    if question.kind not in (Asked.HAPPENED, Asked.WHICH, Asked.WHAT) or not past:
        return []
    return await db.asking.happened_ids(
        session,
        guild_id,
        kinds=[each.value for each in question.events],
        since=time.first if time else None,
        until=time.last if time else None,
        place=question.seats[0] if question.seats else None,
        limit=MOST_READ,
    )


def _searches(question: Question) -> list[tuple[str, tuple[Kind, ...]]]:
    """What is searched for: all of the words, then with others that mean the same."""
    states = [state_name(code) for code in question.states if code != "US"]
    instruments = [
        "mou" if "memorandum" in each.value else each.value for each in question.instruments
    ]
    naming = [each for each in question.strong if not is_event_word(each, question.events)]
    strong = [each.typed for each in naming or question.strong]
    both = (Kind.AGREEMENT, Kind.MILESTONE)
    searches: list[tuple[str, tuple[Kind, ...]]] = [
        (run, (Kind.AGREEMENT,)) for run in eastern.runs(question.asked)[:2]
    ]
    searches.append((" ".join((*states, *instruments, *strong)), both))
    for term in question.strong[:2]:
        for word in synonyms.others(term.stem)[:_SYNONYMS]:
            words = (*states, *(word if each == term.typed else each for each in strong))
            searches.append((" ".join(words), (Kind.MILESTONE,)))
    return searches


async def _listed(
    session: AsyncSession, question: Question, among: Among, asker_id: int | None
) -> list[Milestone]:
    """The milestones for a list; none where one of them is asked for."""
    if question.kind is Asked.MINE:
        persons = question.persons or ((asker_id,) if asker_id else ())
        own = [replace(among, owner_id=each) for each in persons]
        return [each for one in own for each in await _first(session, one, slices(one))]
    if question.kind in _STATES:
        return await _first(session, among, slices(among, _STATES[question.kind]))
    if question.kind in _OF_THE_PAST:
        return []
    if question.time is not None:
        return await _first(session, among, within(question.time.span))
    if question.kind in (Asked.DUE, Asked.NEXT) or question.names_nothing:
        return await _first(session, among, within(Span(among.today, among.today + _FAR)))
    return []


async def _first(session: AsyncSession, among: Among, groups: Sequence[Slice]) -> list[Milestone]:
    """The first milestones of these groups, one group after the other."""
    found: list[Milestone] = []
    for group in groups:
        if len(found) < MOST_LISTED:
            size = MOST_LISTED - len(found)
            found += await db.standing.page(session, among, group, start=0, size=size)
    return found
