"""Slices of a server's milestones: those that stand alike, in an order that an index holds.

Days are those of the server; what is handed out says itself how it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, func, literal, not_, or_

from bot.domain.dates.counting import span_first, span_last
from bot.domain.dates.values import DeadlineKind, DeadlineState, Precision
from bot.domain.due import WEEK_DAYS, DueGroup
from bot.domain.milestones import (
    DUE_SOON_DAYS,
    SETTLED_STATES,
    UNDATED_STATES,
    SettlementKind,
    State,
)
from bot.domain.spans import Span
from db.labels import EVERY, Covering
from db.models.milestones import MilestoneRow

_COARSE = tuple(each for each in Precision if each is not Precision.DAY)
_A_DAY = timedelta(days=1)
_LONGEST = timedelta(days=10)
"""How long before a time it may have begun what has ended and still reaches into it."""

_DONE = (State.DONE_ON_TIME, State.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Among:
    """Which milestones are asked about: whose, of which agreements, seen from which day.

    What has passed counts from `since` on, what is ahead up to `until`; None sets no bound.
    `owner_id` is who owns them, `deputy_id` who stands in for another who does.
    """

    guild_id: int
    today: date
    since: date | None = None
    until: date | None = None
    covering: Covering = EVERY
    owner_id: int | None = None
    deputy_id: int | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """Some milestones that stand alike, in an order in which an index holds them.

    `far`: there may be years of them. `lasting`: the index holds them by their last day.
    """

    group: DueGroup
    where: tuple[ColumnElement[bool], ...]
    descending: bool = False
    far: bool = False
    lasting: bool = False


def slices(among: Among, states: Sequence[State] = ()) -> list[Slice]:
    """The groups that are dated and open in reading order, or those of the `states`."""
    if states:
        wanted = (state for state in State if state in states)
        every = (each for state in wanted for each in _of_state(among, state))
        return sorted(every, key=lambda each: each.group.value)
    week = among.today + timedelta(days=WEEK_DAYS)
    return [
        *_of_state(among, State.OVERDUE),
        *_of_state(among, State.DUE_TODAY),
        Slice(DueGroup.WEEK, _ahead(among, among.today, week)),
        Slice(DueGroup.LATER, _ahead(among, week, None), far=among.until is None),
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
        return [Slice(DueGroup.SETTLED, (_settled(state),), descending=True, far=state in _DONE)]
    if state is State.OVERDUE:
        return [Slice(DueGroup.OVERDUE, (_answered(), *_past(among)), far=True)]
    if state is State.UNVERIFIED_PAST:
        unverified = (_open(), _unanswered(), *_past(among))
        return [Slice(DueGroup.UNVERIFIED, unverified, descending=True, far=True)]
    bounds = (today, soon) if state is State.DUE_SOON else (soon, None)
    far = among.until is None and state is State.UPCOMING
    return [Slice(DueGroup.LATER, _ahead(among, *bounds), far=far)]


def _today(among: Among) -> list[Slice]:
    """What is due on the one day, and what is due within days of which this is one."""
    row, today = MilestoneRow, among.today
    return [
        Slice(DueGroup.TODAY, (_open(), row.earliest_on == today)),
        lasting(DueGroup.TODAY, today),
    ]


def lasting(group: DueGroup, day: date) -> Slice:
    """What is open and lasts for days, of which it has begun before a day and is not over then."""
    where = (_open(), *_begun(day), MilestoneRow.latest_on >= day)
    return Slice(group, where, lasting=True)


def _begun(before: date) -> tuple[ColumnElement[bool], ...]:
    row = MilestoneRow
    # Nobody but the index on what lasts for days is to lead there, so the bound is no plain one.
    begun = case((row.earliest_on.is_not(None), row.earliest_on)) < before
    return row.earliest_on != row.latest_on, begun


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
    if state not in _DONE:
        return row.settled == SettlementKind(state.value).value
    late = and_(row.latest_on.is_not(None), row.settled_on > row.latest_on)
    done = row.settled == SettlementKind.DONE.value
    return and_(done, late if state is State.DONE_LATE else not_(func.coalesce(late, False)))


def during(which: Slice, span: Span, vague: Sequence[int] = ()) -> list[Slice]:
    """A dated slice within a time: what begins in it, and of what is open what has begun before.

    Also what may fall into it, as no more than its month, quarter, half or year is known: these
    are the `vague` ones, by their ids.
    """
    row = MilestoneRow
    overlap = (row.earliest_on <= span.last, row.latest_on >= span.first)
    may = replace(which, where=(*which.where, row.id.in_(vague)), far=False, lasting=False)
    others = [may] if vague else []
    if which.lasting:
        return [replace(which, where=(*which.where, *overlap)), *others]
    begins = (*which.where, row.earliest_on.between(span.first, span.last))
    found = [replace(which, where=begins, far=False), *others]
    lasts = row.latest_on >= span.first
    if which.group is DueGroup.SETTLED:  # no index holds these by their last day
        near = row.earliest_on.between(span.first - _LONGEST, span.first - _A_DAY)
        return [*found, replace(which, where=(*which.where, near, lasts), far=False)]
    begun = (*which.where, *_begun(span.first), lasts)
    return [*found, replace(which, where=begun, far=False, lasting=True)]


def reaching(span: Span) -> tuple[ColumnElement[bool], ...]:
    """What lies outside of a time, of a month, quarter, half or year that reaches into it.

    Such a date is the last day of its unit, or the first; so a few days lead to all of them.
    """
    row = MilestoneRow
    said = row.deadline["precision"].as_string()
    lasts = {each: span_last(span.last, each) for each in _COARSE}
    reaches = or_(
        *(
            and_(
                said == each.value,
                row.earliest_on <= lasts[each],
                row.latest_on >= span_first(span.first, each),
            )
            for each in _COARSE
        )
    )
    ended_long_since = and_(row.settled.is_not(None), row.earliest_on < span.first - _LONGEST)
    inside = and_(row.earliest_on <= span.last, row.latest_on >= span.first)
    outside = or_(not_(inside), ended_long_since)
    days = row.earliest_on.in_([*_beginnings(span), *dict.fromkeys(lasts.values())])
    return days, outside, reaches


def _beginnings(span: Span) -> list[date]:
    """The first day of each unit in which a time begins, and the last of the unit before it."""
    firsts = sorted({span_first(span.first, each) for each in _COARSE})
    return [day for first in firsts for day in (first - _A_DAY, first)]


def ended(kind: SettlementKind) -> Slice:
    """What has been settled in this way, the latest date first."""
    where, far = (MilestoneRow.settled == kind.value,), kind is SettlementKind.DONE
    return Slice(DueGroup.SETTLED, where, descending=True, far=far)


def undated() -> Slice:
    """What is open and has no date."""
    return Slice(DueGroup.UNDATED, (_open(), MilestoneRow.earliest_on.is_(None)))


def after(day: date) -> Slice:
    """What is open and begins after a day."""
    return Slice(DueGroup.LATER, (_open(), MilestoneRow.earliest_on > day), far=True)
