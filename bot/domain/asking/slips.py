"""Slips: the word that somebody meant who mistyped one."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import cache

from bot.domain.asking import places, synonyms, ways, words

_MOST_LETTERS = 24

_EVERYDAY = frozenset(
    words.listed(
        """
    among anti apply applies base being bill bond book budget cost costs crop data each
    early east fall fast film fine fish food foot form free game goal gold head high
    home host hour idea iron item join kind labour last late lead least line list live
    load loan loss mail main mark mass media mind mood more most move news north note
    oil once order page park past peak plant play port post power press rail rain rank
    read rest rice rich ride ring rise risk road role roof room root safe sale salt sand
    seal seat seed sell send ship shop shot sick site size skin slow snow soil song soul
    south staff star stay stem stop such suit tank task team test than that them then
    they this tide time tiny tool town tree trip true type unit vast vote wage wait wall
    warm wave weak wear west wide wife wild wind wine wing wire wish wood wool world
    zone training housing fishing hunting farming banking lending trading shipping
    weather border cheese wheat coal steel copper nickel cobalt tin zinc silver uranium
    tungsten platinum lithium defence defense nuclear climate culture visa visas labor
    health water energy president prime
    """
    )
)
"""Words that are one letter away from words of the field and mean something else."""


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
    vocabulary = [*_grammar(), *(each for each in recorded if len(each) > 3)]
    meant: dict[str, str] = {}
    for word in words.tokens(text):
        if word not in meant and not is_known(word):
            meant[word] = _nearest(word, vocabulary) or word
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
            or word in _EVERYDAY
            or word in _grammar()
            or words.stem(word) in words.STOP | words.WEAK
            or words.stem(word) in here
            or synonyms.known(words.stem(word))
        )

    return known


def _nearest(word: str, vocabulary: Iterable[str]) -> str | None:
    """The likeliest of these words that differ by one slip, or by two where they are long."""
    from rapidfuzz.distance import OSA

    best: tuple[float, str] | None = None
    for other in vocabulary:
        if abs(len(other) - len(word)) > 2 or other[0] not in word[:2] or word[0] not in other[:2]:
            continue
        far = OSA.distance(word, other, score_cutoff=2)
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
