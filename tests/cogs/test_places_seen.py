"""Who sees a channel, as Discord told the bot: it decides where a post may stand in for another."""

from cogs.poster import is_public
from tests.cogs.reminding import private_channel
from tests.conftest import Desk


async def test_a_channel_is_public_if_everyone_sees_it(desk: Desk) -> None:
    private = private_channel(desk, "private")
    await desk.env.settle()
    seen = [is_public(desk.bot, desk.guild.id, each.id) for each in (desk.channel, private)]
    assert seen == [True, False]


async def test_of_a_channel_that_is_not_known_nothing_is_said(desk: Desk) -> None:
    assert is_public(desk.bot, desk.guild.id, 1) is None
    assert is_public(desk.bot, 1, desk.channel.id) is None
