"""English: whether a word is a sound one, and so hardly a slip of another."""

import re
from functools import cache

_USUAL = 60
"""How often a word stands in pyspellchecker's texts that is known there by use.

What it holds from a list alone has less: among these are rare words and a few mistyped ones.
"""

_AMERICAN = (
    ("our", "or"),
    ("is(?=e|i)", "iz"),
    ("ys(?=e|i)", "yz"),
    ("tre", "ter"),
    ("ll(?=ed|ing)", "l"),
    ("mme", "m"),
    ("ogue", "og"),
    ("enc(?=e)", "ens"),
)
"""How British and American spelling differ: the list is of American texts."""


@cache
def words_in_use() -> frozenset[str]:
    """The words in use; read on the first call, in some 150 ms."""
    from spellchecker import SpellChecker

    known = SpellChecker(language="en", distance=1).word_frequency.dictionary
    return frozenset(word for word, often in known.items() if often >= _USUAL and len(word) > 2)


def is_sound(word: str) -> bool:
    """Whether a word in small letters is an English one, in British or American spelling."""
    used = words_in_use()
    spelt = (re.sub(british, american, word) for british, american in _AMERICAN)
    return word in used or any(each in used for each in spelt)
