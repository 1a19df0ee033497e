"""A month as a picture: a field for each day with the signs of what is on it, then all in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import wording
from bot.domain.dates.values import Precision
from bot.domain.timelines import Mark, Timeline
from cogs.render.pictures.canvas import DARK, LIGHT, Canvas, shortened, wrapped
from cogs.render.pictures.signs import LEGEND_ROW, draw_legend, draw_sign, legend

WIDTH = 1080
"""A phone shows it a third as wide, and its words are large enough to be read there."""
MARGIN = 28
HEAD = 140
FIELD = 92
TITLE, SMALL, DAY, LABEL = 44, 30, 32, 32
LINE = 44
BETWEEN = 10
SIGN = 12
STEP = 29
MOST_SIGNS = 4
"""Signs in a field; of more the last makes room for how many."""
FEW = 20
"""So many are told in two lines each, more in one."""

_WIDE = (WIDTH - 2 * MARGIN) / 7
_INDENT = MARGIN + 2 * SIGN + 14


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the month in words, in one or two lines."""

    mark: Mark
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        return len(self.lines) * LINE + BETWEEN


def draw_month(of: Timeline, *, dark: bool = False) -> bytes:
    """The month in which the timeline's span begins, as a PNG file, as high as it needs to be."""
    first = of.span.first.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    weeks = -(-((of.span.last - monday).days + 1) // 7)
    items, meanings = listed(of), legend(of.marks, WIDTH - 2 * MARGIN)
    under = HEAD + weeks * FIELD + MARGIN
    words = sum(each.height for each in items)
    height = under + words + len(meanings) * LEGEND_ROW + MARGIN
    canvas = Canvas(WIDTH, height, DARK if dark else LIGHT)
    _draw_head(canvas, of, monday)
    for place in range(weeks * 7):
        day = monday + timedelta(days=place)
        _draw_field(canvas, of, day, place, outside=day.month != first.month)
    top = float(under)
    for each in items:
        _draw_item(canvas, each, top)
        top += each.height
    draw_legend(canvas, meanings, MARGIN, top + MARGIN / 2)
    return canvas.png()


def on_day(of: Timeline, day: date) -> list[Mark]:
    """What happens on a day or may fall due on it; not what is known by its month or year only."""
    return [
        mark
        for mark in of.marks
        if mark.precision is Precision.DAY and mark.first <= day <= mark.last
    ]


def listed(of: Timeline) -> list[Item]:
    """Everything in the month with its days and its agreement, in the order of its days."""
    marks = sorted(
        ((mark, lane.name) for lane in of.lanes for mark in lane.marks),
        key=lambda each: (each[0].first, each[0].last, each[0].label),
    )
    room, most = WIDTH - MARGIN - _INDENT, 2 if len(marks) <= FEW else 1
    return [
        Item(mark, tuple(wrapped(f"{_day(mark)}: {mark.label}, {name}", LABEL, room, most)))
        for mark, name in marks
    ]


def _day(mark: Mark) -> str:
    """Its days without the year, which stands above, where they lie in one month."""
    days = mark.days()
    alike = (mark.first.year, mark.first.month) == (mark.last.year, mark.last.month)
    if alike and mark.precision is Precision.DAY:
        return days.rpartition(" ")[0]
    return days


def _draw_head(canvas: Canvas, of: Timeline, monday: date) -> None:
    colours = canvas.palette
    month = wording.dated(of.span.first, Precision.MONTH)
    title = shortened(f"{month} · {of.title}", TITLE, WIDTH - 2 * MARGIN)
    canvas.text((MARGIN, 44), title, TITLE, colours.text)
    for place in range(7):
        name = wording.day(monday + timedelta(days=place)).partition(" ")[0]
        canvas.text(
            (MARGIN + (place + 0.5) * _WIDE, HEAD - 28), name, SMALL, colours.quiet, align="middle"
        )


def _draw_field(canvas: Canvas, of: Timeline, day: date, place: int, *, outside: bool) -> None:
    colours = canvas.palette
    x, y = MARGIN + place % 7 * _WIDE, HEAD + place // 7 * FIELD
    box = (x, y, x + _WIDE, y + FIELD)
    canvas.draw.rectangle(
        box, fill=colours.band if outside else colours.ground, outline=colours.line
    )
    today = day == of.today
    if today:
        inner = (x + 2, y + 2, x + _WIDE - 2, y + FIELD - 2)
        canvas.draw.rectangle(inner, outline=colours.today, width=4)
    number = colours.today if today else colours.quiet
    canvas.text((x + 12, y + 26), str(day.day), DAY, number)
    if not outside:
        _draw_signs(canvas, on_day(of, day), x + 14, y + 66)


def _draw_signs(canvas: Canvas, marks: Sequence[Mark], x: float, y: float) -> None:
    shown = marks if len(marks) <= MOST_SIGNS else marks[: MOST_SIGNS - 1]
    for mark in shown:
        draw_sign(canvas, mark.sign, (x + SIGN, y), SIGN, certain=mark.certain)
        x += STEP
    if len(shown) < len(marks):
        canvas.text((x, y), f"+{len(marks) - len(shown)}", SMALL, canvas.palette.quiet)


def _draw_item(canvas: Canvas, item: Item, top: float) -> None:
    first = top + LINE / 2
    draw_sign(canvas, item.mark.sign, (MARGIN + SIGN, first), SIGN, certain=item.mark.certain)
    for number, words in enumerate(item.lines):
        canvas.text((_INDENT, first + number * LINE), words, LABEL, canvas.palette.text)
