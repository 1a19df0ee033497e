"""Use cases on briefs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.changes
import db.labels
import db.milestones
from bot.domain.briefs import Brief, More, Subject, SubjectKind, write_brief
from bot.domain.comparisons import FEWEST, MOST, Column, Comparison, compare
from bot.domain.dates.zones import instant
from bot.domain.extents import Depth
from bot.domain.histories import Told
from bot.domain.names import folded
from bot.domain.search import Kind
from bot.domain.spans import Span, read_span
from bot.errors import NotFound, UserError
from bot.messages import t
from bot.services import finding, searching
from bot.services.candidates import candidates
from bot.services.changes import told_since
from bot.services.finding import say_if_elsewhere
from bot.services.outlining import MOST_COUNTED, Outline, Sought, outline
from bot.services.transactions import Transactions
from db.labels import EVERY, Covering
from db.search import Candidate

SUBJECTS = (Kind.AGREEMENT, Kind.PARTY, Kind.COMMODITY, Kind.TOPIC)

NEWS = 4
"""How many lines of the history are read of a large record for each line of a group."""

NEWS_DAYS = 30
"""How far back a brief tells what has changed, unless it is for a period."""


@dataclass(frozen=True, slots=True)
class Briefs:
    """What a colleague would say of an agreement, a party, a commodity, a topic or everything."""

    transactions: Transactions

    async def subjects(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """The names to offer for a brief: agreements, parties, commodities and topics."""
        async with self.transactions.read() as session:
            return await searching.offered(session, guild_id, typed, SUBJECTS, limit=limit)

    async def brief(
        self,
        guild_id: int,
        subject: str | None = None,
        *,
        now: datetime,
        owner_id: int | None = None,
        period: str | Span | None = None,
        depth: Depth = Depth.SHORT,
        near: bool = False,
    ) -> Brief:
        """The brief on what a person named; without a name and an owner, on everything.

        `period` is a time, also as people write it, such as “next 30 days”. Where there is very
        much, the first of each group are told, and with `near` those nearest to today. Raises
        NotFound with the nearest names, and UserError for a period that cannot be read.
        """
        async with self.transactions.read() as session:
            guild = await finding.guild(session, guild_id)
            today = now.astimezone(ZoneInfo(guild.zone)).date()
            span = (
                read_span(period, today=today, zone=guild.zone)
                if isinstance(period, str)
                else period
            )
            about, covering = await _subject(session, guild_id, subject, owner_id)
            sought = Sought(guild_id, today, covering, owner_id, span, depth=depth, near=near)
            found = await outline(session, sought)
            since, until = _told_between(span, now, guild.zone)
            news, more = await _news(session, sought, found, since, until)
        return write_brief(
            about,
            found.agreements,
            found.milestones,
            now,
            period=span,
            news=news,
            news_since=since,
            beyond={**found.beyond, **more},
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
) -> tuple[Subject, Covering]:
    """What is meant, and the agreements that it covers."""
    if subject is None or folded(subject) in ("everything", "all"):
        kind = SubjectKind.EVERYTHING if owner_id is None else SubjectKind.OWNER
        return Subject(kind, t("everything"), owner_id), EVERY
    subject, kinds = _of_kind(subject)
    found = await candidates(session, guild_id, subject, kinds, names_only=True)
    others = {folded(name) for each in found if each.kind is not Kind.TOPIC for name in each.names}
    found = [
        each for each in found if each.kind is not Kind.TOPIC or folded(each.names[0]) not in others
    ]
    _check_one(subject, found)
    what = t("agreements, parties, commodities or topics")
    try:
        meant = searching.meant(subject, found, what=what)
    except NotFound:
        await say_if_elsewhere(session, guild_id, subject)
        raise
    about = Subject(SubjectKind(meant.kind.value), meant.names[0], owner_id)
    labels = [] if meant.kind is Kind.AGREEMENT else [(meant.kind, meant.names[0])]
    agreement_id = meant.id if meant.kind is Kind.AGREEMENT else None
    return about, await db.labels.covering(
        session, guild_id, agreement_id=agreement_id, labels=labels
    )


def _of_kind(subject: str) -> tuple[str, Sequence[Kind]]:
    """The name that was typed, and of what it may be the name: “Lithium (commodity)” says that."""
    for kind in SUBJECTS:
        name = subject.strip().removesuffix(f"({kind.value})")
        if name.strip() and name != subject.strip():
            return name.strip(), (kind,)
    return subject, SUBJECTS


def _check_one(subject: str, found: Sequence[Candidate]) -> None:
    """Raise UserError where the whole name is that of several, which more letters cannot tell."""
    same = [each for each in found if folded(each.names[0]) == folded(subject)]
    if len(same) > 1:
        names = [f"“{each.names[0]} ({each.kind.value})”" for each in same]
        raise UserError(
            t("Several things have that name: type {names}.", names=t(" or ").join(names))
        )


async def _news(
    session: AsyncSession, sought: Sought, found: Outline, since: datetime, until: datetime
) -> tuple[Sequence[Told], dict[str, More]]:
    """What has changed of what a brief covers, and how much more; of a person what is theirs."""
    guild, covering, person = sought.guild_id, sought.covering, sought.person
    if found.whole:
        everything = covering == EVERY and person is None
        ids = None if everything else [each.id for each in found.agreements]
        told = (await told_since(session, guild, since, until=until, agreement_ids=ids)).told
        own = {each.id for each in found.milestones}
        return [each for each in told if person is None or each.milestone_id in own], {}
    lines = NEWS * sought.depth
    read = await told_since(
        session, guild, since, until=until, covering=covering, person=person, limit=lines
    )
    if not read.cut:
        return read.told, {}
    count = await db.changes.count(
        session, guild, since, until, covering=covering, person=person, most=MOST_COUNTED
    )
    return read.told, {"news": More(max(0, count - lines), count >= MOST_COUNTED)}


def _told_between(span: Span | None, now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Between which instants changes are news: those of the period that have passed."""
    if span is None:
        return now - timedelta(days=NEWS_DAYS), now
    first = instant(span.first, time(), zone)
    last = instant(span.last, time(23, 59, 59, 999_999), zone)
    return min(first, now), min(last, now)
