"""Lengths of time as TIMEX3 writes them: P6M, PT72H, P2DE."""

import re

from bot.domain.drafts.expressions.vocabulary import UNITS

_PLURAL = {"centuries": "CE", "millennia": "ML", "century": "CE"}
_HALVES = {"Y": "P6M", "D": "PT12H", "CE": "P50Y", "DE": "P5Y"}
_NARROWING = re.compile(r".* ")


def letter_of(unit: str) -> str:
    """The letters of a unit; those of a clock, TH, TM and TS, say that they stand after a T."""
    word = _NARROWING.sub("", unit)
    if word in _PLURAL:
        return _PLURAL[word]
    plain = word.rstrip("s")
    if plain in ("second", "minute", "hour"):
        return "T" + plain[0].upper() if plain != "hour" else "H"
    return UNITS[plain]


def length(count: float | None, unit: str) -> str:
    """The value of `count` units, X where the text leaves the count open."""
    letter = letter_of(unit)
    number = "X" if count is None else f"{count:g}"
    if letter == "H" or letter in ("TM", "TS"):
        if count == 0.5 and letter == "H":
            return "PT30M"
        return f"PT{number}{letter[-1]}"
    if letter == "F":
        return f"P{'X' if count is None else format(count * 2, 'g')}W"
    if count == 0.5 and letter in _HALVES:
        return _HALVES[letter]
    return f"P{number}{letter}"
