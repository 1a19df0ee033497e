"""Use cases on proposals: a change is shown by doing it and undoing it, and done when confirmed.

A proposal holds what the person typed, not what was worked out. Confirming does the change anew and
keeps it only if it still is what the person was shown.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2s
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import db.guilds
import db.proposals
from bot.domain.changes import AgreementChange, MilestoneChange
from bot.domain.milestones import Milestone
from bot.errors import Conflict, NotAllowed, NotFound
from bot.messages import t
from bot.services import events, moving, recording, registering, settling
from bot.services.transactions import Transactions
from db.proposals import StoredProposal

FORGOTTEN_AFTER = timedelta(days=1)

Outcome = AgreementChange | MilestoneChange

USE_CASES: dict[str, Callable[..., Awaitable[Outcome]]] = {
    "agreement.add": registering.add,
    "agreement.event": events.record,
    "milestone.add": recording.add,
    "milestone.edit": recording.edit,
    "milestone.move": moving.move,
    "milestone.done": settling.done,
}
"""What can be proposed: functions of a session, a guild's id, who, when, and what was typed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change as a person is shown it, or as it was saved (`saved`)."""

    id: int
    guild_id: int
    kind: str
    outcome: Outcome
    saved: bool = False


@dataclass(frozen=True, slots=True)
class Proposals:
    """Changes that wait for a person's yes."""

    transactions: Transactions

    async def propose(
        self, guild_id: int, *, by: int, now: datetime, kind: str, arguments: dict[str, Any]
    ) -> Proposal:
        """Work out a change without saving it. Raises UserError as the change itself would."""
        async with self.transactions.write(dry_run=True) as session:
            outcome = await USE_CASES[kind](
                session, guild_id, by=by, now=now, said_at=now, **arguments
            )
        async with self.transactions.write() as session:
            await db.guilds.ensure(session, guild_id, "")
            await db.proposals.forget_before(session, now - FORGOTTEN_AFTER)
            id_ = await db.proposals.insert(
                session,
                guild_id,
                author_id=by,
                kind=kind,
                arguments=arguments,
                shown=_digest(outcome),
                proposed_at=now,
            )
        return Proposal(id_, guild_id, kind, outcome)

    async def confirm(self, guild_id: int, proposal_id: int, *, by: int, now: datetime) -> Proposal:
        """Save a proposed change, once.

        Raises Conflict where the record has changed so that the outcome would be another than the
        one shown; nothing is saved then.
        """
        async with self.transactions.write() as session:
            stored = await _take(session, guild_id, proposal_id, by=by, now=now)
            outcome = await USE_CASES[stored.kind](
                session, guild_id, by=by, now=now, said_at=stored.proposed_at, **stored.arguments
            )
            if _digest(outcome) != stored.shown:
                raise Conflict(
                    t(
                        "The record has changed since you looked, so this would now come out "
                        "otherwise. Nothing was saved; give the command again to see it."
                    )
                )
        return Proposal(proposal_id, guild_id, stored.kind, outcome, saved=True)

    async def discard(self, guild_id: int, proposal_id: int, *, by: int, now: datetime) -> None:
        """Forget a proposed change."""
        async with self.transactions.write() as session:
            await _take(session, guild_id, proposal_id, by=by, now=now)


async def _take(
    session: AsyncSession, guild_id: int, proposal_id: int, *, by: int, now: datetime
) -> StoredProposal:
    """The proposal, taken out of the waiting ones so that it is saved at most once."""
    stored = await db.proposals.find(session, guild_id, proposal_id)
    if stored is None or stored.proposed_at < now - FORGOTTEN_AFTER:
        raise NotFound(
            t(
                "This has been saved or discarded already, or is older than a day. Look at the "
                "record with /milestone show or /agreement show."
            )
        )
    if stored.author_id != by:
        raise NotAllowed(t("Only the person who proposed this can decide on it."))
    await db.proposals.remove(session, proposal_id)
    return stored


def _digest(outcome: Outcome) -> str:
    """What a person was shown of an outcome, in short: words and dates, not ids or instants."""
    match outcome:
        case MilestoneChange():
            shown = [_milestone(outcome)]
        case AgreementChange():
            shown = [
                outcome.before.short_name if outcome.before else "",
                outcome.after.short_name,
                *(f"{each.kind} {each.on}" for each in outcome.after.events),
            ]
    shown += [_milestone(each) for each in outcome.moved]
    return blake2s("\n".join(shown).encode(), digest_size=16).hexdigest()


def _milestone(change: MilestoneChange) -> str:
    return f"{_dated(change.before)} -> {_dated(change.after)}"


def _dated(milestone: Milestone | None) -> str:
    if milestone is None:
        return ""
    dates = (milestone.due_on, milestone.earliest_on, milestone.latest_on)
    ended = milestone.settlement.kind if milestone.settlement else ""
    return f"{milestone.reference} {dates} {ended}"
