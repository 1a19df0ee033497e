"""/health, and what the admin channel hears of an outage."""

from datetime import timedelta

from bot.domain.health import Outage, OutageNotice
from cogs.health import tell_outage
from tests.cogs.acting import said_in
from tests.cogs.reading import assert_fits, text
from tests.conftest import Desk


async def test_a_server_sees_whether_its_reminders_go_out_and_the_next_five(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    await desk.services.health.beat(now=desk.clock(), connected=True)
    answer = await desk.member.slash(desk.channel, "health")
    assert_fits(answer)
    assert answer.ephemeral
    assert "All is well" in text(answer)
    assert "Reminders go out: the last tick was 0 s ago, nothing waits" in text(answer)
    assert text(answer).count(desk.channel.mention) == 5


async def test_a_ticker_that_stands_still_is_said(desk: Desk) -> None:
    await desk.services.health.beat(now=desk.clock(), connected=True)
    desk.clock.forward(minutes=30)
    answer = text(await desk.member.slash(desk.channel, "health"))
    assert "Reminders stand still" in answer
    assert "30 min" in answer


async def test_a_place_that_is_closed_is_no_perfect_health(desk: Desk) -> None:
    await desk.editor.slash(
        desk.channel, "remind add", what="everything", days="6", channel=desk.elsewhere
    )
    desk.env.backend.delete_channel(desk.elsewhere.id)
    await desk.env.settle()
    desk.clock.forward(days=6)
    await desk.tick()
    await desk.tick()
    await desk.services.health.beat(now=desk.clock(), connected=True)
    answer = text(await desk.member.slash(desk.channel, "health"))
    assert "Reminders go out, but not everywhere" in answer
    assert "1 place cannot be posted to: `/undelivered` shows it" in answer


async def test_nobody_sees_when_others_get_direct_messages(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", direct_message=True)
    own = text(await desk.editor.slash(desk.channel, "health"))
    assert own.count(f"direct messages to {desk.editor.mention}") == 5
    others = text(await desk.member.slash(desk.channel, "health"))
    assert "direct messages" not in others
    assert "The next posts" not in others


async def test_an_outage_is_told_once_it_is_over_and_mentions_nobody(desk: Desk) -> None:
    now = desk.clock()
    notice = OutageNotice(
        Outage(now - timedelta(minutes=20), now), desk.guild.id, desk.elsewhere.id, 3, 1
    )
    await tell_outage(desk.bot, notice)
    await desk.env.settle()
    said = said_in(desk.elsewhere.last_message)
    assert "Reminders stood still" in said
    assert "(20 min)" in said
    assert "3 reminders fell due meanwhile in 1 place" in said
