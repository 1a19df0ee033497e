"""Who is to hear it: the options that reminders and digests have in common."""

from typing import Any

import discord

from bot.domain.subscriptions import Audience
from bot.errors import UserError
from bot.messages import t
from cogs.mentions import Whom, mention_ids
from cogs.places import Picked, writable


async def audience(
    interaction: discord.Interaction[Any],
    channel: Picked | None,
    mention: Whom | None,
    *,
    alone: bool,
    silent: bool,
) -> Audience:
    """A channel, by default this one, or the person `alone`.

    Raises UserError where options contradict each other, or where the bot may not post.
    """
    if alone and channel is not None:
        raise UserError(t("Choose either a channel or direct messages to you."))
    user_id = interaction.user.id if alone else None
    check_mention(mention, user_id)
    role, member = mention_ids(mention)
    return {
        "channel_id": None if alone else await writable(interaction, channel),
        "user_id": user_id,
        "role_id": role,
        "mention_user_id": member,
        "silent": silent,
    }


def check_mention(mention: Whom | None, user_id: int | None) -> None:
    """Raise UserError for a mention in what goes to one person."""
    if user_id is not None and mention is not None:
        raise UserError(t("A direct message reaches you anyway: leave the mention out."))
