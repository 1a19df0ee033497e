"""Composing: what has been claimed becomes posts, one a place.

Of a place in which thousands are due only the most urgent are read whole, and others have a turn
between one part and the next.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncSession

import db.acknowledgements
import db.digests
import db.gathering
import db.milestones
import db.places
from bot.domain.acknowledgements import acknowledged, called_on
from bot.domain.digest_posts import DigestPost
from bot.domain.gathering import NOBODY_LEFT, SEEN, Due, Gathered, Gathering, dropped
from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone
from bot.domain.places import Place
from bot.domain.posts import Addressee, Known, compose
from bot.domain.reminders import MOST_ITEMS, ReminderKind
from bot.domain.subscriptions import Subscription
from bot.domain.waves import begun_at
from bot.services.attempts import Attempt, Claim
from bot.services.digest_posts import digest_post
from bot.services.transactions import Transactions

PART = 1000
WHOLE = 100
"""How many milestones are weighed, and how many are read whole, before others have a turn."""

log = logging.getLogger(__name__)


async def composed(
    transactions: Transactions,
    claims: Sequence[Claim],
    guilds: Mapping[int, Guild],
    now: datetime,
) -> list[Attempt]:
    """An attempt for each claim; what cannot be read in one place keeps back no other."""
    try:
        async with transactions.read() as session:
            reminders = [each for each in claims if each.batch.digest_id is None]
            attempts = await _composed(session, reminders, guilds, now) if reminders else []
            digests = [each for each in claims if each.batch.digest_id is not None]
            return attempts + [await _digest(session, each, guilds, now) for each in digests]
    except Exception:
        if len(claims) > 1:
            parts = [await composed(transactions, [each], guilds, now) for each in claims]
            return [attempt for part in parts for attempt in part]
        batch = claims[0].batch
        log.exception("What is due in %s cannot be read.", batch.channel_id or batch.user_id)
        return [Attempt(claims[0], unreadable=True)]


async def _composed(
    session: AsyncSession, claims: Sequence[Claim], guilds: Mapping[int, Guild], now: datetime
) -> list[Attempt]:
    places = {each.batch.place_id: Gathering(now) for each in claims}
    calls: list[Due] = []
    tokens = {each.batch.place_id: each.token for each in claims}
    async for part in db.gathering.due(session, tokens):
        for due in part:
            if due.kind is ReminderKind.ESCALATED:
                calls.append(due)
            else:
                places[due.place_id].add(due)
    for first in range(0, len(calls), WHOLE):
        await _escalate(session, places, calls[first : first + WHOLE])
    shown = {place: await _most_urgent(gathering) for place, gathering in places.items()}
    known = await _known(session, claims, places, shown)
    meant_for = await db.places.of(session, {each.batch.meant_for_id or 0 for each in claims} - {0})
    attempts = []
    for each in claims:
        to = _addressee(each, guilds, meant_for)
        place = each.batch.place_id
        attempts.append(_attempt(each, to, places[place], shown[place], known))
        await asyncio.sleep(0)
    return attempts


async def _digest(
    session: AsyncSession, claim: Claim, guilds: Mapping[int, Guild], now: datetime
) -> Attempt:
    meant_for = await db.places.of(session, {claim.batch.meant_for_id or 0} - {0})
    to = _addressee(claim, guilds, meant_for)
    due = await db.digests.find(session, claim.batch.digest_id or 0)
    if due is None or due[1] != claim.token:
        return Attempt(claim)
    post = await digest_post(session, to, due[0], now)
    if not isinstance(post, DigestPost):
        return Attempt(claim, ended={post: [due[0].id]})
    return Attempt(claim, post, told=1, wish_ids=(post.digest.wish.id,))


async def _most_urgent(gathering: Gathering) -> list[Gathered]:
    """What the post is to name of what has been gathered."""
    found: list[Gathered] = []
    left = iter(gathering.milestones.values())
    while part := list(islice(left, PART)):
        found = gathering.most_urgent([*found, *part], MOST_ITEMS)
        await asyncio.sleep(0)
    return found


async def _escalate(
    session: AsyncSession, places: Mapping[int, Gathering], calls: Sequence[Due]
) -> None:
    """Take in the escalations of what nobody has seen, as long as somebody is left to call on."""
    ids = [each.milestone_id for each in calls if dropped(each) is None]
    milestones = await _whole(session, ids)
    seen = await db.acknowledgements.of_milestones(session, ids)
    wishes = await db.gathering.wishes(session, {each.subscription_id for each in calls})
    for due in calls:
        milestone = milestones.get(due.milestone_id)
        place = places[due.place_id]
        if milestone is None:
            place.add(due)  # which notes why it has nothing to say
        elif acknowledged(milestone, seen[milestone.id]):
            place.drop(due, SEEN)
        elif not any(called_on(milestone, wishes[due.subscription_id], due.rung)):
            place.drop(due, NOBODY_LEFT)
        else:
            place.add(due)


async def _known(
    session: AsyncSession,
    claims: Sequence[Claim],
    places: Mapping[int, Gathering],
    shown: Mapping[int, Sequence[Gathered]],
) -> "_Known":
    items = [each for some in shown.values() for each in some]
    moved = {each.last.milestone_id for each in items if each.moved}
    recurring = {each.last.milestone_id for each in items if each.last.occurrence}
    where = {place: place for place in places} | {
        each.batch.meant_for_id: each.batch.place_id for each in claims if each.batch.meant_for_id
    }
    told_on = await db.gathering.last_told(session, list(moved), list(where)) if moved else {}
    unsaid: dict[tuple[int, int], list[tuple[int, date | None]]] = {}
    for id_, place, milestone, on in (
        await db.gathering.unsaid(session, list(recurring), list(where)) if recurring else ()
    ):
        unsaid.setdefault((where[place], milestone), []).append((id_, on))
    wish_ids = {wish for gathering in places.values() for wish in gathering.wish_ids}
    return _Known(
        await _whole(session, (each.last.milestone_id for each in items)),
        await db.gathering.wishes(session, wish_ids),
        told_on,
        unsaid,
    )


async def _whole(session: AsyncSession, ids: Iterable[int]) -> dict[int, Milestone]:
    wanted = list(dict.fromkeys(ids))
    found: dict[int, Milestone] = {}
    for first in range(0, len(wanted), WHOLE):
        part = await db.milestones.living(session, wanted[first : first + WHOLE])
        found |= {each.id: each for each in part}
        await asyncio.sleep(0)
    return found


def _addressee(
    claim: Claim, guilds: Mapping[int, Guild], meant_for: Mapping[int, Place]
) -> Addressee:
    batch = claim.batch
    return Addressee(
        guilds[batch.guild_id],
        batch.channel_id,
        batch.user_id,
        claim.root,
        again=batch.claim is not None,
        begun_at=begun_at(claim.root),
        meant_for=meant_for.get(batch.meant_for_id or 0),
    )


def _attempt(
    claim: Claim,
    to: Addressee,
    gathering: Gathering,
    shown: Sequence[Gathered],
    known: "_Known",
) -> Attempt:
    if not shown:
        return Attempt(claim, ended=gathering.doubted if to.again else gathering.dropped)
    place = claim.batch.place_id
    milestones = [own.last.milestone_id for own in shown]
    return Attempt(
        claim,
        compose(to, gathering, shown, known.of(place, milestones)),
        gathering.count - len(gathering.overtaken),
        tuple(gathering.wish_ids),
        tuple(gathering.overtaken),
        tuple(id_ for each in milestones for id_, _ in known.unsaid.get((place, each), ())),
        gathering.dropped,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is on record of all that is posted in one go, by id or by place and milestone."""

    milestones: Mapping[int, Milestone]
    wishes: Mapping[int, Subscription]
    told_on: Mapping[tuple[int, int], date | None]
    unsaid: Mapping[tuple[int, int], Sequence[tuple[int, date | None]]]

    def of(self, place: int, milestones: Iterable[int]) -> Known:
        missed = {
            each: [on for _, on in self.unsaid.get((place, each), ()) if on] for each in milestones
        }
        told = {each: self.told_on.get((place, each)) for each in missed}
        return Known(self.milestones, self.wishes, told, missed)
