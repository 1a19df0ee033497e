"""Agreements side by side, as a card: point by point, a line for each."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.domain.comparisons import Comparison, Point
from bot.messages import t
from cogs.render.look import Block, card
from cogs.render.safe import said


def comparison_card(found: Comparison, rows: Sequence[Sequence[ui.Item[Any]]]) -> ui.LayoutView:
    """Every point with what each agreement says; what all have in common is said once."""
    return card(
        t("Side by side"),
        *(Block(_lines(point, found), point.name) for point in found.points),
        under=" · ".join(said(name, 60) for name in found.names),
        foot=t("“Not recorded” means that nobody has put it on record, not that it is not so."),
        rows=rows,
    )


def _lines(point: Point, found: Comparison) -> list[str]:
    if point.same:
        return [t("All: {words}", words=said(point.cells[0].words, 200))]
    return [
        f"- **{said(name, 50)}**: {said(cell.words, 240) if cell.words else t('not recorded')}"
        for name, cell in zip(found.names, point.cells, strict=True)
    ]
