"""What all pictures share: fonts, two palettes, and text that fits where it stands."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Align = Literal["left", "middle", "right"]

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture; what each stands for is also said by shape or word."""

    ground: Colour
    band: Colour
    line: Colour
    text: Colour
    quiet: Colour
    today: Colour
    event: Colour
    due: Colour
    done: Colour
    overdue: Colour
    unverified: Colour


LIGHT = Palette(
    ground=(255, 255, 255),
    band=(238, 241, 246),
    line=(206, 212, 220),
    text=(28, 32, 38),
    quiet=(92, 100, 112),
    today=(178, 34, 52),
    event=(66, 78, 94),
    due=(36, 92, 168),
    done=(34, 120, 74),
    overdue=(178, 34, 52),
    unverified=(160, 86, 6),
)
DARK = Palette(
    ground=(30, 32, 37),
    band=(38, 41, 47),
    line=(72, 77, 86),
    text=(236, 238, 242),
    quiet=(168, 175, 186),
    today=(255, 118, 118),
    event=(188, 198, 212),
    due=(122, 178, 255),
    done=(104, 206, 146),
    overdue=(255, 118, 118),
    unverified=(255, 184, 92),
)


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The one font, which has Latin, Greek, Cyrillic, Japanese, Chinese and Korean."""
    import noto_cjk_sans_jp_regular as noto  # type: ignore[import-untyped]

    file = next(Path(noto.__file__).parent.glob("*.otf"))
    return ImageFont.truetype(str(file), size)


_NEAREST = str.maketrans("ŁłĐđĦħŊŋŦŧІіЇїЄєҐґЎў", "LlDdHhNnTtIiIiEeГгУу")
_UNKNOWN = "·"
_SAMPLE = 12


@lru_cache(maxsize=65_536)
def _drawn(letter: str) -> str:
    """A letter, or the nearest to it that the font has, so that none becomes an empty box."""
    nearest = unicodedata.normalize("NFKD", letter)[:1].translate(_NEAREST)
    return next((each for each in (letter, nearest) if _has(each)), _UNKNOWN)


@lru_cache(maxsize=1)
def _box() -> bytes:
    return bytes(font(_SAMPLE).getmask("\uffff"))


def _has(letter: str) -> bool:
    return letter.isspace() or bytes(font(_SAMPLE).getmask(letter)) != _box()


def drawable(words: str) -> str:
    """The words in letters that the font has."""
    return "".join(map(_drawn, words))


class Canvas:
    """A picture under construction; sizes are in pixels, from the upper left corner."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        self.image = Image.new("RGB", (width, height), palette.ground)
        self.draw = ImageDraw.Draw(self.image)
        self.palette = palette

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        colour: Colour,
        *,
        align: Align = "left",
    ) -> None:
        """Write one line whose middle stands at the height of `at`."""
        anchor = {"left": "lm", "middle": "mm", "right": "rm"}[align]
        self.draw.text(at, drawable(words), font=font(size), fill=colour, anchor=anchor)

    def png(self) -> bytes:
        """The picture as a file; of few colours, so that it is small."""
        file = BytesIO()
        few = self.image.quantize(255, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(file, "PNG", compress_level=6)
        return file.getvalue()


def width(words: str, size: int) -> float:
    """How wide a line is, in pixels."""
    return font(size).getlength(drawable(words))


@lru_cache(maxsize=4096)
def shortened(words: str, size: int, room: float) -> str:
    """The line, cut with an ellipsis where it is wider than `room`."""
    if width(words, size) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if width(words[:middle].rstrip() + ELLIPSIS, size) <= room:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + ELLIPSIS


def wrapped(words: str, size: int, room: float, most: int) -> list[str]:
    """The words on at most `most` lines of that width, the last cut where there are more."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and width(" ".join(rest[: taken + 1]), size) <= room:
            taken += 1
        lines.append(shortened(" ".join(rest[:taken]), size, room))
        rest = rest[taken:]
    return [*lines, shortened(" ".join(rest), size, room)] if rest else lines
