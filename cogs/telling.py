"""/remind why: what became of each reminder of a milestone."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.milestone_choices import milestone_choices
from cogs.paging import show
from cogs.press import server, services
from cogs.render.telling import telling_card
from cogs.wishes import named, wish_choices

Text = app_commands.Range[str, 1, 300]


class TellingCommands(commands.GroupCog):
    """What accounts for the past."""

    @app_commands.command(description="Why a milestone did, or did not, remind")
    @app_commands.describe(
        milestone="Which one; start typing", reminders="Only through these; empty: all"
    )
    @app_commands.autocomplete(milestone=milestone_choices, reminders=wish_choices)
    async def why(
        self,
        interaction: discord.Interaction[Any],
        milestone: Text,
        reminders: Text | None = None,
    ) -> None:
        now = interaction.client.now()
        telling = await services(interaction).telling.ask(
            server(interaction), milestone, reader_id=interaction.user.id, now=now
        )
        if reminders:
            wish = await named(interaction, reminders)
            only = tuple(each for each in telling.told if each.subscription.id == wish.id)
            telling = replace(telling, told=only, ended=())
        await show(interaction, telling_card(telling, now))
