"""Weekdays that name no date: “Friday”, “late Monday”, “Tuesday of next week”."""

import re
from datetime import date

from bot.domain.drafts.expressions.intervals import moved
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.tense import Tense
from bot.domain.drafts.expressions.values import Kind
from bot.domain.drafts.expressions.vocabulary import (
    PART_WORDS,
    WEEKDAY_WORDS,
    part_of,
    weekday_of,
)

NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NAMED = re.compile(r"\b(?:black|bloody|good|ash|holy|palm|cyber|super|easter|fat|maundy) $")


def _weekday(found: re.Match[str], scene: Scene) -> Found | None:
    day, place = weekday_of(found["name"]), found.start("name")
    if _NAMED.search(scene.before(place)):
        return None
    if found["week"]:
        on = _in_week(scene, day, found["week"])
    else:
        on = weekday_on(scene, day, found.start())
    value = on.isoformat() if on else f"XXXX-WXX-{day + 1}"
    return Found(Kind.DATE, value, part_of(found["part"]))


def _in_week(scene: Scene, day: int, week: str) -> date | None:
    base = scene.base
    step = {"next": 7, "last": -7, "following": 7}.get(week, 0)
    return moved(base, day - base.weekday() + step, "D") if base else None


def weekday_on(scene: Scene, day: int, place: int) -> date | None:
    """The date of a weekday: the last one where the verb is past, the next where it is future.

    The day of the text itself is both. In a history it is the next one from the day told last.
    """
    base = (scene.day_told or scene.written_on) if scene.narrative else scene.base
    if base is None or (scene.narrative and scene.day_told is None):
        return None
    ahead = re.search(
        r"\b(?:by|until|ahead of|through|before|due|due on) $", scene.before(place, 12)
    )
    if scene.narrative or ahead or scene.tense(place) in (Tense.FUTURE, Tense.OPEN):
        return moved(base, (day - base.weekday()) % 7, "D")
    return moved(base, -((base.weekday() - day) % 7), "D")


RULES: tuple[Rule, ...] = (
    rule(
        WEEKDAY_WORDS | PART_WORDS,
        rf"(?P<part>(?:early|late|earlier|later) )?(?P<name>{NAME})(?![a-z])"
        r"(?: of (?P<week>this|last|next|that) week)?",
        _weekday,
    ),
    rule(
        WEEKDAY_WORDS,
        r"(?P<part>(?!))?(?P<week>(?!))?(?P<name>(?:mon|tues?|weds?|thurs?|thu|fri)\.)(?= [a-z])",
        _weekday,
    ),
)
