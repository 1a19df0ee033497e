"""A record to measure on: one server with one agreement, in a database that goes afterwards."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.agreements import EventKind
from bot.domain.dates.compute import compute
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.stored import deadline_to_json, rule_to_json
from bot.domain.dates.values import Anchor, DeadlineKind
from bot.domain.milestones import Modality
from bot.services import Services, build
from db.engine import make_engine, prepare
from db.models.milestones import MilestoneRow
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow, SubscriptionRow

GUILD = 1
AGREEMENT = "Bench Framework"
NOW = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)
SIGNED_ON = date(2025, 10, 28)
ZONE = "Asia/Tokyo"
LONGEST_DAYS = 700


@dataclass(frozen=True, slots=True)
class Record:
    """The use cases on the record, and the database under them."""

    file: Path
    engine: AsyncEngine
    services: Services

    async def sign(self, on: date) -> None:
        """Record the signature, from which every milestone counts."""
        await self.services.agreements.record_event(
            GUILD,
            by=None,
            now=NOW,
            name=AGREEMENT,
            event=EventKind.SIGNED.value,
            on=on.isoformat(),
            place="Tokyo",
        )

    async def store_milestones(self, first: int, beyond: int) -> None:
        """Store milestones with these numbers, each with its deadline after the signature."""
        await self._insert(MilestoneRow, [_milestone(number) for number in range(first, beyond)])

    async def store_subscriptions(self, count: int) -> None:
        """Store a subscription to everything for as many channels, which are numbered from 1."""
        shared = {"guild_id": GUILD, "scope": "everything", "ladder": [0], "created_at": NOW}
        channels = range(1, count + 1)
        places = [{"id": each, "guild_id": GUILD, "channel_id": each} for each in channels]
        await self._insert(PlaceRow, places)
        await self._insert(SubscriptionRow, [{**shared, "place_id": each} for each in channels])

    async def store_reminders(self, rows: Sequence[dict[str, Any]]) -> None:
        """Store reminders for rungs; each row names milestone, subscription, rung and instant.

        A subscription and its place have the same number.
        """
        shared = {"guild_id": GUILD, "due_version": 1, "kind": "rung", "due_on": SIGNED_ON}
        await self._insert(
            ReminderRow, [{**shared, "place_id": row["subscription_id"], **row} for row in rows]
        )

    async def _insert(self, table: type[Any], rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        async with self.engine.begin() as connection:
            await connection.execute(insert(table), rows)


def _milestone(number: int) -> dict[str, Any]:
    rule = read_rule(f"within {number % LONGEST_DAYS + 1} days of signature")
    anchors = {"signature": Anchor(SIGNED_ON, ZONE, name="signature in Tokyo")}
    deadline = compute(rule, anchors, zone=ZONE)
    return {
        "guild_id": GUILD,
        "agreement_id": 1,
        "what": f"Step {number + 1}",
        "kind": DeadlineKind.ACT_BY.value,
        "modality": Modality.SHALL.value,
        "obligors": ["Japan"],
        "rule": rule_to_json(rule),
        "zone": ZONE,
        "convention": "political-default",
        "calendars": [],
        "due_on": deadline.due,
        "earliest_on": deadline.earliest,
        "latest_on": deadline.latest,
        "deadline": deadline_to_json(deadline),
    }


@asynccontextmanager
async def opened() -> AsyncIterator[Record]:
    """A new record with its agreement, signed, and without milestones."""
    with tempfile.TemporaryDirectory(prefix="milepost-bench-") as folder:
        file = Path(folder) / "bench.db"
        url = f"sqlite+aiosqlite:///{file}"
        await prepare(url)
        engine = make_engine(url)
        record = Record(file, engine, build(engine))
        try:
            await record.services.guilds.joined(GUILD, "Bench")
            await record.services.agreements.add(
                GUILD, by=None, now=NOW, title=AGREEMENT, parties="Japan, US", zone=ZONE
            )
            await record.sign(SIGNED_ON)
            yield record
        finally:
            await engine.dispose()
