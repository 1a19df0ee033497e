"""Choosing: the agreements that are all that a list or a count asks for, and how many there are."""

from datetime import UTC, date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

import db.asking
import db.choosing
import db.happenings
from bot.domain.asking.choosing import Wanted, asks_of_events, is_denied, wanted
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.matching import match
from bot.domain.asking.passages import Entry, Record
from bot.domain.asking.questions import Question
from bot.services.happenings import happening
from bot.services.subjects import Subject, is_list
from db.choosing import ANY, Nature
from db.happenings import Happening

MOST_OF_ALL = 40
"""Agreements that are read of all those of which sources differ, or that leave points open."""

_OF_ALL = frozenset({Asked.DISPUTED, Asked.OPEN, Asked.VERIFIED})
_CALLED = {"memorandum of understanding": ("mou", "memorandum")}
_OF_NATURE = frozenset({Asked.WHICH, Asked.EXISTS, Asked.COUNT, Asked.PARTIES, Asked.ORDER})


def _wanted(question: Question, entries: tuple[Entry, ...], today: date) -> Wanted:
    noon = datetime.combine(today, time(12), UTC)
    return wanted(match(question, Record(entries, noon, "UTC", whole=False)))


def _nature(what: Wanted) -> Nature:
    kinds = tuple(sorted(each.value for each in what.kinds))
    called = tuple(word for each in kinds for word in _CALLED.get(each, (each,)))
    return Nature(kinds, called, what.binding)


async def chosen_ids(
    session: AsyncSession,
    guild_id: int,
    question: Question,
    about: Subject,
    *,
    today: date,
    most: int,
) -> list[int]:
    """The agreements for a question after what happened, what binds, what is disputed or open."""
    if question.names_nothing and question.kind in _OF_ALL:
        return await _of_all(session, guild_id, question)
    what = _wanted(question, (), today)
    if not {each.stem for each in what.words if not each.weak} <= about.met:
        return []
    listed = question.kind in _OF_NATURE or is_list(question, about)
    nature = _nature(what) if listed else ANY
    happened = happening(question, today)
    if happened is not None:
        found = await _happened(session, guild_id, question, about, happened, nature, most)
        if found or nature == ANY:
            return found
        return await _happened(session, guild_id, question, about, happened, ANY, most)
    if nature == ANY or asks_of_events(question):
        return []
    return await db.choosing.ids(session, guild_id, nature, about.covering, limit=most)


async def _happened(  # noqa: PLR0917 - one query and what it asks
    session: AsyncSession,
    guild_id: int,
    question: Question,
    about: Subject,
    what: Happening,
    nature: Nature,
    most: int,
) -> list[int]:
    """The agreements to which that happened, the latest first; of an order both ends."""
    ends = (True, False) if question.kind is Asked.ORDER else (False,)
    size, covering = most // len(ends), about.covering
    found = [
        await db.happenings.ids(
            session, guild_id, what, covering, nature=nature, first=first, limit=size
        )
        for first in ends
    ]
    return [each for one in found for each in one]


async def _of_all(session: AsyncSession, guild_id: int, question: Question) -> list[int]:
    """The agreements for what is asked of the record as a whole."""
    if question.kind is Asked.DISPUTED:
        return await db.asking.disputed_ids(session, guild_id, limit=MOST_OF_ALL)
    if question.kind is Asked.OPEN:
        return await db.asking.open_ids(session, guild_id, limit=MOST_OF_ALL)
    return await db.asking.checked_ids(session, guild_id)


async def fitting(
    session: AsyncSession,
    guild_id: int,
    question: Question,
    about: Subject,
    *,
    entries: tuple[Entry, ...],
    today: date,
) -> int | None:
    """How many agreements fit; None where more is asked of them than can be counted."""
    what = _wanted(question, entries, today)
    if what.noun or not {each.stem for each in what.words} <= about.met:
        return None
    nature = _nature(what)
    if asks_of_events(question):
        happened = happening(question, today)
        dated = question.past or question.time is not None or bool(question.seats)
        if happened is None or not dated or is_denied(question):
            return None
        return await db.happenings.count(session, guild_id, happened, about.covering, nature=nature)
    if nature == ANY:
        return about.size if about.covering.labels else None
    return await db.choosing.count(session, guild_id, nature, about.covering)
