"""Use cases on agreements: finding them, reading them, recording them and what happened to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import db.agreements
import db.changes
import db.milestones
from bot.domain.agreements import Agreement, Instrument, Status, status
from bot.domain.dates.zones import local_date
from bot.domain.milestones import Milestone, State, state
from bot.domain.names import folded, offer
from bot.errors import Conflict
from bot.messages import t
from bot.services import events, finding, registering
from bot.services.planning import replan_guild
from bot.services.transactions import Transactions, writing

DATED_AHEAD = frozenset({State.DUE_TODAY, State.DUE_SOON, State.UPCOMING})


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in a list: where it stands, what comes next, how much of it is open."""

    agreement: Agreement
    status: Status
    next: Milestone | None
    open: int


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement whole, with its milestones by date and the names of those related to it."""

    agreement: Agreement
    status: Status
    milestones: tuple[Milestone, ...]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreements:
    """What a server tracks."""

    transactions: Transactions

    async def names(
        self, guild_id: int, typed: str, *, archived: bool = False, limit: int = 25
    ) -> list[str]:
        """The agreements to offer while a person types."""
        async with self.transactions.read() as session:
            names = await db.agreements.names(session, guild_id, archived=archived)
        return offer(typed, names, limit=limit)

    async def parties(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """The parties to offer while a person types a name or a code."""
        async with self.transactions.read() as session:
            parties = await db.agreements.parties(session, guild_id)
        return offer(typed, finding.party_names(parties), limit=limit)

    async def commodities(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """The commodities to offer while a person types."""
        async with self.transactions.read() as session:
            commodities = await db.agreements.commodities(session, guild_id)
        return offer(typed, {each: (each,) for each in commodities}, limit=limit)

    async def show(self, guild_id: int, name: str, *, now: datetime) -> AgreementPage:
        """One agreement whole. Raises NotFound with the nearest names."""
        async with self.transactions.read() as session:
            agreement = await finding.agreement(session, guild_id, name)
            milestones = await db.milestones.of_agreements(session, guild_id, [agreement.id])
            related = await db.agreements.with_keys(session, guild_id, agreement.related)
        return AgreementPage(agreement, _status(agreement, now), tuple(milestones), tuple(related))

    async def list(
        self,
        guild_id: int,
        *,
        now: datetime,
        party: str | None = None,
        commodity: str | None = None,
        instrument: Instrument | None = None,
        archived: bool = False,
    ) -> tuple[AgreementLine, ...]:
        """The agreements that all given filters leave, by name."""
        async with self.transactions.read() as session:
            ids, _ = await finding.covered(
                session, guild_id, party_name=party, commodity_name=commodity
            )
            agreements = await db.agreements.every(
                session, guild_id, ids=ids, instrument=instrument, archived=archived
            )
            milestones = await db.milestones.of_agreements(
                session, guild_id, [each.id for each in agreements]
            )
        return _lines(agreements, milestones, now)

    async def search(
        self, guild_id: int, words: str, *, now: datetime
    ) -> tuple[AgreementLine, ...]:
        """The agreements in which every one of the words stands, wherever it stands."""
        wanted = folded(words).split()
        async with self.transactions.read() as session:
            agreements = await db.agreements.every(session, guild_id)
            milestones = await db.milestones.every(session, guild_id)
        texts = {each.id: [_searchable(each)] for each in agreements}
        for milestone in milestones:
            texts[milestone.agreement_id].append(f"{milestone.what} {milestone.quote or ''}")
        found = [each for each in agreements if _holds(" ".join(texts[each.id]), wanted)]
        return _lines(found, milestones, now)

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
            await replan_guild(session, guild, now=now, also=[agreement.id])
            after = await db.agreements.find(session, guild_id, agreement.id)
        if after is None:
            raise Conflict(t("“{name}” has just been removed.", name=agreement.short_name))
        return after

    add = writing(registering.add)
    edit = writing(registering.edit)
    record_event = writing(events.record)


def _status(agreement: Agreement, now: datetime) -> Status:
    return status(agreement.events, local_date(now, agreement.zone))


def _holds(text: str, wanted: Sequence[str]) -> bool:
    here = folded(text)
    return bool(wanted) and all(word in here for word in wanted)


def _searchable(agreement: Agreement) -> str:
    parties = [word for each in agreement.parties for word in (each.name, each.code or "")]
    return " ".join(
        (
            agreement.title,
            agreement.short_name,
            *agreement.aliases,
            *parties,
            *agreement.commodities,
            *agreement.topics,
            agreement.instrument.value,
            agreement.summary,
        )
    )


def _lines(
    agreements: Sequence[Agreement], milestones: Sequence[Milestone], now: datetime
) -> tuple[AgreementLine, ...]:
    by_agreement: dict[int, list[Milestone]] = {each.id: [] for each in agreements}
    for milestone in milestones:
        if milestone.is_open and milestone.agreement_id in by_agreement:
            by_agreement[milestone.agreement_id].append(milestone)
    return tuple(
        AgreementLine(
            each,
            _status(each, now),
            next((m for m in by_agreement[each.id] if state(m, now) in DATED_AHEAD), None),
            len(by_agreement[each.id]),
        )
        for each in agreements
    )
