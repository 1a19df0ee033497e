"""A server's settings, and what follows from changing them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import UserError
from tests.services.conftest import CHANNEL, EDITOR, GUILD, MINISTERIAL, Server


@pytest.fixture
def who(server: Server) -> dict[str, Any]:
    return {"by": EDITOR, "now": server.clock()}


async def channels(server: Server) -> list[int | None]:
    return [each.channel_id for each in await server.services.subscriptions.list(GUILD)]


async def test_reminders_go_to_the_new_channel_from_now_on(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.guilds.update(GUILD, channel_id=CHANNEL, **who)
    await server.subscribe(CHANNEL)
    await server.subscribe(CHANNEL + 5)
    await server.services.guilds.update(GUILD, channel_id=CHANNEL + 1, **who)
    assert await channels(server) == [CHANNEL + 1, CHANNEL + 5]


async def test_a_channel_still_knows_what_it_heard_before_its_reminders_went_elsewhere(
    server: Server,
) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": server.clock()}
    await server.services.guilds.update(GUILD, channel_id=CHANNEL, **who)
    await server.subscribe()
    server.clock.at = datetime(2026, 4, 24, 9, tzinfo=UTC)
    await server.tick()
    await server.unsubscribe()
    await server.subscribe(ladder="1")
    assert (await server.move("30 June 2026", MINISTERIAL)).told == 1
    await server.tick()
    await server.services.guilds.update(GUILD, channel_id=CHANNEL + 1, **who)
    await server.subscribe(ladder="7")
    assert await server.tick() == 0


async def test_what_the_new_channel_hears_already_is_not_doubled(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.guilds.update(GUILD, channel_id=CHANNEL, **who)
    await server.subscribe(CHANNEL)
    await server.subscribe(CHANNEL + 1)
    await server.services.guilds.update(GUILD, channel_id=CHANNEL + 1, **who)
    assert await channels(server) == [CHANNEL + 1]
    server.clock.forward(days=30)
    assert await server.tick() == 1


async def test_nothing_given_changes_nothing(server: Server, who: dict[str, Any]) -> None:
    before = await server.services.guilds.get(GUILD)
    assert await server.services.guilds.update(GUILD, **who) == before


@pytest.mark.parametrize("wrong", [{"zone": "Mars/Olympus"}, {"hour": 24}, {"hour": -1}])
async def test_what_cannot_be_is_refused_and_nothing_changes(
    server: Server, who: dict[str, Any], wrong: dict[str, Any]
) -> None:
    before = await server.services.guilds.get(GUILD)
    with pytest.raises(UserError):
        await server.services.guilds.update(GUILD, name="Another name", **wrong, **who)
    assert await server.services.guilds.get(GUILD) == before


async def test_a_city_is_enough_to_name_a_zone(server: Server, who: dict[str, Any]) -> None:
    guild = await server.services.guilds.update(GUILD, zone="tokyo", **who)
    assert guild.zone == "Asia/Tokyo"


async def test_a_server_s_record_outlives_the_bot_s_removal(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.guilds.left(GUILD, now=server.clock())
    await server.services.guilds.joined(GUILD, "Desk again")
    assert (await server.services.guilds.get(GUILD)).name == "Desk again"
    assert (await server.milestone()).due_on is not None


async def test_nothing_is_posted_to_a_server_that_the_bot_has_left(server: Server) -> None:
    await server.subscribe()
    await server.services.guilds.left(GUILD, now=server.clock())
    server.clock.forward(days=10)
    assert await server.tick() == 0
    await server.services.guilds.joined(GUILD, "Desk")
    assert await server.tick() == 1
