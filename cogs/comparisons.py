"""/compare: two to four agreements side by side."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.messages import t
from cogs.briefs import BriefButton, BriefQuery
from cogs.choices import agreement_choices
from cogs.paging import show
from cogs.press import server, services
from cogs.render.comparisons import comparison_card
from cogs.render.safe import plain

Name = app_commands.Range[str, 1, 200]


class ComparisonsCog(commands.Cog, name="comparisons"):
    """Agreements side by side."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    @app_commands.command(description="Two to four agreements side by side, point by point")
    @app_commands.describe(
        first="An agreement",
        second="Another",
        third="A third",
        fourth="A fourth",
        private="Show the answer to you alone",
    )
    @app_commands.autocomplete(
        first=agreement_choices,
        second=agreement_choices,
        third=agreement_choices,
        fourth=agreement_choices,
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def compare(
        self,
        interaction: discord.Interaction[Any],
        first: Name,
        second: Name,
        third: Name | None = None,
        fourth: Name | None = None,
        *,
        private: bool = False,
    ) -> None:
        named = [each for each in (first, second, third, fourth) if each]
        found = await services(interaction).briefs.compare(
            server(interaction), named, now=interaction.client.now()
        )
        row = [
            BriefButton(BriefQuery(name), t("Brief: {name}", name=plain(name, 60)))
            for name in found.names
        ]
        await show(interaction, comparison_card(found, [row]), private=private)
