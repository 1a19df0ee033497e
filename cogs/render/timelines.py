"""A timeline or a month as a card: the picture with its words, or the words alone."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.domain import wording
from bot.domain.timelines import Mark, Timeline
from bot.messages import t, tn
from cogs.render.look import Block, Tone, card
from cogs.render.safe import said, small

FILE = "timeline.png"
MOST_LINES = 25


def drawn(of: Timeline, *, month: bool, dark: bool) -> bytes:
    """The picture as a PNG file; to be called in a thread, since it takes a while.

    What draws is loaded with the first picture.
    """
    if month:
        from cogs.render.pictures.months import draw_month

        return draw_month(of, dark=dark)
    from cogs.render.pictures.timelines import draw_timeline

    return draw_timeline(of, dark=dark)


def picture_card(title: str, words: str, rows: Sequence[Sequence[ui.Item[Any]]]) -> ui.LayoutView:
    """The picture, with what it shows in `words` for those who cannot see it."""
    container: ui.Container[Any] = ui.Container(
        ui.TextDisplay(f"## {title}"),
        ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{FILE}", description=words)),
        accent_colour=Tone.PLAIN.value,
    )
    for row in rows:
        container.add_item(ui.ActionRow(*row))
    return ui.LayoutView(timeout=None).add_item(container)


def nothing_card(of: Timeline, title: str) -> ui.LayoutView:
    """That nothing is recorded for the time."""
    return card(
        title,
        t("Nothing is recorded for this time."),
        under=wording.span(of.span.first, of.span.last),
        tone=Tone.QUIET,
    )


def month_text_card(of: Timeline, title: str) -> ui.LayoutView:
    """A month as a list of days."""
    marks = sorted(
        ((lane.name, mark) for lane in of.lanes for mark in lane.marks),
        key=lambda each: (each[1].first, each[1].label),
    )
    lines = [_line(name, mark) for name, mark in marks]
    count = tn("{count} date", "{count} dates", len(lines))
    return card(title, Block(lines, most=MOST_LINES, rest=t("/due")), under=count)


def _line(name: str, mark: Mark) -> str:
    head = f"**{mark.days()}** · {said(mark.label, 120)}"
    return f"{head}\n{small(f'{said(name, 60)} · {mark.stands}')}"
