"""What will be posted, read by the page."""

from datetime import timedelta
from time import process_time

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from db.models.reminders import ReminderRow
from tests.services.conftest import CHANNEL, GUILD, Server

MANY = 10_000


async def test_a_page_of_ten_thousand_costs_a_fraction_of_them_all(
    server: Server, engine: AsyncEngine
) -> None:
    for number in range(10):
        await server.subscribe(CHANNEL + number, ladder="1")
    await _fill(server, engine)
    now = server.clock()
    services = server.services.reminders
    begun = process_time()
    every = await services.preview(GUILD, now=now)
    all_of_it = process_time() - begun
    begun = process_time()
    page = await services.preview_page(GUILD, now=now, reader=1, page=900)
    assert process_time() - begun < all_of_it / 4
    assert page.total == len(every) >= MANY
    assert page.shown == every[9000:9010]


async def _fill(server: Server, engine: AsyncEngine) -> None:
    """As many snoozes as there may be of one milestone, ten minutes apart."""
    milestone = await server.milestone()
    wishes = await server.services.subscriptions.list(GUILD)
    rows = [
        {
            "guild_id": GUILD,
            "milestone_id": milestone.id,
            "subscription_id": wish.id,
            "due_version": milestone.due_version,
            "kind": "snoozed",
            "rung": number,
            "due_at": server.clock() + timedelta(minutes=10 * number),
            "due_on": milestone.due_on,
            "place_id": wish.place_id,
        }
        for wish in wishes
        for number in range(MANY // len(wishes))
    ]
    async with engine.begin() as connection:
        await connection.execute(insert(ReminderRow), rows)
