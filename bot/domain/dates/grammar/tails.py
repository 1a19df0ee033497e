"""What follows the date in a clause: whose zone, how it moves, renewals, and every so often."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.left_out import without_days_off
from bot.domain.dates.grammar.lengths import length
from bot.domain.dates.grammar.numerals import cardinal
from bot.domain.dates.grammar.places import place_zone
from bot.domain.dates.grammar.recurring_clauses import recurring_clause
from bot.domain.dates.grammar.tokens import Cursor
from bot.domain.dates.grammar.working_places import working_places
from bot.domain.dates.terms import Roll
from bot.domain.dates.values import Form, Rule

_ROLLS = {
    "modified following": Roll.MODIFIED_FOLLOWING,
    "next business day": Roll.FOLLOWING,
    "next working day": Roll.FOLLOWING,
    "following business day": Roll.FOLLOWING,
    "following working day": Roll.FOLLOWING,
    "first business day": Roll.FOLLOWING,
    "first working day": Roll.FOLLOWING,
    "next succeeding business day": Roll.FOLLOWING,
    "preceding business day": Roll.PRECEDING,
    "preceding working day": Roll.PRECEDING,
    "previous business day": Roll.PRECEDING,
    "previous working day": Roll.PRECEDING,
    "last preceding business day": Roll.PRECEDING,
}
_BEFORE_ROLL = (
    *(",", "or", "the", "on", "if", "that", "such", "this", "day", "date", "is", "not", "a"),
    *("business", "working", "falls", "adjusted", "by", "weekend", "holiday"),
)
_RENEWABLE = (
    "renewable",
    "extendable",
    "extendible",
    "extensible",
    "may be renewed",
    "may be extended",
    "can be renewed",
    "can be extended",
    "subject to renewal",
    "with the option to renew",
    "with an option to renew",
    "with renewal",
)
_IDLE = frozenset(".,)(;:!'-\"”“‘")
_NOUNS = frozenset(
    (
        *("meeting", "meetings", "report", "reports", "review", "reviews", "consultation"),
        *("consultations", "session", "sessions", "talks", "basis"),
    )
)


def with_tail(cursor: Cursor, today: date | None, rule: Rule) -> Rule:
    """`rule` with what the rest of the phrase adds; words that add nothing are kept as unread."""
    left: list[int] = []
    while not cursor.done:
        better = _addition(cursor, today, rule)
        if better is not None:
            rule = better
        else:
            left.append(cursor.at)
            cursor.at += 1
    while left and cursor.tokens[left[0]].text in _IDLE | _NOUNS:
        left.pop(0)
    while left and cursor.tokens[left[-1]].text in _IDLE:
        left.pop()
    unread = cursor.between(left[0], left[-1] + 1) if left else ""
    return replace(rule, unread=unread)


def _addition(cursor: Cursor, today: date | None, rule: Rule) -> Rule | None:
    start = cursor.at
    for reader in (working_places, without_days_off, _zone, _roll, _renewal, _thereafter):
        cursor.at = start
        better = reader(cursor, today, rule)
        if better is not None:
            return better
    cursor.at = start
    return None


def _zone(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """ "in Tokyo", "(Washington time)", "Asia/Tokyo"."""
    if rule.zone is not None:
        return None
    led = cursor.take("(", "in", "at", ",")
    zone = place_zone(cursor)
    if zone is None or not (led or cursor.word(-1) == "time" or "/" in cursor.word(-1)):
        return None
    cursor.take(")")
    if rule.named is not None and not rule.named.zone:
        return replace(rule, named=replace(rule.named, zone=zone))
    return replace(rule, zone=zone)


def _roll(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """ "or, if that is not a business day, the next business day"."""
    if rule.roll is not None:
        return None
    cursor.skip(*_BEFORE_ROLL)
    words = cursor.take(*_ROLLS)
    if not words:
        return None
    cursor.skip("business", "day", "thereafter", "convention", "after", "that", "instead")
    return replace(rule, roll=_ROLLS[words])


def _renewal(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """ "renewable once", "may be extended once for a further period of two months"."""
    if rule.period is None or rule.renewal is not None or rule.form is not Form.WITHIN:
        return None
    cursor.take(",", "and", "which")
    if not cursor.take(*_RENEWABLE):
        return None
    times = _times(cursor)
    cursor.take("for", "by")
    found = length(cursor)
    if times is None and found is None:
        number = cardinal(cursor)
        cursor.skip("a", "one", "further", "additional", "period", "periods", "time", "times")
        times = number
    renewal = found.period if found else rule.period
    return replace(rule, renewal=renewal, renewals=min(times or 1, 2))


def _times(cursor: Cursor) -> int | None:
    if cursor.take("once only", "only once", "once", "one time"):
        return 1
    return 2 if cursor.take("twice", "two times") else None


def _thereafter(cursor: Cursor, today: date | None, rule: Rule) -> Rule | None:
    """ "and every two years thereafter": the first at the length given, the next from there."""
    if rule.form not in {Form.WITHIN, Form.AFTER} or rule.period is None:
        return None
    cursor.take(",")
    cursor.take("and")
    cursor.take("then", "thereafter")
    cursor.take("at least", "not less than", "no less frequently than", "no less than")
    again = recurring_clause(cursor, today)
    if again is None or again.anchor or again.named:
        return None
    cursor.take("thereafter", "after that", "from then on")
    return replace(
        rule,
        form=Form.RECURRING,
        first=rule.period,
        period=again.period,
        by_calendar=False,
        kind=rule.kind,
    )
