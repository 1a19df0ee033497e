"""Texts with their expressions marked in them: “He left [two years ago].”"""

import re
from datetime import date

from bot.domain.drafts.expressions.tag import tag

_MARK = re.compile(r"\[([^\]]+)\]")
TODAY = date(2025, 10, 29)
"""A Wednesday, on which the texts of the tests were written."""


def unmarked(marked: str) -> tuple[str, list[str]]:
    """The text without its marks, and the words that were marked."""
    return _MARK.sub(r"\1", marked), _MARK.findall(marked)


def found(
    marked: str, written_on: date | None = TODAY, language: str | None = "en"
) -> tuple[list[str], list[str]]:
    """The words that are found in a text, and their values."""
    text, _ = unmarked(marked)
    expressions = tag(text, written_on, language=language)
    return [text[one.start : one.end] for one in expressions], [one.value for one in expressions]


def check(
    marked: str, values: str, written_on: date | None = TODAY, language: str | None = "en"
) -> None:
    """What is marked is found, nothing else, and has these values, parted by spaces."""
    words, got = found(marked, written_on, language)
    assert words == unmarked(marked)[1]
    assert got == values.split()
