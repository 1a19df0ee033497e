"""The words of a question: tidied, cut into words, and reduced to what two forms of one share."""

import re
from functools import cache, lru_cache
from unicodedata import category, normalize

from bot.domain.asking.shorthand import written_out
from bot.domain.asking.tables import listed, table

MOST_ASKED = 400
"""How much of a question is read, in characters; of a longer text the sentences that ask."""

_MARKS = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:|/[\w -]{1,60}:|t:)\d+(?::\w)?>|https?://\S+")
_MARKDOWN = re.compile(r"[*_~`|\\<>\[\]{}#\"“”„«»]+")
_SENTENCE = re.compile(r"[^.?!？。\n]+[.?!？。\n]*")
_WORD = re.compile(r"(?=[^\W_]*\d)[^\W_]+(?:[.,]\d+)*%?|[^\W\d_]+(?:['.][^\W\d_]+)*")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")


@cache
def _short() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What people write short, with what stands for it."""
    return tuple((re.compile(typed), whole) for typed, whole in table("words")["short"])


@cache
def _polite() -> re.Pattern[str]:
    """What is said out of politeness and asks nothing."""
    return re.compile(rf"\b(?:{'|'.join(table('words')['polite'])})\b[,:;! ]*")


def tidied(asked: str) -> str:
    """A question in small letters, without markup, mentions, courtesies and short forms."""
    plain = normalize("NFKC", _MARKS.sub(" ", asked))
    plain = "".join(each for each in plain if each == "\n" or category(each)[0] != "C")
    plain = _MARKDOWN.sub(" ", plain).replace("’", "'").replace("‘", "'")
    plain = re.sub(r"[‐‑‒–—−]", "-", plain).casefold()  # noqa: RUF100
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), _asking_part(plain))
    for pattern, whole in _short():
        plain = pattern.sub(whole, plain)
    plain = written_out(plain)
    before = ""
    while before != plain:
        before, plain = plain, _polite().sub(" ", plain)
    return " ".join(plain.split()).strip(" ,;:-.!?")


def _asking_part(text: str) -> str:
    """Of a text that is too long its last sentences that ask something, else its beginning."""
    if len(text) <= MOST_ASKED:
        return text
    asking = [each for each in _SENTENCE.findall(text) if each.rstrip().endswith(("?", "？"))]
    kept = ""
    for sentence in reversed(asking):
        if len(kept) + len(sentence) > MOST_ASKED:
            break
        kept = sentence + kept
    return kept or text[:MOST_ASKED]


def tokens(text: str) -> list[str]:
    """The words of a text in order, in small letters; what a dash joins is two words."""
    plain = normalize("NFKC", text).casefold()
    return _WORD.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), plain))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the forms of an English word share, roughly: “signed”, “signing” and “signs”."""
    word = table("words")["numbers"].get(word, word.rstrip("%"))
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return word
    word = _singular(word)
    if word.endswith("tion") and len(word) > 8:
        return word[:-3]
    for ending, least in (("ing", 3), ("ed", 3), ("ly", 4)):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= least and re.search("[aeiouy]", root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=8_000)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(stem(each) for each in tokens(text))


@cache
def stop_words() -> frozenset[str]:
    """The stems of words that ask or join and name nothing of their own."""
    return frozenset(stem(each) for each in listed("words", "stop"))


@cache
def weak_words() -> frozenset[str]:
    """The stems of words that help to tell things apart and that nobody asks about alone."""
    return frozenset(stem(each) for each in listed("words", "weak"))
