"""Long answers in pages, with buttons that know what to show after any restart.

A button's custom id holds the whole question. Pressed under somebody else's answer it shows the
page to the presser alone, so that nobody turns the page that another is reading.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

import discord
from discord import ui

CUSTOM_ID_LENGTH = 100
_BETWEEN = "|"

ItemT = TypeVar("ItemT")


def packed(head: str, *names: str | None) -> str:
    """A custom id of `head` and `names`; where it would be too long the longest names are cut.

    The services find a name by its beginning.
    """
    plain = [(name or "").replace(_BETWEEN, " ").strip() for name in names]
    room = CUSTOM_ID_LENGTH - len(head) - len(plain) + 1
    while sum(map(len, plain)) > room:
        longest = max(range(len(plain)), key=lambda place: len(plain[place]))
        plain[longest] = plain[longest][:-1]
    return head + _BETWEEN.join(plain)


def unpacked(names: str) -> list[str | None]:
    """The names that `packed` put behind the head, in order."""
    return [name or None for name in names.split(_BETWEEN)]


def page_of(items: Sequence[ItemT], page: int, size: int) -> tuple[Sequence[ItemT], int, int]:
    """The items on `page`, which page it is, and of how many; past the end it is the last.

    Pages count from 0.
    """
    pages = max(1, -(-len(items) // size))
    page = min(max(page, 0), pages - 1)
    return items[page * size : (page + 1) * size], page, pages


async def show(
    interaction: discord.Interaction[Any], view: ui.LayoutView, *, private: bool = True
) -> None:
    """Answer a command or a press with a card; nobody is notified."""
    view.stop()  # its buttons hold all they need: nothing of it has to stay in memory
    await interaction.response.send_message(
        view=view, ephemeral=private, allowed_mentions=discord.AllowedMentions.none()
    )


async def turn(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    """Put `view` in place of the card whose button was pressed, if it is the presser's own."""
    message = interaction.message
    asked_by = (
        message.interaction_metadata.user if message and message.interaction_metadata else None
    )
    if asked_by is not None and asked_by.id != interaction.user.id:
        await show(interaction, view)
        return
    await interaction.response.edit_message(
        view=view, allowed_mentions=discord.AllowedMentions.none()
    )
