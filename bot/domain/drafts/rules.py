"""From what the text says to the date engine's rule, and from the rule to its deadline."""

from datetime import date

from bot.domain.dates.compute import compute
from bot.domain.dates.values import (
    Anchor,
    Deadline,
    DeadlineKind,
    Direction,
    Form,
    Period,
    Precision,
    Rule,
)
from bot.domain.drafts.timeline import Timeline
from bot.domain.drafts.timex import Day
from bot.domain.drafts.wordings.table import Role

_MOST = 400

_FIXED = {
    Role.BY: (Form.FIXED, Direction.BY, None),
    Role.BEFORE: (Form.FIXED, Direction.BEFORE, None),
    Role.ON: (Form.FIXED, Direction.ON, None),
    Role.FROM: (Form.FIXED, Direction.FROM, DeadlineKind.IN_FORCE),
    Role.UNTIL: (Form.UNTIL, Direction.UNTIL, DeadlineKind.EXPIRY),
    Role.THROUGH: (Form.THROUGH, Direction.THROUGH, DeadlineKind.EXPIRY),
}
_COUNTED = {
    Role.WITHIN: (Form.WITHIN, Direction.BY, None),
    Role.NEXT: (Form.WITHIN, Direction.BY, None),
    Role.AFTER: (Form.AFTER, Direction.ON, None),
    Role.BEFORE: (Form.BEFORE, Direction.BEFORE, None),
    Role.LASTING: (Form.WITHIN, Direction.UNTIL, DeadlineKind.EXPIRY),
}


def fixed_rule(role: Role, day: Day, phrase: str) -> Rule:
    """The rule of a date that stands in the text."""
    form, direction, kind = _FIXED[role]
    named = Anchor(day.on, "", precision=day.precision)
    if form is Form.FIXED and day.precision is Precision.DAY:
        named = Anchor(day.last, "")
    elif day.precision is Precision.QUARTER and day.on.month % 3 != 1:
        # A season ends with its last month, which no quarter of the calendar does.
        named = Anchor(day.last.replace(day=1), "", precision=Precision.MONTH)
    return Rule(form, phrase[:_MOST], direction=direction, named=named, kind=kind)


def counted_rule(
    role: Role,
    period: Period,
    phrase: str,
    *,
    anchor: str | None,
    named: date | None = None,
    kind: DeadlineKind | None = None,
) -> Rule:
    """The rule of a period that counts from `anchor`, or from the date `named`."""
    form, direction, usual = _COUNTED[role]
    return Rule(
        form,
        phrase[:_MOST],
        anchor=anchor,
        period=period,
        direction=direction,
        named=Anchor(named, "") if named else None,
        kind=kind or usual,
    )


def first_of_month_rule(months: int, phrase: str, anchor: str | None, named: date | None) -> Rule:
    """The rule of “the first day of the second month following” an event or a date."""
    return Rule(
        Form.FIRST_OF_MONTH,
        phrase[:_MOST],
        anchor=None if named else anchor,
        direction=Direction.ON,
        named=Anchor(named, "") if named else None,
        kind=DeadlineKind.IN_FORCE,
        nth=months,
        day_of_month=1,
    )


def recurring_rule(period: Period, phrase: str, anchor: str | None) -> Rule:
    """The rule of what comes back every `period`."""
    return Rule(Form.RECURRING, phrase[:_MOST], anchor=anchor, period=period)


def deadline_of(rule: Rule, timeline: Timeline, zone: str) -> Deadline:
    """The deadline with the anchors that the text gives."""
    return compute(rule, timeline.anchors, zone=zone)
