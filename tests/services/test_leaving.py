"""A server that removes the bot: its record waits for 30 days, and is then deleted for good."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

import db.leaving
from bot.domain.guilds import TERMINAL_GUILD_ID
from bot.domain.subscriptions import Scope
from bot.errors import PostFailed
from db.models.base import Base
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, Server

OTHER = 8


@pytest.fixture
async def two(server: Server) -> Server:
    """Beside the server another with the whole catalogue, reminders of all of it, and a history."""
    services, now = server.services, server.clock()
    await services.guilds.joined(OTHER, "Trade desk")
    await services.catalogue.load(OTHER, by=None, now=now)
    for channel in (5, 6):
        await services.subscriptions.add(
            OTHER,
            by=EDITOR,
            now=now,
            scope=Scope.EVERYTHING,
            subject=None,
            channel_id=channel,
            user_id=None,
        )
    await server.subscribe()
    return server


async def rows(server: Server) -> dict[str, dict[Any, int]]:
    """How many rows every table has, by server where it says whose they are."""
    counted: dict[str, dict[Any, int]] = {}
    async with server.services.guilds.transactions.read() as session:
        for table in Base.metadata.sorted_tables:
            if "guild_id" in table.c:
                query = select(table.c.guild_id, func.count()).group_by(table.c.guild_id)
                counted[table.name] = {row[0]: row[1] for row in await session.execute(query)}
            else:
                count = await session.scalar(select(func.count()).select_from(table))
                counted[table.name] = {None: count or 0}
    return counted


async def sweep(server: Server) -> int:
    """Sweep until nothing is left to do; in how many goes."""
    goes = 1
    while await server.services.leaving.sweep(now=server.clock(), parts=3):
        goes += 1
    return goes


async def test_nothing_is_deleted_within_thirty_days(two: Server) -> None:
    await two.services.guilds.left(OTHER, now=two.clock())
    two.clock.forward(days=29, hours=23)
    before = await rows(two)
    assert await sweep(two) == 1
    assert await rows(two) == before


async def test_after_thirty_days_all_of_it_goes_and_nothing_else_does(
    two: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.leaving, "PART", 40)
    before = await rows(two)
    assert {OTHER, GUILD} <= set(before["reminders"]) & set(before["changes"])
    await two.services.guilds.left(OTHER, now=two.clock())
    two.clock.forward(days=30, seconds=1)
    assert await sweep(two) > 3, "in parts, so that reminders of others do not wait"
    after = await rows(two)
    for table, counts in after.items():
        assert OTHER not in counts, table
        assert counts.get(GUILD) == before[table].get(GUILD), table
    assert after["events"][None] == 1, "what hangs on the rest is gone with it"
    assert (await two.milestone(FUNDING)).guild_id == GUILD


async def test_coming_back_in_time_restores_everything_and_posts_what_is_news_once(
    two: Server,
) -> None:
    services = two.services
    before = await rows(two)
    await services.guilds.left(GUILD, now=two.clock())
    two.clock.forward(days=6)
    await two.tick()
    assert [post for post in two.outbox.posts if post.guild_id == GUILD] == []
    await _come_back(two, GUILD)
    assert await rows(two) == before
    for _ in range(3):
        await two.tick()
    [post] = [post for post in two.outbox.posts if post.guild_id == GUILD]
    assert post.channel_id == CHANNEL
    assert post.late


async def test_what_was_refused_on_the_way_out_is_posted_on_the_way_back(two: Server) -> None:
    two.clock.forward(days=6)
    two.outbox.failing = PostFailed("I can no longer see it.", permanent=True)
    for _ in range(4):
        await two.tick()
    await two.services.guilds.left(GUILD, now=two.clock())
    two.outbox.failing = None
    two.clock.forward(days=1)
    await _come_back(two, GUILD)
    for _ in range(3):
        await two.tick()
    [post] = [post for post in two.outbox.posts if post.guild_id == GUILD]
    assert {item.milestone.what for item in post.items} == {
        "Start the funding",
        "Hold the ministerial",
    }


async def test_coming_back_too_late_begins_anew_also_before_the_sweep(two: Server) -> None:
    await two.services.guilds.left(OTHER, now=two.clock())
    two.clock.forward(days=31)
    await _come_back(two, OTHER)
    after = await rows(two)
    assert OTHER not in after["agreements"]
    assert OTHER not in after["reminders"]
    guild = await two.services.guilds.get(OTHER)
    assert (guild.left_at, guild.catalogue_version, guild.name) == (None, None, "Desk again")
    assert await sweep(two) == 1


async def test_what_came_back_in_time_while_nothing_ran_is_kept(two: Server) -> None:
    before = await rows(two)
    await two.services.guilds.left(OTHER, now=two.clock())
    taken_back_at = two.clock.forward(days=10)
    two.clock.forward(days=50)
    await _come_back(two, OTHER, taken_back_at)
    assert await rows(two) == before


async def test_a_server_that_the_bot_is_in_is_never_swept(two: Server) -> None:
    two.clock.forward(days=400)
    before = await rows(two)
    assert await sweep(two) == 1
    assert await rows(two) == before


async def test_the_servers_that_are_missing_are_those_that_should_be_there(two: Server) -> None:
    await two.services.guilds.get(TERMINAL_GUILD_ID, "Terminal")
    await two.services.guilds.joined(9, "Left before")
    await two.services.guilds.left(9, now=two.clock() - timedelta(days=1))
    assert await two.services.leaving.missing([GUILD, 55]) == [OTHER]


async def _come_back(server: Server, guild_id: int, joined_at: datetime | None = None) -> None:
    now = server.clock()
    await server.services.leaving.back(guild_id, joined_at=joined_at or now, now=now)
    await server.services.guilds.joined(guild_id, "Desk again")
