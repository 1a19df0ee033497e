"""Matching: which milestones of a text are those that an agreement on record has already."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.dates.values import Deadline, Rule
from bot.domain.drafts.values import DraftMilestone
from bot.domain.milestones import Milestone
from bot.domain.names import folded


class Match(StrEnum):
    """What a milestone of a text is to one on record."""

    SAME = "same"
    OTHER_DATE = "other date"
    PERHAPS = "perhaps"


_SAME_WORDS = 82
"""The likeness of words, in per cent, at which two speak of one commitment whatever their dates."""

_SAME_TIME = 58
"""The likeness that is enough where the time is the same, too."""

_SAID = 75
"""How much of one's words must stand in the other's quote where the time is the same."""

_STEM = 6
_SAME_QUOTE = 92
_HINT = 40

_EMPTY_WORDS = (
    "the a an of to in on and or for by with its their shall will must may intends intend parties "
    "party each both within after before from date signature agreement framework"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Pair:
    key: str
    other: Milestone
    match: Match
    score: float


def matched(
    drafted: Mapping[str, DraftMilestone], recorded: Sequence[Milestone]
) -> dict[str, tuple[Milestone, Match]]:
    """Which of those on record each drafted milestone is, by its key; each is taken once.

    Those without a counterpart are left out.
    """
    pairs = [
        pair
        for key, one in drafted.items()
        for other in recorded
        if (pair := _pair(key, one, other)) is not None
    ]
    order = list(Match)
    pairs.sort(key=lambda each: (order.index(each.match), -each.score))
    found: dict[str, tuple[Milestone, Match]] = {}
    taken: set[int] = set()
    for pair in pairs:
        if pair.key not in found and pair.other.id not in taken:
            found[pair.key] = (pair.other, pair.match)
            taken.add(pair.other.id)
    return found


def _pair(key: str, one: DraftMilestone, other: Milestone) -> _Pair | None:
    score = _alike(one.what, other.what)
    said = max(_told(other.what, one.quote.words), _told(one.what, other.quote or ""))
    same_rule = _same_rule(one.rule, other.rule)
    same_time = same_rule or _same_dates(one.deadline, other.deadline)
    is_dated = bool(one.due_on and other.due_on)
    if _same_quote(one.quote.words, other.quote) and (same_time or not is_dated):
        return _Pair(key, other, Match.SAME, 100 + score)
    if same_time and (score >= _SAME_TIME or said >= _SAID):
        return _Pair(key, other, Match.SAME, max(score, said))
    if not same_time and score >= _SAME_WORDS:
        return _Pair(key, other, Match.OTHER_DATE, score)
    if same_rule or (same_time and score >= _HINT):
        return _Pair(key, other, Match.PERHAPS, score)
    return None


def _alike(one: str, other: str) -> float:
    """How alike two descriptions are, in per cent, by the words that say something."""
    from rapidfuzz import fuzz

    mine, theirs = _telling(one), _telling(other)
    if not mine or not theirs:
        return 100.0 if folded(one) == folded(other) else 0.0
    whole = fuzz.token_sort_ratio(" ".join(mine), " ".join(theirs))
    if min(len(mine), len(theirs)) < 2:
        return whole
    # A short description is contained in a longer one; a single word in common is not enough.
    shared = len(set(mine) & set(theirs))
    part = 100.0 * shared / min(len(set(mine)), len(set(theirs))) if shared > 1 else 0.0
    return max(whole, 0.9 * part)


def _told(what: str, quote: str) -> float:
    """How much of a description stands in a quote, in per cent, whatever the endings of words."""
    mine = {each[:_STEM] for each in _telling(what)}
    theirs = {each[:_STEM] for each in _telling(quote)}
    return 100.0 * len(mine & theirs) / len(mine) if len(mine) > 1 else 0.0


def _telling(words: str) -> list[str]:
    return [each for each in _WORD.findall(folded(words)) if each not in _EMPTY]


def _same_quote(one: str, other: str | None) -> bool:
    if not other or len(other) < 20 or not one:
        return False
    from rapidfuzz import fuzz

    mine, theirs = folded(one), folded(other.rstrip("…"))
    return fuzz.ratio(mine[: len(theirs)], theirs) >= _SAME_QUOTE or theirs in mine


def _same_rule(one: Rule, other: Rule | None) -> bool:
    """Whether both count the same period from the same event."""
    if other is None or one.period is None or other.period is None:
        return False
    mine, theirs = (_counting(one), _counting(other))
    return mine == theirs


def _counting(rule: Rule) -> tuple[object, ...]:
    event = {"date": "signature", "effect": "entry into force"}.get(rule.anchor or "", rule.anchor)
    return event, rule.period, rule.named.on if rule.named else None, rule.nth


def _same_dates(one: Deadline, other: Deadline | None) -> bool:
    """Whether some day is a reading of both."""
    return other is not None and bool(_days(one) & _days(other))


def _days(deadline: Deadline) -> set[date]:
    days = {each.on for each in deadline.readings if each.counts}
    return days | ({deadline.due} if deadline.due else set())
