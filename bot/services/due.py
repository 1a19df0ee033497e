"""Due: the milestones that a question wants listed, those of a large record a few at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.slices
import db.standing
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.questions import Question
from bot.domain.milestones import UNDATED_STATES, Milestone, State
from bot.domain.spans import Span
from bot.services.subjects import Subject
from db.asking import last_of, within
from db.slices import Among, Slice, slices

MOST_LISTED = 16
"""Milestones that are read for a list; a few more than an answer shows."""

_PASSED = (State.OVERDUE, State.UNVERIFIED_PAST)
_STATES = {
    Asked.OVERDUE: (_PASSED,),
    Asked.UNVERIFIED: (_PASSED,),
    Asked.STANDS: (_PASSED,),
    Asked.AWAITED: (_PASSED, (State.AWAITING_TRIGGER,)),
    Asked.UNDATED: (tuple(UNDATED_STATES),),
}
_OF_THE_PAST = frozenset({Asked.CHANGED, Asked.HAPPENED, Asked.SAYS})
_FAR = timedelta(days=3650)
_EXPIRES = frozenset({"expire", "expires", "expired", "expiring", "lapse", "lapses", "lapsed"})


async def ends(
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


async def listed(
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
        found = [
            await _first(session, among, slices(among, states)) for states in _STATES[question.kind]
        ]
        return [each for one in found for each in one]
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
