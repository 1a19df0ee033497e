"""Quarters, halves, seasons and feasts: “the third quarter”, “Q2 2027”, “spring”, “Christmas”."""

import re
from datetime import date, timedelta

from bot.domain.drafts.expressions.calendar_dates import relative_year
from bot.domain.drafts.expressions.intervals import days_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.tense import Tense
from bot.domain.drafts.expressions.values import Kind
from bot.domain.drafts.expressions.vocabulary import (
    PART,
    PART_WORDS,
    SEASON,
    SEASONS,
    YEAR,
    part_of,
)
from bot.domain.drafts.expressions.years import year_of

_NUMBERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_RELATIVE = r"(?:the )?(?:last|this|next|previous|following|same|that|preceding|current) year"
_OF_YEAR = (
    rf"(?:,? (?:(?:of |in )?(?:(?:the )?(?:fiscal|calendar|financial)(?: year)? )?(?P<year>"
    rf"{YEAR}|'\d\d(?!\d))|"
    rf"(?:of )?(?P<rel>{_RELATIVE})|of the (?:fiscal |calendar )?year(?! ended)))?"
)


_BEHIND = 0.6
"""What is told lies more often behind than ahead."""


def _year_given(found: re.Match[str], scene: Scene, name: str) -> int | None:
    if found["year"] or found.groupdict().get("ahead"):
        return year_of(found["year"] or found["ahead"], scene.written_on)
    if relative := found["rel"] or found.groupdict().get("whose"):
        return relative_year(relative.removesuffix("'s"), scene)
    return _year_near(scene, name, found.start())


def _year_near(scene: Scene, name: str, place: int) -> int | None:
    """The year in which a part of the year was or will be, by the verb beside it."""
    base = scene.base
    if base is None:
        return None
    if scene.narrative:
        return base.year
    tense = scene.tense(place)
    years = (base.year, base.year - 1, base.year + 1)
    for year in years:
        days = days_of(f"{year}-{name}")
        if days is None:
            continue
        if tense is Tense.FUTURE and days[1] >= base and year >= base.year:
            return year
        if tense is Tense.PAST and days[0] <= base:
            return year
    return min(years, key=lambda one: _gap(base, f"{one}-{name}"))


def _gap(base: date, value: str) -> int:
    days = days_of(value)
    assert days is not None
    middle = days[0] + (days[1] - days[0]) / 2
    ahead = (middle - base).days
    return round(-ahead * _BEHIND) if ahead < 0 else ahead


def _quarter(found: re.Match[str], scene: Scene) -> Found | None:
    number, kind = found["number"], found["kind"]
    if kind == "half" and re.match(
        r"(?:-| (?:of (?!the year|the fiscal)|time|century|an?\b))", scene.after(found.end(), 16)
    ):
        return None
    if kind == "half" and number in ("third", "fourth"):
        return None
    last = number in ("last", "final", "closing")
    if last and not (found["year"] or found["rel"] or " of the " in found[0]):
        return None
    place = (2 if kind == "half" else 4) if last else _NUMBERS[number]
    name = f"{'H' if kind == 'half' else 'Q'}{place}"
    return _named(found, scene, name)


def _named(found: re.Match[str], scene: Scene, name: str) -> Found:
    year = _year_given(found, scene, name)
    value = f"{year}-{name}" if year is not None else f"XXXX-{name}"
    return Found(Kind.DATE, value, part_of(found.groupdict().get("part")))


def _short_quarter(found: re.Match[str], scene: Scene) -> Found | None:
    written = found["year"] or found["ahead"]
    if not scene.flat.cased[found.start("letter")].isupper() and not written:
        return None
    letter, number = found["letter"], found["number"]
    if letter == "h" and (not written or number not in "12"):
        return None
    return _named(found, scene, f"{letter.upper()}{number}")


def _fiscal(found: re.Match[str], scene: Scene) -> Found | None:
    return Found(Kind.DATE, f"{year_of(found['year'], scene.written_on):04}")


def _season(found: re.Match[str], scene: Scene) -> Found | None:
    before, after = scene.before(found.start()), scene.after(found.end(), 6)
    named = found["year"] or found["rel"]
    if not named:
        asked = (
            found["the"]
            or found["part"]
            or re.search(
                r"\b(?:in|by|since|until|till|during|of|through|for|and|or|from|to|every|mid) $"
                r"|[-(]$",
                before,
            )
        )
        verb = found["name"] in ("fall", "spring") and not re.search(
            r"\b(?:in|by|since|until|during|of) (?:the )?$", before
        )
        if not asked or re.match(r" of |[a-z-]", after) or (verb and not found["part"]):
            return None
    return _named(found, scene, SEASONS[found["name"]])


_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "boxing day": (12, 26),
}


def _feast(found: re.Match[str], scene: Scene) -> Found | None:
    if not scene.capital(found.start("name")):
        return None
    name = found["name"]
    year = int(found["year"]) if found["year"] else None
    if year is None and scene.base is not None:
        month = 11 if name.startswith("thanksgiving") else _FEASTS[name][0]
        value_near = f"{month:02}"
        year = _year_near(scene, value_near, found.start())
    if year is None:
        return Found(Kind.DATE, "XXXX-XX-XX")
    if name.startswith("thanksgiving"):
        first = date(year, 11, 1)
        on = first + timedelta((3 - first.weekday()) % 7 + 21)
        return Found(Kind.DATE, on.isoformat())
    month, day = _FEASTS[name]
    return Found(Kind.DATE, f"{year:04}-{month:02}-{day:02}")


_PARTED = PART_WORDS | {"the"}

RULES: tuple[Rule, ...] = (
    rule(
        _PARTED | frozenset(_NUMBERS) | {"last", "final", "closing", "this", "fiscal", "0", "next"},
        rf"(?P<part>{PART})?(?:(?:the )?(?P<whose>(?:this|last|next) year's|"
        rf"(?:the )?year-earlier) |the )?(?:fiscal (?=\d))?"
        rf"(?:(?P<ahead>{YEAR})(?:'s)? )?(?:fiscal )?(?P<number>first|second|third|fourth|1st"
        rf"|2nd|3rd|4th|last|final|closing)"
        rf"(?:(?P<fiscal>[ -]fiscal))?[ -](?P<kind>quarter|half)(?![a-z]){_OF_YEAR}",
        _quarter,
    ),
    rule(
        {"q", "h", "0"},
        rf"(?:(?P<ahead>{YEAR})[ -]?)?(?P<letter>[qh])(?P<number>[1-4])(?![a-z\d])"
        rf"(?:(?:,? | of |[-/]|)(?:fy ?)?(?P<year>{YEAR}|'\d\d(?!\d)))?(?P<rel>(?!))?",
        _short_quarter,
    ),
    rule(
        {"0"},
        rf"(?P<number>[1-4])(?P<letter>[qh])(?: |)(?:fy ?)?(?P<year>{YEAR}|'\d\d(?!\d))"
        rf"(?P<ahead>(?!))?(?P<rel>(?!))?",
        _short_quarter,
    ),
    rule({"fy"}, rf"fy ?'?(?P<year>{YEAR}|'\d\d)(?!\d)", _fiscal),
    rule(
        _PARTED | frozenset(SEASONS),
        rf"(?P<part>{PART}|mid-?)?(?P<the>the )?(?P<name>{SEASON})(?![a-z-]){_OF_YEAR}",
        _season,
    ),
    rule(
        {name.partition(" ")[0].partition("'")[0] for name in _FEASTS} | {"thanksgiving"},
        rf"(?P<name>{'|'.join(_FEASTS)}|thanksgiving(?: day)?)(?![a-z])(?:,? (?P<year>{YEAR}))?"
        rf"(?! (?:tree|party|card|gift|shop|sale|bonus|carol|season|present|island))",
        _feast,
    ),
)
