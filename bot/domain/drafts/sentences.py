"""Sentences with their places in the text: the pieces in which everything else is looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1_800
"""A sentence longer than this is cut, so that no reading of one can take long."""

_LINE = re.compile(r"[^\n]+(?:\n(?=[a-z\u00df-\u00ff])[^\n]+)*")
"""A line of the text; one that goes on with a small letter was only broken by its page."""

_SPACES = str.maketrans(dict.fromkeys("\n\r\t\u00a0\u2007\u202f\u3000", " "))
_STOP = re.compile(
    r"[.!?;]['\"”’)\]»]{0,3}(?=\s)|[。！？；।]|[.](?=[A-Z\u00c0-\u00dd][^\W\d_])|[.](?=\()"
)
_SOON = re.compile(r"[\s'\"“‘(\[«•–—-]{1,6}")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|[A-Z]\.[A-Z]|(?:[A-Z]\.){1,4}[A-Z]|Mr|Mrs|Ms|Dr|St|"
    r"No|Nos|Art|Arts|Sec|"
    r"Secs|Inc|Ltd|Co|Corp|Gen|Gov|Sen|Rep|Prof|Lt|Col|vs|v|cf|e\.g|i\.e|etc|approx|ca|al|pp?|"
    r"para|paras|vol|ch|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m|nr|Nr|bzw|z\.B|"
    r"Abs|resp|gez|Kgl|N|art|M|MM|Mme|Sr|Sra|núm)$"
)
_NUMBER = re.compile(r"(?:^|\D)\d{1,2}$")
_MONTH = re.compile(
    r"(?:jan|feb|mär|maart|apr|mai|mei|jun|jul|aug|sep|okt|nov|dez|dec|mars|maj)\w{0,7}\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[^\W\d_]|[\d(]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence from `start` to `end`; `line` counts the lines before it.

    `raw` is exactly what stands there, and `words` the same with plain spaces, sign for sign.
    """

    start: int
    end: int
    words: str
    raw: str
    line: int
    number: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; a line end always ends one, and so does LONGEST."""
    found: list[Sentence] = []
    for line, match in enumerate(_LINE.finditer(text)):
        for start, end in _in_line(match[0]):
            words = match[0][start:end]
            kept = len(words) - len(words.lstrip())
            bare = words.strip()
            if bare:
                begin = match.start() + start + kept
                plain = bare.translate(_SPACES)
                found.append(Sentence(begin, begin + len(bare), plain, bare, line, len(found)))
    return tuple(found)


def _in_line(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _STOP.finditer(line):
        if stop.end() - start > LONGEST or _ends(line, stop, start):
            yield from _pieces(start, stop.end())
            start = stop.end()
    yield from _pieces(start, len(line))


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    for begin in range(start, end, LONGEST):
        yield begin, min(begin + LONGEST, end)


def _ends(line: str, stop: re.Match[str], start: int) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation or before a small letter."""
    sign = line[stop.start()]
    if sign in "。！？；!?।":
        return True
    gap = _SOON.match(line, stop.end())
    following = line[gap.end() if gap else stop.end() :][:1]
    if sign == ";":
        return True
    if following and (following.islower() or not _AFTER.match(following)):
        return False
    before = line[max(start, stop.start() - 12) : stop.start()]
    if _NUMBER.search(before) and (
        _MONTH.match(line, gap.end() if gap else stop.end())
        or not line[start : stop.start()].strip(" \t-•*(").rstrip("0123456789")
    ):
        return False  # the number of a day, as in German, or of a list
    return _ABBREVIATION.search(before) is None
