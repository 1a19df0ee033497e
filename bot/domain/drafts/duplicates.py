"""Duplicates: the same step told twice in one text is one milestone."""

import re
from collections.abc import Iterable, Sequence

from bot.domain.dates.values import Direction, Precision
from bot.domain.drafts.origins import ABSOLUTE
from bot.domain.drafts.scene import Scene
from bot.domain.drafts.values import DraftMilestone
from bot.domain.drafts.wordings.periods import TRUCE

_WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u4e00-\u9fff]{2}")
_ALIKE = 0.5
_SOMEWHAT = 0.15
_NEAR_ENOUGH = 7
_ENDS = frozenset({Direction.UNTIL, Direction.THROUGH})


def once(found: Sequence[DraftMilestone], scene: Scene) -> Iterable[DraftMilestone]:
    """Each milestone once: the same date in like words, or twice in a report, is one."""
    kept: list[tuple[DraftMilestone, frozenset[str]]] = []
    title_end = scene.sentences[0].end if len(scene.sentences) > 1 else -1
    body = [each for each in found if each.quote.start >= title_end]
    for each in (*sorted(body, key=lambda each: each.anchor != ABSOLUTE), *found):
        words = frozenset(_WORD.findall(each.quote.words.lower()))
        if each.quote.start < title_end and any(each.due_on == other.due_on for other, _ in kept):
            continue  # a headline only tells beforehand
        if not any(_same(each, words, other, seen, scene) for other, seen in kept):
            kept.append((each, words))
    ended = any(
        each.due_on and each.direction in _ENDS and TRUCE.search(each.quote.words)
        for each, _ in kept
    )
    if ended and scene.form.name == "ceasefire" and not scene.genre.formal:
        # A truce whose last day is told needs no second reading of its length.
        kept = [each for each in kept if each[0].anchor != "commencement"]
    kept = [each for each in kept if not _told_better(each[0], [other for other, _ in kept])]
    return sorted((each for each, _ in kept), key=lambda each: each.quote.start)


def _told_better(one: DraftMilestone, others: Sequence[DraftMilestone]) -> bool:
    """Whether the end of a period is told by a date of its own, some days off the arithmetic."""
    if one.anchor == ABSOLUTE or one.direction is not Direction.UNTIL or one.due_on is None:
        return False
    ends = [each.due_on for each in others if each.anchor == ABSOLUTE and each.direction in _ENDS]
    return any(end and abs((end - one.due_on).days) <= _NEAR_ENOUGH for end in ends)


def _same(
    one: DraftMilestone,
    words: frozenset[str],
    other: DraftMilestone,
    seen: frozenset[str],
    scene: Scene,
) -> bool:
    if one.due_on != other.due_on or (one.due_on is None and one.period != other.period):
        return False
    if one.quote.words == other.quote.words:
        return True
    if scene.genre.own and one.obligors and other.obligors and one.obligors[0] != other.obligors[0]:
        return False  # two parties that undertake the same for one day have a duty each
    shared = len(words & seen) / (min(len(words), len(seen)) or 1)
    if not scene.genre.formal:
        told_again = one.anchor == other.anchor or shared >= _SOMEWHAT
        return shared >= _ALIKE or (not scene.genre.own and _on_a_day(one) and told_again)
    if one.anchor != ABSOLUTE or other.anchor != ABSOLUTE:
        return False
    return shared >= _ALIKE


def _on_a_day(one: DraftMilestone) -> bool:
    """A report comes back to the same day or length; to the same year it may for another step."""
    return one.precision is Precision.DAY
