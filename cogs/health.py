"""/health, and what the admin channel is told once an outage is over."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.health import OutageNotice
from cogs.paging import show
from cogs.press import server, services
from cogs.render.health import health_card, outage_card


class HealthCog(commands.Cog, name="health"):
    """Whether reminders go out."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    @app_commands.command(description="Whether reminders go out: last tick, queue, next posts")
    @app_commands.guild_only()
    async def health(self, interaction: discord.Interaction[Any]) -> None:
        health = await services(interaction).health.ask(
            now=interaction.client.now(),
            guild_id=server(interaction),
            reader_id=interaction.user.id,
        )
        await show(interaction, health_card(health))


async def tell_outage(client: discord.Client, notice: OutageNotice) -> None:
    """Tell an admin channel what was late; raises what discord.py does where it cannot be told."""
    view = outage_card(notice)
    view.stop()
    place = client.get_partial_messageable(notice.channel_id, guild_id=notice.guild_id)
    await place.send(
        view=view,
        nonce=notice.nonce,
        silent=True,
        allowed_mentions=discord.AllowedMentions.none(),
    )
