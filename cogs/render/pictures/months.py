"""A month as a picture: its weeks as rows, with what happens and falls due in each day's field."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain import wording
from bot.domain.timelines import Mark, Sign, Timeline, sign_word
from bot.messages import tn
from cogs.render.pictures.canvas import DARK, LIGHT, Canvas, shortened, width, wrapped
from cogs.render.pictures.signs import draw_sign

WIDTH = 1200
MARGIN = 28
HEAD = 128
FIELD = 150
FOOT = 60
TITLE, SMALL, DAY, LABEL = 36, 22, 22, 18
LINE = 22
LINES = 5
"""Lines of words in a field; a mark takes one or two."""
SIGN = 7

_WIDE = (WIDTH - 2 * MARGIN) / 7


def draw_month(of: Timeline, *, dark: bool = False) -> bytes:
    """The month in which the timeline's span begins, as a PNG file."""
    first = of.span.first.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    weeks = -(-((of.span.last - monday).days + 1) // 7)
    canvas = Canvas(WIDTH, HEAD + weeks * FIELD + FOOT + MARGIN, DARK if dark else LIGHT)
    _draw_head(canvas, of, monday)
    for place in range(weeks * 7):
        day = monday + timedelta(days=place)
        _draw_field(canvas, of, day, place, outside=day.month != first.month)
    _draw_legend(canvas, of, HEAD + weeks * FIELD + FOOT / 2)
    return canvas.png()


def on_day(of: Timeline, day: date) -> list[tuple[str, Mark]]:
    """What happens on a day or may fall due on it, with the agreement that it belongs to."""
    return [
        (lane.name, mark)
        for lane in of.lanes
        for mark in lane.marks
        if mark.first <= day <= mark.last
    ]


def _draw_head(canvas: Canvas, of: Timeline, monday: date) -> None:
    colours = canvas.palette
    _, month, year = wording.day(of.span.first, weekday=False).split(" ")
    title = shortened(f"{month} {year} · {of.title}", TITLE, WIDTH - 2 * MARGIN)
    canvas.text((MARGIN, 40), title, TITLE, colours.text)
    for place in range(7):
        name = wording.day(monday + timedelta(days=place)).partition(" ")[0]
        canvas.text(
            (MARGIN + (place + 0.5) * _WIDE, HEAD - 24), name, SMALL, colours.quiet, align="middle"
        )


def _draw_field(canvas: Canvas, of: Timeline, day: date, place: int, *, outside: bool) -> None:
    colours = canvas.palette
    x, y = MARGIN + place % 7 * _WIDE, HEAD + place // 7 * FIELD
    today = day == of.today
    box = (x, y, x + _WIDE, y + FIELD)
    canvas.draw.rectangle(
        box, fill=colours.band if outside else colours.ground, outline=colours.line
    )
    if today:
        canvas.draw.rectangle(
            (x + 2, y + 2, x + _WIDE - 2, y + FIELD - 2), outline=colours.today, width=3
        )
    number = colours.today if today else colours.quiet
    canvas.text((x + 12, y + 18), str(day.day), DAY, number)
    if not outside:
        _draw_marks(canvas, on_day(of, day), x, y)


def _draw_marks(canvas: Canvas, marks: Sequence[tuple[str, Mark]], x: float, y: float) -> None:
    line, room = 0, _WIDE - 2 * SIGN - 22
    for number, (name, mark) in enumerate(marks):
        rest = len(marks) - number
        most = 2 if LINES - line - 2 >= rest - 1 else 1
        if line >= LINES - (rest > 1):
            more = tn("and {count} more", "and {count} more", rest)
            canvas.text((x + 12, y + 44 + line * LINE), more, LABEL, canvas.palette.quiet)
            return
        lines = wrapped(f"{mark.label}, {name}", LABEL, room, most)
        draw_sign(
            canvas, mark.sign, (x + 12 + SIGN, y + 44 + line * LINE), SIGN, certain=mark.certain
        )
        for words in lines:
            canvas.text(
                (x + 18 + 2 * SIGN, y + 44 + line * LINE), words, LABEL, canvas.palette.text
            )
            line += 1


def _draw_legend(canvas: Canvas, of: Timeline, y: float) -> None:
    x = float(MARGIN)
    used = {mark.sign for mark in of.marks}
    for sign in (each for each in Sign if each in used):
        draw_sign(canvas, sign, (x + 11, y), 11)
        word = sign_word(sign)
        canvas.text((x + 30, y), word, SMALL, canvas.palette.quiet)
        x += 58 + width(word, SMALL)
