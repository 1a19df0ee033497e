"""Slips and shorthand: the word that somebody meant who mistyped one, or typed a part of it.

A slip is assumed only of what is no English word: “child” is no slip of “Chile”.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from bot.domain.asking import english, places, synonyms, ways, words

_MOST_LETTERS = 24
_SHORT, _LONG = 5, 7
_SHORTHAND = 6
"""The most letters of a word that may be another one cut short."""


@cache
def _grammar() -> frozenset[str]:
    """The words that decide what is asked, and those of the field."""
    field = (*ways.every_word(), *synonyms.every_word())
    many = (f"{word}s" for word in field if word[-1] not in "sy")
    return frozenset(each for each in (*field, *many, *places.every_name()) if len(each) > 3)


def meant(text: str, recorded: Collection[str]) -> dict[str, str]:
    """The words of `text` that nothing knows, each with the known words that stand for it.

    `recorded` holds the words of the record in small letters, and the names there that are of
    several words: by the initials of one it may be named.
    """
    here = frozenset(each for each in recorded if " " not in each)
    known = frozenset(words.stem(each) for each in here)
    found: dict[str, str] = {}
    for word in words.tokens(text):
        if word in found or word in here or not _may_be_meant(word, known):
            continue
        other = _by_initials(word, recorded) or _cut_short(word, here) or _nearest(word, here)
        if other:
            found[word] = other
    return found


def mended(text: str, recorded: Collection[str]) -> str:
    """`text` with what was meant in place of what was mistyped."""
    return put(text, meant(text, recorded))


def put(text: str, words: Mapping[str, str]) -> str:
    """`text` with each of these whole words replaced by what stands beside it."""
    for word, other in words.items():
        text = re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", other, text)
    return text


def _may_be_meant(word: str, recorded: Collection[str]) -> bool:
    """Whether a word is one of letters that neither the tables, the record nor English has."""
    root = words.stem(word)
    return not (
        not 3 <= len(word) <= _MOST_LETTERS
        or not (word.isalpha() and word.isascii())
        or word in _grammar()
        or root in words.stop_words() | words.weak_words()
        or root in recorded
        or synonyms.known(root)
        or places.state_called(word)
        or english.is_sound(word)
    )


def _by_initials(word: str, recorded: Iterable[str]) -> str | None:
    """The one name on record that has these initials: “JSC”."""
    names = {
        each
        for each in recorded
        if " " in each and "".join(part[0] for part in each.split()) == word
    }
    return names.pop() if len(names) == 1 else None


def _cut_short(word: str, recorded: Iterable[str]) -> str | None:
    """The word whose beginning or whose frame of consonants this is: “govt”, “cmte”, “invest”.

    None where two are as likely.
    """
    if len(word) > _SHORTHAND or len(word) < 3:
        return None
    for among in (_grammar(), recorded):
        framed = {other: left for other in among if (left := _left_out(word, other)) is not None}
        least = min(framed.values(), default=2)
        likely = _one_word(each for each in framed if framed[each] == least)
        if least < 2 and likely:
            return likely
        begun = _one_word(each for each in among if each.startswith(word))
        if len(word) > 3 and begun:
            return begun
    return None


def _one_word(forms: Iterable[str]) -> str | None:
    """The shortest of these forms where all are of one word."""
    every = sorted(forms, key=len)
    return every[0] if len({words.stem(each) for each in every}) == 1 else None


def _left_out(word: str, other: str) -> int | None:
    """How many consonants of `other` its frame `word` lacks; None where it is no frame of it.

    A frame begins and ends as the word does, keeps its order, and has few of its vowels.
    """
    if word[0] != other[0] or len(other) <= len(word):
        return None
    if word[-1] not in (other[-1], other.removesuffix("s")[-1]):
        return None
    if len(re.findall("[aeiou]", word)) > len(word) / 2:
        return None
    rest = iter(other)
    if not all(letter in rest for letter in word):
        return None
    consonants = Counter(re.sub(r"[aeiouy]|(.)(?=\1)", "", other.removesuffix("s")))
    return (consonants - Counter(word)).total()


def _nearest(word: str, recorded: Iterable[str]) -> str | None:
    """The likeliest word that differs by one slip, or by two where it is long.

    A short word is not taken for one of the record in which another letter stands: “write” is no
    slip of “white”; of four letters none is taken for another, of three none is a slip.
    """
    from rapidfuzz.distance import OSA

    best: tuple[float, str] | None = None
    for other in (*_grammar(), *recorded):
        if len(word) < 4 or len(other) < 4 or abs(len(other) - len(word)) > 2:
            continue
        if other[0] not in word[:2] or word[0] not in other[:2]:
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
