"""Queries on milestones by how they stand: a page of a group and how much it holds.

However many there are, an index leads to the first of a group, and no more is counted than anybody
wants to know. Days are those of the server; what is handed out says itself how it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.dates.values import DeadlineKind, DeadlineState
from bot.domain.due import MOST_COUNTED, WEEK_DAYS, DueGroup
from bot.domain.milestones import (
    DUE_SOON_DAYS,
    SETTLED_STATES,
    UNDATED_STATES,
    Milestone,
    SettlementKind,
    State,
)
from db.labels import EVERY, Covering
from db.milestones import unarchived, with_ids
from db.models.agreements import AgreementRow
from db.models.milestones import MilestoneRow


@dataclass(frozen=True, slots=True)
class Among:
    """Which milestones are asked about: whose, of which agreements, seen from which day.

    What has passed counts from `since` on, what is ahead up to `until`; None sets no bound.
    """

    guild_id: int
    today: date
    since: date | None = None
    until: date | None = None
    covering: Covering = EVERY
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """Some milestones that stand alike, in an order in which an index holds them."""

    group: DueGroup
    where: tuple[ColumnElement[bool], ...]
    descending: bool = False


def slices(among: Among, states: Sequence[State] = ()) -> list[Slice]:
    """The groups that are dated and open in reading order, or those of the `states`."""
    if states:
        every = [(state, each) for state in State for each in _of_state(among, state)]
        return sorted(
            (each for state, each in every if state in states), key=lambda each: each.group.value
        )
    week = among.today + timedelta(days=WEEK_DAYS)
    return [
        *_of_state(among, State.OVERDUE),
        *_of_state(among, State.DUE_TODAY),
        Slice(DueGroup.WEEK, _ahead(among, among.today, week)),
        Slice(DueGroup.LATER, _ahead(among, week, None)),
        *_of_state(among, State.UNVERIFIED_PAST),
    ]


def _of_state(among: Among, state: State) -> list[Slice]:
    row, today = MilestoneRow, among.today
    soon = today + timedelta(days=DUE_SOON_DAYS)
    if state is State.DUE_TODAY:
        return _today(among)
    if state in UNDATED_STATES:
        where = (_open(), row.earliest_on.is_(None), _undated(state))
        return [Slice(DueGroup.UNDATED, where)]
    if state in SETTLED_STATES:
        return [Slice(DueGroup.SETTLED, (_settled(state),), descending=True)]
    return {
        State.OVERDUE: [Slice(DueGroup.OVERDUE, (_answered(), *_past(among)))],
        State.UNVERIFIED_PAST: [
            Slice(DueGroup.UNVERIFIED, (_open(), _unanswered(), *_past(among)), descending=True)
        ],
        State.DUE_SOON: [Slice(DueGroup.LATER, _ahead(among, today, soon))],
        State.UPCOMING: [Slice(DueGroup.LATER, _ahead(among, soon, None))],
    }[state]


def _today(among: Among) -> list[Slice]:
    """What is due on the one day, and what is due within days of which this is one."""
    row, today = MilestoneRow, among.today
    # Nobody but the index on what lasts for days is to lead there, so the bound is no plain one.
    begun = case((row.earliest_on.is_not(None), row.earliest_on)) < today
    lasting = (row.earliest_on != row.latest_on, begun)
    return [
        Slice(DueGroup.TODAY, (_open(), row.earliest_on == today)),
        Slice(DueGroup.TODAY, (_open(), *lasting, row.latest_on >= today)),
    ]


def _past(among: Among) -> tuple[ColumnElement[bool], ...]:
    row = MilestoneRow
    bounds = (row.latest_on < among.today, row.earliest_on < among.today)
    return (*bounds, row.latest_on >= among.since) if among.since else bounds


def _answered() -> ColumnElement[bool]:
    """As the index on these has it, so that it is used."""
    row = MilestoneRow
    act = literal(DeadlineKind.ACT_BY.value, literal_execute=True)
    answered = or_(row.owner_id.is_not(None), row.verified_on > row.latest_on)
    return and_(_open(), row.kind == act, answered)


def _open() -> ColumnElement[bool]:
    return MilestoneRow.settled.is_(None)


def _unanswered() -> ColumnElement[bool]:
    row = MilestoneRow
    unchecked = or_(row.verified_on.is_(None), row.verified_on <= row.latest_on)
    return or_(row.kind != DeadlineKind.ACT_BY.value, and_(row.owner_id.is_(None), unchecked))


def _ahead(among: Among, after: date, to: date | None) -> tuple[ColumnElement[bool], ...]:
    bounds = [each for each in (to, among.until) if each is not None]
    later = (_open(), MilestoneRow.earliest_on > after)
    return (*later, MilestoneRow.earliest_on <= min(bounds)) if bounds else later


def _undated(state: State) -> ColumnElement[bool]:
    said = func.coalesce(MilestoneRow.deadline["state"].as_string(), "")
    ways = {
        State.AWAITING_TRIGGER: DeadlineState.AWAITING_TRIGGER.value,
        State.ONGOING: DeadlineState.INDEFINITE.value,
    }
    return said == ways[state] if state in ways else not_(said.in_(ways.values()))


def _settled(state: State) -> ColumnElement[bool]:
    row = MilestoneRow
    if state not in (State.DONE_ON_TIME, State.DONE_LATE):
        return row.settled == SettlementKind(state.value).value
    late = and_(row.latest_on.is_not(None), row.settled_on > row.latest_on)
    done = row.settled == SettlementKind.DONE.value
    return and_(done, late if state is State.DONE_LATE else not_(func.coalesce(late, False)))


async def counts(
    session: AsyncSession, among: Among, which: Sequence[Slice], most: int = MOST_COUNTED
) -> list[int]:
    """How many there are in each slice; no more than `most` are counted."""
    if not which:
        return []
    if among.covering == EVERY:
        asked: Select[*tuple[Any, ...]] = select(
            *(_counted(among, each, most).label(f"c{place}") for place, each in enumerate(which))
        )
    else:
        # At one go over what is covered, in an index that holds all that is asked of it.
        sums = (func.sum(case((and_(*each.where), 1), else_=0)) for each in which)
        asked = unarchived(
            select(*sums)
            .select_from(MilestoneRow)
            .join(AgreementRow, AgreementRow.id == MilestoneRow.agreement_id)
        )
        asked = among.covering.narrow(asked, MilestoneRow.agreement_id, among.guild_id)
        asked = asked.where(AgreementRow.guild_id + 0 == among.guild_id)
        if all(each.group is not DueGroup.SETTLED for each in which):
            asked = asked.where(_open())
        if among.owner_id is not None:
            asked = asked.where(MilestoneRow.owner_id == among.owner_id)
    row = (await session.execute(asked)).one()
    return [min(each or 0, most) for each in row]


def _counted(among: Among, which: Slice, most: int) -> ScalarSelect[Any]:
    ids = _within(among, which, MilestoneRow.id).limit(most).subquery()
    return select(func.count()).select_from(ids).scalar_subquery()


def _within(among: Among, which: Slice, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Columns of a slice, by the index that leads to it."""
    query: Select[*tuple[Any, ...]] = select(*columns).join(
        AgreementRow, AgreementRow.id == MilestoneRow.agreement_id
    )
    query = among.covering.sift(unarchived(query), MilestoneRow.agreement_id).where(*which.where)
    if among.owner_id is not None:
        query = query.where(MilestoneRow.owner_id == among.owner_id)
    if among.covering.few:  # their own index leads to them sooner
        return query.where(AgreementRow.guild_id + 0 == among.guild_id)
    return query.where(MilestoneRow.guild_id == among.guild_id)


async def first_on(session: AsyncSession, among: Among, which: Slice) -> date | None:
    """The earliest date in a slice."""
    query = _within(among, which, MilestoneRow.earliest_on)
    found: date | None = await session.scalar(query.order_by(MilestoneRow.earliest_on).limit(1))
    return found


async def page(
    session: AsyncSession, among: Among, which: Slice, *, start: int, size: int
) -> list[Milestone]:
    """Some of a slice in its order, from the `start`-th on (from 0)."""
    day = MilestoneRow.earliest_on
    ids = _within(among, which, MilestoneRow.id)
    ids = ids.order_by(day.desc() if which.descending else day).offset(start).limit(size)
    found = list(await session.scalars(ids))
    if not found:
        return []  # asked for none of them, SQLite would look at every milestone of the server
    place = {id_: number for number, id_ in enumerate(found)}
    rows = await with_ids(session, among.guild_id, found)
    return sorted(rows, key=lambda each: place[each.id])


def undated() -> Slice:
    """What is open and has no date."""
    return Slice(DueGroup.UNDATED, (_open(), MilestoneRow.earliest_on.is_(None)))


def after(day: date) -> Slice:
    """What is open and begins after a day."""
    return Slice(DueGroup.LATER, (_open(), MilestoneRow.earliest_on > day))
