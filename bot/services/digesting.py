"""Digesting: what a digest tells, read with as many queries for a large record as for a small."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

import db.acknowledgements
import db.digests
import db.gathering
import db.milestones
import db.places
from bot.domain.acknowledgements import Seen, coverage
from bot.domain.briefs import write_brief
from bot.domain.digest_posts import Digest, Missed
from bot.domain.digests import AHEAD_DAYS, Every
from bot.domain.histories import Told
from bot.domain.milestones import Milestone, State, state
from bot.domain.subscriptions import Subscription
from bot.services.changes import told_since
from bot.services.covering import covered, subject_of
from db.digests import Which
from db.labels import Covering

MOST_NAMED = 40
"""How many milestones of a kind are read whole."""

MOST_COUNTED = 1000

SLACK = timedelta(hours=1)
"""A post is given up a while after it was due: that of the last hour is told with what follows."""

_PAST = (State.OVERDUE, State.UNVERIFIED_PAST)


@dataclass(frozen=True, slots=True)
class Period:
    """The time of which a digest tells, and the moment at which it is made."""

    since: datetime
    until: datetime
    now: datetime


async def digest(session: AsyncSession, wish: Subscription, period: Period) -> Digest:
    """What a digest of this subscription tells of a period."""
    which, agreements = await covered(session, wish)
    found = await _milestones(session, wish, which, period)
    own = await _own(session, wish, period)
    told, cut = await _news(session, wish, which, period, own.named)
    named = list({each.id: each for each in (*own.named, *found.named)}.values())
    missed, others = await _missed(session, wish, which, period)
    brief = write_brief(
        subject_of(wish),
        agreements,
        named,
        period.now,
        news=told,
        news_since=period.since,
    )
    unseen = await _unseen(session, wish, named)
    return Digest(
        wish,
        period.since,
        period.until,
        period.now,
        brief,
        own=own.named,
        overdue=found.overdue,
        ahead=found.ahead,
        unverified=await db.digests.count_unverified(
            session, wish.guild_id, which, before=_first_day(period)
        ),
        missed=missed,
        others=others,
        unseen=unseen,
        cut=cut,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """Milestones that are named, and how many there are of those that are counted."""

    named: tuple[Milestone, ...]
    overdue: int = 0
    ahead: int = 0


async def _milestones(
    session: AsyncSession, wish: Subscription, which: Which, period: Period
) -> _Found:
    """What is overdue, which dates have passed in the period, and what is due ahead."""
    guild, today = wish.guild_id, period.now.date()
    schedule = wish.schedule
    days = AHEAD_DAYS[schedule.every if schedule else Every.DAY]
    overdue = await db.digests.overdue(session, guild, which, before=today, limit=MOST_COUNTED)
    passed = await db.digests.passed(
        session, guild, which, since=_first_day(period), before=today, limit=MOST_NAMED
    )
    # Dates are counted where they count, which may be a day before or after.
    first, last = today - timedelta(days=1), today + timedelta(days=days + 1)
    ahead = await db.digests.ahead(
        session, guild, which, since=first, until=last, limit=MOST_COUNTED
    )
    named = {*overdue[:MOST_NAMED], *passed, *ahead[:MOST_NAMED]}
    read = await db.milestones.living(session, named)
    until = today + timedelta(days=days)
    kept = [each for each in read if _is_told(each, period, until)]
    gone = {each.id for each in read} - {each.id for each in kept}
    stands = {each.id: state(each, period.now) for each in read}
    past = {id_ for id_, each in stands.items() if each in _PAST}
    late = {id_ for id_, each in stands.items() if each is State.OVERDUE}
    return _Found(
        tuple(sorted(kept, key=lambda each: (each.earliest_on or date.max, each.id))),
        overdue=len(late | set(overdue) - (set(stands) - late)),
        ahead=len(set(ahead) - gone - past),
    )


def _is_told(milestone: Milestone, period: Period, until: date) -> bool:
    """Whether a digest names it: a date that passed unverified only once."""
    stands = state(milestone, period.now)
    if stands is State.UNVERIFIED_PAST:
        return state(milestone, period.since) not in _PAST
    if stands is State.OVERDUE:
        return True
    return milestone.earliest_on is not None and milestone.earliest_on <= until


def _first_day(period: Period) -> date:
    """The earliest day on which a date can have passed within the period."""
    return period.since.date() - timedelta(days=1)


async def _own(session: AsyncSession, wish: Subscription, period: Period) -> _Found:
    """What the reader of a direct message answers for, whatever else they asked for."""
    if wish.user_id is None:
        return _Found(())
    return await _milestones(session, wish, Which(owner_id=wish.user_id), period)


async def _news(
    session: AsyncSession,
    wish: Subscription,
    which: Which,
    period: Period,
    own: Sequence[Milestone],
) -> tuple[list[Told], bool]:
    """What has changed of what the digest covers, and whether more has than could be read."""
    covering = which.covering
    if which.milestone_id is not None:
        alone = await db.milestones.living(session, [which.milestone_id])
        covering = Covering(few=tuple(each.agreement_id for each in alone))
    found = await told_since(
        session, wish.guild_id, period.since, until=period.until, covering=covering
    )
    told = list(found.told)
    if which.milestone_id is not None:
        told = [each for each in told if each.milestone_id == which.milestone_id]
    if not own or which == Which():
        return told, found.cut
    mine = {each.id for each in own}
    others = await told_since(
        session,
        wish.guild_id,
        period.since,
        until=period.until,
        agreement_ids=[each.agreement_id for each in own],
    )
    told += [each for each in others.told if each.milestone_id in mine and each not in told]
    return told, found.cut or others.cut


async def _missed(
    session: AsyncSession, wish: Subscription, which: Which, period: Period
) -> tuple[tuple[Missed, ...], int]:
    """What could not be delivered, by place; other people's direct messages are only counted."""
    failed = await db.digests.failed(
        session, wish.guild_id, which, since=period.since - SLACK, until=period.until
    )
    places = await db.places.of(session, {place for place, _ in failed})
    found: dict[int, Missed] = {}
    others = 0
    for place_id, reason in failed:
        place = places[place_id]
        if place.user_id not in (None, wish.user_id):
            others += 1
            continue
        count = found[place_id].count + 1 if place_id in found else 1
        found[place_id] = Missed(place, count, reason)
    return tuple(found.values()), others


async def _unseen(
    session: AsyncSession, wish: Subscription, milestones: Iterable[Milestone]
) -> tuple[Seen, ...]:
    """What was told to people of whom some have not acknowledged it; not who reads what alone."""
    by_id = {each.id: each for each in milestones if each.is_open}
    through = await db.digests.told_through(session, list(by_id))
    wishes = await db.gathering.wishes(session, {each for ids in through.values() for each in ids})
    seen = await db.acknowledgements.of_milestones(session, list(through))
    found = []
    for id_, ids in through.items():
        known = [wishes[each] for each in sorted(ids) if wishes[each].removed_at is None]
        known = [each for each in known if each.user_id in (None, wish.user_id)]
        covered = coverage(by_id[id_], seen[id_], known)
        if covered.waiting or (covered.role_ids and not covered.by):
            found.append(covered)
    return tuple(sorted(found, key=lambda each: each.milestone.earliest_on or date.max))
