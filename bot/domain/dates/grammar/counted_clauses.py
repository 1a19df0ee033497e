"""Clauses that count a length of time: within, after, before, for, in, plus."""

from dataclasses import replace
from datetime import date, time

from bot.domain.dates.grammar.events import event_name
from bot.domain.dates.grammar.lengths import Length, length
from bot.domain.dates.grammar.origins import AFTER, BEFORE, Origin, origin
from bot.domain.dates.grammar.point_clauses import point_clause
from bot.domain.dates.grammar.tokens import Cursor, wordings
from bot.domain.dates.terms import FirstDay
from bot.domain.dates.values import DeadlineKind, Direction, Form, Rule, Unit

_WITHIN = wordings(
    "in no case later than | in no event later than | at the latest within | by no later than"
    "| no later than | not later than | not more than | no more than | in no more than"
    "| in not more than | in less than | at the latest | at most | within | inside | over | during"
    "| throughout | in the next | in the coming | before the expiry of | before the expiration of"
    "| before the end of | by the end of | by"
)
_AT_LEAST = wordings(
    "not less than | no less than | not fewer than | no fewer than | at least | a minimum of"
    "| not earlier than | no earlier than | not sooner than | no sooner than | not before"
    "| not until | more than | in excess of | after more than | after at least"
)
_LASTING = wordings(
    "for a period of | for a term of | for a duration of | for an initial period of | for up to"
    "| for an initial term of | for"
)
_POINT = wordings(
    "at the expiry of | at the expiration of | at expiry of | on the expiry of"
    "| on the expiration of | upon the expiry of | upon the expiration of | upon expiry of"
    "| upon expiration of | after the expiry of | after the expiration of | after the lapse of"
    "| after a period of | at the end of | on the date which is | on the date that is"
    "| the date that is | on the date falling | the date falling | after | upon | on"
)
_PLUS = frozenset({"+", "plus"})
_AHEAD = ("in", *_PLUS)
_BARE = ("",)
_LEADS = (_AT_LEAST, _WITHIN, _LASTING, _POINT, _AHEAD, _BARE)
_POINT_JOINTS = frozenset({"after", "following", "subsequent to", "upon"})
_FROM = frozenset({"from", "as from", "as of", "with effect from", "running from", "counting from"})
_ELAPSED = wordings(
    "have elapsed | has elapsed | having elapsed | have passed | has passed | have expired"
    "| has expired | elapsed"
)
_NOTICE = wordings("prior written notice | written notice | prior notice | notice")


def counted_clause(cursor: Cursor, today: date | None) -> Rule | None:
    """The counted rule here, or None."""
    start = cursor.at
    for reader in (point_clause, _lengthy):
        cursor.at = start
        rule = reader(cursor, today)
        if rule is not None:
            return rule
    cursor.at = start
    return None


def _lengthy(cursor: Cursor, today: date | None) -> Rule | None:
    start = cursor.at
    for leads in _LEADS:
        cursor.at = start
        lead = "" if leads is _BARE else cursor.take(*leads)
        if (leads is not _BARE and not lead) or _names_a_span(cursor, lead):
            continue
        found = length(cursor)
        if found is not None:
            before = cursor.between(0, start) if lead in _PLUS else ""
            return _with_origin(cursor, today, leads, found, before)
    return None


def _names_a_span(cursor: Cursor, lead: str) -> bool:
    """Whether “the end of” is that of a span such as “next year”, and not of a length."""
    word = cursor.word(1) if cursor.word() == "the" else cursor.word()
    return (not lead or lead.endswith("the end of")) and word in {
        "next",
        "coming",
        "following",
        "this",
    }


def _with_origin(
    cursor: Cursor, today: date | None, leads: tuple[str, ...], found: Length, before: str
) -> Rule:
    """The rule of a length, with what it counts from: what follows, or stands before a plus."""
    if before:
        event = event_name(before)
        return replace(_plain(found), form=Form.AFTER, direction=Direction.ON, anchor=event or None)
    elapsed = bool(cursor.take(*_ELAPSED))
    notice = bool(cursor.take(*_NOTICE))
    place = cursor.at
    if cursor.take(*BEFORE):
        where = origin(cursor, today) or Origin()
        rule = replace(_plain(found), form=Form.BEFORE, direction=Direction.BEFORE)
        return placed(rule, where, "before", today)
    joint = cursor.take(*AFTER)
    where_or_none = origin(cursor, today) if joint else _without_joint(cursor, leads)
    if joint == "of" and where_or_none is None and not cursor.done:
        cursor.at = place
    if notice and where_or_none is None:
        where_or_none = Origin("notification")
    rule = _shape(leads, joint, found, notice=notice or elapsed)
    lasting = leads is _LASTING or leads is _BARE
    return placed(rule, where_or_none or Origin(), joint, today, lasting=lasting)


def _without_joint(cursor: Cursor, leads: tuple[str, ...]) -> Origin | None:
    """The origin of a length that no “after” follows: “hence” and “in two weeks” are from now."""
    if cursor.take("hence") or leads == _AHEAD:
        return Origin(now=True)
    cursor.take("later", "thereafter", "therefrom", "thereof")
    return None


def _shape(leads: tuple[str, ...], joint: str, found: Length, *, notice: bool) -> Rule:
    """The form and direction that the words before and after a length make."""
    rule = _plain(found)
    if leads is _AT_LEAST:
        return replace(rule, form=Form.AFTER, direction=Direction.FROM)
    if leads is _LASTING:
        return replace(rule, kind=DeadlineKind.EXPIRY, direction=Direction.UNTIL)
    point = leads is _BARE and (joint in _POINT_JOINTS or notice)
    if leads is _POINT or leads is _AHEAD or point:
        return replace(rule, form=Form.AFTER, direction=Direction.ON)
    return rule


def _plain(found: Length) -> Rule:
    return Rule(
        Form.WITHIN,
        "",
        period=found.period,
        clear=found.clear,
        calendars=found.calendars,
    )


def placed(
    rule: Rule, where: Origin, joint: str, today: date | None, *, lasting: bool = False
) -> Rule:
    """`rule` with its origin, and whether that day is itself the first of the period."""
    named = where.named
    if (
        named is not None
        and joint in _FROM
        and _starts_the_day(rule, where, today, lasting=lasting)
    ):
        named = replace(named, at=time(0))
    first = rule.first_day
    if joint.startswith(("starting", "beginning", "commencing", "from and including")):
        first = FirstDay.COUNTED
    elif joint == "from but excluding":
        first = FirstDay.EXCLUDED
    return replace(
        rule,
        anchor=where.event if named is None else None,
        named=named,
        zone=where.zone if named is None else None,
        first_day=first,
        said_on=today if where.now else None,
    )


def _starts_the_day(rule: Rule, where: Origin, today: date | None, *, lasting: bool) -> bool:
    """Whether “from” a date means from 00:00 of it: of a stretch of time, or of a day to come.

    Some conventions count such a day, since no part of it is lost.
    """
    if where.named is None or where.named.at is not None or where.event is not None:
        return False
    if rule.period is not None and rule.period.unit is Unit.HOURS:
        return False
    return lasting or (today is not None and where.named.on > today)
