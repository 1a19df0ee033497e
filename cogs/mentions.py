"""Whom reminders mention: a role or a member, and never everyone."""

import discord

from bot.errors import UserError
from bot.messages import t

Whom = discord.Role | discord.Member


def mention_ids(whom: Whom | None) -> tuple[int | None, int | None]:
    """The id of the role and that of the member, one of which is None.

    Raises UserError for the role of everyone.
    """
    if isinstance(whom, discord.Role):
        return role_id(whom), None
    return None, whom.id if whom else None


def role_id(role: discord.Role | None) -> int | None:
    """The role's id. Raises UserError for the role of everyone."""
    if role is not None and role.is_default():
        raise UserError(t("I do not mention everyone. Choose the role of the team, or a member."))
    return role.id if role else None


def unheard(*mentioned: Whom | None) -> str | None:
    """A warning where Discord will show a mention without notifying anybody."""
    silent = [each for each in mentioned if isinstance(each, discord.Role) and _is_unheard(each)]
    if not silent:
        return None
    return t(
        "{role} is not notified as long as its settings do not let anyone mention it.",
        role=", ".join(dict.fromkeys(each.mention for each in silent)),
    )


def _is_unheard(role: discord.Role) -> bool:
    return not role.mentionable and not role.guild.me.guild_permissions.mention_everyone
