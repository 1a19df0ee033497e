"""Whose working days are meant: “10 business days in Tokyo and New York”."""

from dataclasses import replace
from datetime import date

from bot.domain.countries import country_code
from bot.domain.dates.grammar.tokens import Cursor
from bot.domain.dates.terms import Join
from bot.domain.dates.values import Rule, Unit

_CITIES = {
    **dict.fromkeys(("new york", "washington"), "US"),
    "tokyo": "JP",
    "london": "GB",
    "beijing": "CN",
    "shanghai": "CN",
    "seoul": "KR",
    "brussels": "BE",
    "paris": "FR",
    "berlin": "DE",
    "frankfurt": "DE",
    "luxembourg": "LU",
    "canberra": "AU",
    "sydney": "AU",
    "ottawa": "CA",
    "kuala lumpur": "MY",
    "bangkok": "TH",
    "singapore": "SG",
    "hong kong": "HK",
    "new delhi": "IN",
    "jakarta": "ID",
}
_MOST_WORDS = 4


def working_places(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """`rule` with the calendars of the countries or cities named here, for working days.

    Working days in one “and” another place are worked in both; in one “or” another, in either.
    """
    if rule.period is None or rule.period.unit is not Unit.BUSINESS_DAYS or rule.calendars:
        return None
    if not cursor.take("in both", "in either", "in", "( in", "(", "of"):
        return None
    codes, joined = [], Join.ANY
    while True:
        code = _place(cursor)
        if code is None:
            break
        codes.append(code)
        joint = cursor.take(", and", "and", ",", "or")
        joined = Join.ALL if joint == "or" else joined
    if not codes:
        return None
    cursor.take(")")
    return replace(rule, calendars=tuple(codes), joined=joined)


def _place(cursor: Cursor) -> str | None:
    cursor.take("the")
    for count in range(_MOST_WORDS, 0, -1):
        words = cursor.words(count)
        code = _CITIES.get(words) or country_code(words)[1]
        if code is not None and code != "EU" and len(words) > 1:
            cursor.at += count
            return code
    return None
