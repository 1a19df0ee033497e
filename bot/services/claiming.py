"""Claiming: what is due is taken out of the queue shortly before it is posted, a wave at a time.

A wave claims what is due in many places in one short transaction. A place that is claimed is leased
as well, so that two posts are never under way in it, in whichever process.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex

import db.claims
import db.delivery
import db.gathering
import db.guilds
from bot.domain.gathering import Closed, waits
from bot.domain.guilds import Guild
from bot.domain.hours import opens_at, quiet_since
from bot.services.attempts import Attempt, Claim
from bot.services.composing import composed
from bot.services.transactions import Transactions
from db.delivery import Batch
from db.engine import MOST_VALUES

LEASE = timedelta(minutes=2)
"""How long a claim holds: longer than any post takes, shorter than Discord forgets a nonce."""

AHEAD = 500
"""How many posts are planned at once: some ten seconds at the pace that Discord allows."""

PLACES_A_WAVE = 100
REMINDERS_A_WAVE = 500

Clock = Callable[[], datetime]


class Claims:
    """What is due, least recently served place first, until nothing is left to claim."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock
        self._planned: list[Batch] = []
        self._guilds: dict[int, Guild] = {}
        self._waiting: set[int] = set()

    async def wave(self, busy: Collection[int]) -> list[Attempt]:
        """The next posts to be made, claimed; none in the places that are `busy` (ids).

        Empty where nothing can be claimed now.
        """
        while True:
            if not self._planned:
                self._planned = await self._plan()
            chosen = self._choose(busy)
            if not chosen:
                return []
            if claims := await self._claim(chosen):
                attempts = await composed(self._transactions, claims, self._guilds, self._clock())
                # What came to nothing, such as after another process, is not asked for again.
                self._waiting |= {each.claim.batch.place_id for each in attempts if _is_empty(each)}
                return attempts

    def _choose(self, busy: Collection[int]) -> list[Batch]:
        """The first of what is planned, one post a place."""
        chosen: dict[int, Batch] = {}
        left: list[Batch] = []
        count = 0
        for batch in self._planned:
            full = len(chosen) >= PLACES_A_WAVE or count >= REMINDERS_A_WAVE
            if full or batch.place_id in busy or batch.place_id in chosen:
                left.append(batch)
            else:
                chosen[batch.place_id] = batch
                count += batch.count
        self._planned = left
        return list(chosen.values())

    async def _claim(self, chosen: Sequence[Batch]) -> list[Claim]:
        now = self._clock()
        until = now + LEASE
        wave = f"{int(now.timestamp()):08x}{token_hex(3)}"
        async with self._transactions.deliver() as session:
            places = [each.place_id for each in chosen]
            ours = await db.claims.lease(session, places, token=wave, now=now, until=until)
            leased = [each for each in chosen if each.place_id in ours]
            tokens = await db.claims.claim(session, leased, wave=wave, now=now, until=until)
        return [Claim(each, tokens[each.place_id], wave, until) for each in leased]

    async def _plan(self) -> list[Batch]:
        """What can be posted now, in order; what waits until its server opens is left out."""
        while True:
            now = self._clock()
            closed = self._closed(now)
            found = await self._due(now, closed)
            if self._closed(now).keys() != closed.keys():
                continue  # of servers that were not known to be closed there may be too much
            ready = [each for batch in found if (each := await self._open(batch, closed, now))]
            places = {each.place_id for each in ready}
            self._waiting |= {each.place_id for each in found} - places
            if ready or not found:
                return ready

    async def _due(self, now: datetime, closed: Mapping[int, Closed]) -> list[Batch]:
        opens_on = {id_: span.opens.date() for id_, span in closed.items()}
        async with self._transactions.read() as session:
            found = await db.delivery.batches(
                session, now, limit=AHEAD, closed=opens_on, apart=self._waiting
            )
            new = {each.guild_id for each in found} - set(self._guilds)
            self._guilds |= await db.guilds.of(session, new)
        return found

    def _closed(self, now: datetime) -> dict[int, Closed]:
        """The servers that are closed now, of those that have something due."""
        since = {id_: quiet_since(guild, now) for id_, guild in self._guilds.items()}
        return {
            id_: Closed(begun, opens_at(self._guilds[id_], now))
            for id_, begun in since.items()
            if begun is not None
        }

    async def _open(
        self, batch: Batch, closed: Mapping[int, Closed], now: datetime
    ) -> Batch | None:
        """What of a batch can be posted although its server may be closed.

        What was claimed together before stays together.
        """
        if (span := closed.get(batch.guild_id)) is None:
            return batch
        urgent: list[int] = []
        stands_in = batch.meant_for_id is not None
        async with self._transactions.read() as session:
            async for part in db.gathering.of_batch(session, batch, now):
                urgent += [each.id for each in part if not waits(each, span, now, stands_in)]
        if not urgent:
            return None
        return batch if batch.claim else replace(batch, only=tuple(urgent[:MOST_VALUES]))


def _is_empty(attempt: Attempt) -> bool:
    """Whether nothing was left to be claimed."""
    return attempt.post is None and not attempt.ended and not attempt.unreadable
