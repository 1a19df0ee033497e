"""Lines at a shell that wrap well in any width and need no colour."""

import sys
from io import TextIOWrapper

from rich.console import Console
from rich.text import Text

INDENT = 2
MIN_WIDTH = 20
"""Columns that a text gets at least, however narrow the terminal."""


class Page:
    """Lines going to standard output; where one wraps, the rest hangs under its beginning."""

    def __init__(self) -> None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # old consoles lack some of the signs
        self._console = Console(highlight=False, emoji=False)

    def title(self, text: str) -> None:
        self.line(text, style="bold underline")

    def heading(self, text: str) -> None:
        self.gap()
        self.line(text, style="bold")

    def gap(self) -> None:
        self._console.print()

    def line(self, text: str, indent: int = 0, *, bullet: str = "", style: str = "") -> None:
        plain = "".join(each for each in text if each.isprintable())
        hang = indent + len(bullet)
        room = max(self._console.width - hang, MIN_WIDTH)
        for row, part in enumerate(Text(plain, style=style).wrap(self._console, room)):
            part.rstrip()
            start = " " * indent + bullet if row == 0 else " " * hang
            self._console.print(Text(start) + part, soft_wrap=True)

    def address(self, url: str, indent: int) -> None:
        """A link in one piece, so that it can be copied and opened."""
        self._console.print(Text(" " * indent + url, style="dim"), soft_wrap=True)
