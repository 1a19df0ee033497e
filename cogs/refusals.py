"""What it means when Discord takes no post: that it may pass, or what a person has to mend.

Nothing is given up on the word of a cache or of one answer: Discord is asked for the channel.
"""

import aiohttp
import discord

from bot.domain.reminders import Post
from bot.errors import PostFailed
from bot.messages import t
from bot.services.pacing import Pace

UNANSWERED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What is raised when Discord was not reached, or its answer was lost on the way."""

_PASSING = {
    0,  # no code at all: a proxy on the way answered, not Discord
    20016,  # slow mode
    20028,  # too much is being written in the channel
    20029,  # or in the server
    40003,  # direct messages are being opened too fast
    40062,
}
_CLOSED_TO_US = {50007, 50278}
_REMOVED_SECONDS = 600.0
"""How long a server that seems to have removed the bot is left alone, until that is known."""


def unreachable(error: Exception, *, may_have_arrived: bool = False) -> PostFailed:
    """Discord was not reached, or had no time."""
    return PostFailed(
        t("Discord could not be reached ({why}).", why=str(error) or type(error).__name__),
        permanent=False,
        may_have_arrived=may_have_arrived,
        retry_after=_retry_after(error),
    )


def _retry_after(error: Exception) -> float | None:
    """How many seconds Discord asks to wait, if it does."""
    if isinstance(error, discord.RateLimited):
        return error.retry_after
    if not isinstance(error, discord.HTTPException):
        return None
    try:
        return max(0.0, float(error.response.headers["Retry-After"]))
    except (KeyError, ValueError):
        return None


async def verdict(
    client: discord.Client,
    post: Post,
    error: discord.HTTPException,
    *,
    looked: bool,
    pace: Pace | None = None,
) -> PostFailed:
    """What a refusal means; `looked`: if the post arrived earlier, that would be known."""
    if error.status in (401, 429) or error.status >= 500 or error.code in _PASSING:
        return unreachable(error)
    if error.code in _CLOSED_TO_US:
        said = t("<@{user}> does not take direct messages from me.", user=post.user_id)
        return PostFailed(said, permanent=True, may_have_arrived=not looked)
    if error.status in (403, 404) and post.channel_id is not None:
        if pace is not None:
            await pace.request()
        return await _of_channel(client, post.guild_id, post.channel_id, error, looked)
    said = t("Discord refused the message ({code}: {why}).", code=error.code, why=error.text)
    return PostFailed(said, permanent=True, may_have_arrived=not looked, refused=True)


async def _of_channel(
    client: discord.Client,
    guild_id: int,
    channel_id: int,
    refusal: discord.HTTPException,
    looked: bool,
) -> PostFailed:
    """Ask Discord for the channel itself before it is given up."""
    guild = client.get_guild(guild_id)
    if guild is not None and guild.unavailable:
        return unreachable(refusal)  # the server has an outage, which is no removal
    try:
        channel = await client.fetch_channel(channel_id)
    except (discord.NotFound, discord.Forbidden) as error:
        if guild is None and (removed := await _removed(client, guild_id)):
            return removed
        return _of_missing(channel_id, error, looked)
    except UNANSWERED as error:
        return unreachable(error)
    if refusal.status == 404:
        return unreachable(refusal)
    said = t("I may not write in <#{channel}>.", channel=channel_id)
    if isinstance(channel, discord.Thread) and channel.locked:
        said = t("The thread <#{channel}> is locked.", channel=channel_id)
    return PostFailed(said, permanent=True, may_have_arrived=not looked)


async def _removed(client: discord.Client, guild_id: int) -> PostFailed | None:
    """That the server has removed the bot, which is noted elsewhere, or that nobody knows.

    A server that is not in the cache may be another process's.
    """
    try:
        await client.fetch_guild(guild_id, with_counts=False)
    except (discord.NotFound, discord.Forbidden):
        said = t("I am no longer in this server.")
        return PostFailed(said, permanent=False, retry_after=_REMOVED_SECONDS)
    except UNANSWERED as error:
        return unreachable(error)
    return None


def _of_missing(channel_id: int, error: discord.HTTPException, looked: bool) -> PostFailed:
    """A channel that Discord does not show; if it is gone, so is what may have arrived there."""
    if error.code in _PASSING:
        return unreachable(error)
    if isinstance(error, discord.NotFound):
        return PostFailed(t("The channel no longer exists."), permanent=True)
    said = t("I can no longer see <#{channel}>.", channel=channel_id)
    return PostFailed(said, permanent=True, may_have_arrived=not looked)
