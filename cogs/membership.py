"""Whether a person still belongs to a server, whose reminders go to them by direct message."""

import discord

from bot.errors import PostFailed
from bot.messages import t

_GONE = {
    10007,  # unknown member
    10013,  # unknown user: the account itself is gone
}


async def check_member(client: discord.Client, guild_id: int, user_id: int) -> None:
    """Return if Discord says that the person belongs to the server, else raise PostFailed.

    It is permanent only where Discord confirms that they do not. What a server records is not for
    those who have left it, so nothing is sent while that cannot be told. It costs a request for
    each direct message, two where the server is served by another process.
    """
    try:
        guild = client.get_guild(guild_id) or await client.fetch_guild(guild_id)
        await guild.fetch_member(user_id)
    except discord.HTTPException as error:
        if error.status == 404 and error.code in _GONE:
            raise PostFailed(
                t("<@{user}> is no longer a member of the server.", user=user_id), permanent=True
            ) from error
        raise PostFailed(
            t("Discord did not say whether <@{user}> is still a member.", user=user_id),
            permanent=False,
        ) from error
