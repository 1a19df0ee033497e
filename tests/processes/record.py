"""A record in which very many reminders fall due at once, made as a server would make it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.reminders import ReminderState
from bot.services import build
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow

GUILD = 7
FIRST_CHANNEL = 1_000
RECORDED_AT = datetime(2026, 4, 1, 12, tzinfo=UTC)
DUE_AT = datetime(2026, 4, 28, 9, tzinfo=UTC)
"""When all of it falls due."""


async def fill(engine: AsyncEngine, *, milestones: int, places: int) -> list[int]:
    """Have each of so many channels be told of each milestone, on its day; the channels' ids."""
    services = build(engine)
    common: dict[str, Any] = {"by": None, "now": RECORDED_AT}
    await services.guilds.update(GUILD, **common, name="Desk", zone="UTC", hour=8)
    await services.agreements.add(GUILD, **common, title="Test Framework", parties="Japan, US")
    for number in range(milestones):
        what = f"Obligation {number:04}"
        await services.milestones.add(
            GUILD, **common, agreement="Test Framework", what=what, due="2026-04-28"
        )
    channels = list(range(FIRST_CHANNEL, FIRST_CHANNEL + places))
    await _subscribe(engine, channels)
    await services.guilds.update(GUILD, **common, hour=DUE_AT.hour)  # plans what that calls for
    return channels


async def _subscribe(engine: AsyncEngine, channels: list[int]) -> None:
    """One subscription to everything a channel, all at once."""
    wish: dict[str, Any] = {
        "guild_id": GUILD,
        "scope": "everything",
        "ladder": [0],
        "created_at": RECORDED_AT,
    }
    async with engine.begin() as connection:
        at = [{"guild_id": GUILD, "channel_id": each} for each in channels]
        await connection.execute(insert(PlaceRow), at)
        places = (await connection.scalars(select(PlaceRow.id))).all()
        wishes = [{**wish, "place_id": each, "created_at": RECORDED_AT} for each in places]
        await connection.execute(insert(SubscriptionRow), wishes)


async def outcome(engine: AsyncEngine) -> dict[int, tuple[ReminderState, int, int | None]]:
    """What became of each reminder, by its id: its state, its channel and its message."""
    query = select(
        ReminderRow.id, ReminderRow.state, PlaceRow.channel_id, ReminderRow.message_id
    ).join(PlaceRow, PlaceRow.id == ReminderRow.place_id)
    async with engine.connect() as connection:
        rows = await connection.execute(query)
        return {row.id: (ReminderState(row.state), row.channel_id, row.message_id) for row in rows}
