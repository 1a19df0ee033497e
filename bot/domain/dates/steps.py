"""Steps of the working that several forms share."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from bot.domain.dates.calendars import WorkingDays
from bot.domain.dates.case import Case
from bot.domain.dates.values import Anchor, Form, Period, Precision, Reading, Rule, Standing
from bot.domain.dates.wording import (
    long_date,
    moment_text,
    period_text,
    place_name,
    span_name,
    units_in,
)
from bot.domain.dates.zones import day_end
from bot.messages import t, tn


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
        "It counts from {event}, {date} in {place}.",
        event=anchor.name or case.rule.anchor or t("the date given"),
        date=span_name(anchor.on, anchor.precision)
        if anchor.precision is not Precision.DAY
        else long_date(anchor.on),
        place=place_name(anchor.zone or case.zone),
    )


def over_step(one: Reading, zone: str) -> str:
    """The step that says when a reading has certainly passed."""
    moment = moment_text(one.ends_at)
    if one.ends_at != day_end(one.on, zone):
        return t("It is over at {moment}.", moment=moment)
    when = long_date(one.on)
    return t(
        "It is over at the end of {date} in {place}: {moment}.",
        date=when,
        place=place_name(zone),
        moment=moment,
    )


def end_step(period: Period, on: date) -> str:
    """The step that says where a period ends."""
    return tn(
        "{period} ends on {date}.",
        "{period} end on {date}.",
        units_in(period),
        period=period_text(period),
        date=long_date(on),
    )


def back_step(period: Period, on: date) -> str:
    """The step that says where a period leads that is counted back."""
    return tn(
        "{period} counted back leads to {date}.",
        "{period} counted back lead to {date}.",
        units_in(period),
        period=period_text(period),
        date=long_date(on),
    )


def moved_step(working: WorkingDays, plain: date, day: date) -> str:
    """The step that names every day off from `plain` to the working day `day`, with its reason."""
    skipped = [(each, working.why_off(each)) for each in working.passed_over(plain, day)]
    runs = [[each for each, _ in run] for _, run in groupby(skipped, key=itemgetter(1))]
    named = ", ".join(_days_off(run, working.why_off(run[0])) for run in runs)
    return tn(
        "{days} is a day off, so it moves to {day}. Days off: {calendars}.",
        "{days} are days off, so it moves to {day}. Days off: {calendars}.",
        len(skipped),
        days=named,
        day=long_date(day),
        calendars=working.name(),
    )


def _days_off(run: Sequence[date], why: str) -> str:
    """Days that follow one another and are off for the same reason."""
    first, last = long_date(run[0]), long_date(run[-1])
    if len(run) == 1:
        return t("{date} ({why})", date=first, why=why)
    joint = t("{first} and {last} ({why})") if len(run) == 2 else t("{first} to {last} ({why})")
    return joint.format(first=first, last=last, why=why)


def other_step(one: Reading) -> str:
    """The step that names a reading beside the prevailing one."""
    return t("Other reading, {name}: {date}.", name=one.name, date=long_date(one.on))


def unread(rule: Rule) -> tuple[str, ...]:
    """A step that says which words of the phrase were not used, if any."""
    return (t("These words were not used: “{words}”.", words=rule.unread),) if rule.unread else ()


def standing_steps(anchor: Anchor) -> tuple[str, ...]:
    """What to add about an anchor that is not confirmed."""
    if anchor.standing is Standing.CONFIRMED:
        return ()
    if anchor.standing is Standing.EXPECTED:
        return (t("That event has not happened: its date is only expected."),)
    if anchor.standing is Standing.REPORTED:
        return (t("That date is reported and not confirmed."),)
    return (t("That date is disputed."),)
