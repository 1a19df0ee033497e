"""Use cases on briefs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.milestones
from bot.domain.agreements import Agreement
from bot.domain.briefs import Brief, Subject, SubjectKind, write_brief
from bot.domain.comparisons import FEWEST, MOST, Column, Comparison, compare
from bot.domain.dates.zones import instant
from bot.domain.histories import Told
from bot.domain.milestones import Milestone
from bot.domain.names import folded, offer, resolve
from bot.domain.spans import Span, read_span
from bot.errors import NotFound, UserError
from bot.messages import t
from bot.services import finding
from bot.services.changes import told_since
from bot.services.finding import party_names, say_if_elsewhere
from bot.services.transactions import Transactions

Key = tuple[SubjectKind, str | int]

NEWS_DAYS = 30
"""How far back a brief tells what has changed, unless it is for a period."""


@dataclass(frozen=True, slots=True)
class Briefs:
    """What a colleague would say of an agreement, a party, a commodity, a topic or everything."""

    transactions: Transactions

    async def subjects(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """The names to offer for a brief: agreements first, then parties, commodities, topics."""
        async with self.transactions.read() as session:
            return offer(typed, await _names(session, guild_id), limit=limit)

    async def brief(
        self,
        guild_id: int,
        subject: str | None = None,
        *,
        now: datetime,
        owner_id: int | None = None,
        period: str | Span | None = None,
    ) -> Brief:
        """The brief on what a person named; without a name and an owner, on everything.

        `period` is a time, also as people write it, such as “next 30 days”. Raises NotFound with
        the nearest names, and UserError for a period that cannot be read.
        """
        async with self.transactions.read() as session:
            guild = await finding.guild(session, guild_id)
            today = now.astimezone(ZoneInfo(guild.zone)).date()
            span = (
                read_span(period, today=today, zone=guild.zone)
                if isinstance(period, str)
                else period
            )
            about, ids = await _subject(session, guild_id, subject, owner_id)
            agreements, milestones = await _covered(session, guild_id, ids, owner_id)
            since, until = _told_between(span, now, guild.zone)
            chosen = None if ids is None and owner_id is None else [each.id for each in agreements]
            told = await told_since(session, guild_id, since, until=until, agreement_ids=chosen)
        news = _news(told.told, milestones, owner_id)
        return write_brief(
            about, agreements, milestones, now, period=span, news=news, news_since=since
        )

    async def compare(self, guild_id: int, names: Sequence[str], *, now: datetime) -> Comparison:
        """Two to four agreements side by side. UserError for fewer, more or the same twice."""
        async with self.transactions.read() as session:
            found = [await finding.agreement(session, guild_id, name) for name in names]
            if not FEWEST <= len(found) <= MOST or len({each.id for each in found}) < len(found):
                raise UserError(t("Name two to four different agreements to compare."))
            milestones = await db.milestones.of_agreements(
                session, guild_id, [each.id for each in found]
            )
        columns = [
            Column(each, tuple(own for own in milestones if own.agreement_id == each.id))
            for each in found
        ]
        return compare(columns, now)


async def _subject(
    session: AsyncSession, guild_id: int, subject: str | None, owner_id: int | None
) -> tuple[Subject, list[int] | None]:
    """What is meant, and the ids of the agreements that it covers; None for all."""
    if subject is None or folded(subject) in ("everything", "all"):
        kind = SubjectKind.EVERYTHING if owner_id is None else SubjectKind.OWNER
        return Subject(kind, t("everything"), owner_id), None
    names = await _names(session, guild_id)
    try:
        kind, found = resolve(subject, names, what=t("agreements, parties, commodities or topics"))
    except NotFound:
        await say_if_elsewhere(session, guild_id, subject)
        raise
    about = Subject(kind, names[kind, found][0], owner_id)
    match kind:
        case SubjectKind.AGREEMENT:
            return about, [int(found)]
        case SubjectKind.PARTY:
            return about, await db.agreements.of_party(session, guild_id, str(found))
        case SubjectKind.COMMODITY:
            return about, (await db.agreements.commodities(session, guild_id))[str(found)]
    return about, (await db.agreements.topics(session, guild_id))[str(found)]


async def _covered(
    session: AsyncSession, guild_id: int, ids: list[int] | None, owner_id: int | None
) -> tuple[list[Agreement], list[Milestone]]:
    """The agreements and their milestones; of an owner those that this person answers for."""
    agreements = await db.agreements.every(session, guild_id, ids=ids)
    milestones = await db.milestones.of_agreements(
        session, guild_id, [each.id for each in agreements]
    )
    if owner_id is None:
        return agreements, milestones
    own = [each for each in milestones if owner_id in (each.owner_id, each.deputy_id)]
    concerned = {each.agreement_id for each in own}
    return [each for each in agreements if each.id in concerned], own


def _told_between(span: Span | None, now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Between which instants changes are news: those of the period that have passed."""
    if span is None:
        return now - timedelta(days=NEWS_DAYS), now
    first = instant(span.first, time(), zone)
    last = instant(span.last, time(23, 59, 59, 999_999), zone)
    return min(first, now), min(last, now)


def _news(
    told: Sequence[Told], milestones: Sequence[Milestone], owner_id: int | None
) -> list[Told]:
    """Of an owner only what concerns their milestones."""
    if owner_id is None:
        return list(told)
    own = {each.id for each in milestones}
    return [each for each in told if each.milestone_id in own]


async def _names(session: AsyncSession, guild_id: int) -> dict[Key, tuple[str, ...]]:
    names: dict[Key, tuple[str, ...]] = {}
    for id_, every in (await db.agreements.names(session, guild_id)).items():
        names[SubjectKind.AGREEMENT, id_] = every
    for party, called in party_names(await db.agreements.parties(session, guild_id)).items():
        names[SubjectKind.PARTY, party] = tuple(called)
    for commodity in await db.agreements.commodities(session, guild_id):
        names[SubjectKind.COMMODITY, commodity] = (commodity,)
    taken = {folded(each) for every in names.values() for each in every}
    for topic in await db.agreements.topics(session, guild_id):
        if folded(topic) not in taken:
            names[SubjectKind.TOPIC, topic] = (topic,)
    return names
