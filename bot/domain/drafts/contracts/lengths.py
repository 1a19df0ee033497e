"""Lengths in agreement texts, with what the words around each say that it is for."""

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.drafts.expressions.intervals import moved
from bot.domain.drafts.expressions.numerals import DIGITS, IN_WORDS, count_of

_NUMBER = rf"(?:{IN_WORDS}|{DIGITS})"
_LENGTH = re.compile(
    rf"(?<![\d.$,])(?:(?P<count>{_NUMBER})(?: ?-? ?\( ?(?P<again>[\dlo]{{1,4}}|{IN_WORDS}) ?\))?"
    rf"|\( ?(?P<alone>\d{{1,4}}) ?\)|(?P<article>an?|each|per)(?= (?:calendar )?(?:year|month"
    rf"|week)))"
    r"(?: ?- ?| )(?:full |consecutive |successive |additional |calendar |further |contract "
    r"|licen[cs]e |agreement |lease |fiscal |operating |whole )?"
    r"(?P<business>(?:business|working|banking) )?(?P<unit>d ?a ?y|w ?e ?e ?k|m ?o ?n ?t ?h"
    r"|mo|y ?e ?a ?r|yr|quarter|decade)s?(?![a-z])"
)
_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "quarter": "Q",
    "decade": "DE",
    "mo": "M",
    "yr": "Y",
}
_WAYS = (
    (
        re.compile(
            r"\b(?:year[ -]to[ -]year|year[ -]by[ -]year|annual(?:ly)? (?:basis|terms?|periods?"
            r"|renew)|annually|yearly)"
        ),
        "P1Y",
        1,
        "Y",
    ),
    (
        re.compile(
            r"\b(?:month[ -]to[ -]month|month[ -]by[ -]month|monthly (?:basis|terms?|periods?))"
        ),
        "P1M",
        1,
        "M",
    ),
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length, its place in the flat text, and its ISO 8601 form."""

    start: int
    end: int
    iso: str
    count: int
    unit: str

    def after(self, on: date) -> date | None:
        """The day this long after `on`."""
        return moved(on, self.count, self.unit)


def lengths(plain: str) -> list[Length]:
    """The lengths of a text in lower case, in order."""
    found = [one for match in _LENGTH.finditer(plain) if (one := _length(match))]
    for pattern, iso, count, unit in _WAYS:
        found += [Length(m.start(), m.end(), iso, count, unit) for m in pattern.finditer(plain)]
    return sorted(found, key=lambda one: one.start)


def _length(match: re.Match[str]) -> Length | None:
    again = (match["again"] or match["alone"] or "").replace("l", "1").replace("o", "0")
    count = count_of(match["count"]) if match["count"] else None
    if count is None and again.isdigit():
        count = float(again)
    if match["article"]:
        count = 1.0
    if again.isdigit() and match["count"] and not match["count"][0].isdigit():
        count = _agreed(count, float(again), match["count"])
    unit = _UNITS[match["unit"].replace(" ", "")]
    if count is None:
        return None
    if count != int(count):
        return _fraction(match, count, unit)
    return Length(match.start(), match.end(), f"P{int(count)}{unit}", int(count), unit)


def _agreed(said: float | None, again: float, words: str) -> float:
    """The digits where the words are only the end of a longer number that a scan broke."""
    broken = said is None or (said != again and " " not in words and "-" not in words)
    return again if broken or said is None else said


def _fraction(match: re.Match[str], count: float, unit: str) -> Length | None:
    if unit != "Y":
        return None
    months = round(count * 12)
    return Length(match.start(), match.end(), f"P{months}M", months, "M")
