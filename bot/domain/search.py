"""Search: the words under which a record is filed, and those that somebody who types may mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from unicodedata import category, normalize

MOST_TYPED = 200
"""How much of what somebody typed is looked at, in characters."""

MOST_PIECES = 20
_AS_TYPED = 96.0
"""The likeness of a name that begins as somebody typed it: no other need be looked at."""

EXACT = 99.0
"""The least likeness of names that are the same but for case, width, accents and dashes."""

_LONGEST = 32
"""Longer words are filed under their beginning."""

_EAST = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3105-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
"""The signs of Chinese, Japanese, Korean, Thai and others that write words without spaces."""

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0980-\u0dff"
"""Signs that stand for part of a letter's sound, without which a word falls apart."""

_RUNS = re.compile(rf"[{_EAST}]+|(?:[^\W_{_EAST}]|[{_MARKS}])+")
_ASCII = re.compile("[a-z0-9]+")
_EASTERN = re.compile(rf"[{_EAST}]")
_OWNER = re.compile(r"['’`´]s\b")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_APOSTROPHES = re.compile(r"['’`´]")
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


class Kind(StrEnum):
    """What can be found."""

    AGREEMENT = "agreement"
    MILESTONE = "milestone"
    PARTY = "party"
    COMMODITY = "commodity"
    TOPIC = "topic"
    SOURCE = "source"


SCOPES: Mapping[Kind, tuple[str, str]] = {
    Kind.AGREEMENT: ("a", "b"),
    Kind.MILESTONE: ("m", "n"),
    Kind.PARTY: ("p", "q"),
    Kind.COMMODITY: ("c", "d"),
    Kind.TOPIC: ("t", "u"),
    Kind.SOURCE: ("s", "r"),
}
"""The sign under which the words of each kind are filed: those of its names, and the others."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word that somebody typed, as it would be filed; `begins` where more of it may follow."""

    word: str
    begins: bool


def plain(text: str) -> str:
    """`text` without case, width, accents and the many dashes."""
    if text.isascii():
        return text.lower()
    apart = normalize("NFKD", text)
    # Only the accents of alphabets go: that of が makes another letter of か.
    bare = "".join(each for each in apart if not "\u0300" <= each <= "\u036f")
    joined = "".join("-" if category(each) == "Pd" else each for each in normalize("NFC", bare))
    return joined.casefold().translate(_PLAIN)


def _runs(text: str) -> Iterator[str]:
    """The words of `text`, and whole stretches of signs that stand without spaces."""
    bare = _APOSTROPHES.sub("", _OWNER.sub("", plain(text)))
    bare = _INITIALS.sub(lambda match: match[0].replace(".", "") + " ", bare)
    return (match[0] for match in _RUNS.finditer(bare))


def _is_simple(text: str) -> bool:
    """Whether it can be taken apart without much ado, as most texts can."""
    return text.isascii() and "'" not in text and "." not in text and "`" not in text


def words(text: str) -> Iterator[str]:
    """The words under which `text` is filed; of eastern scripts each two signs and the last."""
    if _is_simple(text):
        yield from (word[:_LONGEST] for word in _ASCII.findall(text.lower()))
        return
    for run in _runs(text):
        if _EASTERN.match(run):
            yield from (run[place : place + 2] for place in range(len(run)))
        else:
            yield run[:_LONGEST]


@lru_cache(2_000)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(words(text))


def filed(texts: Iterable[str]) -> set[str]:
    """The words under which several texts are filed together."""
    found: set[str] = set()
    return found.union(*map(_words_of, texts))


def pieces(typed: str) -> tuple[Piece, ...]:
    """What somebody typed as words that must all be there; none for no words at all."""
    found: dict[Piece, None] = {}
    for run in _runs(typed[:MOST_TYPED]):
        if not _EASTERN.match(run):
            found.setdefault(Piece(run[:_LONGEST], begins=True))
        elif len(run) == 1:
            found.setdefault(Piece(run, begins=True))
        else:
            for place in range(len(run) - 1):
                found.setdefault(Piece(run[place : place + 2], begins=False))
    return tuple(found)[:MOST_PIECES]


def singular(word: str) -> str | None:
    """The word that this may be the plural of; None for what is none."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return None
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def mistaken(word: str, known: Sequence[str], limit: int = 5) -> list[str]:
    """Those of the `known` words that somebody who typed `word` may have meant, likeliest first."""
    from rapidfuzz.distance import OSA

    if len(word) < 4 or _EASTERN.match(word):
        return []
    most = 1 if len(word) < 6 else 2
    whole = [(OSA.distance(word, other, score_cutoff=most), other) for other in known]
    begun = [
        (OSA.distance(word, other[: len(word)], score_cutoff=most) + 0.5, other)
        for other in known
        if len(other) > len(word) > 4
    ]
    near = sorted((far, len(other), other) for far, other in whole + begun if far <= most)
    return list(dict.fromkeys(other for _, _, other in near))[:limit]


def _joined(text: str) -> str:
    """The words of `text` one after the other, whatever stands between them."""
    if _is_simple(text):
        return " ".join(_ASCII.findall(text.lower()))
    return " ".join(_runs(text))


def likeness(typed: str, names: Sequence[str]) -> float:
    """How well what somebody typed fits something's names, the first of which is shown; to 100."""
    from rapidfuzz import fuzz

    wanted = _joined(typed[:MOST_TYPED])
    best = 0.0
    for place, name in enumerate(names):
        here = _joined(name)
        if here == wanted:
            fits = 100.0
        elif here.startswith(wanted):
            fits = 96.0
        elif f" {wanted}" in here:
            fits = 92.0
        elif wanted in here:
            fits = 90.0
        else:
            fits = 0.85 * fuzz.WRatio(wanted, here, score_cutoff=best / 0.85)
        best = max(best, fits - (0.5 if place else 0.0))
        if best >= _AS_TYPED:
            break
    return best
