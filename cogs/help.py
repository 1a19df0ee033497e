"""/help: what Milepost can do, on one screen."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.paging import show
from cogs.render.help import help_card


class HelpCog(commands.Cog, name="help"):
    """What it can do, in one card."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    @app_commands.command(description="What I can do, and what the words mean")
    @app_commands.guild_only()
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        await show(interaction, help_card())
