"""Outlining: what a brief is written from. A small record is read whole.

Of a large one the first of every group are read, and how many lie beyond them is counted, up to a
number from which on nobody is helped by knowing how many more there are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.milestones
import db.outlines
import db.slices
import db.standing
from bot.domain.agreements import Agreement
from bot.domain.briefs import More
from bot.domain.dates.values import DeadlineState
from bot.domain.extents import Depth
from bot.domain.milestones import Milestone, SettlementKind, State
from bot.domain.periods import happened
from bot.domain.spans import Span
from db.labels import EVERY, Covering
from db.slices import Among, Slice

MOST_AGREEMENTS, MOST_MILESTONES = 80, 400
"""Up to so many of both are read whole."""

MOST_COUNTED, MOST_DRAWN, MOST_POINTS = 250, 100, 100
"""How many of a group are counted, also where they are drawn, and how many disputed points."""

_AHEAD = (State.DUE_TODAY, State.DUE_SOON, State.UPCOMING)
_ENDED = tuple(each for each in SettlementKind if each is not SettlementKind.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a brief is about: whose record, which agreements, of which person, in which time.

    `near` ones are sought nearest to today, and not the longest overdue first.
    """

    guild_id: int
    today: date
    covering: Covering = EVERY
    person: int | None = None
    span: Span | None = None
    depth: Depth = Depth.SHORT
    near: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What was read; `beyond` says of parts of a brief, by name, how many more there are.

    `whole`: all of it was read.
    """

    agreements: Sequence[Agreement]
    milestones: Sequence[Milestone]
    beyond: Mapping[str, More] = field(default_factory=dict)
    whole: bool = True


async def outline(session: AsyncSession, sought: Sought) -> Outline:
    """What a brief is written from."""
    guild, covering, person = sought.guild_id, sought.covering, sought.person
    if covering.size > MOST_AGREEMENTS and person is None:
        return await _first(session, sought)
    ids = await db.outlines.milestones(
        session, guild, covering, person=person, most=MOST_MILESTONES
    )
    if len(ids) > MOST_MILESTONES:
        return await _first(session, sought)
    if person is not None:
        milestones = await db.milestones.every(session, guild, ids=ids) if ids else []
        concerned = {each.agreement_id for each in milestones}
        agreements = await db.agreements.every(session, guild, ids=sorted(concerned))
        return Outline(agreements, milestones)
    if await db.agreements.count(session, guild, covering) > MOST_AGREEMENTS:
        return await _first(session, sought)
    listed = await db.agreements.listed(session, guild, covering)
    agreements = await db.agreements.every(session, guild, ids=listed)
    milestones = await db.milestones.every(session, guild, ids=ids) if ids else []
    return Outline(agreements, milestones)


async def _first(session: AsyncSession, sought: Sought) -> Outline:
    """The first of every group of a large record."""
    beyond: dict[str, More] = {}
    told: Counter[str] = Counter()
    named: list[int] = []
    most = MOST_DRAWN if sought.near else MOST_COUNTED
    span, guild = sought.span, sought.guild_id
    vague = await db.outlines.vague(session, guild, span) if span else []
    for among in _among(sought):
        parts = [(name, each) for name, every in _slices(sought, among, vague) for each in every]
        counts = await db.standing.counts(session, among, [each for _, each in parts], most)
        wanted: list[tuple[Slice, int, int]] = []
        for (name, each), count in zip(parts, counts, strict=True):
            more, taken = beyond.get(name, More(0)), min(count, sought.depth - told[name])
            beyond[name] = More(more.count + count - taken, more.at_least or count >= most)
            told[name] += taken
            if taken:
                wanted.append((each, count, taken))
        named += await db.standing.first(session, among, wanted)
    milestones = await db.milestones.with_ids(session, sought.guild_id, named) if named else []
    if "awaiting" in beyond and not any(map(_is_awaited, milestones)):
        beyond["undated"] = beyond.pop("awaiting")
    agreements, others = await _agreements(session, sought, milestones)
    left = {name: more for name, more in (beyond | others).items() if more.count > 0}
    return Outline(agreements, milestones, left, whole=False)


def _is_awaited(milestone: Milestone) -> bool:
    deadline = milestone.deadline
    return deadline is not None and deadline.state is DeadlineState.AWAITING_TRIGGER


def _among(sought: Sought) -> list[Among]:
    every = Among(sought.guild_id, sought.today, covering=sought.covering)
    if sought.person is None:
        return [every]
    return [replace(every, owner_id=sought.person), replace(every, deputy_id=sought.person)]


def _slices(sought: Sought, among: Among, vague: Sequence[int]) -> list[tuple[str, list[Slice]]]:
    """What is in each group of a brief, by the group's name."""
    overdue = db.slices.slices(among, [State.OVERDUE])
    if sought.near:
        overdue = [replace(each, descending=True) for each in overdue]
    groups = [
        ("next", db.slices.slices(among, _AHEAD)),
        ("overdue", overdue),
        ("unverified", db.slices.slices(among, [State.UNVERIFIED_PAST])),
        ("suspended", db.slices.slices(among, [State.SUSPENDED])),
    ]
    if sought.depth > Depth.SHORT or sought.span is not None:
        groups.append(("settled", [db.slices.ended(each) for each in _ENDED]))
    span = sought.span
    if span is None:
        return [*groups, ("awaiting", [db.slices.undated()])]
    return [
        (name, [one for each in every for one in db.slices.during(each, span, vague)])
        for name, every in groups
    ]


async def _agreements(
    session: AsyncSession, sought: Sought, milestones: Sequence[Milestone]
) -> tuple[list[Agreement], dict[str, More]]:
    """Those to which something happened last and some that are disputed; how many more there are.

    Of a person those of what was found.
    """
    guild, covering, size = sought.guild_id, sought.covering, sought.depth
    if sought.person is not None:
        ids = list(dict.fromkeys(each.agreement_id for each in milestones))
        count = await db.outlines.count_agreements(
            session, guild, covering, sought.person, most=MOST_COUNTED
        )
        found = await db.agreements.every(session, guild, ids=ids)
        return found, {"standings": More(count - len(found), count >= MOST_COUNTED)}
    ids = await db.outlines.latest(session, guild, covering, until=sought.today, size=size)
    if sought.span is not None:
        then = await db.outlines.happened_in(session, guild, covering, sought.span, size=size)
        ids = list(dict.fromkeys((*then, *ids)))[:size]
    disputed, points = await db.outlines.disputed(session, guild, covering, most=MOST_POINTS)
    disputed = disputed[: size // 4]
    found = await db.agreements.every(session, guild, ids=list({*ids, *disputed}))
    told = sum(len({claim.point for claim in each.claims}) for each in found)
    total = await db.agreements.count(session, guild, covering)
    more = {
        "standings": More(total - len(found)),
        "disputes": More(points - told, points >= MOST_POINTS),
    }
    if (span := sought.span) is not None and sought.near:
        events = await db.outlines.count_events(session, guild, covering, span, most=MOST_DRAWN)
        known = len(happened(found, span))
        more["events"] = More(events - known, events >= MOST_DRAWN)
    return found, more
