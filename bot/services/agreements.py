"""Use cases on agreements: finding them, reading them, recording them and what happened to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.changes
import db.due
import db.kin
import db.milestones
import db.provenance
from bot.domain.agreements import Agreement, Instrument, Status, status
from bot.domain.dates.zones import local_date
from bot.domain.milestones import Milestone, State, state
from bot.domain.provenance import Provenance
from bot.domain.search import Kind
from bot.errors import Conflict
from bot.messages import t
from bot.services import events, finding, registering, searching
from bot.services.candidates import candidates
from bot.services.finding import Filters
from bot.services.planning import follow
from bot.services.transactions import Transactions, writing

DATED_AHEAD = frozenset({State.DUE_TODAY, State.DUE_SOON, State.UPCOMING})

MOST_FOUND = 300
"""How many agreements, and how many milestones, a search comes up with."""


class Asked(Filters, total=False):
    """Which agreements a list is to have: those with `words`, or those that the filters leave."""

    words: str | None
    instrument: Instrument | None
    archived: bool


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in a list: where it stands, what comes next, how much of it is open."""

    agreement: Agreement
    status: Status
    next: Milestone | None
    open: int


@dataclass(frozen=True, slots=True)
class AgreementLines:
    """Some agreements of a list, and how many it has; `capped` where more fit than are counted."""

    lines: tuple[AgreementLine, ...]
    count: int
    page: int = 0
    capped: bool = False


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement with its milestones by date, those related to it, and what it rests on."""

    agreement: Agreement
    status: Status
    milestones: tuple[Milestone, ...]
    related: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreements:
    """What a server tracks."""

    transactions: Transactions

    async def names(
        self, guild_id: int, typed: str, *, archived: bool = False, limit: int = 25
    ) -> list[str]:
        """The agreements to offer while a person types."""
        return await self._offered(guild_id, typed, Kind.AGREEMENT, limit, archived=archived)

    async def parties(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """The parties to offer while a person types a name or a code."""
        return await self._offered(guild_id, typed, Kind.PARTY, limit)

    async def commodities(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """The commodities to offer while a person types."""
        return await self._offered(guild_id, typed, Kind.COMMODITY, limit)

    async def _offered(
        self, guild_id: int, typed: str, kind: Kind, limit: int, *, archived: bool = False
    ) -> list[str]:
        async with self.transactions.read() as session:
            found = await searching.offered(
                session, guild_id, typed, (kind,), archived=archived, limit=limit
            )
        return found[:limit]

    async def show(self, guild_id: int, name: str, *, now: datetime) -> AgreementPage:
        """One agreement whole. Raises NotFound with the nearest names."""
        async with self.transactions.read() as session:
            agreement = await finding.agreement(session, guild_id, name)
            milestones = await db.milestones.of_agreements(session, guild_id, [agreement.id])
            related = await db.kin.names(session, agreement)
            told = await db.provenance.of_agreement(session, guild_id, agreement.id)
        return AgreementPage(agreement, _status(agreement, now), tuple(milestones), related, told)

    async def list(
        self, guild_id: int, *, now: datetime, **asked: Unpack[Asked]
    ) -> tuple[AgreementLine, ...]:
        """The agreements that all given filters leave, by name."""
        return (await self.listed(guild_id, now=now, **asked)).lines

    async def search(
        self, guild_id: int, words: str, *, now: datetime
    ) -> tuple[AgreementLine, ...]:
        """The agreements in which every one of the words stands, the likeliest first."""
        return (await self.listed(guild_id, now=now, words=words)).lines

    async def listed(
        self,
        guild_id: int,
        *,
        now: datetime,
        page: int = 0,
        size: int | None = None,
        **asked: Unpack[Asked],
    ) -> AgreementLines:
        """A page (from 0) of the agreements that all given filters leave; past the end the last."""
        async with self.transactions.read() as session:
            if asked.get("words") is not None:
                return await _searched(
                    session, guild_id, asked["words"] or "", now, page=page, size=size
                )
            covering, _ = await finding.covered(session, guild_id, asked)
            archived, kind = asked.get("archived") or False, asked.get("instrument")
            count = await db.agreements.count(
                session, guild_id, covering, instrument=kind, archived=archived
            )
            page = _page(page, count, size)
            ids = await db.agreements.listed(
                session,
                guild_id,
                covering,
                instrument=kind,
                archived=archived,
                start=page * (size or 0),
                size=size,
            )
            lines = await _lines(session, guild_id, ids, now, archived=archived)
        return AgreementLines(lines, count, page)

    async def archive(
        self, guild_id: int, name: str, *, by: int | None, now: datetime
    ) -> Agreement:
        """Take an agreement out of every list and stop its reminders; nothing is deleted."""
        return await self._set_archived(guild_id, name, now, by=by, now=now)

    async def restore(
        self, guild_id: int, name: str, *, by: int | None, now: datetime
    ) -> Agreement:
        """Bring an archived agreement back, with the reminders that are still ahead."""
        return await self._set_archived(guild_id, name, None, by=by, now=now)

    async def _set_archived(
        self, guild_id: int, name: str, at: datetime | None, *, by: int | None, now: datetime
    ) -> Agreement:
        async with self.transactions.write() as session:
            agreement = await finding.agreement(session, guild_id, name, archived=at is None)
            await db.agreements.change(session, agreement.id, archived_at=at)
            await db.changes.add(
                session,
                guild_id,
                at=now,
                by=by,
                what="archived" if at else "restored",
                agreement_id=agreement.id,
            )
            guild = await finding.guild(session, guild_id)
            await follow(session, guild, agreement.id, by=by, now=now)
            after = await db.agreements.find(session, guild_id, agreement.id)
        if after is None:
            raise Conflict(t("“{name}” has just been removed.", name=agreement.short_name))
        return after

    add = writing(registering.add)
    edit = writing(registering.edit)
    record_event = writing(events.record)


def _status(agreement: Agreement, now: datetime) -> Status:
    return status(agreement.events, local_date(now, agreement.zone))


def _page(page: int, count: int, size: int | None) -> int:
    """The page that is meant; past the end the last."""
    pages = 1 if size is None else max(1, -(-count // size))
    return min(max(page, 0), pages - 1)


async def _searched(
    session: AsyncSession, guild_id: int, words: str, now: datetime, *, page: int, size: int | None
) -> AgreementLines:
    """A page of the agreements in which, or in one milestone of which, all of the words stand."""
    kinds = (Kind.AGREEMENT, Kind.MILESTONE)
    found = await candidates(session, guild_id, words, kinds, limit=MOST_FOUND)
    whole = [each for each in found if each.whole]
    ranked = searching.ranked(words, whole)
    ids = list(dict.fromkeys(each.agreement_id for each in ranked if each.agreement_id is not None))
    page = _page(page, len(ids), size)
    shown = ids if size is None else ids[page * size : (page + 1) * size]
    lines = await _lines(session, guild_id, shown, now, archived=False)
    return AgreementLines(lines, len(ids), page, capped=len(whole) >= MOST_FOUND)


async def _lines(
    session: AsyncSession,
    guild_id: int,
    ids: Sequence[int],
    now: datetime,
    *,
    archived: bool,
) -> tuple[AgreementLine, ...]:
    agreements = await db.agreements.every(session, guild_id, ids=ids, archived=archived)
    ahead = await db.due.next_of(session, guild_id, ids, today=now.date())
    counts = await db.due.count_open(session, guild_id, ids)
    place = {id_: number for number, id_ in enumerate(ids)}
    return tuple(
        AgreementLine(
            each,
            _status(each, now),
            next(
                (m for m in ahead if m.agreement_id == each.id and state(m, now) in DATED_AHEAD),
                None,
            ),
            counts.get(each.id, 0),
        )
        for each in sorted(agreements, key=lambda each: place[each.id])
    )
