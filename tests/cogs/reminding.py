"""Getting reminded, and the places for it."""

import discord
import simcord

from tests.cogs.acting import button, parts, said_in
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"
HERE = "everything in #deadlines"


async def forward_to_the_reminder(desk: Desk) -> None:
    """Six days before the earlier reading of the funding deadline, at the posting hour."""
    desk.clock.forward(hours=24)
    await desk.tick()


def posted(desk: Desk) -> list[str]:
    """What each reminder says that was posted in the channel, in order."""
    return [
        said_in(each)
        for each in desk.channel.history()
        if any(part.get("label") == "Snooze" for part in parts(each))
    ]


async def reminder(desk: Desk) -> discord.Message:
    """The reminder of the funding deadline, as it was just posted."""
    await desk.editor.slash(desk.channel, "remind add", what="milestone", name=FUNDING, days="6, 0")
    await forward_to_the_reminder(desk)
    post = desk.channel.last_message
    assert post is not None
    return post


async def direct_reminder(desk: Desk) -> discord.Message:
    """The same by direct message."""
    await desk.editor.slash(
        desk.channel,
        "remind add",
        what="milestone",
        name=FUNDING,
        days="6, 0",
        direct_message=True,
    )
    await forward_to_the_reminder(desk)
    post = desk.editor.user.dm_channel.history()[-1]
    assert button(post, "Done")
    return post


def closed_channel(desk: Desk) -> simcord.ChannelHandle:
    """A channel in which the bot may not write."""
    shut = discord.PermissionOverwrite(send_messages=False)
    return desk.guild.create_text_channel("closed", overwrites={_bot(desk): shut})


def private_channel(desk: Desk, name: str) -> simcord.ChannelHandle:
    """A channel that not everybody in the server sees, but the bot and the editor do."""
    hidden = discord.PermissionOverwrite(view_channel=False)
    shown = discord.PermissionOverwrite(view_channel=True)
    return desk.guild.create_text_channel(
        name,
        overwrites={desk.guild.default_role: hidden, _bot(desk): shown, desk.editor: shown},
    )


def _bot(desk: Desk) -> discord.Member:
    me = desk.guild.me
    assert me is not None
    return me


async def thread(desk: Desk) -> simcord.ChannelHandle:
    """A thread under the channel's latest words."""
    message = await desk.editor.send(desk.channel, "Japan")
    await message.create_thread(name="Japan")
    return desk.channel.threads[0]
