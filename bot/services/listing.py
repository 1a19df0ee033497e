"""Listing what is due: whole where there is little, else a page of it and how much there is."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.due
import db.standing
from bot.domain.due import DueGroup, group, in_reading_order
from bot.domain.milestones import SETTLED_STATES, UNDATED_STATES, Milestone, State, state
from db.slices import Among, Slice

MOST_LOADED = 200
"""More than these are not loaded together, but group by group and page by page."""

_STANDS = {
    DueGroup.OVERDUE: State.OVERDUE,
    DueGroup.TODAY: State.DUE_TODAY,
    DueGroup.WEEK: State.DUE_SOON,
    DueGroup.LATER: State.UPCOMING,
    DueGroup.UNVERIFIED: State.UNVERIFIED_PAST,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Some milestones in order, how many each group has, how they stand, and which page it is."""

    items: tuple[Milestone, ...]
    counts: Mapping[DueGroup, int]
    states: frozenset[State]
    page: int = 0


async def some(
    session: AsyncSession,
    among: Among,
    parts: Sequence[tuple[Slice, int]],
    wanted: Collection[State],
    now: datetime,
    *,
    page: int,
    size: int | None,
) -> Listed:
    """What is asked for, or with a `size` a page of it; `parts` are its slices with their sizes."""
    if size is None or sum(count for _, count in parts) <= MOST_LOADED:
        return _listed(await _whole(session, among, wanted, now), now, page=page, size=size)
    return await _part(session, among, parts, wanted, now, page=page, size=size)


async def _whole(
    session: AsyncSession, among: Among, wanted: Collection[State], now: datetime
) -> list[Milestone]:
    """All that is asked for, by its date."""
    settled = not SETTLED_STATES.isdisjoint(wanted)
    found = await db.due.in_window(session, among, settled=settled)
    if settled or not UNDATED_STATES.isdisjoint(wanted):
        found += await db.due.undated(session, among, settled=settled)
    return [each for each in found if not wanted or state(each, now) in wanted]


def _listed(found: Sequence[Milestone], now: datetime, *, page: int, size: int | None) -> Listed:
    """What was loaded whole; with a `size` a page of it, in reading order."""
    counts = Counter(group(each, now) for each in found)
    states = frozenset(state(each, now) for each in found)
    if size is None:
        return Listed(tuple(found), _in_order(counts), states)
    page = _within(page, len(found), size)
    shown = in_reading_order(found, now)[page * size : (page + 1) * size]
    return Listed(tuple(shown), _in_order(counts), states, page)


def _in_order(counts: Mapping[DueGroup, int]) -> dict[DueGroup, int]:
    return {of: counts[of] for of in DueGroup if counts.get(of)}


def _within(page: int, count: int, size: int) -> int:
    return min(max(page, 0), max(0, -(-count // size) - 1))


async def _part(
    session: AsyncSession,
    among: Among,
    parts: Sequence[tuple[Slice, int]],
    wanted: Collection[State],
    now: datetime,
    *,
    page: int,
    size: int,
) -> Listed:
    """A page of what is too much to load, from its slices and how much each holds."""
    page = _within(page, sum(count for _, count in parts), size)
    items: list[Milestone] = []
    sums: Counter[DueGroup] = Counter()
    start = page * size
    for each, count in parts:
        sums[each.group] += count
        if start < count and len(items) < size:
            room = min(size - len(items), count - start)
            items += await db.standing.page(session, among, each, of=count, start=start, size=room)
        start = max(0, start - count)
    stand = {_STANDS[of] for of in sums if sums[of] and of in _STANDS}
    states = frozenset(wanted) or frozenset(stand)
    return Listed(tuple(in_reading_order(items, now)), _in_order(sums), states, page)
