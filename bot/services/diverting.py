"""Diverting: where a reminder goes whose own place is closed, never from private to public.

To the channel that its subscription names for that, else by direct message to the subscription's
author, else to the channel in which the server's administrators are told.
"""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

import db.gathering
import db.guilds
import db.outcomes
import db.places
from bot.domain.guilds import Guild
from bot.domain.places import Place, may_stand_in
from bot.domain.subscriptions import Subscription
from bot.errors import PostFailed
from bot.services.attempts import Attempt

IsPublic = Callable[[int, int], bool | None]
"""Whether everyone in a server (id) sees a channel (id); None where that is not known."""

Where = tuple[int | None, int | None]
"""A channel's id or a person's, and None for the other."""


def unknown(_guild_id: int, _channel_id: int) -> bool | None:
    """What is known of any channel where nobody can be asked."""
    return None


async def divert(
    session: AsyncSession, attempt: Attempt, failure: PostFailed, is_public: IsPublic
) -> int:
    """Give what an attempt had claimed to the next place of each subscription, or give it up.

    A message that is itself at fault would be refused there as well, and what may have arrived
    after all is not posted twice: both are given up. Returns for how many subscriptions.
    """
    batch = attempt.claim.batch
    stays = failure.refused or failure.may_have_arrived
    given_up = 0
    for wish in (await db.gathering.wishes(session, attempt.wish_ids)).values():
        row = {
            "place": batch.place_id,
            "token": attempt.claim.token,
            "wish": wish.id,
            "why": failure.reason,
        }
        on = None if stays else await _next(session, attempt, wish, is_public)
        if on is None:
            given_up += 1
            await db.outcomes.given_up(session, [row])
        else:
            meant = batch.meant_for_id or batch.place_id
            there = {"on": on.id, "meant": None if on.id == wish.place_id else meant}
            await db.outcomes.diverted(session, [{**row, **there}])
    return given_up


async def _next(
    session: AsyncSession, attempt: Attempt, wish: Subscription, is_public: IsPublic
) -> Place | None:
    """The place that comes after the attempt's, if one is left.

    That is the subscription's own where it has gone to another meanwhile.
    """
    batch = attempt.claim.batch
    guild = await db.guilds.find(session, batch.guild_id)
    first_id = batch.meant_for_id or batch.place_id
    known = await db.places.of(session, [first_id, wish.place_id])
    if wish.place_id != first_id:
        return known[wish.place_id]
    if guild is None:
        return None
    first = await _seen(session, known[first_id], is_public)
    here = (batch.channel_id, batch.user_id)
    left = chain(wish, guild)
    if batch.meant_for_id is not None:
        left = left[_step(here, left) + 1 :]
    for channel_id, user_id in left:
        if (channel_id, user_id) in {here, (first.channel_id, first.user_id)}:
            continue
        found = await db.places.ensure(session, guild.id, channel_id=channel_id, user_id=user_id)
        other = await _seen(session, found, is_public)
        if may_stand_in(first, other):
            return other
    return None


def chain(wish: Subscription, guild: Guild) -> list[Where]:
    """Where else its reminders may go, in order: channels and people, by their ids."""
    places: list[Where] = [
        (wish.fallback_channel_id, None),
        (None, wish.created_by),
        (guild.admin_channel_id, None),
    ]
    return [each for each in places if any(each)]


def _step(here: Where, places: list[Where]) -> int:
    """How far along the chain a place is; one that it no longer has counts as its first."""
    return places.index(here) if here in places else 0


async def _seen(session: AsyncSession, place: Place, is_public: IsPublic) -> Place:
    """The place with what is known by now of who sees it."""
    if place.channel_id is None:
        return place
    public = is_public(place.guild_id, place.channel_id)
    if public is None or public == place.public:
        return place
    await db.places.change(session, place.id, public=public)
    return replace(place, public=public)
