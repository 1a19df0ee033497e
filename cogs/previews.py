"""/remind list, test and preview: what is on, how it looks, what will come."""

from dataclasses import replace
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.subscriptions import Subscription
from bot.errors import PostFailed, UserError
from bot.messages import t
from cogs.paging import show, turn
from cogs.poster import put
from cogs.press import answered, server, services
from cogs.render.look import card
from cogs.render.previews import PAGE_SIZE, preview_card
from cogs.render.reminders import subscriptions_card
from cogs.render.wishes import place_mention
from cogs.rights import check_editor
from cogs.wishes import named, visible, wish_choices

DEFAULT_DAYS = 90
LONGEST_DAYS = 3650

Text = app_commands.Range[str, 1, 300]


class PreviewButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"milepost:preview:(?P<page>\d{1,4}):(?P<days>\d{1,4}):(?P<wish>\d{1,19})",
):
    """Turns to a page of the coming reminders."""

    def __init__(self, page: int, days: int, wish_id: int, label: str | None = None) -> None:
        super().__init__(
            ui.Button(label=label or "…", custom_id=f"milepost:preview:{page}:{days}:{wish_id}")
        )
        self.page, self.days, self.wish_id = page, days, wish_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        return cls(int(match["page"]), int(match["days"]), int(match["wish"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        wishes = [each for each in await visible(interaction) if each.id == self.wish_id]
        wish = wishes[0] if wishes else None
        await turn(interaction, await preview_view(interaction, self.days, wish, self.page))


async def preview_view(
    interaction: discord.Interaction[Any], days: int, wish: Subscription | None, page: int = 0
) -> ui.LayoutView:
    """A page of what will be posted in the server's channels and to the person."""
    coming = await services(interaction).reminders.preview_page(
        server(interaction),
        now=interaction.client.now(),
        reader=interaction.user.id,
        days=days,
        subscription_id=wish.id if wish else None,
        page=page,
        size=PAGE_SIZE,
    )
    wish_id, page = wish.id if wish else 0, coming.page
    row = [PreviewButton(page - 1, days, wish_id, t("Previous"))] if page > 0 else []
    row += [PreviewButton(page + 1, days, wish_id, t("Next"))] if page + 1 < coming.pages else []
    return preview_card(coming, days, [row] if row else [])


class PreviewCommands(commands.GroupCog):
    """What shows reminders."""

    @app_commands.command(name="list", description="Which reminders are on")
    async def show_all(self, interaction: discord.Interaction[Any]) -> None:
        troubles = await services(interaction).subscriptions.troubles(server(interaction))
        guild = await services(interaction).guilds.get(server(interaction))
        now, wishes = interaction.client.now(), await visible(interaction)
        await show(interaction, subscriptions_card(wishes, troubles, guild, now))

    @app_commands.command(description="Post a sample where these reminders go")
    @app_commands.describe(reminders="Which; /remind list shows them")
    @app_commands.autocomplete(reminders=wish_choices)
    async def test(self, interaction: discord.Interaction[Any], reminders: Text) -> None:
        wish = await named(interaction, reminders)
        if wish.schedule is not None:
            raise UserError(t("This is a digest: /digest preview shows what it would say now."))
        if wish.user_id is None:
            await check_editor(interaction)
        now = interaction.client.now()
        post = await services(interaction).reminders.sample(server(interaction), wish, now=now)
        await interaction.response.defer(ephemeral=True)
        try:
            await put(interaction.client, replace(post, nonce=f"test-{interaction.id}"))
        except PostFailed as failure:
            raise UserError(t("The test was not posted. {why}", why=failure.reason)) from failure
        sent = t("A test is posted: {place}.", place=place_mention(wish))
        view = card(t("It works"), sent)
        await interaction.followup.send(view=view, ephemeral=True)

    @app_commands.command(description="What I will post, and when")
    @app_commands.describe(
        days="How many days ahead (90 unless you say)", reminders="Only these; empty: all"
    )
    @app_commands.autocomplete(reminders=wish_choices)
    async def preview(
        self,
        interaction: discord.Interaction[Any],
        days: app_commands.Range[int, 1, LONGEST_DAYS] = DEFAULT_DAYS,
        reminders: Text | None = None,
    ) -> None:
        wish = await named(interaction, reminders) if reminders else None
        await show(interaction, await preview_view(interaction, days, wish))
