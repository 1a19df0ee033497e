"""Where reminders may go: a channel or thread in which the bot can write, or direct messages."""

from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.domain.subscriptions import Subscription
from bot.errors import UserError
from bot.messages import t
from cogs.press import server, services

Picked = app_commands.AppCommandChannel | app_commands.AppCommandThread

CHANNEL_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]


class PlaceTransformer(app_commands.Transformer):
    """An option for a text or announcement channel or a thread, also one that no cache knows."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return CHANNEL_TYPES

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> Picked:
        picked: Picked = value
        return picked


Place = app_commands.Transform[Picked, PlaceTransformer]


async def writable(interaction: discord.Interaction[Any], picked: Picked | None) -> int:
    """The id of the channel picked (by default this one), if the bot may post there.

    Raises UserError that names the missing permissions otherwise.
    """
    if picked is None or picked.id == interaction.channel_id:
        here = interaction.channel_id or 0
        _check(here, interaction.channel, interaction.app_permissions)
        await _remember(interaction, interaction.channel)
        return here
    await check_channel(interaction, picked.id)
    return picked.id


async def check_channel(interaction: discord.Interaction[Any], channel_id: int) -> None:
    """Return if the bot may post in that channel of the server, else UserError says what lacks."""
    guild = interaction.guild
    if guild is None:
        raise UserError(t("This works only in a server."))
    channel = guild.get_channel_or_thread(channel_id) or await _fetched(guild, channel_id)
    _check(channel_id, channel, channel.permissions_for(guild.me))
    await _remember(interaction, channel)


async def _remember(interaction: discord.Interaction[Any], channel: object) -> None:
    """Note whether everyone in the server sees a channel: what is private stays so."""
    public = _is_public(channel)
    if public is not None and isinstance(channel, discord.abc.Snowflake):
        await services(interaction).places.seen(server(interaction), channel.id, public=public)


def _is_public(channel: object) -> bool | None:
    """Whether everyone in its server sees a channel; None where that cannot be told."""
    if not isinstance(channel, discord.Thread | discord.abc.GuildChannel):
        return None
    if isinstance(channel, discord.Thread) and (channel.is_private() or channel.parent is None):
        return False if channel.is_private() else None
    return channel.permissions_for(channel.guild.default_role).view_channel


async def _fetched(
    guild: discord.Guild, channel_id: int
) -> discord.abc.GuildChannel | discord.Thread:
    try:
        return await guild.fetch_channel(channel_id)
    except discord.Forbidden:
        _check(channel_id, None, discord.Permissions.none())
        raise
    except discord.NotFound:
        raise UserError(t("That channel no longer exists. Choose another one.")) from None


def _check(channel_id: int, channel: object, permissions: discord.Permissions) -> None:
    thread = isinstance(channel, discord.Thread)
    needed = {
        t("View Channel"): permissions.view_channel,
        t("Send Messages in Threads") if thread else t("Send Messages"): (
            permissions.send_messages_in_threads if thread else permissions.send_messages
        ),
        t("Embed Links"): permissions.embed_links,
    }
    if isinstance(channel, discord.Thread) and channel.locked:
        needed[t("Manage Threads")] = permissions.manage_threads
    missing = [name for name, granted in needed.items() if not granted]
    if missing:
        raise UserError(
            t(
                "I cannot post in {channel}: give me the permission {missing} there and try again.",
                channel=f"<#{channel_id}>",
                missing=", ".join(missing),
            )
        )


def place_names(
    interaction: discord.Interaction[Any], subscriptions: Sequence[Subscription]
) -> Callable[[Subscription], str]:
    """How the place of each subscription is written where mentions do not show, each its own."""
    names: dict[tuple[int | None, int | None], str] = {}
    for each in subscriptions:
        key = each.channel_id, each.user_id
        if key not in names:
            name = _place_name(interaction, each)
            same = sum(name in (taken, taken.rpartition(" (")[0]) for taken in names.values())
            names[key] = f"{name} ({same + 1})" if same else name
    return lambda subscription: names[subscription.channel_id, subscription.user_id]


def _place_name(interaction: discord.Interaction[Any], subscription: Subscription) -> str:
    if subscription.user_id is not None:
        own = subscription.user_id == interaction.user.id
        return t("your direct messages") if own else t("somebody else's direct messages")
    guild, channel_id = interaction.guild, subscription.channel_id or 0
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    return f"#{channel.name}" if channel else t("a channel that I cannot see")
