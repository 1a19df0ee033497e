"""Titles: the line that names the text, without numbers, marks and the name of an outlet."""

import re

from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.values import Quote

_LONGEST = 400
_LOOKED_AT = 6
_MARK = re.compile(
    r"^(?:[#>*•\-–—\s]{0,8})(?:\(?\d{1,2}[.)．、]\s?|[一二三四五六七八九十][、.]\s?|第\d{1,2}[章節]\s)?"
)
_OUTLET = re.compile(r"\s+[|｜–—-]\s+[^|｜]{2,30}$")
_NO_TITLE = re.compile(
    r"^(?:(?:article|artikel|section|chapter|part|annex|art\.?|kapitel|título|titre)\s+[\divxlc]+\b"
    r"|第[一二三四五六七八九十百\d]+[条章]|(?:概要|要旨)[:：]?$|for immediate release|"
    r"press release$|the white house$|\W*$|[\d\s./-]+$)",
    re.IGNORECASE,
)


def title_of(text: str, sentences: tuple[Sentence, ...]) -> Quote | None:
    """The title as it stands in the text; None where the text begins in the middle."""
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.line in seen:
            continue
        seen.add(sentence.line)
        if len(seen) > _LOOKED_AT:
            break
        line = _line(text, sentence)
        if not _NO_TITLE.match(line.words):
            return line
        if len(seen) == 1 and re.match(r"(?:article|artikel|第)", line.words, re.IGNORECASE):
            return None
    return None


def _line(text: str, sentence: Sentence) -> Quote:
    end = text.find("\n", sentence.start)
    end = len(text) if end < 0 else end
    words = text[sentence.start : end]
    mark = _MARK.match(words)
    start = sentence.start + (mark.end() if mark else 0)
    if end - start > _LONGEST:
        end = min(sentence.end, start + _LONGEST)
    words = text[start:end].rstrip()
    outlet = _OUTLET.search(words) if len(words) < 200 and "|" in words else None
    words = words[: outlet.start()] if outlet else words
    return Quote(start, start + len(words), words)
