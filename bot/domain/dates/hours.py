"""Periods of hours: elapsed time, shown in local time.

Every hour counts, also those of a night on which the clock changes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.domain.dates.case import Case
from bot.domain.dates.counted import roll_of
from bot.domain.dates.counting import add_days, span_last
from bot.domain.dates.outcome import dated
from bot.domain.dates.steps import moved_step, standing_steps
from bot.domain.dates.terms import Roll
from bot.domain.dates.values import Anchor, Deadline, Form, Reading
from bot.domain.dates.wording import long_date, moment_text, period_text, place_name
from bot.domain.dates.zones import day_end, instant, local_date, out_of_range, zone_named
from bot.messages import t, tn


def hours_deadline(case: Case, anchor: Anchor, steps: tuple[str, ...]) -> Deadline:
    """The deadline of a period of hours after or before `anchor`.

    Where only the day of the event is known, the period ends somewhere within a day: the end of
    that day prevails, since the period has certainly passed only then.
    """
    zone = anchor.zone or case.zone
    readings = _readings(case, anchor, zone, t("as counted"))
    for other in anchor.alternatives:
        name = t("counted from {date}", date=long_date(other.on))
        readings += _readings(case, other, other.zone or zone, name)[:1]
    working = (*steps, *standing_steps(anchor), *_steps(case, anchor, readings[0], zone))
    return dated(case, readings, working)


def _readings(case: Case, anchor: Anchor, zone: str, name: str) -> list[Reading]:
    if anchor.at is None:
        return _day_readings(case, anchor, zone, name)
    first, second = sorted(instant(anchor.on, anchor.at, zone, fold=fold) for fold in (0, 1))
    readings = [_reading(name, _end(case, first, zone), zone)]
    if second != first:
        late = t("if the later {time} is meant", time=f"{anchor.at:%H:%M}")
        readings.append(_reading(late, _end(case, second, zone), zone))
    return readings


def _day_readings(case: Case, anchor: Anchor, zone: str, name: str) -> list[Reading]:
    """The readings where the time of day is unknown: from the day's end, and from its start."""
    last = span_last(anchor.on, anchor.precision)
    late = _end(case, day_end(last, zone), zone)
    early = _end(case, day_end(add_days(anchor.on, -1), zone), zone)
    within = Reading(name, local_date(late - timedelta(microseconds=1), zone), late)
    return [within, _reading(t("from the start of that day"), early, zone)]


def _reading(name: str, end: datetime, zone: str) -> Reading:
    return Reading(name, local_date(end, zone), end)


def _end(case: Case, moment: datetime, zone: str) -> datetime:
    """The instant that lies the rule's hours after `moment`, or before it, and where it moves."""
    end = _elapsed(case, moment, zone)
    day = local_date(end, zone)
    roll = roll_of(case)
    if not case.convention.rolls_hours or roll is Roll.NONE or not case.working.off(day):
        return end
    at = end.astimezone(zone_named(zone)).time()
    return instant(case.working.rolled(day, roll), at, zone)


def _elapsed(case: Case, moment: datetime, zone: str) -> datetime:
    """The instant that lies the rule's hours after `moment`, or before it."""
    rule = case.rule
    assert rule.period is not None
    backwards = rule.form is Form.BEFORE
    if case.convention.whole_hours:
        moment = _whole_hour(moment, zone, up=not backwards)
    count = -rule.period.count if backwards else rule.period.count
    try:
        return moment + timedelta(hours=count)
    except OverflowError:
        raise out_of_range() from None


def _whole_hour(moment: datetime, zone: str, *, up: bool) -> datetime:
    """The start of the local hour of `moment`; with `up`, its end."""
    local = moment.astimezone(zone_named(zone))
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return moment - past + timedelta(hours=1 if up else 0)


def _steps(case: Case, anchor: Anchor, found: Reading, zone: str) -> Iterator[str]:
    """Where the hours lead, and why the end moved on from there."""
    assert case.rule.period is not None
    if anchor.at is None:
        moment = day_end(span_last(anchor.on, anchor.precision), zone)
    else:
        moment = min(instant(anchor.on, anchor.at, zone, fold=fold) for fold in (0, 1))
    end = _elapsed(case, moment, zone)
    local = end.astimezone(zone_named(zone))
    yield tn(
        "{period} of elapsed time leads to {time} on {date} in {place}, {moment}.",
        "{period} of elapsed time lead to {time} on {date} in {place}, {moment}.",
        case.rule.period.count,
        period=period_text(case.rule.period),
        time=f"{local:%H:%M}",
        date=long_date(local.date()),
        place=place_name(zone),
        moment=moment_text(end.astimezone(UTC)),
    )
    if found.ends_at != end:
        moved_to = local_date(found.ends_at, zone)
        yield moved_step(case.working, local.date(), moved_to)
