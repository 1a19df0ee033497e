"""Outcomes: how attempts to post ended, written down together for as many as have ended."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import db.outcomes
from bot.domain.gathering import OVERTAKEN, STATES
from bot.domain.reminders import ReminderState
from bot.errors import PostFailed
from bot.services.attempts import Attempt, Claim
from bot.services.diverting import IsPublic, divert
from bot.services.scheduling import plan_next
from bot.services.transactions import Transactions

Chance = Callable[[], float]
"""A number from 0 to 1, another each time."""

FIRST_REST = timedelta(seconds=15)
LONGEST_REST = timedelta(minutes=10)
"""How long a place rests that fails while others do not, from the first time on, and at most."""

OUTAGE_REST = timedelta(seconds=4)
"""How long, give or take half of it, where nothing arrives anywhere: until the next tick."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended at an instant: posted as a message (or as one since deleted), or not.

    Neither posted nor failed, there was nothing left to say or it was given back before it began.
    """

    attempt: Attempt
    at: datetime
    posted: bool = False
    message_id: int | None = None
    public: bool | None = None
    failure: PostFailed | None = None

    @property
    def given_up(self) -> PostFailed | None:
        """The failure, if it was for good."""
        return self.failure if self.failure and self.failure.permanent else None


def rest(failure: PostFailed, failures: int, chance: Chance, *, elsewhere: bool) -> timedelta:
    """How long a place rests after so many failures in a row.

    As long as Discord asks for. Otherwise longer each time, if posts arrive `elsewhere`; if none
    does, the place is not to blame, and is tried again as soon as Discord may be back.
    """
    if failure.retry_after is not None:
        return timedelta(seconds=failure.retry_after + chance())
    if not elsewhere:
        return OUTAGE_REST * (0.5 + chance())
    longest: timedelta = min(LONGEST_REST, FIRST_REST * 2 ** min(failures, 10))
    return longest * (0.5 + chance() / 2)


async def write_down(
    transactions: Transactions,
    outcomes: Sequence[Outcome],
    *,
    is_public: IsPublic,
    chance: Chance,
    elsewhere: bool,
) -> None:
    """Save how these ended; what is given up in one place goes on to another."""
    ended = [each for each in outcomes if each.given_up is None]
    if ended:
        async with transactions.deliver() as session:
            await _settled(session, ended)
            await _sent(session, [each for each in ended if each.posted])
            await _failed(session, [each for each in ended if each.failure], chance, elsewhere)
            await _given_back(session, [e for e in ended if not e.posted and not e.failure])
            await _followed(session, [each for each in ended if not each.failure])
    for each in outcomes:
        if failure := each.given_up:
            # Alone, as a place may have to be made that its reminders go to.
            async with transactions.write() as session:
                await _settled(session, [each])
                await _closed(session, each, failure, is_public)
                await _followed(session, [each])


async def _followed(session: AsyncSession, outcomes: Sequence[Outcome]) -> None:
    """After a digest the next one is planned, so that none is doubled or dropped."""
    for each in outcomes:
        digest_id = each.attempt.claim.batch.digest_id
        if digest_id is not None:
            await plan_next(session, [digest_id], now=each.at)


async def _settled(session: AsyncSession, outcomes: Sequence[Outcome]) -> None:
    """What ends whatever comes of the post, and what later reminders in the post stand for."""
    await db.outcomes.settled(session, (row for each in outcomes for row in _endings(each)))


def _endings(outcome: Outcome) -> Iterator[dict[str, Any]]:
    attempt = outcome.attempt
    overtaken = [(OVERTAKEN, attempt.overtaken)] if outcome.posted else []
    for reason, ids in (*attempt.ended.items(), *overtaken):
        for id_ in ids:
            yield {
                "reminder": id_,
                "token": attempt.claim.token,
                "to": STATES[reason].value,
                "why": reason,
                "message": outcome.message_id if reason == OVERTAKEN else None,
            }


async def _sent(session: AsyncSession, outcomes: Sequence[Outcome]) -> None:
    claimed, places, said = [], [], []
    for each in outcomes:
        claim, message = each.attempt.claim, each.message_id
        place = {"place": claim.batch.place_id, "at": each.at}
        claimed.append({**place, "token": claim.token, "message": message})
        places.append({**place, "wave": claim.wave, "public": each.public})
        said += [{"reminder": id_, "message": message} for id_ in each.attempt.said]
    await db.outcomes.sent(session, claimed)
    await db.outcomes.said(session, said)
    await db.outcomes.served(session, places)


async def _failed(
    session: AsyncSession, outcomes: Sequence[Outcome], chance: Chance, elsewhere: bool
) -> None:
    """What may have arrived, now or earlier, keeps its claim, and so its company and its nonce.

    What certainly did not joins whatever else falls due in that place.
    """
    claimed, places = [], []
    for each in outcomes:
        claim, failure = each.attempt.claim, each.failure
        assert failure is not None
        until = each.at + rest(failure, claim.batch.failures, chance, elsewhere=elsewhere)
        doubtful = failure.may_have_arrived or claim.batch.claim is not None
        claimed.append(_back(claim, until if doubtful else None, failure.reason))
        places.append({"place": claim.batch.place_id, "wave": claim.wave, "until": until})
    await db.outcomes.put_back(session, claimed)
    await db.outcomes.resting(session, places)


async def _given_back(session: AsyncSession, outcomes: Sequence[Outcome]) -> None:
    """What was not begun can be claimed again at once, and what came of nothing is let go."""
    claims = [(each.attempt.claim, each.at) for each in outcomes]
    back = [_back(claim, at if claim.batch.claim else None, None) for claim, at in claims]
    await db.outcomes.put_back(session, back)
    free = [{"place": claim.batch.place_id, "wave": claim.wave} for claim, _ in claims]
    await db.outcomes.released(session, free)


def _back(claim: Claim, until: datetime | None, why: str | None) -> dict[str, Any]:
    """What was claimed is claimed still, `until` it is tried again, or else free."""
    return {
        "place": claim.batch.place_id,
        "token": claim.token,
        "to": (ReminderState.CLAIMED if until else ReminderState.PLANNED).value,
        "keep": claim.token if until else None,
        "until": until,
        "why": why,
    }


async def _closed(
    session: AsyncSession, outcome: Outcome, failure: PostFailed, is_public: IsPublic
) -> None:
    claim = outcome.attempt.claim
    given_up = await divert(session, outcome.attempt, failure, is_public)
    place = {"place": claim.batch.place_id, "wave": claim.wave}
    if failure.refused:
        await db.outcomes.released(session, [place])
    else:
        await db.outcomes.closed(session, [{**place, "at": outcome.at, "why": failure.reason}])
    log.warning(
        "A post to %s %s: %s",
        claim.batch.channel_id or claim.batch.user_id,
        "was given up" if given_up else "goes elsewhere",
        failure.reason,
    )
