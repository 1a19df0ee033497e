"""The signs on a picture: each has a shape of its own, so that none depends on its colour."""

from bot.domain.timelines import Sign
from cogs.render.pictures.canvas import Canvas, Colour, Palette


def colour_of(sign: Sign, palette: Palette) -> Colour:
    """The colour that stands beside a sign's shape."""
    return {
        Sign.EVENT: palette.event,
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

    What is not certain is drawn open.
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
