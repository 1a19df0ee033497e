"""Use cases on deadlines in the open: computing one that is on nobody's record, and suggesting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.milestones
from bot.domain.agreements import Agreement
from bot.domain.inquiries import Finding, Inquiry, look_into, preview
from bot.domain.milestones import Milestone
from bot.errors import UserError
from bot.messages import t
from bot.services import finding
from bot.services.transactions import Transactions

MOST_SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase to offer while a person types, and in a few words what would come of it."""

    phrase: str
    outcome: str


@dataclass(frozen=True, slots=True)
class _Record:
    """What the server's record adds to an inquiry."""

    zone: str
    agreement: Agreement | None = None
    milestones: Sequence[Milestone] = ()

    def look_into(self, inquiry: Inquiry, now: datetime) -> Finding:
        return look_into(
            inquiry,
            now=now,
            zone=self.zone,
            agreement=self.agreement,
            milestones=self.milestones,
        )


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Deadlines that somebody wants to know; nothing is ever written."""

    transactions: Transactions

    async def compute(
        self, guild_id: int, inquiry: Inquiry, *, now: datetime, agreement: str | None = None
    ) -> Finding:
        """The deadline that was asked for, of an agreement where one is named.

        Raises UserError for what cannot be read and NotFound with the nearest agreements.
        """
        async with self.transactions.read() as session:
            record = await _record(session, guild_id, agreement)
        return record.look_into(inquiry, now)

    async def suggest(
        self, guild_id: int, inquiry: Inquiry, *, now: datetime, agreement: str | None = None
    ) -> list[Suggestion]:
        """What is typed so far with its date, or with what is wrong, and wordings that settle it.

        While nothing is typed, some phrases as people write them.
        """
        try:
            async with self.transactions.read() as session:
                record = await _record(session, guild_id, agreement)
        except UserError as error:
            return [Suggestion(inquiry.phrase, str(error))] if inquiry.phrase.strip() else []
        if not inquiry.phrase.strip():
            return _examples(record, inquiry, now)
        typed, options = _outcome(record, inquiry, now)
        others = [replace(inquiry, phrase=option) for option in options]
        settled = [_outcome(record, other, now)[0] for other in others[: MOST_SUGGESTED - 1]]
        return [typed, *settled]


async def _record(session: AsyncSession, guild_id: int, agreement: str | None) -> _Record:
    guild = await finding.guild(session, guild_id)
    if agreement is None or not agreement.strip():
        return _Record(guild.zone)
    found = await finding.agreement(session, guild_id, agreement)
    milestones = await db.milestones.of_agreements(session, guild_id, [found.id])
    return _Record(guild.zone, found, milestones)


def _outcome(
    record: _Record, inquiry: Inquiry, now: datetime
) -> tuple[Suggestion, tuple[str, ...]]:
    """What would come of an inquiry, and the wordings that would settle what it leaves open."""
    try:
        found = record.look_into(inquiry, now)
    except UserError as error:
        return Suggestion(inquiry.phrase, str(error)), ()
    question = found.deadline.question
    return Suggestion(inquiry.phrase, preview(found)), question.options if question else ()


def _examples(record: _Record, inquiry: Inquiry, now: datetime) -> list[Suggestion]:
    """Phrases to begin from: on an agreement, those that count from its events."""
    phrases = (
        t("within six months of signature"),
        t("within 180 days of signature"),
        t("60 days after entry into force"),
        t("on the first day of the third month following notification"),
        t("no later than 30 days before expiry"),
    )
    if record.agreement is None and not inquiry.starting:
        phrases = (
            t("within 180 days of 28 Oct 2025 in Tokyo"),
            t("on the twentieth day following 10 February 2026"),
            t("within 10 working days of 28 April 2026"),
            t("until 10 November 2026"),
            t("by the end of this year"),
        )
    return [_outcome(record, replace(inquiry, phrase=phrase), now)[0] for phrase in phrases]
