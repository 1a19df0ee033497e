"""/compare: two to four agreements side by side."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.comparisons import FEWEST
from bot.messages import t
from cogs.briefs import BriefButton, BriefQuery
from cogs.choices import agreement_choices
from cogs.paging import packed, show, unpacked
from cogs.press import answered, server, services
from cogs.render.comparisons import LETTERS, comparison_card
from cogs.render.safe import plain

Name = app_commands.Range[str, 1, 200]


class ComparisonButton(ui.DynamicItem[ui.Button[Any]], template=r"compare:(?P<names>.*)"):
    """Shows all that is compared, point by point, to the presser alone."""

    def __init__(self, names: Sequence[str | None]) -> None:
        button: ui.Button[Any] = ui.Button(
            label=t("Show all"), custom_id=packed("compare:", *names)
        )
        super().__init__(button)
        self.names = names

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(unpacked(match["names"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        named = [each for each in self.names if each]
        await show(interaction, await comparison_view(interaction, named, full=True))


async def comparison_view(
    interaction: discord.Interaction[Any], named: Sequence[str], *, full: bool = False
) -> ui.LayoutView:
    """The agreements of these names side by side, with a way to the brief on each."""
    found = await services(interaction).briefs.compare(
        server(interaction), named, now=interaction.client.now()
    )
    row: list[ui.Item[Any]] = [] if full else [ComparisonButton(found.names)]
    if full or len(found.names) == FEWEST:  # on a phone, a row has room for three
        for letter, name in zip(LETTERS, found.names, strict=False):
            called = plain(name, 60) if full else letter
            row.append(BriefButton(BriefQuery(name), t("Brief: {name}", name=called)))
    return comparison_card(found, [row], full=full)


class ComparisonsCog(commands.Cog, name="comparisons"):
    """Agreements side by side."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(ComparisonButton)

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
        await show(interaction, await comparison_view(interaction, named), private=private)
