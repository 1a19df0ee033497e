"""Words of the field that mean the same or nearly so: a small thesaurus, of no one agreement."""

from functools import cache

from bot.domain.asking.tables import table
from bot.domain.asking.words import stem

TIGHT, LOOSE = 0.9, 0.35
"""How much of a word is met by one that means the same, and by one that is near to it."""


@cache
def _groups() -> dict[str, int]:
    return {
        stem(word): number
        for number, line in enumerate(table("thesaurus")["same"])
        for word in line.split()
    }


@cache
def _nearby() -> dict[int, frozenset[int]]:
    groups = _groups()
    found: dict[int, set[int]] = {}
    for one, other in table("thesaurus")["near"]:
        if stem(one) in groups and stem(other) in groups:
            first, second = groups[stem(one)], groups[stem(other)]
            found.setdefault(first, set()).add(second)
            found.setdefault(second, set()).add(first)
    return {group: frozenset(others) for group, others in found.items()}


def known(word: str) -> bool:
    """Whether a stem stands in the thesaurus."""
    return word in _groups()


def group(word: str) -> int | None:
    """The number of the words that mean the same as this stem."""
    return _groups().get(word)


def others(word: str) -> list[str]:
    """The other words that mean the same as a stem, each form once."""
    own = _groups().get(word)
    forms = () if own is None else table("thesaurus")["same"][own].split()
    return list({stem(each): each for each in reversed(forms) if stem(each) != word}.values())[::-1]


def met(word: str, here: frozenset[str], groups: frozenset[int]) -> float:
    """How well a stem is met by the stems that stand `here`, of these groups: 1 by itself."""
    if word in here:
        return 1.0
    own = _groups().get(word)
    if own is None:
        return 0.0
    if own in groups:
        return TIGHT
    return LOOSE if groups & _nearby().get(own, frozenset()) else 0.0


def groups_of(here: frozenset[str]) -> frozenset[int]:
    """The groups to which these stems belong."""
    known_groups = _groups()
    return frozenset(known_groups[each] for each in here if each in known_groups)


def every_word() -> frozenset[str]:
    """Every word of the thesaurus as it is written."""
    return frozenset(word for line in table("thesaurus")["same"] for word in line.split())
