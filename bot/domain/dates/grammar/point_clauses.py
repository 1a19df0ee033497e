"""Points in time: the n-th day after, the first day of the n-th month, an anniversary."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.lengths import length
from bot.domain.dates.grammar.numerals import ordinal
from bot.domain.dates.grammar.origins import AFTER, BEFORE, Origin, origin
from bot.domain.dates.grammar.tokens import Cursor, wordings
from bot.domain.dates.values import DeadlineKind, Direction, Form, Period, Rule, Unit

_BY = wordings("by | no later than | not later than | within | on or before | before")
_ON = wordings("on | from | as of | as from | upon | with effect from")
_WORKING = ("business", "working", "banking")
_FOLLOWING = wordings(
    "following | after | subsequent to | from | which follows | that follows | following upon"
)
_MONTH_OF = wordings("the month of | the month in which | the month")


def point_clause(cursor: Cursor, today: date | None) -> Rule | None:
    """The point in time here, or the act that is due by it; None if there is none."""
    by = cursor.take(*_BY)
    cursor.take(*_ON)
    cursor.take("the")
    start = cursor.at
    for reader in (_nth_month, _nth_day, _anniversary, _next_day):
        cursor.at = start
        rule = reader(cursor, today)
        if rule is not None:
            return _due_by(rule) if by else rule
    return None


def _due_by(rule: Rule) -> Rule:
    form = Form.WITHIN if rule.form in {Form.ORDINAL_DAY, Form.AFTER} else rule.form
    if rule.form is Form.BEFORE:
        return rule
    return replace(rule, form=form, direction=Direction.BY, kind=DeadlineKind.ACT_BY)


def _nth_day(cursor: Cursor, today: date | None) -> Rule | None:
    """ "twentieth day following", "10th business day after", "fifth day before"."""
    nth = ordinal(cursor)
    if nth is None:
        return None
    unit = Unit.BUSINESS_DAYS if cursor.take(*_WORKING) else Unit.DAYS
    cursor.take("calendar", "consecutive")
    if not cursor.take("day"):
        return None
    return _from_event(cursor, today, Form.ORDINAL_DAY, Period(nth, unit))


def _from_event(cursor: Cursor, today: date | None, form: Form, period: Period) -> Rule | None:
    """The rest of a point in time: “after” or “before”, and the event."""
    direction = Direction.ON
    if cursor.take(*BEFORE):
        form, direction = Form.BEFORE, Direction.BEFORE
    elif not cursor.take(*(AFTER if form is Form.AFTER else _FOLLOWING)):
        return None
    where = origin(cursor, today) or Origin()
    return _at(Rule(form, "", period=period, direction=direction), where)


def _at(rule: Rule, where: Origin) -> Rule:
    if where.named is not None:
        return replace(rule, named=where.named)
    return replace(rule, anchor=where.event, zone=where.zone)


def _anniversary(cursor: Cursor, today: date | None) -> Rule | None:
    """ "fifth anniversary of"; "each anniversary" recurs and is read elsewhere."""
    nth = ordinal(cursor) or 1
    if not cursor.take("anniversary", "year anniversary"):
        return None
    return _from_event(cursor, today, Form.AFTER, Period(nth, Unit.YEARS))


def _next_day(cursor: Cursor, today: date | None) -> Rule | None:
    """ "the day after", "the next business day following"."""
    cursor.take("next", "first")
    unit = Unit.BUSINESS_DAYS if cursor.take(*_WORKING) else Unit.DAYS
    if not cursor.take("day") or cursor.word() not in {"after", "following", "before"}:
        return None
    return _from_event(cursor, today, Form.AFTER, Period(1, unit))


def _nth_month(cursor: Cursor, today: date | None) -> Rule | None:
    """ "first day of the third month following", also after “the expiry of a period of”."""
    day = _day_in_month(cursor)
    if day is None or not cursor.take("the"):
        return None
    nth = 1 if cursor.take("next", "following") else ordinal(cursor) or 1
    cursor.take("calendar", "full", "whole")
    if not cursor.take("month") or not cursor.take(*_FOLLOWING):
        return None
    cursor.take(*_MONTH_OF)
    period = _elapsed(cursor)
    rule = Rule(
        Form.FIRST_OF_MONTH,
        "",
        period=period,
        direction=Direction.ON,
        nth=nth,
        day_of_month=day,
    )
    return _at(rule, origin(cursor, today) or Origin())


def _day_in_month(cursor: Cursor) -> int | None:
    """ "first day of", "last day of", "15th of", "beginning of", "end of"."""
    if cursor.take("last day of", "end of"):
        return -1
    if cursor.take("beginning of", "start of"):
        return 1
    nth = ordinal(cursor)
    if nth is None or not cursor.take("day of", "calendar day of", "of"):
        return None
    return nth if 1 <= nth <= 31 else None


def _elapsed(cursor: Cursor) -> Period | None:
    """ "the expiry of a period of three months after", which runs before the month is taken."""
    start = cursor.at
    cursor.take("the")
    if cursor.take("expiry of", "expiration of", "elapse of", "lapse of", "end of"):
        found = length(cursor)
        if found is not None:
            cursor.take(*AFTER)
            return found.period
    cursor.at = start
    return None
