"""Agreements side by side, as a card: point by point, a line for each."""

from collections.abc import Collection, Sequence
from typing import Any

from discord import ui

from bot.domain.agreements import Source
from bot.domain.comparisons import Cell, Comparison, Point
from bot.messages import t
from cogs.render.look import Block, card
from cogs.render.safe import footnote, said

ROOM = 3600
"""Characters that the points may take; what is beyond is told without links."""


def comparison_card(found: Comparison, rows: Sequence[Sequence[ui.Item[Any]]]) -> ui.LayoutView:
    """Every point with what each agreement says; what some have in common is said once."""
    return card(
        t("Side by side"),
        *_blocks(found),
        *([_silent(found)] if found.silent else []),
        under=" · ".join(said(name, 60) for name in found.names),
        foot=t("“Not recorded” means that nobody has put it on record, not that it is not so."),
        rows=rows,
    )


def _blocks(found: Comparison) -> list[Block]:
    """The points, with links from the first on as far as there is room for them."""
    plain = [Block(_lines(each, found, linked=False), each.name) for each in found.points]
    left, shown = ROOM - sum(map(_length, plain)), []
    for point, without in zip(found.points, plain, strict=True):
        with_links = Block(_lines(point, found, linked=True), point.name)
        more = _length(with_links) - _length(without)
        shown.append(with_links if more <= left else without)
        left -= more if more <= left else 0
    return shown


def _length(block: Block) -> int:
    return sum(len(line) + 1 for line in (block.heading or "", *block.lines))


def _lines(point: Point, found: Comparison, *, linked: bool) -> list[str]:
    """A line for all that say the same, in the order of the agreements."""
    alike: dict[str | None, list[str]] = {}
    cited: dict[str | None, str] = {}
    new = _first_cited(point, found)
    for name, cell in zip(found.names, point.cells, strict=True):
        alike.setdefault(cell.words, []).append(f"**{said(name, 50)}**")
        cited[cell.words] = cited.get(cell.words, "") + _numbers(cell, found, new if linked else ())
    lines = []
    for words, names in alike.items():
        what = f"{said(words, 240)}{cited[words]}" if words else t("not recorded")
        who = t("All") if point.same else ", ".join(names)
        lines.append(f"{who}: {what}" if point.same else f"- {who}: {what}")
    return lines


def _first_cited(point: Point, found: Comparison) -> frozenset[Source]:
    """The sources that no point before this one names: there a number is a link."""
    before = found.points[: found.points.index(point)]
    known = {source for each in before for cell in each.cells for source in cell.sources}
    return frozenset(source for cell in point.cells for source in cell.sources) - known


def _numbers(cell: Cell, found: Comparison, linked: Collection[Source]) -> str:
    numbers = [(found.sources.index(each) + 1, each) for each in cell.sources]
    return "".join(footnote(number, each, linked=each in linked) for number, each in numbers)


def _silent(found: Comparison) -> str:
    return t("Not recorded of any: {points}", points=", ".join(found.silent))
