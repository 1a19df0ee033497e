"""Use cases on what could not be delivered: who sees it, and sending it on."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.boards
import db.milestones
import db.places
import db.subscriptions
import db.undelivered
from bot.domain.places import Place
from bot.domain.undelivered import Unreached, nearest
from bot.services import finding, resending
from bot.services.transactions import Transactions, writing

MOST_MILESTONES = 3
MOST_LOOKED_AT = 100
"""Of so many milestones those next due are named."""


@dataclass(frozen=True, slots=True)
class UndeliveredPage:
    """What one reader may see of it; `others` counts those who miss direct messages to them."""

    places: tuple[Unreached, ...]
    others: int


@dataclass(frozen=True, slots=True)
class UndeliveredPosts:
    """What could not be posted where it was meant to be, nor anywhere else."""

    transactions: Transactions

    async def list(self, guild_id: int, *, reader_id: int, now: datetime) -> UndeliveredPage:
        """The places of a server that cannot be posted to, or for which posts were given up."""
        async with self.transactions.read() as session:
            lost = await db.undelivered.lost(session, guild_id)
            boards = {each.place.id: each for each in await db.boards.refused(session, guild_id)}
            ids = {*lost, *boards, *await db.undelivered.closed(session, guild_id)}
            places = sorted((await db.places.of(session, ids)).values(), key=lambda each: each.id)
            guild = await finding.guild(session, guild_id)
            today = now.astimezone(ZoneInfo(guild.zone)).date()
            wishes = await db.subscriptions.every(session, guild_id)
            shown = [
                replace(
                    await _unreached(session, each, lost.get(each.id), today),
                    wishes=tuple(wish for wish in wishes if wish.place_id == each.id),
                    board=boards.get(each.id),
                )
                for each in places
                if each.user_id in (None, reader_id)
            ]
        return UndeliveredPage(tuple(shown), len(places) - len(shown))

    async def place(self, guild_id: int, place_id: int) -> Place:
        """One of a server's places. Raises NotFound."""
        async with self.transactions.read() as session:
            return await finding.place(session, guild_id, place_id)

    send_to = writing(resending.send_to)
    try_again = writing(resending.try_again)


async def _unreached(
    session: AsyncSession, place: Place, lost: db.undelivered.Lost | None, today: date
) -> Unreached:
    named = await db.undelivered.milestones(session, place.guild_id, place.id, most=MOST_LOOKED_AT)
    about = await db.milestones.every(session, place.guild_id, ids=named)
    waiting, next_at = await db.undelivered.waiting(session, place.id)
    return Unreached(
        place,
        lost=lost.count if lost else 0,
        since=lost.since if lost else None,
        reason=lost.reason if lost else None,
        milestones=tuple(nearest(about, today)[:MOST_MILESTONES]),
        stood_in=await _stood_in(session, place),
        waiting=waiting,
        next_at=next_at,
    )


async def _stood_in(session: AsyncSession, place: Place) -> tuple[tuple[Place, int], ...]:
    if place.closed_at is None:
        return ()
    counts = await db.undelivered.stood_in(session, place.guild_id, place.id, place.closed_at)
    others = await db.places.of(session, list(counts))
    return tuple((others[each], count) for each, count in counts.items())
