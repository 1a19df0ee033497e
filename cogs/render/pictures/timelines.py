"""A timeline as a picture: lanes, marks with their words, today's line, a legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import wording
from bot.domain.timelines import Lane, Mark, Sign, Timeline, ticks
from bot.messages import t, tn
from cogs.render.pictures.canvas import (
    DARK,
    LIGHT,
    Canvas,
    Colour,
    shortened,
    width,
)
from cogs.render.pictures.signs import LEGEND_ROW, colour_of, draw_legend, draw_sign, legend

WIDTH = 1080
"""A phone shows it a third as wide, and its words are large enough to be read there."""
MARGIN = 28
HEAD = 172
ROW = 50
LANE_NAME = 52
LANE_PADDING = 10
TODAY_ROW = 52
TITLE, SMALL, LABEL, NAME = 44, 30, 32, 34
LABEL_ROOM = 960
GAP = 20
SIGN = 14

_LEFT = MARGIN
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
    """The timeline as a PNG file, as high as it needs to be."""
    placed = [_placed(lane, of) for lane in of.lanes]
    heights = [_height(marks) for marks in placed]
    meanings = legend(of.marks, WIDTH - 2 * MARGIN)
    bottom = HEAD + sum(heights)
    height = bottom + TODAY_ROW + len(meanings) * LEGEND_ROW + MARGIN // 2
    canvas = Canvas(WIDTH, height, DARK if dark else LIGHT)
    _draw_head(canvas, of)
    grounds = _draw_bands(canvas, heights)
    _draw_grid(canvas, of, bottom)
    top = HEAD
    for lane, marks, high, ground in zip(of.lanes, placed, heights, grounds, strict=True):
        _draw_lane(canvas, lane, marks, top, ground)
        top += high
    draw_legend(canvas, meanings, MARGIN, bottom + TODAY_ROW)
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
        words, at = _beside(f"{mark.days(weekday=False)}  {mark.label}", left, right)
        wide = width(words, LABEL)
        begins, over = min(left - SIGN, at), max(right + SIGN, at + wide)
        row = next((row for row, end in enumerate(ends) if end + GAP <= begins), len(ends))
        ends[row : row + 1] = [over]
        placed.append(Placed(mark, left, right, row, words, at))
    return placed


def _beside(words: str, left: float, right: float) -> tuple[str, float]:
    """The words and where they begin: after the mark, else before it, or upon a long one."""
    after, before = _RIGHT - (right + SIGN + 9), left - SIGN - 9 - _LEFT
    upon, needed = right - left - 2 * (SIGN + 9), min(width(words, LABEL), LABEL_ROOM)
    if needed > max(after, before) < upon:
        return shortened(words, LABEL, min(LABEL_ROOM, upon)), left + SIGN + 9
    if needed <= after or after >= before:
        return shortened(words, LABEL, min(LABEL_ROOM, after)), right + SIGN + 9
    cut = shortened(words, LABEL, min(LABEL_ROOM, before))
    return cut, left - SIGN - 9 - width(cut, LABEL)


def _height(placed: Sequence[Placed]) -> int:
    return LANE_NAME + (max(each.row for each in placed) + 1) * ROW + LANE_PADDING


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
    canvas.text((MARGIN, 44), shortened(of.title, TITLE, room), TITLE, colours.text)
    under = wording.span(of.span.first, of.span.last)
    if of.left_out:
        more = tn(
            "{count} further away is not drawn", "{count} further away are not drawn", of.left_out
        )
        more = t("at least {counted}", counted=more) if of.at_least else more
        under = f"{under} · {more}"
    canvas.text((MARGIN, 94), under, SMALL, colours.quiet)


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
        wide = width(t("today"), SMALL) / 2
        x = min(max(x, wide + MARGIN), WIDTH - MARGIN - wide)
        canvas.text((x, bottom + 28), t("today"), SMALL, colours.today, align="middle")


def _draw_lane(
    canvas: Canvas, lane: Lane, placed: Sequence[Placed], top: float, ground: Colour
) -> None:
    colours = canvas.palette
    name = shortened(lane.name, NAME, WIDTH - 2 * MARGIN)
    _write(
        canvas, (MARGIN, top + LANE_NAME / 2 + 2), name, NAME, colour=colours.text, ground=ground
    )
    for each in placed:
        y = top + LANE_NAME + each.row * ROW + ROW / 2
        colour = colour_of(each.mark.sign, colours)
        if each.right - each.left > 1:
            canvas.draw.line((each.left, y, each.right, y), fill=colour, width=8)
        place = each.left if each.words_at < each.left else each.right
        draw_sign(canvas, each.mark.sign, (place, y), SIGN, certain=each.mark.certain)
        quiet = each.mark.sign in (Sign.EVENT, Sign.ENDED, Sign.DONE)
        colour = colours.quiet if quiet else colours.text
        _write(canvas, (each.words_at, y), each.words, LABEL, colour=colour, ground=ground)


def _write(
    canvas: Canvas,
    at: tuple[float, float],
    words: str,
    size: int,
    *,
    colour: Colour,
    ground: Colour,
) -> None:
    """Words on a ground of their own: a line of the grid would run through them."""
    (x, y), half = at, size * 0.6
    canvas.draw.rectangle((x - 4, y - half, x + width(words, size) + 4, y + half), fill=ground)
    canvas.text(at, words, size, colour)
