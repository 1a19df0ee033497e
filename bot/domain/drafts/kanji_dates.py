"""Dates in kanji as treaties write them out: 千九百九十年十二月三十一日."""

import re
from datetime import date

from bot.domain.drafts.expressions.values import Expression, Kind

_NUMBER = "[〇一二三四五六七八九十百千]"
_DATE = re.compile(
    rf"(?P<year>(?:千|"
    rf"二千){_NUMBER}{{0,8}})年(?:(?P<month>{_NUMBER}{{1,3}})月(?:(?P<day>{_NUMBER}{{1,3}})日)?)?"
)
_PLACES = {"十": 10, "百": 100, "千": 1000}


def kanji_number(words: str) -> int:
    """A number below ten thousand in kanji or digits; 0 for signs that make none."""
    if words.isdigit() and words.isascii():
        return int(words)
    total, digit = 0, 0
    for sign in words:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = digit * 10 + max(0, "〇一二三四五六七八九".find(sign))
    return total + digit


def with_kanji_dates(text: str, found: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """`found` with every date whose year is written out, in place of its parts."""
    added = [made for match in _DATE.finditer(text) if (made := _made(match))]
    if not added:
        return found
    ends = sorted(added, key=lambda each: each.start)
    kept, place = [], 0
    for expression in found:
        while place < len(ends) and ends[place].end <= expression.start:
            place += 1
        if place == len(ends) or expression.end <= ends[place].start:
            kept.append(expression)
    return tuple(sorted((*kept, *added), key=lambda each: each.start))


def _made(match: re.Match[str]) -> Expression | None:
    year = kanji_number(match["year"])
    month, day = kanji_number(match["month"] or ""), kanji_number(match["day"] or "")
    value = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Expression(match.start(), match.end(), Kind.DATE, value)
