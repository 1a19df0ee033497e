"""/undelivered: what did not arrive, where and why, and sending it on."""

from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.undelivered import Unreached
from bot.errors import NotAllowed
from bot.messages import t
from cogs.paging import page_of, show, turn
from cogs.places import CHANNEL_TYPES, check_channel
from cogs.press import ID, answered, server, services
from cogs.render.undelivered import PAGE_SIZE, sent_card, undelivered_card
from cogs.rights import check_editor

Press = discord.Interaction[Any]


class SendAll(
    ui.DynamicItem[ui.ChannelSelect[Any]], template=rf"milepost:send-all:(?P<place>{ID})"
):
    """Has all that is posted in a channel posted in another, with what did not arrive."""

    def __init__(self, place_id: int) -> None:
        pick: ui.ChannelSelect[Any] = ui.ChannelSelect(
            custom_id=f"milepost:send-all:{place_id}",
            channel_types=CHANNEL_TYPES,
            placeholder=t("Send all of these to …"),
        )
        super().__init__(pick)
        self.place_id = place_id

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: Any, /) -> Self:
        return cls(int(match["place"]))

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_editor(interaction)
        channel_id = self.item.values[0].id
        await check_channel(interaction, channel_id)
        sent = await services(interaction).undelivered.send_to(
            server(interaction),
            self.place_id,
            channel_id,
            by=interaction.user.id,
            now=interaction.client.now(),
        )
        await turn(interaction, sent_card(sent))


class TryAgain(ui.DynamicItem[ui.Button[Any]], template=rf"milepost:try-again:(?P<place>{ID})"):
    """Has what did not arrive posted in the same place, once that can be posted to again."""

    def __init__(self, place_id: int) -> None:
        custom_id = f"milepost:try-again:{place_id}"
        super().__init__(ui.Button(label=t("Try again here"), custom_id=custom_id))
        self.place_id = place_id

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: Any, /) -> Self:
        return cls(int(match["place"]))

    @answered
    async def callback(self, interaction: Press) -> None:
        undelivered = services(interaction).undelivered
        place = await undelivered.place(server(interaction), self.place_id)
        if place.channel_id is not None:
            await check_editor(interaction)
            await check_channel(interaction, place.channel_id)
        elif place.user_id != interaction.user.id:
            raise NotAllowed(t("Only whom they are for can have direct messages tried again."))
        sent = await undelivered.try_again(
            place.guild_id, place.id, by=interaction.user.id, now=interaction.client.now()
        )
        await turn(interaction, sent_card(sent))


class UndeliveredPageButton(
    ui.DynamicItem[ui.Button[Any]], template=r"milepost:undelivered:(?P<page>\d{1,4})"
):
    """Turns to a page of what did not arrive."""

    def __init__(self, page: int, label: str | None = None) -> None:
        super().__init__(ui.Button(label=label or "…", custom_id=f"milepost:undelivered:{page}"))
        self.page = page

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: Any, /) -> Self:
        return cls(int(match["page"]))

    @answered
    async def callback(self, interaction: Press) -> None:
        await turn(interaction, await undelivered_view(interaction, self.page))


async def undelivered_view(interaction: Press, page: int = 0) -> ui.LayoutView:
    """A page of what did not arrive, with what this person may do about it."""
    found = await services(interaction).undelivered.list(
        server(interaction), reader_id=interaction.user.id, now=interaction.client.now()
    )
    edits = await _edits(interaction)
    shown, page, pages = page_of(found.places, page, PAGE_SIZE)
    turning = [UndeliveredPageButton(page - 1, t("Previous"))] if page > 0 else []
    turning += [UndeliveredPageButton(page + 1, t("Next"))] if page + 1 < pages else []

    def rows_of(each: Unreached) -> list[list[ui.Item[Any]]]:
        if each.place.channel_id is None:
            return [[TryAgain(each.place.id)]]
        return [[SendAll(each.place.id)], [TryAgain(each.place.id)]] if edits else []

    return undelivered_card(
        shown,
        (page, pages),
        others=found.others if edits else 0,
        rows_of=rows_of,
        turning=turning,
    )


async def _edits(interaction: Press) -> bool:
    try:
        await check_editor(interaction)
    except NotAllowed:
        return False
    return True


class UndeliveredCog(commands.Cog, name="undelivered"):
    """What did not arrive."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(SendAll, TryAgain, UndeliveredPageButton)

    @app_commands.command(description="What could not be delivered, why, and where to send it")
    @app_commands.guild_only()
    async def undelivered(self, interaction: Press) -> None:
        await show(interaction, await undelivered_view(interaction))
