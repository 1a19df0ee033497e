"""A timeline as a picture: lanes, marks with their words, today's line, a legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import wording
from bot.domain.timelines import Lane, Mark, Sign, Timeline, sign_word, ticks
from bot.messages import t, tn
from cogs.render.pictures.canvas import (
    DARK,
    LIGHT,
    Canvas,
    Colour,
    shortened,
    width,
    wrapped,
)
from cogs.render.pictures.signs import colour_of, draw_sign

WIDTH = 1200
MARGIN = 32
HEAD = 132
ROW = 40
LANE_PADDING = 14
NAMES = 236
FOOT = 64
TITLE, SMALL, LABEL, NAME = 36, 22, 23, 24
LABEL_ROOM = 600
GAP = 16
SIGN = 11

_LEFT = MARGIN + NAMES
_RIGHT = WIDTH - MARGIN


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with where it stands: from `left` to `right` on a row, its words beside it."""

    mark: Mark
    left: float
    right: float
    row: int
    words: str
    words_at: float


def draw_timeline(of: Timeline, *, dark: bool = False) -> bytes:
    """The timeline as a PNG file, 1200 pixels wide and as high as it needs to be."""
    placed = [_placed(lane, of) for lane in of.lanes]
    heights = [_height(lane, marks) for lane, marks in zip(of.lanes, placed, strict=True)]
    canvas = Canvas(WIDTH, HEAD + sum(heights) + FOOT + MARGIN, DARK if dark else LIGHT)
    _draw_head(canvas, of)
    grounds = _draw_bands(canvas, heights)
    _draw_grid(canvas, of, HEAD + sum(heights))
    top = HEAD
    for lane, marks, height, ground in zip(of.lanes, placed, heights, grounds, strict=True):
        _draw_lane(canvas, lane, marks, top, ground)
        top += height
    _draw_legend(canvas, of, top + FOOT / 2 + MARGIN / 2)
    return canvas.png()


def _x(day: date, of: Timeline) -> float:
    """Where the middle of a day stands; what lies beyond the span stands at its edge."""
    days = min(max((day - of.span.first).days, 0), of.span.days - 1)
    return _LEFT + (days + 0.5) / of.span.days * (_RIGHT - _LEFT)


def _placed(lane: Lane, of: Timeline) -> list[Placed]:
    """The marks of a lane on as few rows as hold them without touching."""
    ends: list[float] = []
    placed = []
    for mark in lane.marks:
        left, right = _x(mark.first, of), _x(mark.last, of)
        words, at = _beside(f"{_days(mark)}  {mark.label}", left, right)
        wide = width(words, LABEL)
        begins, over = min(left - SIGN, at), max(right + SIGN, at + wide)
        row = next((row for row, end in enumerate(ends) if end + GAP <= begins), len(ends))
        ends[row : row + 1] = [over]
        placed.append(Placed(mark, left, right, row, words, at))
    return placed


def _beside(words: str, left: float, right: float) -> tuple[str, float]:
    """The words and where they begin: after the mark, or before it where there is more room."""
    after, before = _RIGHT - (right + SIGN + 9), left - SIGN - 9 - _LEFT
    if min(width(words, LABEL), LABEL_ROOM) <= after or after >= before:
        return shortened(words, LABEL, min(LABEL_ROOM, after)), right + SIGN + 9
    cut = shortened(words, LABEL, min(LABEL_ROOM, before))
    return cut, left - SIGN - 9 - width(cut, LABEL)


def _days(mark: Mark) -> str:
    """The days of a mark as short as they are clear."""
    if mark.first == mark.last:
        return wording.day(mark.first, weekday=False)
    return wording.span(mark.first, mark.last)


def _height(lane: Lane, placed: Sequence[Placed]) -> int:
    rows = max(each.row for each in placed) + 1
    named = len(wrapped(lane.name, NAME, NAMES - 20, 3))
    return max(rows * ROW, named * (NAME + 6)) + 2 * LANE_PADDING


def _draw_bands(canvas: Canvas, heights: Sequence[int]) -> list[Colour]:
    """A band under every other lane; the ground of each."""
    grounds, top = [], HEAD
    for number, height in enumerate(heights):
        ground = canvas.palette.ground if number % 2 else canvas.palette.band
        canvas.draw.rectangle((0, top, WIDTH, top + height), fill=ground)
        grounds.append(ground)
        top += height
    return grounds


def _draw_head(canvas: Canvas, of: Timeline) -> None:
    colours = canvas.palette
    room = WIDTH - 2 * MARGIN
    canvas.text((MARGIN, 38), shortened(of.title, TITLE, room), TITLE, colours.text)
    under = wording.span(of.span.first, of.span.last)
    if of.left_out:
        more = tn(
            "{count} further away is not drawn", "{count} further away are not drawn", of.left_out
        )
        under = f"{under} · {more}"
    canvas.text((MARGIN, 76), under, SMALL, colours.quiet)


def _draw_grid(canvas: Canvas, of: Timeline, bottom: float) -> None:
    colours, free = canvas.palette, float(_LEFT)
    for tick in ticks(of.span):
        x = _x(tick.on, of)
        canvas.draw.line((x, HEAD - 10, x, bottom), fill=colours.line, width=1)
        wide = width(tick.label, SMALL)
        if x - wide / 2 >= free and x + wide / 2 <= _RIGHT:
            canvas.text((x, HEAD - 24), tick.label, SMALL, colours.quiet, align="middle")
            free = x + wide / 2 + GAP
    if of.span.first <= of.today <= of.span.last:
        x = _x(of.today, of)
        canvas.draw.line((x, HEAD - 10, x, bottom + 6), fill=colours.today, width=3)
        canvas.text((x, bottom + 20), t("today"), SMALL, colours.today, align="middle")


def _draw_lane(
    canvas: Canvas, lane: Lane, placed: Sequence[Placed], top: float, ground: Colour
) -> None:
    colours = canvas.palette
    for number, line in enumerate(wrapped(lane.name, NAME, NAMES - 20, 3)):
        y = top + LANE_PADDING + NAME / 2 + 6 + number * (NAME + 6)
        canvas.text((MARGIN, y), line, NAME, colours.text)
    for each in placed:
        y = top + LANE_PADDING + each.row * ROW + ROW / 2
        colour = colour_of(each.mark.sign, colours)
        if each.right - each.left > 1:
            canvas.draw.line((each.left, y, each.right, y), fill=colour, width=7)
        place = each.left if each.words_at < each.left else each.right
        draw_sign(canvas, each.mark.sign, (place, y), SIGN, certain=each.mark.certain)
        quiet = each.mark.sign in (Sign.EVENT, Sign.ENDED, Sign.DONE)
        # On a ground of their own: a line of the grid would run through the words.
        end = each.words_at + width(each.words, LABEL)
        canvas.draw.rectangle((each.words_at - 4, y - 13, end + 4, y + 13), fill=ground)
        canvas.text((each.words_at, y), each.words, LABEL, colours.quiet if quiet else colours.text)


def _draw_legend(canvas: Canvas, of: Timeline, y: float) -> None:
    """What the signs that are drawn mean."""
    used = {mark.sign for mark in of.marks}
    x = float(MARGIN)
    entries = [(sign, sign_word(sign), True) for sign in Sign if sign in used]
    if any(not mark.certain for mark in of.marks):
        entries.append((Sign.DUE, t("open shape: not certain"), False))
    for sign, word, certain in entries:
        draw_sign(canvas, sign, (x + SIGN, y), SIGN, certain=certain)
        canvas.text((x + 2 * SIGN + 8, y), word, SMALL, canvas.palette.quiet)
        x += 2 * SIGN + 8 + width(word, SMALL) + 28
