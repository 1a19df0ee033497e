"""Use cases on asking: a plain question, answered from the record."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.asking
from bot.domain.asking.answering import answer
from bot.domain.asking.answers import Answer
from bot.domain.asking.english import words_in_use
from bot.domain.asking.kinds import Kind
from bot.domain.asking.passages import Record
from bot.domain.asking.questions import Question, read_questions
from bot.domain.asking.vocabulary import vocabulary
from bot.domain.dates.zones import instant
from bot.domain.histories import Told
from bot.services import finding
from bot.services.changes import told_since
from bot.services.narrowing import MOST_WHOLE, known_words, narrowed, whole
from bot.services.transactions import Transactions

NEWS_DAYS = 7
"""How far back it is told what has changed, unless a time is named."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Plain questions."""

    transactions: Transactions

    async def ask(
        self, guild_id: int, question: str, *, now: datetime, asker_id: int | None = None
    ) -> Answer:
        """The answer to `question` from the record; never an error, whatever was typed."""
        await asyncio.to_thread(words_in_use)  # read once, and not while everybody else waits
        async with self.transactions.read() as session:
            guild = await finding.guild(session, guild_id)
            today = now.astimezone(ZoneInfo(guild.zone)).date()
            total = await db.asking.count(session, guild_id, most=MOST_WHOLE + 1)
            small = total <= MOST_WHOLE
            read = read_questions(question, today=today, zone=guild.zone)
            if small:
                part = await whole(session, guild_id)
            else:
                part = await narrowed(session, guild_id, read, today=today, asker_id=asker_id)
            words = vocabulary(part.entries)
            if not small:
                words |= await known_words(session, guild_id, question)
            asked = read_questions(question, today=today, zone=guild.zone, recorded=words)
            if not small and _texts(asked) != _texts(read):  # a slip was mended
                part = await narrowed(session, guild_id, asked, today=today, asker_id=asker_id)
            if not small and any(each.kind is Kind.COUNT for each in asked):
                total = await db.asking.count(session, guild_id)
            told = await _told(session, guild_id, asked, now, guild.zone)
        record = Record(part.entries, now, guild.zone, part.listed, asker_id, told=told)
        record = replace(record, total=total, fitting=part.fitting, whole=small)
        record = replace(record, rarities=part.rarities)
        return answer(question, asked, record)


def _texts(questions: Sequence[Question]) -> list[str]:
    return [each.text for each in questions]


async def _told(
    session: AsyncSession, guild_id: int, asked: Sequence[Question], now: datetime, zone: str
) -> tuple[Told, ...]:
    """What changed in the time that is named, where that is asked."""
    question = next((each for each in asked if each.kind is Kind.CHANGED), None)
    if question is None:
        return ()
    since, until = now - timedelta(days=NEWS_DAYS), now
    if question.time is not None:
        since = instant(question.time.span.first, time(), zone)
        until = min(now, instant(question.time.span.last, time(23, 59, 59, 999_999), zone))
    if since >= until:
        since = until - timedelta(days=1)
    return (await told_since(session, guild_id, since, until=until)).told
