"""Who may change a server's record: who manages the server, and its team."""

from typing import Any

import discord

from bot.domain.guilds import Guild
from bot.errors import NotAllowed
from bot.messages import t


def may_edit(interaction: discord.Interaction[Any], guild: Guild) -> None:
    """Return if the person may change the record of `guild`; raises NotAllowed otherwise.

    Discord works out the permissions for each interaction, the channel's own included.
    """
    if interaction.permissions.manage_guild:
        return
    member = interaction.user
    roles = {role.id for role in member.roles} if isinstance(member, discord.Member) else set()
    if guild.role_id in roles:
        return
    team = interaction.guild.get_role(guild.role_id or 0) if interaction.guild else None
    if team is None:
        raise NotAllowed(
            t(
                "Only members who may manage this server can change the record; ask one of them "
                "to make the change, or to name a team role with /settings."
            )
        )
    raise NotAllowed(
        t(
            "Only {role} and members who may manage this server can change the record; "
            "ask one of them.",
            role=team.mention,
        )
    )


async def check_editor(interaction: discord.Interaction[Any]) -> None:
    """Return if the person may change the record of the server they are in, else NotAllowed."""
    may_edit(interaction, await interaction.client.services.guilds.get(interaction.guild_id))
