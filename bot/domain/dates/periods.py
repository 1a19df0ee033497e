"""Deadlines counted from an event, with their readings and their working."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.domain.dates.conventions import Alternative
from bot.domain.dates.counted import (
    alternatives,
    first_day_counts,
    forward,
    last_day,
    moved,
    roll_of,
    unmoved,
    working_days_only,
)
from bot.domain.dates.counting import add_days, span_last
from bot.domain.dates.hours import hours_deadline
from bot.domain.dates.outcome import Case, dated, reading, standing_steps, undated
from bot.domain.dates.values import (
    Anchor,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Form,
    Period,
    Precision,
    Question,
    Reading,
    Roll,
    Unit,
)
from bot.domain.dates.wording import long_date, period_text, span_name
from bot.domain.dates.zones import instant, local_date
from bot.messages import t

RENEWALS = (("renewal", "extension"), ("second renewal", "second extension"))
"""The events that each prolong a renewable period once, in order."""


def counted_deadline(case: Case) -> Deadline:
    """The deadline of a rule that counts a period from an event."""
    rule = case.rule
    anchor = case.anchor()
    if anchor is None:
        return missing_anchor(case)
    if rule.period and _lacks_half_month(case, rule.period):
        return _half_month_question(case, rule.period)
    anchor = _in_zone_of_clause(case, anchor)
    steps = (*opening(case), event_step(case, anchor))
    if rule.period and rule.period.unit is Unit.HOURS:
        return hours_deadline(case, anchor, steps)
    start = span_last(anchor.on, anchor.precision)
    counts = first_day_counts(case, anchor)
    day = last_day(case, start, first_counts=counts)
    working = (*steps, *standing_steps(anchor), *_steps(case, start, day, first_counts=counts))
    day, renewed = _renewed(case, start, day)
    readings = [
        reading(t("as counted"), day, case.zone_in_use),
        *_further(case, anchor, start, day, first_counts=counts),
    ]
    ends = case.kind is DeadlineKind.EXPIRY
    found = dated(
        case,
        readings,
        (*working, *renewed),
        precision=anchor.precision,
        then_on=add_days(day, 1) if ends else None,
    )
    return with_calendar(case, found, start)


def opening(case: Case) -> tuple[str, ...]:
    """The first steps: the clause, and who says how it is counted."""
    convention = case.convention
    steps = (
        t("The clause: “{phrase}”.", phrase=case.rule.phrase),
        t(
            "Counted by: {name} ({authority}; {label}).",
            name=convention.name,
            authority=convention.authority,
            label=convention.label,
        ),
    )
    if case.rule.form is Form.BEFORE and not convention.backward:
        return (*steps, t("It does not apply to counting back, so plain counting is used."))
    return steps


def event_step(case: Case, anchor: Anchor) -> str:
    """The step that names what the period counts from."""
    return t(
        "It counts from {event}, {date} in {zone}.",
        event=anchor.name or case.rule.anchor or t("the date given"),
        date=span_name(anchor.on, anchor.precision)
        if anchor.precision is not Precision.DAY
        else long_date(anchor.on),
        zone=anchor.zone or case.zone,
    )


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
        yield from _if_renewed(case, start, zone)


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
        length = period_text(rule.period)
        yield t("{period} counted back lead to {date}.", period=length, date=long_date(plain))
    else:
        yield _first_day_step(case, start, first_counts=first_counts)
        assert rule.period is not None
        length = period_text(rule.period)
        yield t("{period} end on {date}.", period=length, date=long_date(plain))
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
    if day != plain:
        why = case.working.why_off(plain) if case.working.off(plain) else t("too few working days")
        yield t(
            "{plain} is no last day here ({why}): it moves to {day}. Days off: {calendars}.",
            plain=long_date(plain),
            why=why,
            day=long_date(day),
            calendars=case.working.name(),
        )
    elif roll is not Roll.NONE:
        yield t("That is a working day ({calendars}).", calendars=case.working.name())
    elif case.kind is not DeadlineKind.ACT_BY and case.convention.roll is not Roll.NONE:
        yield t("It stays there: entry into force, effect and expiry do not move.")
    period = case.rule.period
    if roll is not Roll.NONE or (period and working_days_only(case, period)):
        yield from case.working.doubts(min(start, day), max(plain, day))


def _renewed(case: Case, start: date, day: date) -> tuple[date, tuple[str, ...]]:
    """`day`, later by the renewals that have happened, and a step that says so."""
    rule = case.rule
    if rule.renewal is None:
        return day, ()
    happened = 0
    for names in RENEWALS[: rule.renewals]:
        happened += any(event in case.anchors for event in names)
    if not happened:
        return day, (t("It can be renewed; no renewal is recorded."),)
    later = _renewal_end(case, start, happened)
    return later, (t("It was renewed and now ends on {date}.", date=long_date(later)),)


def _renewal_end(case: Case, start: date, times: int) -> date:
    """The end after `times` renewals, counted from the anchor where the lengths agree."""
    period, renewal = case.rule.period, case.rule.renewal
    assert period is not None
    assert renewal is not None
    if period.unit is renewal.unit and not period.plus and not renewal.plus:
        whole = Period(period.count + renewal.count * times, period.unit)
        return moved(case, start, forward(case, start, whole))
    day = unmoved(case, start)
    for _ in range(times):
        day = forward(case, day, renewal)
    return moved(case, start, day)


def _if_renewed(case: Case, start: date, zone: str) -> Iterator[Reading]:
    for times in range(1, min(case.rule.renewals, len(RENEWALS)) + 1):
        name = t("if renewed") if times == 1 else t("if renewed twice")
        yield reading(name, _renewal_end(case, start, times), zone, counts=False)


def _lacks_half_month(case: Case, period: Period) -> bool:
    halves = any(part.unit is Unit.HALF_MONTHS for part in period.parts)
    return halves and case.convention.half_month is None


def _half_month_question(case: Case, period: Period) -> Deadline:
    days = sum(part.count for part in period.parts if part.unit is Unit.HALF_MONTHS) * 15
    text = t("{name} does not say how long half a month is.", name=case.convention.name)
    event = case.rule.anchor or t("signature")
    alone = len(period.parts) == 1
    options = (t("within {days} days of {event}", days=days, event=event),) if alone else ()
    question = Question(text, options)
    return undated(case, DeadlineState.UNDETERMINED, question, opening(case))


def missing_anchor(case: Case) -> Deadline:
    """No date, because the event is not known or has not happened."""
    rule = case.rule
    if rule.anchor is not None:
        text = t("When did “{event}” happen? It counts from that.", event=rule.anchor)
        return undated(case, DeadlineState.AWAITING_TRIGGER, Question(text), opening(case))
    if rule.form is Form.BEFORE:
        base = rule.phrase.rstrip(" .").removesuffix("before").rstrip()
        events = ("expiry", "termination", "entry into force")
        options = tuple(f"{base} before {event}" for event in events)
    else:
        base = _without_preposition(rule.phrase)
        joint = "of" if rule.form is Form.WITHIN else "after"
        events = ("signature", "entry into force", "publication")
        options = tuple(f"{base} {joint} {event}" for event in events)
    question = Question(t("From which event or date does it count?"), options)
    return undated(case, DeadlineState.UNDETERMINED, question, opening(case))


def _without_preposition(phrase: str) -> str:
    words = phrase.rstrip(" .").split()
    while words and words[-1].lower() in {"of", "after", "from", "following", "since", "upon"}:
        words.pop()
    return " ".join(words)


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
