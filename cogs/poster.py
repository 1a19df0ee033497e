"""Puts a post where it belongs, once, and says what it means when that fails.

Discord itself refuses a second message with the same nonce for a few minutes. After that the
channel is looked into first: each post carries a mark, the `id` of its first component, which
nobody sees and which stays the same when the same reminders are posted again.
"""

import logging
import zlib
from secrets import randbits

import aiohttp
import discord

from bot.domain.reminders import Post
from bot.errors import PostFailed
from bot.messages import t
from cogs.membership import check_member
from cogs.render.posts import post_view

LOOK_BACK = 100
"""How many messages an earlier try is looked for in: as many as one request gives."""

_PASSING = {
    0,  # no code at all: a proxy on the way answered, not Discord
    20016,  # slow mode
    20028,  # too much is being written in the channel
    20029,  # or in the server
    40003,  # direct messages are being opened too fast
    40062,
}
_UNANSWERED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What is raised when Discord was not reached, or its answer was lost on the way."""

_CLOSED_TO_US = {50007, 50278}
_UNKNOWN_MESSAGE = 10008

_log = logging.getLogger(__name__)


async def put(client: discord.Client, post: Post) -> int:
    """Send `post`, or find it where an earlier try left it; the message's id.

    Mentions exactly the roles and people of the post. Raises PostFailed, permanent only when
    Discord itself, asked again, confirms that the channel is gone or closed to the bot.
    """
    try:
        place = await _place(client, post)
        mark = _mark(post)
        if post.again and (earlier := await _look(client, place, mark)) is not None:
            return earlier
    except discord.HTTPException as error:
        raise await _verdict(client, post, error) from error
    except _UNANSWERED as error:
        raise _unreachable(error) from error
    try:
        return await _send(place, post, mark)
    except discord.HTTPException as error:
        if error.status >= 500:
            raise _unreachable(error, may_have_arrived=True) from error
        raise await _verdict(client, post, error) from error
    except _UNANSWERED as error:
        raise _unreachable(error, may_have_arrived=True) from error


async def _place(client: discord.Client, post: Post) -> discord.abc.Messageable:
    """Where the post goes; nothing is looked up in a cache, which may lack what exists."""
    if post.channel_id is not None:
        return client.get_partial_messageable(post.channel_id, guild_id=post.guild_id)
    if post.user_id is None:
        raise ValueError("a post needs a channel or a person")
    await check_member(client, post.guild_id, post.user_id)
    return await client.create_dm(discord.Object(post.user_id))


async def _send(place: discord.abc.Messageable, post: Post, mark: int) -> int:
    view = post_view(post)
    view.children[0].id = mark
    view.stop()  # its buttons carry their records' ids: nothing of it need stay in memory
    message = await place.send(
        view=view,
        nonce=post.nonce or randbits(63),  # a sample has none: it is posted as often as asked
        silent=post.silent,
        allowed_mentions=discord.AllowedMentions(
            everyone=False,
            users=[discord.Object(user_id) for user_id in post.mention_user_ids],
            roles=[discord.Object(role_id) for role_id in post.role_ids],
            replied_user=False,
        ),
    )
    return message.id


def _mark(post: Post) -> int:
    """A number from the nonce, as large as a component's id may be; small ones Discord assigns."""
    return zlib.crc32(post.nonce.encode()) & 0x7FFF_FFFF | 0x4000_0000


async def _look(client: discord.Client, place: discord.abc.Messageable, mark: int) -> int | None:
    """The id of the bot's own message that carries `mark`, if the channel has it and shows it."""
    own = client.user.id if client.user else None
    try:
        async for message in place.history(limit=LOOK_BACK):
            marks = {getattr(component, "id", None) for component in message.components}
            if message.author.id == own and mark in marks:
                return message.id
    except discord.Forbidden:
        _log.debug("The earlier messages of %s cannot be read.", place)
    return None


def _unreachable(error: Exception, *, may_have_arrived: bool = False) -> PostFailed:
    return PostFailed(
        t("Discord could not be reached ({why}).", why=str(error) or type(error).__name__),
        permanent=False,
        may_have_arrived=may_have_arrived,
    )


async def _verdict(client: discord.Client, post: Post, error: discord.HTTPException) -> PostFailed:
    if error.status in (401, 429) or error.status >= 500 or error.code in _PASSING:
        return _unreachable(error)
    if error.code in _CLOSED_TO_US:
        return PostFailed(
            t("<@{user}> does not take direct messages from me.", user=post.user_id),
            permanent=True,
        )
    if error.code == _UNKNOWN_MESSAGE:
        return PostFailed(t("It was posted, and has been deleted since."), permanent=True)
    if error.status in (403, 404) and post.channel_id is not None:
        return await _channel_verdict(client, post.channel_id, error)
    return PostFailed(
        t("Discord refused the message ({code}: {why}).", code=error.code, why=error.text),
        permanent=True,
    )


async def _channel_verdict(
    client: discord.Client, channel_id: int, refusal: discord.HTTPException
) -> PostFailed:
    """Ask Discord for the channel itself before it is given up."""
    try:
        await client.fetch_channel(channel_id)
    except discord.NotFound:
        return PostFailed(t("The channel no longer exists."), permanent=True)
    except discord.Forbidden as error:
        if error.code in _PASSING:
            return _unreachable(error)
        return PostFailed(
            t("I can no longer see <#{channel}>.", channel=channel_id), permanent=True
        )
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        return _unreachable(error)
    if refusal.status == 404:
        return _unreachable(refusal)
    return PostFailed(t("I may not write in <#{channel}>.", channel=channel_id), permanent=True)
