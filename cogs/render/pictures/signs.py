"""The signs on a picture: each has a shape of its own, so that none depends on its colour."""

from collections.abc import Iterable, Sequence

from bot.domain.timelines import Mark, Sign, sign_word
from bot.messages import t
from cogs.render.pictures.canvas import Canvas, Colour, Palette, width

Entry = tuple[Sign, str, bool]
"""A line of the legend: a sign, its word, and whether it is drawn as certain."""

LEGEND_SIZE = 30
LEGEND_ROW = 46
_LEGEND_SIGN = 13
_AFTER = 30


def colour_of(sign: Sign, palette: Palette) -> Colour:
    """The colour that stands beside a sign's shape."""
    return {
        Sign.EVENT: palette.event,
        Sign.EXPECTED: palette.event,
        Sign.DUE: palette.due,
        Sign.DONE: palette.done,
        Sign.OVERDUE: palette.overdue,
        Sign.UNVERIFIED: palette.unverified,
        Sign.ENDED: palette.quiet,
    }[sign]


def draw_sign(
    canvas: Canvas, sign: Sign, at: tuple[float, float], size: float, *, certain: bool = True
) -> None:
    """Draw a circle for an event, a diamond, a tick, a triangle, a question mark or a cross.

    What is not certain is drawn open; an event that is only expected has a ring with a dot.
    """
    x, y = at
    colour = colour_of(sign, canvas.palette)
    fill = colour if certain else canvas.palette.ground
    draw = canvas.draw
    box = (x - size, y - size, x + size, y + size)
    match sign:
        case Sign.EVENT:
            draw.ellipse(
                (x - size * 0.8, y - size * 0.8, x + size * 0.8, y + size * 0.8),
                fill=fill,
                outline=colour,
                width=3,
            )
        case Sign.EXPECTED:
            draw.ellipse(box, fill=canvas.palette.ground, outline=colour, width=3)
            dot = size * 0.35
            draw.ellipse((x - dot, y - dot, x + dot, y + dot), fill=colour)
        case Sign.DUE:
            corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
            draw.polygon(corners, fill=fill, outline=colour, width=3)
        case Sign.OVERDUE:
            corners = [(x, y - size), (x + size, y + size * 0.8), (x - size, y + size * 0.8)]
            draw.polygon(corners, fill=fill, outline=colour, width=3)
        case Sign.UNVERIFIED:
            draw.rectangle(box, fill=canvas.palette.ground, outline=colour, width=3)
            canvas.text((x, y), "?", int(size * 1.7), colour, align="middle")
        case Sign.DONE:
            draw.rectangle(box, fill=fill, outline=colour, width=3)
            inner = canvas.palette.ground if certain else colour
            tick = [
                (x - size * 0.55, y),
                (x - size * 0.1, y + size * 0.5),
                (x + size * 0.6, y - size * 0.5),
            ]
            draw.line(tick, fill=inner, width=3, joint="curve")
        case Sign.ENDED:
            near, far = size * 0.7, size * 0.7
            draw.line((x - near, y - far, x + near, y + far), fill=colour, width=4)
            draw.line((x - near, y + far, x + near, y - far), fill=colour, width=4)


def legend(marks: Iterable[Mark], room: float) -> list[list[Entry]]:
    """What the signs that are drawn mean, in rows of at most that width."""
    drawn = list(marks)
    used = {each.sign for each in drawn}
    entries: list[Entry] = [(sign, sign_word(sign), True) for sign in Sign if sign in used]
    if any(not each.certain for each in drawn):
        entries.append((Sign.DUE, t("open shape: not certain"), False))
    rows: list[list[Entry]] = [[]]
    for entry in entries:
        if rows[-1] and sum(map(_wide, (*rows[-1], entry))) - _AFTER > room:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _wide(entry: Entry) -> float:
    return 2 * _LEGEND_SIGN + 10 + width(entry[1], LEGEND_SIZE) + _AFTER


def draw_legend(canvas: Canvas, rows: Sequence[Sequence[Entry]], left: float, top: float) -> None:
    """Draw the rows of a legend from their upper left corner on."""
    for number, row in enumerate(rows):
        x, y = left, top + (number + 0.5) * LEGEND_ROW
        for entry in row:
            sign, word, certain = entry
            draw_sign(canvas, sign, (x + _LEGEND_SIGN, y), _LEGEND_SIGN, certain=certain)
            at = (x + 2 * _LEGEND_SIGN + 10, y)
            canvas.text(at, word, LEGEND_SIZE, canvas.palette.quiet)
            x += _wide(entry)
