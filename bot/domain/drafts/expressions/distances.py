"""Dates a length away: “two years ago”, “three weeks later”, “a year earlier”."""

import re

from bot.domain.drafts.expressions.intervals import moved, span_at, unit_of
from bot.domain.drafts.expressions.lengths import letter_of
from bot.domain.drafts.expressions.numerals import COUNT, HALVES, NUMBER_WORDS, VAGUE, count_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, last_quarter, rule
from bot.domain.drafts.expressions.values import FUTURE, PAST, Kind
from bot.domain.drafts.expressions.vocabulary import ABOUT, ABOUT_WORDS, LENGTH, about_of

_BACK = r"ago|earlier|previously|beforehand|before(?=[,.;)]|\n|$)"
_AHEAD = (
    r"later|afterwards?|thereafter|hence|from now|from today|from then"
    r"|after(?=[,.;)]|\n|$)"
)
_FROM_NOW = ("ago", "hence", "from now", "from today")


def _distance(found: re.Match[str], scene: Scene) -> Found | None:
    way, unit = found["way"], letter_of(found["unit"])
    back = found["back"] is not None
    count = count_of(found["count"]) if found["count"] and not found["vague"] else None
    if scene.after(found.end(), 5) == " than":
        return None
    mod = about_of(found["about"])
    if count is None or unit in ("H", "TM", "TS", "WE"):
        return _vague(found, scene, back=back, mod=mod)
    now = way in _FROM_NOW and not scene.narrative
    base = scene.written_on or scene.told_on if now else scene.told_on
    if base is None:
        return Found(Kind.DATE, PAST if back else FUTURE, mod)
    unit, whole = _whole(unit, count)
    there = moved(base, -whole if back else whole, unit)
    if there is None:
        return None
    aside = way == "ago" or unit_of(scene.reference) in ("Q", "H")
    return Found(Kind.DATE, span_at(there, _grain(scene, unit, way)), mod, aside=aside)


def _vague(found: re.Match[str], scene: Scene, *, back: bool, mod: str) -> Found:
    unit = letter_of(found["unit"])
    if unit in ("H", "TM", "TS"):
        base = scene.told_on or scene.written_on
        return Found(Kind.TIME, f"{base.isoformat() if base else 'XXXX-XX-XX'}TXX:XX", mod)
    return Found(Kind.DATE, PAST if back else FUTURE, mod)


def _whole(unit: str, count: float) -> tuple[str, int]:
    """The length in whole units: half a year is six months."""
    if count == int(count):
        return unit, int(count)
    finer = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "DE": ("Y", 10), "CE": ("Y", 100)}
    smaller, times = finer.get(unit, ("D", 1))
    return smaller, round(count * times)


def _grain(scene: Scene, unit: str, way: str) -> str:
    """The grain of the day reached: the length's own, or the quarter that was spoken of."""
    if unit == "Y" and way in ("ago", "earlier") and unit_of(scene.reference) in ("Q", "H"):
        return unit_of(scene.reference)
    return "W" if unit == "F" else unit


def _long_ago(found: re.Match[str], scene: Scene) -> Found | None:
    return Found(Kind.DATE, PAST)


def _year_earlier(found: re.Match[str], scene: Scene) -> Found | None:
    """“the year-earlier quarter”, “year-ago”: the same span a year before."""
    base = last_quarter(scene) if "quarter" in (found["what"] or "") else scene.told_on
    there = moved(base, -1, "Y") if base else None
    if there is None:
        return Found(Kind.DATE, PAST)
    number = re.match(r"(first|second|third|fourth)[ -](quarter|half)", found["what"] or "")
    if number:
        place = ("first", "second", "third", "fourth").index(number[1]) + 1
        name = f"{'Q' if number[2] == 'quarter' else 'H'}{place}"
        return Found(Kind.DATE, f"{there.year}-{name}", aside=True)
    unit = unit_of(scene.reference)
    unit = "Q" if "quarter" in (found["what"] or "") else unit if unit in ("Q", "H", "M") else "Y"
    return Found(Kind.DATE, span_at(there, unit), aside=True)


RULES: tuple[Rule, ...] = (
    rule(
        NUMBER_WORDS
        | ABOUT_WORDS
        | {"the", "days", "weeks", "months", "years", "decades", "centuries", "hours", "minutes"},
        rf"(?P<about>{ABOUT})?(?:(?:the )?(?P<count>{HALVES}|{COUNT}|an?|(?P<vague>{VAGUE}))[ -])?"
        rf"(?P<unit>{LENGTH})(?: or (?:so|more))? (?P<way>(?P<back>{_BACK})|{_AHEAD})(?![a-z])",
        _distance,
    ),
    rule({"long", "not"}, r"(?:not )?(?:so |too )?long ago(?![a-z])", _long_ago),
    rule(
        {"the", "year", "a"},
        r"(?:the |a )?year-(?:earlier|ago)(?: (?P<what>(?:(?:first|second|third|fourth)[ -])?"
        r"(?:quarter|half|period|month)))?(?![a-z])",
        _year_earlier,
    ),
)
