"""Deadlines counted from an event, with their readings and their working."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.domain.dates.case import Case
from bot.domain.dates.conventions import Alternative
from bot.domain.dates.counted import (
    alternatives,
    first_day_counts,
    last_day,
    roll_of,
    unmoved,
    working_days_only,
)
from bot.domain.dates.counting import add_days, span_last
from bot.domain.dates.hours import hours_deadline
from bot.domain.dates.missing import half_month_question, lacks_half_month, missing_anchor
from bot.domain.dates.outcome import dated, reading
from bot.domain.dates.renewals import if_renewed, renewed
from bot.domain.dates.steps import (
    back_step,
    end_step,
    event_step,
    moved_step,
    opening,
    standing_steps,
)
from bot.domain.dates.terms import Roll
from bot.domain.dates.values import (
    Anchor,
    Deadline,
    DeadlineKind,
    Form,
    Reading,
    Unit,
)
from bot.domain.dates.wording import long_date, span_name
from bot.domain.dates.zones import instant, local_date
from bot.messages import t


def counted_deadline(case: Case) -> Deadline:
    """The deadline of a rule that counts a period from an event."""
    rule = case.rule
    anchor = case.anchor()
    if anchor is None:
        return missing_anchor(case)
    if rule.period and lacks_half_month(case, rule.period):
        return half_month_question(case, rule.period)
    anchor = _in_zone_of_clause(case, anchor)
    steps = (*opening(case), event_step(case, anchor))
    if rule.period and rule.period.unit is Unit.HOURS:
        return hours_deadline(case, anchor, steps)
    start = span_last(anchor.on, anchor.precision)
    counts = first_day_counts(case, anchor)
    day = last_day(case, start, first_counts=counts)
    working = (*steps, *standing_steps(anchor), *_steps(case, start, day, first_counts=counts))
    day, renewal_steps = renewed(case, start, day)
    readings = [
        reading(t("as counted"), day, case.zone_in_use),
        *_further(case, anchor, start, day, first_counts=counts),
    ]
    ends = case.kind is DeadlineKind.EXPIRY
    found = dated(
        case,
        readings,
        (*working, *renewal_steps),
        precision=anchor.precision,
        then_on=add_days(day, 1) if ends else None,
    )
    return with_calendar(case, found, start)


def _in_zone_of_clause(case: Case, anchor: Anchor) -> Anchor:
    """`anchor` as the clause's own zone saw it, where its time of day is known."""
    zone = case.rule.zone
    if zone is None or not anchor.zone or anchor.zone == zone:
        return anchor
    if anchor.at is None:
        return replace(anchor, zone=zone)
    moment = instant(anchor.on, anchor.at, anchor.zone)
    return replace(anchor, on=local_date(moment, zone), zone=zone)


def _further(
    case: Case, anchor: Anchor, start: date, day: date, *, first_counts: bool
) -> Iterator[Reading]:
    """The readings beside the prevailing one: of the anchor, and of the convention."""
    zone = case.zone_in_use
    if anchor.on != start:
        name = t("from the first day of {span}", span=span_name(anchor.on, anchor.precision))
        yield reading(name, last_day(case, anchor.on, first_counts=first_counts), zone)
    for other in anchor.alternatives:
        name = other.name or t("counted from {date}", date=long_date(other.on))
        end = last_day(case, other.on, first_counts=first_day_counts(case, other))
        yield reading(name, end, case.rule.zone or other.zone or zone)
    for alternative, end in alternatives(case, start, day):
        yield reading(_name(alternative), end, zone)
    if case.rule.renewal is not None:
        yield from if_renewed(case, start, zone)


def _name(alternative: Alternative) -> str:
    if alternative is Alternative.FIRST_DAY_COUNTED:
        return t("the first day counted")
    if alternative is Alternative.CLEAR:
        return t("clear days")
    return t("moved to a working day")


def _steps(case: Case, start: date, day: date, *, first_counts: bool) -> Iterator[str]:
    """How the days were counted and whether the last one moved."""
    rule = case.rule
    plain = unmoved(case, start, first_counts=first_counts)
    if rule.form is Form.FIRST_OF_MONTH:
        yield t("The day named in the month that follows is {date}.", date=long_date(plain))
    elif rule.form is Form.BEFORE:
        assert rule.period is not None
        yield back_step(rule.period, plain)
    else:
        yield _first_day_step(case, start, first_counts=first_counts)
        assert rule.period is not None
        yield end_step(rule.period, plain)
    yield from moving_steps(case, start, plain, day)


def _first_day_step(case: Case, start: date, *, first_counts: bool) -> str:
    assert case.rule.period is not None
    if case.rule.clear or case.convention.clear:
        return t("Clear days: neither that day nor the last day is counted.")
    day = start if first_counts else add_days(start, 1)
    said = t("That day is counted as the first.") if first_counts else t("That day is not counted.")
    if working_days_only(case, case.rule.period):
        only = t("Only working days count, by {calendars}.", calendars=case.working.name())
        return f"{said} {only}"
    return t("{said} Day 1 is {date}.", said=said, date=long_date(day))


def moving_steps(case: Case, start: date, plain: date, day: date) -> Iterator[str]:
    """Whether and why a last day moved, and how sure the calendar is."""
    roll = roll_of(case)
    if day != plain and case.working.off(plain):
        yield moved_step(case.working, plain, day)
    elif day != plain:
        yield t("Too few working days lie before that, so it moves to {day}.", day=long_date(day))
    elif roll is not Roll.NONE:
        yield t("That is a working day ({calendars}).", calendars=case.working.name())
    elif case.kind is not DeadlineKind.ACT_BY and case.convention.roll is not Roll.NONE:
        yield t("It stays there: entry into force, effect and expiry do not move.")
    period = case.rule.period
    if period is not None and working_days_only(case, period):
        yield from case.working.doubts(min(start, day), max(start, day))
    elif roll is not Roll.NONE:
        yield from case.working.doubts(min(plain, day), max(plain, day))


def with_calendar(case: Case, found: Deadline, start: date) -> Deadline:
    """`found` with the digest of the calendars that it used, if any."""
    period = case.rule.period
    throughout = period is not None and working_days_only(case, period)
    moves = roll_of(case) is not Roll.NONE or Alternative.ROLLED in case.convention.alternatives
    if not case.working.codes or found.latest is None or found.earliest is None:
        return found
    if not throughout and not moves:
        return found
    first, last = found.earliest, found.latest
    if throughout:
        first, last = min(start, first), max(start, last)
    return replace(found, calendar_digest=case.working.digest(first, last))
