"""Actions: what a clause says is to be done, in its own words and without its date."""

import re

LENGTH = 150
"""Characters of an action at most."""

_MODAL = re.compile(
    r"\b(?:shall|will|must|intends? to|agree[ds]? to|commit(?:s|ted)? to|undertakes? to|plans? to|"
    r"is to|are to|aims? to|expected to|scheduled to|have decided to|"
    r"has decided to|should|pledg\w+ to|"
    r"are taking measures to|would)\b\s*",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{1,5})[.)]\s+|[-–—•*▪]\s+|§+\s*\d+\s+|"
    r"(?:article|section|paragraph) \d{1,3}[.:]?\s+|"
    r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、．]\s*)",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[;；]|,\s+(?:and|but|after which|unless|provided|subject|in accordance)\b")
_STOP = re.compile(r"[,;:，、；：]")
_ANCHOR_LENGTH = 90
_SHORT = 12
"""Signs between the modal and the date in which no action fits: “shall, not later than”."""


def modal_of(words: str) -> re.Match[str] | None:
    """The first word of a clause that says somebody is to act."""
    return _MODAL.search(words)


def anchor_end(words: str, start: int, end: int) -> int:
    """Where the words that a period counts from end, which begin at `start`: `end` or before.

    They go to the next comma, and never stop within a word.
    """
    stop = _STOP.search(words, start + 1, end)
    last = min(stop.start() if stop else end, start + _ANCHOR_LENGTH)
    if last < len(words) and words[last - 1 : last + 1].isalnum() and words[last - 1].isascii():
        last = max(words.rfind(" ", start, last), start)
    return last


def action(words: str, start: int, end: int) -> str:
    """What is to be done by the date that stands from `start` to `end` in a clause."""
    rest = _without_date(words, start, end)
    tidy = " ".join(_NUMBERING.sub("", rest).split()).strip(" ,;:.-–—•、。")
    tidy = tidy or " ".join(words.split())
    tidy = tidy[:1].upper() + tidy[1:]
    return tidy if len(tidy) <= LENGTH else tidy[: LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _without_date(words: str, start: int, end: int) -> str:
    modal = _modal_for(words, start)
    if modal and modal.end() <= start - _SHORT:
        return words[modal.end() : start]
    if modal and modal.start() >= end:
        return words[modal.end() :]
    after = _EDGE.split(words[end:].lstrip(" ,"), maxsplit=1)[0]
    if modal and modal.end() <= start and len(after) > _SHORT:
        return after
    return words[:start].rstrip(" ,") + " " + words[end:].lstrip(" ,")


def _modal_for(words: str, start: int) -> re.Match[str] | None:
    """The last modal before the date, or else the first after it."""
    chosen = None
    for found in _MODAL.finditer(words):
        if found.end() <= start or chosen is None:
            chosen = found
    return chosen
