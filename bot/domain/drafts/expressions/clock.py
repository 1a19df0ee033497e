"""Times of day: “9:30 p.m.”, “noon”, “Friday morning”, “last night”, “1500 GMT”."""

import re
from datetime import date

from bot.domain.drafts.expressions.intervals import moved, unit_of
from bot.domain.drafts.expressions.numerals import IN_WORDS, NUMBER_WORDS, count_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind
from bot.domain.drafts.expressions.vocabulary import (
    ABOUT,
    ABOUT_WORDS,
    MONTH,
    PART_WORDS,
    PARTS_OF_DAY,
    WEEKDAY_WORDS,
    about_of,
    part_of,
    weekday_of,
)
from bot.domain.drafts.expressions.weekdays import NAME, weekday_on

_ZONE = (
    r"(?:(?: ?\(?(?:gmt|utc|cet|cest|bst|jst|est|edt|cst|cdt|mst|mdt|pst|pdt|(?:local|eastern"
    r"|central|pacific|london|tokyo|new york|beijing|washington|moscow)(?: standard"
    r"| daylight)? time"
    r")\)?)(?![a-z]))"
)
_DAY = rf"(?:,? (?:on )?(?P<day>{NAME}|today|yesterday|tomorrow)(?![a-z]))?"
_PART = r"(?P<name>(?:mid-?)?morning|(?:mid-?)?afternoon|evening|night|noon|midnight)(?![a-z])"
_STEPS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def _on(scene: Scene, word: str | None, place: int) -> str:
    """The day to which a time belongs: the one named, else the one told last."""
    if word is None:
        day = scene.told_on if unit_of(scene.reference) == "D" else scene.written_on
        return _iso(day)
    if word in _STEPS:
        base = scene.written_on or scene.told_on
        return _iso(moved(base, _STEPS[word], "D") if base else None)
    return _iso(weekday_on(scene, weekday_of(word), place))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else "XXXX-XX-XX"


def _twelve(found: re.Match[str], scene: Scene) -> Found | None:
    """“9:30 p.m.” with its zone and its day."""
    words = found["hour"]
    hour = int(words) if words.isdigit() else int(count_of(words) or 0)
    if not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    clock = f"T{hour:02}:{found['minute'] or '00'}"
    return Found(Kind.TIME, _on(scene, found["day"], found.end()) + clock, about_of(found["about"]))


def _o_clock(found: re.Match[str], scene: Scene) -> Found | None:
    words = found["hour"]
    hour = int(words) if words.isdigit() else int(count_of(words) or 0)
    if not 1 <= hour <= 24:
        return None
    part = found["part"] or ""
    hour += 12 if hour < 12 and ("afternoon" in part or "evening" in part) else 0
    return Found(
        Kind.TIME, f"{_on(scene, None, found.start())}T{hour:02}:00", about_of(found["about"])
    )


def _twenty_four(found: re.Match[str], scene: Scene) -> Found | None:
    """“14:30”, where a preposition or a zone shows that it is a time."""
    hour, minute = int(found["hour"]), int(found["minute"])
    wanted = re.search(
        r"\b(?:at|by|until|till|from|about|around|before|after|between|and|to) $|[,-] ?$",
        scene.before(found.start(), 12),
    )
    if hour > 24 or minute > 59 or not (wanted or found["zone"]):
        return None
    return Found(Kind.TIME, f"{_on(scene, found['day'], found.start())}T{hour:02}:{minute:02}")


def _part(found: re.Match[str], scene: Scene) -> Found | None:
    """“Friday morning”, “this afternoon”, “last night”, “the following evening”."""
    name = found["name"].replace("-", "").removeprefix("mid") or found["name"]
    name = "midnight" if found["name"] == "midnight" else name
    which = found["which"]
    if found["day"]:
        day = _on(scene, found["day"], found.end())
    else:
        told = which in ("that", "the same", "the following", "the next", "the previous", "the")
        base = scene.told_on if told or scene.narrative else scene.written_on or scene.told_on
        step = {"last": -1, "the previous": -1, "the following": 1, "the next": 1}
        day = _iso(moved(base, step.get(which, 0), "D") if base else None)
    return Found(Kind.TIME, f"{day}T{PARTS_OF_DAY[name]}", part_of(found["part"]))


def _part_of_date(found: re.Match[str], _: Scene) -> Found:
    """“the night of 9 April”: its date follows, and is joined to it."""
    return Found(Kind.TIME, f"XXXX-XX-XXT{PARTS_OF_DAY[found['name']]}")


def _tonight(found: re.Match[str], scene: Scene) -> Found | None:
    base = scene.base if scene.narrative else scene.written_on or scene.told_on
    return Found(Kind.TIME, f"{_iso(base)}TNI", part_of(found["part"]))


def _noon(found: re.Match[str], scene: Scene) -> Found | None:
    clock = PARTS_OF_DAY[found["name"]]
    return Found(
        Kind.TIME, f"{_on(scene, found['day'], found.start())}T{clock}", about_of(found["about"])
    )


_HOURS = NUMBER_WORDS | ABOUT_WORDS | {"0"}

RULES: tuple[Rule, ...] = (
    rule(
        _HOURS,
        rf"(?P<about>{ABOUT})?(?P<hour>\d{{1,2}}|{IN_WORDS})(?:[:.](?P<minute>[0-5]\d)"
        rf"(?::[0-5]\d)?)?"
        rf" ?(?P<half>[ap]\.? ?m(?![a-z])\.?){_ZONE}?{_DAY}",
        _twelve,
    ),
    rule(
        _HOURS,
        rf"(?P<about>{ABOUT})?(?P<hour>\d{{1,2}}|{IN_WORDS}) o ?'clock(?P<part> in the "
        rf"(?:morning|afternoon|evening))?",
        _o_clock,
    ),
    rule(
        {"0"},
        rf"(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<zone>{_ZONE}| ?h(?:ou)?rs\b)?"
        rf"(?![\d:]){_DAY}",
        _twenty_four,
    ),
    rule(
        {"0"},
        rf"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<zone>{_ZONE}| hours?\b| hrs\b)(?![\d:]){_DAY}",
        _twenty_four,
    ),
    rule(
        WEEKDAY_WORDS | PART_WORDS | {"today", "yesterday", "tomorrow", "this", "last", "that"},
        rf"(?P<part>(?:early|late|earlier|later) )?(?:(?P<day>{NAME}|today|yesterday|tomorrow)"
        rf"|(?P<which>this|last|that|the (?:same|following|next|previous))) {_PART}",
        _part,
    ),
    rule(
        {"the"},
        r"the (?:early |late )?(?P<name>morning|afternoon|evening|night)(?= of (?:the )?(?:\d"
        rf"|{MONTH} \d|{NAME}))",
        _part_of_date,
    ),
    rule(
        PART_WORDS | {"tonight"},
        r"(?P<part>(?:early|late|earlier|later) )?tonight(?![a-z])",
        _tonight,
    ),
    rule(
        {"noon", "midnight"} | ABOUT_WORDS,
        rf"(?P<about>{ABOUT})?(?:12 )?(?P<name>noon|midnight)(?![a-z]){_ZONE}?{_DAY}",
        _noon,
    ),
)
