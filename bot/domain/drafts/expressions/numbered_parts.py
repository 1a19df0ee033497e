"""Numbered parts of a month or year: “the last week of August”, “the first day of 2026”."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.domain.drafts.expressions.calendar_dates import nearest_year
from bot.domain.drafts.expressions.intervals import span_at
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind
from bot.domain.drafts.expressions.vocabulary import MONTH, YEAR, month_of, weekday_of
from bot.domain.drafts.expressions.weekdays import NAME

_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1, "closing": -1}
_NUMBER = r"(?P<number>first|second|third|fourth|last|final|closing|opening)"


def _part(found: re.Match[str], scene: Scene) -> Found | None:
    """A week, weekend, day, half or weekday of a month, or of a year."""
    first, last = _span(found, scene)
    if first is None or last is None:
        return None
    place = _PLACES.get(found["number"], 0)
    span = found["span"]
    if span in ("half", "days", "weeks", "part"):
        return Found(
            Kind.DATE, span_at(first, "M" if found["month"] else "Y"), "END" if place else "START"
        )
    if span == "day":
        on = last if place == -1 else first + timedelta(place)
        return Found(Kind.DATE, on.isoformat())
    if span in ("week", "weekend"):
        day = last if place == -1 else first + timedelta(3 + 7 * place)
        return Found(Kind.DATE, span_at(day, "W" if span == "week" else "WE"))
    return Found(Kind.DATE, _weekday(first, last, weekday_of(span), place).isoformat())


def _span(found: re.Match[str], scene: Scene) -> tuple[date | None, date | None]:
    if not found["month"]:
        year = int(found["year"])
        return date(year, 1, 1), date(year, 12, 31)
    month = month_of(found["month"])
    year = (
        int(found["year"])
        if found["year"]
        else nearest_year(scene, found.start(), month, None) or 0
    )
    if not year:
        return None, None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _weekday(first: date, last: date, day: int, place: int) -> date:
    if place == -1:
        return last - timedelta((last.weekday() - day) % 7)
    return first + timedelta((day - first.weekday()) % 7 + 7 * place)


RULES: tuple[Rule, ...] = (
    rule(
        set(_PLACES) | {"the", "opening"},
        rf"(?:the )?{_NUMBER} (?P<span>week|weekend|day|half|days|weeks|part|{NAME})"
        rf" (?:of|in) (?:(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}))?)(?! \d)",
        _part,
    ),
)
