"""Direct messages reach members of the server, and nobody who has left it."""

from tests.cogs.reading import text
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


async def test_whoever_left_is_told_nothing_more_and_the_page_says_so(desk: Desk) -> None:
    await _remind_directly(desk)
    desk.guild.remove_member(desk.member)
    desk.clock.forward(hours=24)
    await desk.tick()
    assert desk.member.user.dm_channel.history() == []
    page = text(await desk.editor.slash(desk.channel, "milestone show", milestone=FUNDING))
    assert f"{desk.member.mention} is no longer a member of the server." in page


async def test_a_member_is_told(desk: Desk) -> None:
    await _remind_directly(desk)
    desk.clock.forward(hours=24)
    await desk.tick()
    assert len(desk.member.user.dm_channel.history()) == 1


async def _remind_directly(desk: Desk) -> None:
    await desk.member.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6", direct_message=True
    )
