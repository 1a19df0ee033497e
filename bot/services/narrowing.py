"""Narrowing: the part of a record that a question may be about.

A small record is read whole. Of a large one the agreements are read that a search finds for the
words of the question, and for lists the first milestones that fit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.asking
import db.milestones
import db.search
import db.slices
import db.standing
from bot.domain.asking.choosing import Wanted, asks_of_events, wanted
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.matching import match
from bot.domain.asking.passages import Entry, Record, entries
from bot.domain.asking.questions import FromEvent, Question
from bot.domain.asking.replies import MOST_OFFERED
from bot.domain.asking.times import Time
from bot.domain.asking.words import MOST_ASKED
from bot.domain.milestones import UNDATED_STATES, Milestone, State
from bot.domain.search import MOST_PIECES, SCOPES, Kind, Piece, words
from bot.domain.spans import Span
from bot.services.subjects import MOST_READ, Subject, happening, is_list, meant, subject
from db.asking import last_of, within
from db.slices import Among, Slice, slices

MOST_WHOLE = 80
"""Agreements up to which a record is read whole."""

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
_CALLED = {"memorandum of understanding": ("mou", "memorandum")}
_EXPIRES = frozenset({"expire", "expires", "expired", "expiring", "lapse", "lapses", "lapsed"})
_NEGATED = re.compile(r"\b(?:not|never|nor|without)\b")
_COUNTS = frozenset({Asked.COUNT, Asked.WHICH, Asked.EXISTS})


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


async def known_words(session: AsyncSession, guild_id: int, asked: str) -> frozenset[str]:
    """Those of the words that were typed that stand somewhere on record: they are no slips."""
    spelt = (each for each in words(asked[:MOST_ASKED]) if each.isascii())
    typed = [Piece(each, begins=False) for each in dict.fromkeys(spelt)]
    known = await db.search.known(session, guild_id, typed[:MOST_PIECES], tuple(Kind))
    _, elsewhere = SCOPES[Kind.PARTY]  # what other languages call a party may well be a slip here
    return frozenset(
        each.word for each in typed if known.get(each) and elsewhere not in known[each]
    )


async def narrowed(
    session: AsyncSession,
    guild_id: int,
    questions: Sequence[Question],
    *,
    today: date,
    asker_id: int | None,
) -> Part:
    """What these questions may be about."""
    parts = [await _read(session, guild_id, each, today, asker_id) for each in questions]
    deep = list(dict.fromkeys(id_ for each in parts for id_ in each.deep))
    listed = {each.id: each for one in parts for each in one.listed}
    owners = dict.fromkeys(each.agreement_id for each in listed.values())
    others = [each for each in owners if each not in deep][: max(0, MOST_OFFERED - len(deep))]
    told = [id_ for each in parts for id_ in each.told]
    agreements = await db.agreements.every(session, guild_id, ids=[*deep, *told, *others])
    milestones = await db.milestones.of_agreements(session, guild_id, deep) if deep else []
    found = entries(agreements, milestones)
    fitting: int | None = None
    record = Record(found, datetime.combine(today, time(), UTC), "UTC", whole=False)
    for each in parts:
        if each.question.kind in _COUNTS:
            what = wanted(match(each.question, record))
            fitting = await _fitting(session, guild_id, each.question, each.about, what)
    return Part(found, tuple(listed.values()), fitting)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is to be read for a question: agreements with all of theirs, others by themselves."""

    question: Question
    about: Subject
    deep: tuple[int, ...]
    told: tuple[int, ...]
    listed: tuple[Milestone, ...]


async def _read(
    session: AsyncSession, guild_id: int, question: Question, today: date, asker_id: int | None
) -> _Reading:
    deep: list[int] = []
    for each in question.sides[:MOST_OFFERED]:
        own = await subject(session, guild_id, each)
        deep += await meant(session, guild_id, each, own, size=MOST_READ // 4)
    if question.from_event:
        ids, question = await _from_event(session, guild_id, question, question.from_event, today)
        deep += ids
    about = await subject(session, guild_id, question)
    among = Among(guild_id, today, covering=about.covering)
    listed = await _listed(session, question, about, among, asker_id)
    ids = await meant(session, guild_id, question, about)
    several = is_list(question, about)
    deep += ids[: MOST_READ // 2 if several else MOST_READ]
    deep += await _ends(session, question, about, among)
    told = ids if several else ()
    return _Reading(question, about, tuple(deep), tuple(told), tuple(listed))


async def _from_event(
    session: AsyncSession, guild_id: int, question: Question, given: FromEvent, today: date
) -> tuple[list[int], Question]:
    """What is meant by the event from which a time runs, and the question with that time."""
    about = await subject(session, guild_id, given.event)
    ids = (await meant(session, guild_id, given.event, about))[: MOST_READ // 2]
    on = await db.asking.first_day(session, guild_id, ids[0]) if ids else None
    if on is None:
        return ids, question
    first, last = (on - _FAR, on) if given.lead == "before" else (on, max(on, today))
    return ids, replace(given.rest, time=Time(Span(first, last), given.event.text), past=True)


async def _fitting(
    session: AsyncSession, guild_id: int, question: Question, about: Subject, what: Wanted
) -> int | None:
    """How many agreements fit; None where more is asked of them than can be counted."""
    if what.noun or not {each.stem for each in what.words} <= about.met:
        return None
    plain = not what.kinds and what.binding is None
    if asks_of_events(question):
        dated = question.past or question.time is not None or bool(question.seats)
        if not (plain and dated) or _NEGATED.search(question.text):
            return None
        happened = happening(question)
        return await db.asking.count_happened(session, guild_id, happened, about.covering)
    if plain:
        return about.size if about.covering.labels else None
    kinds = [each.value for each in what.kinds]
    called = [word for each in kinds for word in _CALLED.get(each, (each,))]
    return await db.asking.count_of_kind(
        session, guild_id, kinds, called, about.covering, binding=what.binding
    )


async def _ends(
    session: AsyncSession, question: Question, about: Subject, among: Among
) -> list[int]:
    """The agreements under which the first and the last of all that is open fall due."""
    if question.kind is not Asked.ORDER or question.sides or not about.whole:
        return []
    span = Span(among.today - _FAR, among.today + _FAR)
    size = MOST_LISTED // 2
    pages = [
        await db.standing.page(session, among, each, start=0, size=size)
        for each in (within(span)[-1], last_of(span))
    ]
    return [each.agreement_id for page in pages for each in page]


async def _listed(
    session: AsyncSession, question: Question, about: Subject, among: Among, asker_id: int | None
) -> list[Milestone]:
    """The milestones for a list; none where one of them is asked for."""
    if question.kind is Asked.MINE:
        persons = question.persons or ((asker_id,) if asker_id else ())
        own = [replace(among, owner_id=each) for each in persons]
        return [each for one in own for each in await _first(session, one, slices(one))]
    if question.kind in _OF_THE_PAST or not about.whole:
        return []
    if question.kind in _STATES:
        return await _first(session, among, slices(among, _STATES[question.kind]))
    if question.time is not None:
        return await _in_time(session, among, question)
    if question.kind in (Asked.DUE, Asked.NEXT) or question.names_nothing:
        return await _first(session, among, within(Span(among.today, among.today + _FAR)))
    return []


async def _in_time(session: AsyncSession, among: Among, question: Question) -> list[Milestone]:
    """What falls into a time, where it is over also what has ended; and what comes after it."""
    if question.time is None:
        return []
    span = question.time.span
    over = question.was or span.last < among.today
    ending = bool(_EXPIRES & set(question.words))
    found = await _first(session, among, within(span, settled=over, ending=ending))
    if not found:
        after = db.slices.after(span.last)
        found += await db.standing.page(session, among, after, start=0, size=1)
    return found


async def _first(session: AsyncSession, among: Among, groups: Sequence[Slice]) -> list[Milestone]:
    """The first milestones of these groups, one group after the other."""
    found: list[Milestone] = []
    for group in groups:
        if len(found) < MOST_LISTED:
            size = MOST_LISTED - len(found)
            found += await db.standing.page(session, among, group, start=0, size=size)
    return found
