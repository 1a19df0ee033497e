"""How delivery stands: in one line, and quickly however much is stored."""

import asyncio
from datetime import datetime, timedelta

from bot.domain.health import Health, Trouble, line
from tests.services.conftest import CHANNEL, GUILD, Server

OTHER_CHANNEL = 55
TICK = timedelta(seconds=10)


async def asked(server: Server, guild_id: int | None = None) -> Health:
    return await server.services.health.ask(now=server.clock(), guild_id=guild_id)


async def beat(server: Server, *, connected: bool = True) -> None:
    await server.services.health.beat(now=server.clock(), connected=connected)


async def test_a_record_on_which_nothing_ever_ran_says_so(server: Server) -> None:
    health = await asked(server)
    assert health.trouble is Trouble.NEVER
    assert "never run" in line(health)


async def test_all_is_well_while_ticks_come(server: Server) -> None:
    await beat(server)
    server.clock.forward(seconds=40)
    health = await asked(server)
    assert health.trouble is None
    assert line(health) == (
        "Reminders go out: the last tick was 40 s ago, nothing waits, every place can be posted to."
    )


async def test_a_ticker_that_stopped_is_told_of(server: Server) -> None:
    await beat(server)
    server.clock.forward(minutes=20)
    health = await asked(server)
    assert health.trouble is Trouble.STOPPED
    assert line(health) == "Reminders stand still: the last tick was 20 min ago."


async def test_ticks_without_discord_are_no_health(server: Server) -> None:
    await beat(server)
    server.clock.forward(minutes=20)
    await beat(server, connected=False)
    health = await asked(server)
    assert health.trouble is Trouble.CUT_OFF
    assert "Discord has not been reached for 20 min" in line(health)


async def test_what_is_due_and_unsent_is_counted_with_the_oldest_of_it(server: Server) -> None:
    await server.subscribe(ladder="6, 5")
    server.clock.forward(days=1, minutes=20)
    await beat(server)
    health = await asked(server)
    assert health.queue.waiting == 1
    assert health.queue.oldest_at == server.clock() - timedelta(hours=4, minutes=20)
    assert health.trouble is Trouble.LATE
    assert line(health) == "Reminders are late: 1 waits, the oldest for 4 h."
    await server.tick()
    health = await asked(server)
    assert (health.queue.waiting, health.queue.oldest_at, health.trouble) == (0, None, None)


async def test_what_a_pause_holds_back_is_not_late(server: Server) -> None:
    await server.subscribe(ladder="6")
    server.clock.forward(days=2)
    await _pause(server, server.clock() + timedelta(days=9))
    await beat(server)
    health = await asked(server)
    assert health.trouble is None
    assert (health.queue.waiting, health.queue.held) == (0, 1)


async def test_what_waits_until_the_server_opens_is_not_late(server: Server) -> None:
    await server.subscribe(ladder="6")
    server.clock.forward(days=2)
    await server.services.guilds.update(
        GUILD, by=None, now=server.clock(), quiet="12 to 18", hour=9
    )
    await beat(server)
    health = await asked(server)
    assert (health.queue.waiting, health.queue.held, health.trouble) == (0, 1, None)


async def test_a_place_that_is_closed_is_counted_while_reminders_are_on_there(
    server: Server,
) -> None:
    await server.subscribe(ladder="6, 5")
    await _close(server)
    await beat(server)
    assert (await asked(server)).closed == 1
    assert "1 place cannot be posted to" in line(await asked(server))
    await server.unsubscribe()
    assert (await asked(server)).closed == 0


async def test_the_next_posts_are_shown_in_order_one_for_a_place_and_an_instant(
    server: Server,
) -> None:
    await server.subscribe(ladder="6, 5, 4, 3, 2, 1, 0")
    await server.subscribe(OTHER_CHANNEL, ladder="5")
    health = await asked(server, GUILD)
    shown = [(each.due_at.day, each.place.channel_id, each.reminders) for each in health.next]
    assert shown == [
        (21, CHANNEL, 2),
        (22, CHANNEL, 2),
        (22, OTHER_CHANNEL, 1),
        (23, CHANNEL, 2),
        (24, CHANNEL, 2),
    ]
    assert {each.server for each in health.next} == {"Desk"}


async def test_a_server_hears_only_of_its_own_queue(server: Server) -> None:
    await server.subscribe(ladder="6")
    server.clock.forward(days=2)
    await beat(server)
    elsewhere = await asked(server, 8)
    assert (elsewhere.queue.waiting, elsewhere.next) == (0, ())
    assert (await asked(server, GUILD)).queue.waiting == 1


async def test_a_server_that_was_left_is_counted_and_its_queue_is_not(server: Server) -> None:
    await server.subscribe(ladder="6")
    await server.services.guilds.left(GUILD, now=server.clock())
    server.clock.forward(days=2)
    await beat(server)
    health = await asked(server)
    assert (health.left, health.queue.waiting, health.next, health.trouble) == (1, 0, (), None)


async def test_a_short_interruption_is_not_told(server: Server) -> None:
    await beat(server)
    assert await server.services.health.outage(now=server.clock.forward(minutes=15)) == ()


async def test_a_first_start_is_no_outage(server: Server) -> None:
    assert await server.services.health.outage(now=server.clock()) == ()


async def test_whose_reminders_are_late_is_told_once_of_an_outage_that_is_over(
    server: Server,
) -> None:
    await server.subscribe(ladder="6, 5")
    await server.subscribe(OTHER_CHANNEL, ladder="6, 5")
    await _admin_channel(server, 77)
    begun = server.clock()
    await beat(server)
    server.clock.forward(days=1)
    await beat(server, connected=False)
    [notice] = await server.services.health.outage(now=server.clock())
    assert (notice.guild_id, notice.channel_id) == (GUILD, 77)
    assert (notice.reminders, notice.places) == (2, 2)
    assert (notice.outage.begun_at, notice.outage.ended_at) == (begun, server.clock())
    assert len(notice.nonce) <= 25
    assert await server.services.health.outage(now=server.clock()) == (), "another process asks"


async def test_an_outage_that_made_nothing_late_is_not_told(server: Server) -> None:
    await server.subscribe(ladder="1")
    await _admin_channel(server, 77)
    await beat(server)
    assert await server.services.health.outage(now=server.clock.forward(hours=2)) == ()


async def test_two_processes_may_note_their_first_tick_at_once(server: Server) -> None:
    await asyncio.gather(*(beat(server) for _ in range(4)))
    assert (await asked(server)).pulse.ticked_at == server.clock()


async def test_of_several_processes_one_tells_of_an_outage(server: Server) -> None:
    await server.subscribe(ladder="6, 5")
    await _admin_channel(server, 77)
    await beat(server)
    server.clock.forward(days=1)
    asked_at_once = [server.services.health.outage(now=server.clock()) for _ in range(4)]
    assert sorted(map(len, await asyncio.gather(*asked_at_once))) == [0, 0, 0, 1]


async def _pause(server: Server, until: datetime) -> None:
    import db.guilds

    async with server.services.guilds.transactions.write() as session:
        await db.guilds.change(session, GUILD, paused_until=until)


async def _admin_channel(server: Server, channel_id: int) -> None:
    import db.guilds

    async with server.services.guilds.transactions.write() as session:
        await db.guilds.change(session, GUILD, admin_channel_id=channel_id)


async def _close(server: Server) -> None:
    import db.places

    async with server.services.guilds.transactions.write() as session:
        place = await db.places.at(session, GUILD, channel_id=CHANNEL, user_id=None)
        assert place is not None
        await db.places.change(
            session, place.id, closed_at=server.clock(), closed_reason="The channel is gone."
        )
