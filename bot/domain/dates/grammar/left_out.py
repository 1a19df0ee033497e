"""Words about what a count leaves out: “10 days, excluding weekends”."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.tokens import Cursor, wordings
from bot.domain.dates.values import Form, Period, Rule, Unit

_EXCLUDING = wordings(
    "excluding | exclusive of | not counting | not including | not counted | except | without"
)
_EXCLUDED = wordings("excluded | not counted | not included | excepted")
_DAYS_OFF = frozenset(
    (
        *("saturday", "saturdays", "sunday", "sundays", "weekend", "weekends", "holiday"),
        *("holidays", "public", "legal", "national", "federal", "official", "bank", "non"),
        *("business", "working", "days", "and", "or", ",", "-"),
    )
)
_WEEKEND = frozenset({"saturdays", "weekends", "saturday", "weekend", "non"})


def without_days_off(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """`rule` in working days, where the text leaves weekends and holidays out of its days."""
    period = rule.period
    if period is None or period.unit is not Unit.DAYS or rule.form is Form.RECURRING:
        return None
    cursor.take("(", ",")
    leading = cursor.take(*_EXCLUDING)
    start = cursor.at
    while cursor.word() in _DAYS_OFF:
        cursor.at += 1
    named = {cursor.tokens[place].text for place in range(start, cursor.at)}
    if not named & _WEEKEND or not (leading or cursor.take(*_EXCLUDED)):
        return None
    cursor.take(")")
    return replace(rule, period=Period(period.count, Unit.BUSINESS_DAYS, period.plus))
