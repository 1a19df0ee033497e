"""Every temporal expression of a text, in order, with its value."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from bot.domain.drafts.expressions import (
    calendar_dates,
    clock,
    deictic,
    distances,
    durations,
    numeric_dates,
    parts_of_year,
    recurrences,
    references,
    weekdays,
    years,
)
from bot.domain.drafts.expressions.flat import Flat, flatten
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, tells_history
from bot.domain.drafts.expressions.values import Expression

_WORD = re.compile(r"[^\W\d_]+|'?\d+")
_GRAMMAR = (
    *numeric_dates.RULES,
    *calendar_dates.RULES,
    *parts_of_year.RULES,
    *clock.RULES,
    *weekdays.RULES,
    *deictic.RULES,
    *distances.RULES,
    *recurrences.RULES,
    *durations.RULES,
    *references.RULES,
    *years.RULES,
)


@cache
def _by_first_word() -> dict[str, tuple[Rule, ...]]:
    words = {word for each in _GRAMMAR for word in each.first}
    return {word: tuple(each for each in _GRAMMAR if word in each.first) for word in words}


def tag(text: str, written_on: date | None, *, language: str | None = None) -> list[Expression]:
    """The temporal expressions of `text`, in order and apart from one another.

    `written_on` is the day on which the text was written, from which “today” and “last week”
    count; without it they name no day. `language` (ISO 639) is found out where it is not given.
    """
    flat = flatten(text)
    return [flat.original_span(one) for one in tag_flat(flat, written_on)]


def tag_flat(flat: Flat, written_on: date | None) -> list[Expression]:
    """As `tag`, with the places of the flat text."""
    scene = Scene(flat, written_on, tells_history(flat.plain, written_on))
    rules, resume = _by_first_word(), 0
    found: list[Expression] = []
    for word in _WORD.finditer(flat.plain):
        start = word.start()
        if start < resume:
            continue
        first = word[0] if word[0][0].isalpha() else "0"
        if first not in rules or (first == "0" and _inside(flat.plain, start)):
            continue
        best = _longest(rules[first], scene, start)
        if best is not None:
            resume = best.end
            scene.note(best, resume)
            found.append(_expression(best))
    return found


def _inside(plain: str, start: int) -> bool:
    """Whether digits at `start` go on a word, as in “A4”."""
    return start > 0 and (plain[start - 1].isalpha() or plain[start - 1] == "_")


def _longest(rules: tuple[Rule, ...], scene: Scene, start: int) -> Found | None:
    """The reading of the longest words at `start` that mean something."""
    plain = scene.flat.plain
    matches = [(found, each) for each in rules if (found := each.pattern.match(plain, start))]
    if len(matches) > 1:
        matches.sort(key=lambda one: one[0].end(), reverse=True)
    for match, each in matches:
        read = each.read(match, scene)
        if read is not None:
            first = read.start if read.start >= 0 else match.start()
            return replace(read, start=first, end=read.end if read.end >= 0 else match.end())
    return None


def _expression(one: Found) -> Expression:
    return Expression(one.start, one.end, one.kind, one.value, one.mod, one.quantity, one.frequency)
