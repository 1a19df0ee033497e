"""Puts a post where it belongs, once.

Discord itself refuses a second message with the same nonce for a few minutes. After that the
channel is looked into first: each post carries a mark, the `id` of its first component, which
nobody sees and which stays the same when the same reminders are posted again.
"""

import logging
import zlib
from datetime import datetime, timedelta
from secrets import randbits

import discord
from discord import ui

from bot.domain.boards import BoardPost
from bot.domain.digest_posts import DigestPost
from bot.domain.reminders import Post
from bot.errors import PostFailed
from bot.messages import t
from bot.services.pacing import Pace
from cogs.board_posts import board_message
from cogs.digest_pictures import Picture, picture_of
from cogs.digest_posts import digest_message, tell_rest
from cogs.membership import check_member
from cogs.refusals import UNANSWERED, unreachable, verdict
from cogs.render.post_heads import mentioned
from cogs.render.posts import post_view

LOOK_BACK = 500
"""In how many messages an earlier try is looked for."""

_SKEW = timedelta(minutes=2)
"""How far Discord's clock and this machine's may be apart."""

_RECENT = timedelta(hours=1)
"""For how long the first messages since a first try hold every later one as well."""

_UNKNOWN_MESSAGE = 10008
_ARCHIVED = 50083

_log = logging.getLogger(__name__)


async def put(client: discord.Client, post: Post, pace: Pace | None = None) -> int | None:
    """Send `post`, or find it where an earlier try left it; the message's id.

    None where it was posted and has been deleted since. Mentions exactly the roles and people of
    the post. What else is asked of Discord has its own turns at the `pace`. Raises PostFailed,
    permanent only when Discord itself, asked again, confirms that the channel is gone or closed to
    the bot. The rest of a long digest follows in a thread.
    """
    message_id = await _put(client, post, pace)
    if message_id is not None and isinstance(post, DigestPost):
        await tell_rest(client, message_id, post, pace)
    return message_id


async def _put(client: discord.Client, post: Post, pace: Pace | None) -> int | None:
    looked = True
    try:
        place = await _place(client, post, pace)
        if post.again:
            earlier, looked = await _look(client, place, post, pace)
            if earlier is not None:
                return earlier
    except discord.HTTPException as error:
        raise await verdict(client, post, error, looked=not post.again, pace=pace) from error
    except UNANSWERED as error:
        raise unreachable(error) from error
    try:
        return await _send(client, place, post, looked, pace)
    except discord.HTTPException as error:
        if error.code == _UNKNOWN_MESSAGE:
            return None
        if error.status == 429 or error.status >= 500:
            # discord.py tries several times, and an earlier answer may have been lost.
            raise unreachable(error, may_have_arrived=True) from error
        raise await verdict(client, post, error, looked=looked, pace=pace) from error
    except UNANSWERED as error:
        raise unreachable(error, may_have_arrived=True) from error


def is_public(client: discord.Client, guild_id: int, channel_id: int) -> bool | None:
    """Whether everyone in a server sees a channel; None where that is not known."""
    guild = client.get_guild(guild_id)
    channel = guild.get_channel_or_thread(channel_id) if guild is not None else None
    if guild is None or channel is None:
        return None
    if isinstance(channel, discord.Thread):
        if channel.is_private():
            return False
        if channel.parent is None:
            return None
        channel = channel.parent
    return channel.permissions_for(guild.default_role).view_channel


async def _place(client: discord.Client, post: Post, pace: Pace | None) -> discord.abc.Messageable:
    """Where the post goes; nothing is looked up in a cache, which may lack what exists."""
    if post.channel_id is not None:
        return client.get_partial_messageable(post.channel_id, guild_id=post.guild_id)
    if post.user_id is None:
        raise ValueError("a post needs a channel or a person")
    await _turn(pace)
    await check_member(client, post.guild_id, post.user_id)
    await _turn(pace)
    return await client.create_dm(discord.Object(post.user_id))


async def _turn(pace: Pace | None) -> None:
    if pace is not None:
        await pace.request()


async def _send(
    client: discord.Client,
    place: discord.abc.Messageable,
    post: Post,
    looked: bool,
    pace: Pace | None,
) -> int:
    """Send it, after waking the thread that it is for, if that turns out to sleep."""
    picture = await picture_of(client, post) if isinstance(post, DigestPost) else None
    try:
        return await _send_once(place, post, picture)
    except discord.HTTPException as error:
        if error.code != _ARCHIVED or post.channel_id is None:
            raise
        await _turn(pace)
        thread = await client.fetch_channel(post.channel_id)
        if not isinstance(thread, discord.Thread):
            raise
        if thread.locked:
            said = t("The thread <#{channel}> is locked.", channel=post.channel_id)
            raise PostFailed(said, permanent=True, may_have_arrived=not looked) from error
        await _turn(pace)
        await thread.edit(archived=False)
        await _turn(pace)
        return await _send_once(place, post, picture)


async def _send_once(
    place: discord.abc.Messageable, post: Post, picture: Picture | None = None
) -> int:
    view = _message(post, picture)
    view.children[0].id = _mark(post)
    view.stop()  # its buttons carry their records' ids: nothing of it need stay in memory
    roles, people = mentioned(post)
    message = await place.send(
        view=view,
        files=[picture.file()] if picture else [],
        nonce=post.nonce or randbits(63),  # a sample has none: it is posted as often as asked
        silent=post.silent,
        allowed_mentions=discord.AllowedMentions(
            everyone=False,
            users=[discord.Object(user_id) for user_id in people],
            roles=[discord.Object(role_id) for role_id in roles],
            replied_user=False,
        ),
    )
    return message.id


def _message(post: Post, picture: Picture | None) -> ui.LayoutView:
    """What a post says, by what it is."""
    match post:
        case DigestPost():
            return digest_message(post, picture)
        case BoardPost():
            return board_message(post)
        case _:
            return post_view(post)


def _mark(post: Post) -> int:
    """A number from the nonce, as large as a component's id may be; small ones Discord assigns."""
    return zlib.crc32(post.nonce.encode()) & 0x7FFF_FFFF | 0x4000_0000


async def _look(
    client: discord.Client, place: discord.abc.Messageable, post: Post, pace: Pace | None
) -> tuple[int | None, bool]:
    """The id of the bot's own message that is this post, if there is one.

    And whether that is certain: the channel may not show its earlier messages. Where the first try
    was long ago a later one may have left it, with more messages in between than are read.
    """
    begun = post.begun_at
    windows = [begun - _SKEW if begun else None]
    if begun and post.now - begun > _RECENT:
        windows.append(None)
    read_all = False
    try:
        for since in windows:
            await _turn(pace)
            found, seen = await _find(client, place, post, since)
            if found is not None:
                return found, True
            read_all = read_all or seen < LOOK_BACK
    except discord.Forbidden:
        _log.debug("The earlier messages of %s cannot be read.", place)
        return None, False
    return None, read_all


async def _find(
    client: discord.Client, place: discord.abc.Messageable, post: Post, since: datetime | None
) -> tuple[int | None, int]:
    """The post's id among the first messages after an instant, or with None among the latest.

    And how many messages were read.
    """
    own, mark = client.user.id if client.user else None, _mark(post)
    seen = 0
    async for message in place.history(limit=LOOK_BACK, after=since):
        seen += 1
        marks = {getattr(component, "id", None) for component in message.components}
        if message.author.id == own and mark in marks:
            return message.id, seen
    return None, seen
