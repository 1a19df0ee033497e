"""Days and spans named from the present or the story: “yesterday”, “last week”, “that year”."""

import re
from datetime import date

from bot.domain.drafts.expressions.intervals import moved, span_at, unit_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, last_quarter, rule
from bot.domain.drafts.expressions.tense import Tense
from bot.domain.drafts.expressions.values import FUTURE, PAST, PRESENT, Kind
from bot.domain.drafts.expressions.vocabulary import (
    MONTH,
    PART,
    PART_WORDS,
    SEASON,
    SEASONS,
    WEEKDAY,
    month_of,
    part_of,
    weekday_of,
)

_SATURDAY = 5
_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_EARLIER = frozenset({"last", "previous", "preceding", "prior", "past", "this past"})
_LATER = frozenset(
    {"next", "following", "coming", "upcoming", "ensuing", "subsequent", "this coming"}
)
_TOLD = frozenset(
    {"previous", "preceding", "prior", "following", "ensuing", "subsequent", "same", "that"}
)
_WHICH = (
    r"(?P<which>this past|this coming|this|last|next|past|previous|preceding|prior|coming|following"
    r"|ensuing|subsequent|current|same|that|upcoming|latest)"
)
_WHICH_WORDS = frozenset(
    {"this", "last", "next", "past", "previous", "preceding", "prior", "coming", "following"}
    | {"ensuing", "subsequent", "current", "same", "that", "upcoming", "latest", "the"}
)
_SPANS = {
    **dict.fromkeys(("day",), "D"),
    **dict.fromkeys(("week", "workweek"), "W"),
    **dict.fromkeys(("weekend",), "WE"),
    **dict.fromkeys(("fortnight",), "F"),
    **dict.fromkeys(("month",), "M"),
    **dict.fromkeys(("quarter",), "Q"),
    **dict.fromkeys(("half", "half-year"), "H"),
    **dict.fromkeys(("year",), "Y"),
    **dict.fromkeys(("decade",), "DE"),
    **dict.fromkeys(("century",), "CE"),
}
_NARROWED = r"(?:(?:fiscal|calendar|business|school|academic|financial|whole|full|entire|very) )?"
_SPAN = r"(?P<span>day|week|workweek|weekend|fortnight|month|quarter|year|decade|century)"
_STOPS = r"(?![a-z]|-(?:old|long|ago|earlier|round|end|over|to-))"


def _day_word(found: re.Match[str], scene: Scene) -> Found | None:
    base = scene.written_on or (scene.told_on if scene.narrative else None)
    step = _DAYS[found["word"]]
    if base is None:
        return Found(Kind.DATE, (PRESENT, FUTURE, FUTURE, PAST, PAST)[step])
    return Found(Kind.DATE, _iso(moved(base, step, "D")), part_of(found["part"]))


def _iso(on: date | None) -> str:
    return on.isoformat() if on else "XXXX-XX-XX"


def _span(found: re.Match[str], scene: Scene) -> Found | None:
    which, unit = found["which"], _SPANS[found["span"]]
    if _names_no_span(found, scene, unit):
        return None
    long = found["the"] and which in ("last", "next", "coming") and unit not in "DQ"
    if which == "past" or long:
        return Found(Kind.DURATION, f"P1{'W' if unit == 'WE' else unit}", part_of(found["part"]))
    step = -1 if which in _EARLIER else 1 if which in _LATER else 0
    told = which in _TOLD or (unit == "D" and which in ("next", "last"))
    base = _base(scene, told=told)
    if told and unit == "D":
        base = scene.day_told or base
    if base is None:
        return Found(Kind.DATE, (PRESENT, FUTURE, PAST)[step])
    if unit == "Q" and which in ("latest", "same", "that"):
        base = last_quarter(scene) or base
    there = moved(base, step, "W" if unit == "WE" else unit)
    return Found(Kind.DATE, span_at(there, unit) if there else "XXXX", part_of(found["part"]))


def _names_no_span(found: re.Match[str], scene: Scene, unit: str) -> bool:
    """Whether the words go on, as in “that year-end” and “the last week of May”."""
    which, after = found["which"], scene.after(found.end(), 4)
    joins = which in ("that", "same") and after.startswith("-")
    numbered = which in ("last", "next") and after.startswith(" of ")
    today = unit == "D" and which in ("this", "current", "latest")
    return joins or numbered or today or (which == "past" and not found["the"])


def _base(scene: Scene, *, told: bool) -> date | None:
    if told or scene.narrative:
        return scene.told_on
    return scene.written_on or scene.told_on


def _month(found: re.Match[str], scene: Scene) -> Found | None:
    base, month = _base(scene, told=found["which"] in _TOLD), month_of(found["month"])
    if not scene.capital(found.start("month")) or _joins(found, scene):
        return None
    if base is None:
        return Found(Kind.DATE, f"XXXX-{month:02}")
    year = base.year
    if found["which"] in _EARLIER and month >= base.month:
        year -= 1
    if found["which"] in _LATER and month <= base.month:
        year += 1
    day = int(found["day"]) if found["day"] else 0
    value = f"{year}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")
    return Found(Kind.DATE, value, part_of(found["part"]))


def _joins(found: re.Match[str], scene: Scene) -> bool:
    """Whether “that” joins a clause, as in “said that February sales fell”."""
    if found["which"] != "that" or scene.capital(found.start("which")):
        return False
    asked = r"\b(?:in|by|on|until|since|of|from|to|for|during|through|later|earlier) $"
    return re.search(asked, scene.before(found.start("which"), 10)) is None


def _season(found: re.Match[str], scene: Scene) -> Found | None:
    verb = r" (?:under|into|within|on|to|below|behind|short|apart|outside|off|back|over)\b"
    if found["season"] in ("fall", "spring") and re.match(verb, scene.after(found.end(), 9)):
        return None
    base = _base(scene, told=found["which"] in _TOLD)
    name = SEASONS[found["season"]]
    if base is None:
        return Found(Kind.DATE, f"XXXX-{name}")
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    year = base.year
    if name == "WI" and base.month <= 2:
        year -= 1
    running = first <= base.month <= first + 2 or (name == "WI" and base.month <= 2)
    if found["which"] in _EARLIER and (running or base.month < first):
        year -= 1
    if found["which"] in _LATER and (running or base.month > first):
        year += 1
    return Found(Kind.DATE, f"{year}-{name}", part_of(found["part"]))


def _weekday(found: re.Match[str], scene: Scene) -> Found | None:
    which = found["which"]
    if _joins(found, scene):
        return None
    base, day = _base(scene, told=which in _TOLD), weekday_of(found["weekday"])
    if base is None:
        return Found(Kind.DATE, f"XXXX-WXX-{day + 1}")
    if which in _EARLIER:
        step = -((base.weekday() - day - 1) % 7 + 1)
    elif which in ("next", "following") and which not in _TOLD:
        step = day + 7 - base.weekday()
    elif which in _LATER:
        step = (day - base.weekday() - 1) % 7 + 1
    elif which in ("same", "that"):
        step = -((base.weekday() - day) % 7)
    else:
        step = (day - base.weekday()) % 7
    return Found(Kind.DATE, _iso(moved(base, step, "D")))


def _the_span(found: re.Match[str], scene: Scene) -> Found | None:
    """“the year” after a preposition, or with the part of it that is meant."""
    unit, base, part = _SPANS[found["span"]], scene.base, found["part"]
    if not _asked_for(found, scene) or (part and unit == "D"):
        return None
    if unit == "WE" and base is not None and scene.tense(found.start()) is Tense.PAST:
        back = -1 if base.weekday() < _SATURDAY else 0
        return Found(Kind.DATE, span_at(moved(base, back, "W") or base, unit))
    if not part and (unit in ("D", "W", "DE", "CE") or base is None):
        return None
    if base is None:
        return Found(Kind.DATE, "XXXX", part_of(part))
    told = scene.told_on if unit_of(scene.reference) == unit else base
    there = last_quarter(scene) if unit == "Q" else told
    return Found(Kind.DATE, span_at(there or base, unit), part_of(part))


def _asked_for(found: re.Match[str], scene: Scene) -> bool:
    """Whether “the year” is a span of time by the words around it."""
    wanted = r"\b(?:for|in|during|of|throughout|later in|earlier in|over|through|by|at) $"
    before, after = scene.before(found.start(), 16), scene.after(found.end(), 12)
    if scene.capital(found.start("span")) or re.match(r" (?:of|to|when|that|in which|\d)", after):
        return False
    return bool(found["part"]) or re.search(wanted, before) is not None


def _year_end(found: re.Match[str], scene: Scene) -> Found | None:
    base, written = scene.base, found["year"]
    unit = _SPANS[found["span"]]
    if written:
        return Found(Kind.DATE, written, part_of(found["part"]))
    value = span_at(base, unit) if base else "XXXX"
    return Found(Kind.DATE, value, part_of(found["part"]))


def _ends_of_year(found: re.Match[str], scene: Scene) -> Found | None:
    """“end-2026”, “end of 2026”."""
    return Found(Kind.DATE, found["year"], part_of(found["part"]))


_PARTED = PART_WORDS | _WHICH_WORDS

RULES: tuple[Rule, ...] = (
    rule(
        PART_WORDS | {"yesterday", "today", "tomorrow", "the"},
        rf"(?P<part>(?:early|late|earlier|later|mid) )?(?P<word>{'|'.join(_DAYS)})(?![a-z])",
        _day_word,
    ),
    rule(_PARTED, rf"(?P<part>{PART})?(?P<the>the )?{_WHICH} {_NARROWED}{_SPAN}{_STOPS}", _span),
    rule(
        _PARTED,
        rf"(?P<part>{PART})?(?:the )?{_WHICH} (?P<month>{MONTH})(?: (?P<day>[0-3]?\d)(?:st|nd|rd"
        rf"|th)?"
        r"(?![\d:]))?(?! ?,? \d)",
        _month,
    ),
    rule(_PARTED, rf"(?P<part>{PART})?(?:the )?{_WHICH} (?P<season>{SEASON}){_STOPS}", _season),
    rule(_PARTED, rf"(?:the )?{_WHICH} (?P<weekday>{WEEKDAY})(?!s)(?! ?,? \d)", _weekday),
    rule(PART_WORDS, rf"(?P<part>{PART})?the {_NARROWED}{_SPAN}{_STOPS}(?!'s)", _the_span),
    rule(
        {"year", "month", "mid", "quarter", "end", "the"},
        r"(?:the )?(?:(?P<span>year|month|quarter)(?:'s)?[ -](?P<part>end)(?:ing)?(?: (?:of )?"
        r"(?P<year>20\d\d|19\d\d))?"
        r")(?![a-z-])",
        _year_end,
    ),
    rule(
        {"end", "beginning", "start", "middle"},
        r"(?P<part>(?:end|beginning|start|middle))(?:-| of |-of-| )(?P<year>20\d\d|19\d\d)(?!\d)",
        _ends_of_year,
    ),
)
