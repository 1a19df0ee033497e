"""Weekdays: the day that “on Monday” names, counted from the day of the text."""

import re
from bisect import bisect_right
from datetime import date, timedelta

from bot.domain.drafts.expressions.values import Expression, Kind

_NAMES = (
    "monday|lunes|lundi|montag|maandag|segunda|lunedì|月曜|सोमवार|الاثنين|понедельник|월요일",
    "tuesday|martes|mardi|dienstag|dinsdag|terça|martedì|火曜|मंगलवार|الثلاثاء|вторник|화요일",
    "wednesday|miércoles|mercredi|mittwoch|woensdag|quarta|mercoledì|水曜|बुधवार|الأربعاء|среду|수요일",
    "thursday|jueves|jeudi|donnerstag|donderdag|quinta|giovedì|木曜|गुरुवार|الخميس|четверг|목요일",
    "friday|viernes|vendredi|freitag|vrijdag|sexta|venerdì|金曜|शुक्रवार|الجمعة|пятницу|금요일",
    "saturday|sábado|samedi|samstag|zaterdag|sabato|土曜|शनिवार|السبت|субботу|토요일",
    "sunday|domingo|dimanche|sonntag|zondag|domenica|日曜|रविवार|الأحد|воскресенье|일요일",
)
_DAYS = tuple(re.compile(rf"(?:{names})", re.IGNORECASE) for names in _NAMES)
_MORE = re.compile(r"\d|\b(?:next|week|month|year)\b|来週|先週|翌|前", re.IGNORECASE)
_WHOLE = re.compile(rf"(?<![^\W_])(?:{'|'.join(_NAMES)})(?![^\W_])", re.IGNORECASE)
WEEKDAY = re.compile("|".join(_NAMES), re.IGNORECASE)


def with_weekdays(
    text: str, found: tuple[Expression, ...], day: date | None
) -> tuple[Expression, ...]:
    """`found` and the weekdays beside them, as the last such day up to `day`."""
    if day is None:
        return found
    ends = [expression.end for expression in found]
    added = []
    for match in _WHOLE.finditer(text):
        place = bisect_right(ends, match.start())
        free = place == len(found) or found[place].start >= match.end()
        if free and (on := weekday_before(match[0], day)):
            added.append(Expression(match.start(), match.end(), Kind.DATE, on.isoformat()))
    return tuple(sorted((*found, *added), key=lambda each: each.start))


def _weekday(words: str) -> int | None:
    """The number of the weekday where `words` are a bare one, Monday being 0."""
    if _MORE.search(words):
        return None
    return next((number for number, name in enumerate(_DAYS) if name.search(words)), None)


def weekday_before(words: str, day: date | None) -> date | None:
    """The last such weekday up to and including `day`; None if `words` are no bare weekday."""
    number = _weekday(words)
    if number is None or day is None:
        return None
    return day - timedelta((day.weekday() - number) % 7)


def weekday_after(words: str, day: date | None) -> date | None:
    """The next such weekday from `day` on, that day included; None as above."""
    number = _weekday(words)
    if number is None or day is None:
        return None
    return day + timedelta((number - day.weekday()) % 7)
