"""Slips: the word that somebody meant who mistyped one."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import cache

from bot.domain.asking import places, synonyms, ways, words
from bot.domain.asking.tables import listed

_MOST_LETTERS = 24
_SHORT, _LONG = 5, 7


@cache
def _grammar() -> frozenset[str]:
    """The words that decide what is asked, and those of the field."""
    return frozenset(
        each
        for each in (
            *ways.every_word(),
            *synonyms.every_word(),
            *(f"{word}s" for word in synonyms.every_word() if word[-1] != "s"),
            *places.every_name(),
        )
        if len(each) > 3
    )


def mended(text: str, recorded: Collection[str]) -> str:
    """`text` with each unknown word replaced by the known one that it is a slip of.

    `recorded` holds the words of the record, as written in small letters.
    """
    is_known = _knowing(recorded)
    here = frozenset(each for each in recorded if len(each) > 3)
    meant: dict[str, str] = {}
    for word in words.tokens(text):
        if word not in meant and not is_known(word):
            meant[word] = _nearest(word, here) or word
    for typed, word in meant.items():
        if typed != word:
            text = text.replace(typed, word)
    return text


def _knowing(recorded: Collection[str]) -> Callable[[str], bool]:
    here = frozenset(words.stem(each) for each in recorded)

    def known(word: str) -> bool:
        return (
            not 4 <= len(word) <= _MOST_LETTERS
            or not (word.isalpha() and word.isascii())
            or word in listed("words", "everyday")
            or word in _grammar()
            or words.stem(word) in words.stop_words() | words.weak_words()
            or words.stem(word) in here
            or synonyms.known(words.stem(word))
        )

    return known


def _nearest(word: str, recorded: Iterable[str]) -> str | None:
    """The likeliest word that differs by one slip, or by two where it is long.

    A short word is not taken for one of the record in which another letter stands: “write” is no
    slip of “white”; of four letters none is taken for another.
    """
    from rapidfuzz.distance import OSA

    best: tuple[float, str] | None = None
    for other in (*_grammar(), *recorded):
        if abs(len(other) - len(word)) > 2 or other[0] not in word[:2] or word[0] not in other[:2]:
            continue
        far = OSA.distance(word, other, score_cutoff=2)
        if _unlike(word, other) > 1 and (
            len(word) < _SHORT or (len(word) < _LONG and other not in places.every_name())
        ):
            continue
        if far == 1 or (far == 2 and _may_be_two(word, other)):
            # Between two that are as near, the one with the same letters.
            rank = far + 0.01 * _unlike(word, other)
            if best is None or (rank, other) < best:
                best = (rank, other)
    return best[1] if best else None


def _may_be_two(word: str, other: str) -> bool:
    """Two slips are believed of a long word, and of one of nearly the same letters."""
    least = min(len(word), len(other))
    return least >= 9 or (least >= 6 and _unlike(word, other) <= 2)


def _unlike(word: str, other: str) -> int:
    """How many letters only one of the two has."""
    one, two = Counter(word), Counter(other)
    return ((one - two) | (two - one)).total()
