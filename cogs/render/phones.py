"""How much of a card a phone shows at once.

Measured in a window of 390 by 844, of which 624 are left for what is said: a card loses 34 of them
to its edges, 28 to its title, 38 to a row of buttons and 52 to a list to choose from; a line takes
22.
"""

import re
from math import ceil

from cogs.render.look import Block

SCREEN_LINES = 23.5
"""How many lines of a card a phone shows at once, beside its title and a row of buttons."""

LIST_LINES = 2.4
"""How many lines a list to choose from takes."""

LINE_LENGTH, SMALL_LENGTH, SMALL_HEIGHT = 31, 38, 0.87
"""Characters in a line on a phone, and in one of small print, which is so much lower."""

HEADING_HEIGHT, ABOVE = 1.2, 0.8
"""What a heading takes, and the line above a block, in lines."""

_SHOWN = (
    (re.compile(r"\[(\(\d+\))\]\([^)]*\)"), r"\1"),  # a footnote
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<t:\d+:R>"), "in 12 days"),
    (re.compile(r"<t:[^>]*>"), "28 April 2026"),
    (re.compile(r"\*\*|`|\\"), ""),
)


def phone_lines(block: Block) -> float:
    """About how many lines a block takes on a phone, with the room above it."""
    shown = len(block.lines[: block.most])
    return text_lines("\n".join(block.texts(shown))) + (0 if block.close else ABOVE)


def text_lines(text: str) -> float:
    """About how many lines a text takes on a phone."""
    for markup, shown in _SHOWN:
        text = markup.sub(shown, text)
    return sum(map(_height, text.split("\n")))


def _height(line: str) -> float:
    if line.startswith("-# "):
        return ceil((len(line) - 3) / SMALL_LENGTH) * SMALL_HEIGHT
    if line.startswith("### "):
        return ceil((len(line) - 4) / LINE_LENGTH) * HEADING_HEIGHT
    return ceil(max(len(line), 1) / LINE_LENGTH)
