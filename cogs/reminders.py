"""/remind: who hears of what, where and how early.

Each file of commands is a class that the cog takes in, since Discord wants them in one group.
"""

from discord import app_commands
from discord.ext import commands

from cogs.pauses import PauseCommands, Unskip
from cogs.previews import PreviewButton, PreviewCommands
from cogs.subscriptions import SubscriptionCommands
from cogs.telling import TellingCommands


@app_commands.guild_only()
class RemindersCog(
    SubscriptionCommands,
    PauseCommands,
    PreviewCommands,
    TellingCommands,
    name="reminders",
    group_name="remind",
):
    """Who hears of what, where and how early."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(PreviewButton, Unskip)
