"""Leading: the lines of a PDF's page, and where the distance between two says that a paragraph
begins."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.domain.papers.wrapping import BREAK

if TYPE_CHECKING:
    from pypdf import PageObject

_WIDER = 1.3
"""A distance so many times the usual one begins a paragraph."""

_ENOUGH = 3
"""How often a distance must occur to be the usual one."""


@dataclass(slots=True)
class _Line:
    text: str
    height: float | None = None
    """Of its first sign above the foot of the page, in the page's units."""
    size: float = 0.0
    """Of its letters, in units of their own."""


def lines_of(page: "PageObject") -> list[str]:
    """The lines of a page; one that begins a paragraph begins with BREAK."""
    found = [_Line("")]

    def see(text: str, place: Any, matrix: Any, _font: Any, size: float) -> None:
        height = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
        for number, piece in enumerate(text.split("\n")):
            if number:
                found.append(_Line(""))
            line = found[-1]
            if piece.strip() and line.height is None:
                line.height, line.size = height, size
            line.text += piece

    page.extract_text(visitor_text=see)
    begins = _beginnings([line for line in found if line.height is not None])
    return [BREAK + line.text if id(line) in begins else line.text for line in found]


def _beginnings(lines: list[_Line]) -> frozenset[int]:
    """Which lines stand further below the one before than lines of their size do."""
    steps = [
        (before, line, (before.height or 0.0) - (line.height or 0.0))
        for before, line in pairwise(lines)
    ]
    usual = Counter((round(step), line.size) for _, line, step in steps if step > 1)
    if not usual:
        return frozenset()
    # Of distances that are as common the smaller is the one within paragraphs.
    (distance, size), count = min(usual.items(), key=lambda item: (-item[1], item[0][0]))
    if count < _ENOUGH or not size:
        return frozenset()
    return frozenset(
        id(line)
        for before, line, step in steps
        if step > _WIDER * distance * max(before.size, line.size, size) / size or step < -distance
    )
