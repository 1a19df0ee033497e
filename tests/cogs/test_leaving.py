"""The bot is removed from a server, and taken back."""

import discord
import pytest

from tests.cogs.acting import said_in
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


def guild(desk: Desk) -> discord.Guild:
    found = desk.bot.get_guild(desk.guild.id)
    assert found is not None
    return found


@pytest.fixture
async def reminded(desk: Desk) -> Desk:
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6, 5, 0"
    )
    return desk


async def posts(desk: Desk) -> list[str]:
    await desk.tick()
    return [said_in(each) for each in desk.channel.history() if "Measures" in said_in(each)][1:]


async def test_what_falls_due_while_the_bot_is_away_comes_once_when_it_is_back(
    reminded: Desk,
) -> None:
    await reminded.bot.on_guild_remove(guild(reminded))
    reminded.clock.forward(days=2, hours=1)
    assert await posts(reminded) == []
    await reminded.bot.on_guild_join(guild(reminded))
    [post] = await posts(reminded)
    assert "late" in post
    assert await posts(reminded) == [post]


async def test_after_thirty_days_the_server_is_met_as_a_new_one(reminded: Desk) -> None:
    await reminded.bot.on_guild_remove(guild(reminded))
    reminded.clock.forward(days=31)
    guild(reminded).me.joined_at = reminded.clock()
    await reminded.bot.on_guild_join(guild(reminded))
    settings = await reminded.services.guilds.get(reminded.guild.id)
    assert settings.catalogue_version is None
    assert await reminded.services.subscriptions.list(reminded.guild.id) == ()
