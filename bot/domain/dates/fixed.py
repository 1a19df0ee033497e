"""Deadlines that are not counted: fixed dates, ends of periods, until, through, and events."""

from collections.abc import Iterator
from datetime import date

from bot.domain.dates.case import Case
from bot.domain.dates.counted import roll_of
from bot.domain.dates.counting import add_days, add_months, month_last, span_last
from bot.domain.dates.missing import missing_anchor
from bot.domain.dates.outcome import dated, reading, undated
from bot.domain.dates.periods import moving_steps, with_calendar
from bot.domain.dates.steps import event_step, opening, standing_steps
from bot.domain.dates.values import (
    Anchor,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Direction,
    Form,
    Precision,
    Question,
    Reading,
)
from bot.domain.dates.wording import long_date, place_name, plain_date, span_name
from bot.domain.dates.zones import instant
from bot.messages import t


def fixed_deadline(case: Case) -> Deadline:
    """A date that the phrase names: on it, by it, before it, from it.

    A month, quarter or year stands for its last day, and after "from" for its first; "by 2030"
    may also mean before 2030 begins, which is shown as a reading.
    """
    named = case.rule.named
    assert named is not None
    before = case.rule.direction is Direction.BEFORE
    plain = add_days(named.on, -1) if before else span_last(named.on, named.precision)
    if case.rule.direction is Direction.FROM:
        plain = named.on
    if named.at is not None and named.precision is Precision.DAY:
        return _to_the_minute(case, named)
    day = _moved_fixed(case, plain)
    readings = [reading(t("as written"), day, case.zone_in_use)]
    if named.precision is not Precision.DAY and case.rule.direction is Direction.BY:
        name = t("before {span} begins", span=span_name(named.on, named.precision))
        readings.append(reading(name, add_days(named.on, -1), case.zone_in_use))
    steps = (*_named_steps(case, named), *moving_steps(case, plain, plain, day))
    then_on = add_days(day, 1) if case.kind is DeadlineKind.EXPIRY else None
    found = dated(case, readings, steps, precision=named.precision, then_on=then_on)
    return with_calendar(case, found, plain) if case.convention.rolls_fixed else found


def _moved_fixed(case: Case, day: date) -> date:
    """`day`, moved where the clause or the convention moves dates that are not counted."""
    if case.convention.rolls_fixed or case.rule.roll is not None:
        return case.working.rolled(day, roll_of(case))
    return day


def _named_steps(case: Case, named: Anchor) -> tuple[str, ...]:
    when = long_date(named.on)
    if named.precision is not Precision.DAY:
        when = span_name(named.on, named.precision)
    return (*opening(case), t("The text names {date}.", date=when), *standing_steps(named))


def _to_the_minute(case: Case, named: Anchor) -> Deadline:
    """A date with a time of day: it is over at that instant."""
    assert named.at is not None
    zone = case.zone_in_use
    end = instant(named.on, named.at, zone)
    step = t("The text names {time} in {place}.", time=f"{named.at:%H:%M}", place=place_name(zone))
    one = Reading(t("as written"), named.on, end)
    return dated(case, [one], (*_named_steps(case, named), step))


def until_deadline(case: Case) -> Deadline:
    """ "Until" a date: with that day prevails, without it is the other reading.

    Text such as "inclusive" or "but excluding" settles it, as does a time of day. For a month
    or a year, without it means until it begins. Until an event is until the day on which it
    happens.
    """
    rule = case.rule
    if rule.named is None:
        return event_deadline(case)
    if rule.named.at is not None and rule.named.precision is Precision.DAY:
        return _to_the_minute(case, rule.named)
    named, zone = rule.named, case.zone_in_use
    with_day = reading(t("including that day"), span_last(named.on, named.precision), zone)
    without = reading(t("excluding that day"), add_days(named.on, -1), zone)
    readings, question = [with_day, without], None
    if rule.inclusive is False:
        readings = [without]
    elif rule.inclusive or rule.form is Form.THROUGH:
        readings = [with_day]
    else:
        question = _until_question(named)
    day = readings[0].on
    return dated(
        case,
        readings,
        (*_named_steps(case, named), _until_step(day)),
        precision=named.precision,
        question=question,
        then_on=add_days(day, 1),
    )


def _until_step(day: date) -> str:
    return t("Its last day is {date}; it no longer holds the day after.", date=long_date(day))


def _until_question(anchor: Anchor) -> Question:
    when = plain_date(anchor.on)
    if anchor.precision is not Precision.DAY:
        when = span_name(anchor.on, anchor.precision)
    return Question(
        t("Does “until {date}” take in that day?", date=when),
        (t("through {date}", date=when), t("until but excluding {date}", date=when)),
    )


def period_end_deadline(case: Case) -> Deadline:
    """The end of a year, half, quarter, month or week, by the calendar.

    A fiscal year or quarter, and "the quarter" without more, is asked about and not guessed.
    """
    rule = case.rule
    span = rule.span
    assert span is not None
    anchor = case.anchor()
    if anchor is None:
        return missing_anchor(case)
    day = span_last(anchor.on, span, rule.nth)
    first = add_days(span_last(anchor.on, span, rule.nth - 1), 1)
    if rule.fiscal is not False:
        return _fiscal_question(case, day, first, span)
    if rule.direction is Direction.BEFORE:
        day = add_days(first, -1)
    final = _moved_fixed(case, day)
    step = t("{span} ends on {date}.", span=span_name(first, span), date=long_date(day))
    steps = (*opening(case), step, *moving_steps(case, day, day, final))
    ends = case.kind is DeadlineKind.EXPIRY
    one = reading(t("as written"), final, case.zone_in_use)
    then_on = add_days(final, 1) if ends else None
    precision = span if rule.named is not None and rule.named.precision is span else Precision.DAY
    return dated(case, [one], steps, precision=precision, then_on=then_on)


def _fiscal_question(case: Case, day: date, first: date, span: Precision) -> Deadline:
    """Which year or quarter is meant, with what each answer would give."""
    name = span_name(first, span)
    readings = [
        reading(t("by the calendar"), day, case.zone_in_use, counts=False),
        *_fiscal_readings(case, first, span),
    ]
    text = t("Is that {span} by the calendar, or one of a fiscal year?", span=name)
    if case.rule.fiscal:
        text = t("Whose fiscal year is meant, and when does it end?")
    options = tuple(t("by {date}", date=plain_date(one.on)) for one in readings)
    question = Question(text, tuple(dict.fromkeys(options)))
    state = DeadlineState.UNDETERMINED
    return undated(case, state, question, opening(case), readings=readings)


def _fiscal_readings(case: Case, first: date, span: Precision) -> Iterator[Reading]:
    """What the fiscal years of the United States and of Japan would give.

    The United States' ends on 30 September of the year it is named after (31 USC 1102), Japan's
    on 31 March of the year after (Public Finance Act, Article 11).
    """
    zone = case.zone_in_use
    if span is Precision.MONTH:
        return
    for name, months in ((t("US federal fiscal year"), -3), (t("Japanese fiscal year"), 3)):
        end = month_last(add_months(span_last(first, span), months))
        yield reading(name, end, zone, counts=False)


def event_deadline(case: Case) -> Deadline:
    """The day of an event itself, or the day before it; a month or year gives a range."""
    anchor = case.anchor()
    if anchor is None:
        return missing_anchor(case)
    before = 1 if case.rule.direction is Direction.BEFORE else 0
    zone = case.zone_in_use
    day = add_days(span_last(anchor.on, anchor.precision), -before)
    readings = [reading(t("on that day"), day, zone)]
    if anchor.precision is not Precision.DAY:
        name = t("from the first day of {span}", span=span_name(anchor.on, anchor.precision))
        readings.append(reading(name, add_days(anchor.on, -before), zone))
    for other in anchor.alternatives:
        name = other.name or t("by {date}", date=long_date(other.on))
        readings.append(reading(name, add_days(other.on, -before), other.zone or zone))
    return dated(
        case,
        readings,
        (*opening(case), event_step(case, anchor), *standing_steps(anchor)),
        precision=anchor.precision,
        then_on=add_days(day, 1) if case.kind is DeadlineKind.EXPIRY else None,
    )
