"""Clauses that count: within, after, before, for, the n-th day, the first of the n-th month."""

from dataclasses import replace
from datetime import date, time

from bot.domain.dates.grammar.lengths import Length, length
from bot.domain.dates.grammar.numerals import ordinal
from bot.domain.dates.grammar.origins import AFTER, BEFORE, Origin, origin
from bot.domain.dates.grammar.tokens import Cursor
from bot.domain.dates.values import (
    DeadlineKind,
    Direction,
    FirstDay,
    Form,
    Period,
    Rule,
    Unit,
)

_WITHIN = (
    "at the latest within",
    "by no later than",
    "no later than",
    "not later than",
    "not more than",
    "no more than",
    "in no more than",
    "in not more than",
    "in less than",
    "at the latest",
    "at most",
    "within",
    "inside",
    "before the expiry of",
    "before the expiration of",
    "before the end of",
    "by the end of",
    "by",
)
_AT_LEAST = (
    "not less than",
    "no less than",
    "not fewer than",
    "no fewer than",
    "at least",
    "a minimum of",
)
_NOT_BEFORE = (
    "not earlier than",
    "no earlier than",
    "not sooner than",
    "no sooner than",
    "not before",
    "not until",
)
_LASTING = (
    "for a period of",
    "for a term of",
    "for a duration of",
    "for an initial period of",
    "for",
)
_POINT = (
    "on the expiry of",
    "on the expiration of",
    "upon the expiry of",
    "upon the expiration of",
    "upon expiry of",
    "upon expiration of",
    "after the expiry of",
    "after the expiration of",
    "after the lapse of",
    "after a period of",
    "at the end of",
    "on the date which is",
    "on the date that is",
    "the date that is",
    "on the date falling",
    "after",
    "upon",
    "on",
)
_FROM_THE_START = ("starting", "beginning", "commencing", "from and including")
_FROM = ("from", "as from", "as of", "with effect from", "running from", "counting from")


def counted_clause(cursor: Cursor, today: date | None) -> Rule | None:
    """The counted rule here, or None."""
    start = cursor.at
    for reader in (_ordinal_day, _lengthy):
        cursor.at = start
        rule = reader(cursor, today)
        if rule is not None:
            return rule
    cursor.at = start
    return None


def _lengthy(cursor: Cursor, today: date | None) -> Rule | None:
    start = cursor.at
    for leads in (_AT_LEAST, _NOT_BEFORE, _WITHIN, _LASTING, _POINT, ("in", "+", "plus"), ("",)):
        cursor.at = start
        lead = cursor.take(*leads) if leads != ("",) else ""
        if not lead and leads != ("",):
            continue
        found = length(cursor)
        if found is not None:
            return _with_origin(cursor, today, leads, found)
    return None


def _with_origin(
    cursor: Cursor, today: date | None, leads: tuple[str, ...], found: Length
) -> Rule | None:
    """The rule of a length, with what it counts from."""
    notice = bool(cursor.take("prior written notice", "written notice", "prior notice", "notice"))
    cursor.take("'")
    place = cursor.at
    if cursor.take(*BEFORE):
        return _before(cursor, today, found)
    joint = cursor.take(*AFTER)
    where = origin(cursor, today) if joint else None
    if joint and where is None and not cursor.done and joint == "of":
        cursor.at = place
    if cursor.take("hence"):
        where = Origin(now=True)
    elif not joint:
        cursor.take("later", "thereafter", "therefrom")
    if notice and where is None:
        where = Origin("notification")
    rule = _shape(leads, joint, found, notice=notice)
    if rule is None:
        return None
    if leads == ("in", "+", "plus") and where is None and cursor.word(-1) != "":
        where = Origin(now=leads[0] == "in")
    return _placed(rule, where or Origin(), joint, today, lasting=leads in (_LASTING, ("",)))


def _shape(leads: tuple[str, ...], joint: str, found: Length, *, notice: bool) -> Rule | None:
    """The form and direction that the words before and after a length make."""
    rule = Rule(Form.WITHIN, "", period=found.period, clear=found.clear)
    point = joint in {"after", "following", "subsequent to", "upon"} or notice
    if leads in (_AT_LEAST, _NOT_BEFORE):
        return replace(rule, form=Form.AFTER, direction=Direction.FROM)
    if leads is _LASTING:
        return replace(rule, kind=DeadlineKind.EXPIRY, direction=Direction.UNTIL)
    if leads is _POINT or leads == ("in", "+", "plus"):
        return replace(rule, form=Form.AFTER, direction=Direction.ON)
    if leads == ("",) and point:
        return replace(rule, form=Form.AFTER, direction=Direction.ON)
    return rule


def _before(cursor: Cursor, today: date | None, found: Length) -> Rule:
    where = origin(cursor, today) or Origin()
    rule = Rule(Form.BEFORE, "", period=found.period, clear=found.clear, direction=Direction.BEFORE)
    return _placed(rule, where, "before", today)


def _placed(
    rule: Rule, where: Origin, joint: str, today: date | None, *, lasting: bool = False
) -> Rule:
    """`rule` with its origin, and whether that day is itself the first of the period."""
    named = where.named
    first = None
    if joint.startswith(_FROM_THE_START):
        first = FirstDay.COUNTED
    elif joint == "from but excluding":
        first = FirstDay.EXCLUDED
    elif named is not None and joint in _FROM and named.at is None and where.event is None:
        ahead = today is not None and named.on > today
        hours = rule.period is not None and rule.period.unit is Unit.HOURS
        if (lasting or ahead) and not hours:
            named = replace(named, at=time(0))
    return replace(
        rule,
        anchor=where.event if named is None else None,
        named=named,
        zone=where.zone if named is None else None,
        first_day=first or rule.first_day,
        said_on=today if where.now else None,
    )


def _ordinal_day(cursor: Cursor, today: date | None) -> Rule | None:
    """ "on the twentieth day following", "the first day of the third month after", "the fifth
    anniversary of", "the next business day after"."""
    by = cursor.take("by", "no later than", "not later than", "within", "on or before", "before")
    cursor.take("on", "from", "as of", "as from", "upon", "with effect from")
    cursor.take("the")
    start = cursor.at
    for reader in (_nth_month, _nth_day, _anniversary, _next_day):
        cursor.at = start
        rule = reader(cursor, today)
        if rule is not None:
            return _by(rule) if by else rule
    return None


def _by(rule: Rule) -> Rule:
    """`rule` as the end of what may be done before."""
    form = Form.WITHIN if rule.form in {Form.ORDINAL_DAY, Form.AFTER} else rule.form
    return replace(rule, form=form, direction=Direction.BY, kind=DeadlineKind.ACT_BY)


def _nth_day(cursor: Cursor, today: date | None) -> Rule | None:
    nth = ordinal(cursor)
    if nth is None:
        return None
    unit = Unit.BUSINESS_DAYS if cursor.take("business", "working", "banking") else Unit.DAYS
    cursor.take("calendar", "clear", "consecutive")
    if not cursor.take("day"):
        return None
    return _after_point(cursor, today, Form.ORDINAL_DAY, Period(nth, unit))


def _after_point(
    cursor: Cursor, today: date | None, form: Form, period: Period | None
) -> Rule | None:
    """The rest of a point in time: “after” or “following”, and the event."""
    if cursor.take(*BEFORE):
        where = origin(cursor, today) or Origin()
        rule = Rule(Form.BEFORE, "", period=period, direction=Direction.BEFORE)
        return _placed(rule, where, "before", today)
    if not cursor.take(*AFTER):
        return None
    where = origin(cursor, today) or Origin()
    return _placed(Rule(form, "", period=period, direction=Direction.ON), where, "after", today)


def _anniversary(cursor: Cursor, today: date | None) -> Rule | None:
    nth = ordinal(cursor) or 1
    if not cursor.take("anniversary", "year anniversary"):
        return None
    return _after_point(cursor, today, Form.AFTER, Period(nth, Unit.YEARS))


def _next_day(cursor: Cursor, today: date | None) -> Rule | None:
    """ "the day after", "the next business day following"."""
    cursor.take("next", "first")
    unit = Unit.BUSINESS_DAYS if cursor.take("business", "working", "banking") else Unit.DAYS
    if not cursor.take("day") or cursor.word() not in {"after", "following"}:
        return None
    return _after_point(cursor, today, Form.AFTER, Period(1, unit))


def _nth_month(cursor: Cursor, today: date | None) -> Rule | None:
    """ "first day of the third month following", also after “the expiry of a period of”."""
    day = _day_in_month(cursor)
    if day is None or not cursor.take("the"):
        return None
    nth = 1 if cursor.take("next", "following") else ordinal(cursor) or 1
    cursor.take("calendar", "full", "whole")
    if not cursor.take("month"):
        return None
    if not cursor.take(
        "following", "after", "subsequent to", "from", "which follows", "that follows"
    ):
        return None
    cursor.take("the month of", "the month in which", "the month")
    period = _elapsed(cursor)
    where = origin(cursor, today) or Origin()
    rule = Rule(
        Form.FIRST_OF_MONTH,
        "",
        period=period,
        direction=Direction.ON,
        nth=nth,
        day_of_month=day,
    )
    return _placed(rule, where, "after", today)


def _day_in_month(cursor: Cursor) -> int | None:
    """ "first day of", "last day of", "15th of", "beginning of", "end of"."""
    if cursor.take("last day of", "end of", "last working day of"):
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
