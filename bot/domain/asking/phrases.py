"""Phrases: several words that stand together in a question as they do on record."""

from collections.abc import Collection, Sequence

from bot.domain.asking.words import stop_words

_JOINING = frozenset(
    {"a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "is"}
)
"""Words with which no phrase begins or ends."""


def longest(asked: Sequence[str], heading: Sequence[str], names: Collection[str]) -> int:
    """How many words the longest phrase has that stands in a question and in a heading.

    Both are rows of stems. A phrase has to name something that the `names` at hand do not.
    """
    if len(set(asked).intersection(heading)) < 2:
        return 0
    best = 0
    for first in range(len(asked)):
        for place in range(len(heading)):
            size = _run(asked[first:], heading[place:])
            if size > best:
                best = max(best, _telling(asked[first : first + size], names))
    return best


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two rows begin with in common."""
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        size += 1
    return size


def _telling(run: Sequence[str], names: Collection[str]) -> int:
    """The words of a run without those that only join at its ends; 0 where it names nothing."""
    while run and run[0] in _JOINING:
        run = run[1:]
    while run and run[-1] in _JOINING:
        run = run[:-1]
    return len(run) if any(each not in stop_words() and each not in names for each in run) else 0
