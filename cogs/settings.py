"""/settings: how a server wants to be served, and changing it."""

from typing import Any, Unpack

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.guilds import Guild
from bot.errors import NotAllowed, UserError
from bot.messages import t
from bot.services.guilds import Chosen, Unset
from cogs.paging import show
from cogs.places import Place, writable
from cogs.press import server, services
from cogs.render.settings import settings_card
from cogs.zones import zone_choices

Zone = app_commands.Range[str, 1, 60]
Typed = app_commands.Range[str, 1, 60]
Press = discord.Interaction[Any]


def check_manages(interaction: Press) -> None:
    """Return if the person may manage the server, else NotAllowed.

    Discord hides these commands from the others, but its administrators may show them.
    """
    if not interaction.permissions.manage_guild:
        raise NotAllowed(t("Only members who may manage this server can set me up; ask one."))


async def change(interaction: Press, **given: Unpack[Chosen]) -> Guild:
    """Save what was chosen, if anything was."""
    if not any(value is not None for value in given.values()):
        return await services(interaction).guilds.get(server(interaction))
    return await services(interaction).guilds.update(
        server(interaction), by=interaction.user.id, now=interaction.client.now(), **given
    )


def team(picked: discord.Role) -> int:
    """The role's id, whose members may change the record. Raises UserError for everyone's."""
    if picked.is_default():
        raise UserError(t("That would let everyone change the record. Choose your team's role."))
    return picked.id


class SettingsCommands(commands.Cog):
    """What shows and changes the settings."""

    @app_commands.command(description="See this server's settings, and change what you give")
    @app_commands.describe(
        channel="Where reminders go from now on",
        zone="Your team's time zone; start typing a city",
        hour="At what hour reminders are posted, 0 to 23",
        role="Whose members may change the record",
        quiet="Hours in which nothing is posted, such as 22-7, or none",
        workdays="Days on which your team works: Mon-Fri, every day",
        holidays="Countries whose public holidays you keep: US, JP, or none",
        admin_channel="Where you are told what could not be delivered",
        unset="What to do without from now on",
    )
    @app_commands.choices(
        unset=[
            app_commands.Choice(name="role", value=Unset.ROLE.value),
            app_commands.Choice(name="admin_channel", value=Unset.ADMIN_CHANNEL.value),
        ]
    )
    @app_commands.autocomplete(zone=zone_choices)
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def settings(
        self,
        interaction: Press,
        *,
        channel: Place | None = None,
        zone: Zone | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
        role: discord.Role | None = None,
        quiet: Typed | None = None,
        workdays: Typed | None = None,
        holidays: Typed | None = None,
        admin_channel: Place | None = None,
        unset: str | None = None,
    ) -> None:
        check_manages(interaction)
        given: Chosen = {
            "channel_id": await writable(interaction, channel) if channel else None,
            "zone": zone,
            "hour": hour,
            "role_id": team(role) if role else None,
            "quiet": quiet,
            "workdays": workdays,
            "holidays": holidays,
            "admin_channel_id": (
                await writable(interaction, admin_channel) if admin_channel else None
            ),
            "unset": Unset(unset) if unset else None,
        }
        guild = await change(interaction, **given)
        wishes = await services(interaction).subscriptions.list(guild.id)
        changed = any(value is not None for value in given.values())
        await show(interaction, settings_card(guild, len(wishes), changed=changed))
