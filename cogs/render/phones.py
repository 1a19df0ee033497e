"""How much of a card a phone shows at once."""

import re
from math import ceil

from cogs.render.look import Block

SCREEN_LINES = 27
"""How many lines of a card a phone shows at once, beside its title and its buttons."""

LINE_LENGTH, SMALL_LENGTH, SMALL_HEIGHT = 32, 38, 0.8
"""Characters in a line on a phone, and in one of small print, which is so much lower."""

_UNSEEN = re.compile(r"\]\([^)]*\)|<t:[^>]*>|\*\*")


def phone_lines(block: Block) -> float:
    """About how many lines a block takes on a phone, with the room above it."""
    shown = len(block.lines[: block.most])
    lines = "\n".join(block.texts(shown)).split("\n")
    return 1 + sum(_height(_UNSEEN.sub("", line)) for line in lines)


def _height(line: str) -> float:
    if line.startswith("-# "):
        return ceil(len(line) / SMALL_LENGTH) * SMALL_HEIGHT
    return ceil(max(len(line), 1) / LINE_LENGTH)
