"""Every temporal expression of a text, in order, with its value."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from heapq import merge
from operator import itemgetter

from bot.domain.drafts.expressions import (
    calendar_dates,
    clock,
    deictic,
    distances,
    durations,
    east_asian,
    european,
    numbered_parts,
    numeric_dates,
    parts_of_year,
    recurrences,
    references,
    single_lengths,
    weekdays,
    written_years,
    years,
)
from bot.domain.drafts.expressions.flat import Flat, flatten
from bot.domain.drafts.expressions.intervals import unit_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, tells_history
from bot.domain.drafts.expressions.values import Expression, Kind
from bot.domain.drafts.languages import language_of

_WORD = re.compile(r"(?:[^\W\d_]|[\u0901-\u0963\u064b-\u0652])+|'?\d+")
"""A word, with the signs of vowels that Hindi and Arabic write beside their letters."""
_GRAMMAR = (
    *numeric_dates.RULES,
    *calendar_dates.RULES,
    *parts_of_year.RULES,
    *numbered_parts.RULES,
    *clock.RULES,
    *weekdays.RULES,
    *deictic.RULES,
    *distances.RULES,
    *recurrences.RULES,
    *durations.RULES,
    *single_lengths.RULES,
    *references.RULES,
    *years.RULES,
)

_BEFORE_DAY = (" ", ", ", " on ", " of ", " of the ")


@cache
def _by_first_word() -> dict[str, tuple[Rule, ...]]:
    """The rules of English, with the whole dates of other languages, by their first words."""
    words = {word for each in _GRAMMAR for word in each.first}
    rules = {word: tuple(each for each in _GRAMMAR if word in each.first) for word in words}
    return rules | {"0": (*rules["0"], *european.ABSOLUTE)}


@cache
def _foreign_rules() -> dict[str, tuple[Rule, ...]]:
    """The same with those of the other European languages: a short text may be taken for one."""
    rules = dict(_by_first_word())
    for word in european.FIRST:
        rules[word] = (*european.RULES, *written_years.RULES, *rules.get(word, ()))
    return rules


def tag(text: str, written_on: date | None, *, language: str | None = None) -> list[Expression]:
    """The temporal expressions of `text`, in order and apart from one another.

    `written_on` is the day on which the text was written, from which “today” and “last week”
    count; without it they name no day. `language` (ISO 639) is found out where it is not given.
    """
    flat = flatten(text)
    found = tag_flat(flat, written_on, language=language)
    return [flat.original_span(one) for one in found]


def tag_flat(
    flat: Flat, written_on: date | None, *, language: str | None = None
) -> list[Expression]:
    """As `tag`, with the places of the flat text."""
    scene = Scene(flat, written_on, tells_history(flat.plain, written_on))
    spoken = language or _language(flat)
    found = _expressions(scene, foreign=spoken in european.LANGUAGES)
    return list(_with_their_days(found, flat.plain))


def _language(flat: Flat) -> str:
    """The language of a text; English is told by its commonest word, without counting all."""
    english = flat.plain.count(" the ", 0, 3_000) + flat.plain.count(" of ", 0, 3_000)
    return "en" if english >= 3 else language_of(flat.cased)


def _expressions(scene: Scene, *, foreign: bool) -> Iterator[Expression]:
    resume = 0
    for start, rules in _places(scene.flat.plain, foreign=foreign):
        best = _longest(rules, scene, start) if start >= resume else None
        if best is not None:
            resume = best.end
            scene.note(best, resume)
            yield _expression(best)


def _with_their_days(found: Iterable[Expression], plain: str) -> Iterator[Expression]:
    """`found`, with each time of day on the date that stands after it: “midnight Dec. 31”."""
    held: Expression | None = None
    for one in found:
        gap = plain[held.end : one.start] if held else ""
        if held is None or one.kind is not Kind.DATE or gap not in _BEFORE_DAY or not _on_day(one):
            if held is not None:
                yield held
            held = one if one.kind is Kind.TIME else None
            if held is None:
                yield one
            continue
        timed = replace(held, value=f"{one.value}T{held.value.partition('T')[2]}")
        if gap == " on ":
            yield timed
            yield one
        else:
            yield replace(timed, end=one.end)
        held = None
    if held is not None:
        yield held


def _on_day(one: Expression) -> bool:
    return unit_of(one.value) == "D"


def _places(plain: str, *, foreign: bool) -> Iterable[tuple[int, tuple[Rule, ...]]]:
    """Where an expression may begin, and the rules to be tried there, in the text's order."""
    by_word = _words(plain, _foreign_rules() if foreign else _by_first_word())
    if not east_asian.spoken(plain):
        return by_word
    unspaced = ((start, east_asian.RULES) for start in east_asian.starts(plain))
    return merge(unspaced, by_word, key=itemgetter(0))


def _words(
    plain: str, rules: dict[str, tuple[Rule, ...]]
) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    for word in _WORD.finditer(plain):
        first = word[0] if word[0][0].isalpha() else "0"
        if first in rules and not (first == "0" and _inside(plain, word.start())):
            yield word.start(), rules[first]


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
