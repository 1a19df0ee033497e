"""Narrowing: the part of a record that a question may be about.

A small record is read whole. Of a large one the agreements are read that a search finds for the
words of the question, and for lists the first milestones that fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.asking
import db.happenings
import db.milestones
import db.search
from bot.domain.agreements import Agreement, EventKind, status
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.passages import Entry, entries
from bot.domain.asking.questions import FromEvent, Question
from bot.domain.asking.replies import MOST_OFFERED
from bot.domain.asking.times import Time
from bot.domain.asking.words import MOST_ASKED
from bot.domain.milestones import Milestone
from bot.domain.search import MOST_PIECES, SCOPES, Kind, Piece, words
from bot.domain.spans import Span
from bot.services.choosing import fitting
from bot.services.due import ends, listed
from bot.services.meanings import MOST_READ, meant, rarities
from bot.services.subjects import Subject, is_list, subject
from db.slices import Among

MOST_WHOLE = 80
"""Agreements up to which a record is read whole."""

_FAR = timedelta(days=3650)
_MOST_RELATED = 4
"""Agreements that are read beside others as they bear on whether these stand."""

_COUNTS = frozenset({Asked.COUNT, Asked.WHICH, Asked.EXISTS, Asked.BINDING})


@dataclass(frozen=True, slots=True)
class Part:
    """What was read for a question: agreements, further milestones, and how many fit in all.

    `rarities` say of a record that was not read whole how rare the words are that are named.
    """

    entries: tuple[Entry, ...]
    listed: tuple[Milestone, ...] = ()
    fitting: int | None = None
    rarities: Mapping[str, float] = field(default_factory=dict)


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
    further = {each.id: each for one in parts for each in one.listed}
    owners = dict.fromkeys(each.agreement_id for each in further.values())
    others = [each for each in owners if each not in deep][: max(0, MOST_OFFERED - len(deep))]
    told = [id_ for each in parts for id_ in each.told]
    agreements = await db.agreements.every(session, guild_id, ids=[*deep, *told, *others])
    related = await _related(session, guild_id, agreements, deep, today)
    agreements += related
    deep += [each.id for each in related]
    milestones = await db.milestones.of_agreements(session, guild_id, deep) if deep else []
    found = entries(agreements, milestones)
    fit: int | None = None
    for each in parts:
        if each.question.kind in _COUNTS and is_list(each.question, each.about):
            fit = await fitting(
                session, guild_id, each.question, each.about, entries=found, today=today
            )
    told_apart = [each.question for each in parts if not is_list(each.question, each.about)]
    rare = await rarities(session, guild_id, told_apart)
    return Part(found, tuple(further.values()), fit, rare)


async def _related(
    session: AsyncSession,
    guild_id: int,
    agreements: Sequence[Agreement],
    deep: Sequence[int],
    today: date,
) -> list[Agreement]:
    """What bears on the agreements that are suspended: another may say until when they are."""
    suspended = [
        each
        for each in agreements
        if each.id in deep and status(each.events, today).word == EventKind.SUSPENDED.value
    ]
    keys = {key for each in suspended for key in each.related}
    missing = sorted(keys - {each.catalogue_key for each in agreements})
    if not missing:
        return []
    ids = await db.asking.keyed_ids(session, guild_id, missing)
    known = {each.id for each in agreements}
    wanted = [each for each in ids if each not in known][:_MOST_RELATED]
    return await db.agreements.every(session, guild_id, ids=wanted)


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
        deep += await meant(session, guild_id, each, own, today=today, size=MOST_READ // 4)
    if question.from_event:
        ids, question = await _from_event(session, guild_id, question, question.from_event, today)
        deep += ids
    about = await subject(session, guild_id, question)
    among = Among(guild_id, today, covering=about.covering)
    further = await listed(session, question, about, among, asker_id)
    ids = await meant(session, guild_id, question, about, today=today)
    several = is_list(question, about)
    deep += ids[: MOST_READ // 2 if several else MOST_READ]
    deep += await ends(session, question, about, among)
    told = ids if several else ()
    return _Reading(question, about, tuple(deep), tuple(told), tuple(further))


async def _from_event(
    session: AsyncSession, guild_id: int, question: Question, given: FromEvent, today: date
) -> tuple[list[int], Question]:
    """What is meant by the event from which a time runs, and the question with that time."""
    about = await subject(session, guild_id, given.event)
    ids = await meant(session, guild_id, given.event, about, today=today)
    ids = ids[: MOST_READ // 2]
    on = await db.happenings.first_day(session, guild_id, ids[0]) if ids else None
    if on is None:
        return ids, question
    first, last = (on - _FAR, on) if given.lead == "before" else (on, max(on, today))
    return ids, replace(given.rest, time=Time(Span(first, last), given.event.text), past=True)
