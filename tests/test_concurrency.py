"""Several processes change and deliver one record at once, and it comes out as if in turn."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

import db.guilds
from bot.domain.reminders import Post
from bot.domain.subscriptions import Scope
from bot.errors import UserError
from bot.services import Services, build
from bot.services.planning import replan_guild
from bot.services.transactions import Transactions
from db.engine import make_engine
from db.models.reminders import ReminderRow
from tests.conftest import START, TestClock

GUILD = 7
AGREEMENT = "Test Framework"
MILESTONES = ("Start the funding", "Hold the ministerial", "Report to the parties")
CHANGES = 25


@pytest.fixture
async def processes(database_url: str) -> AsyncIterator[list[Services]]:
    """The use cases as four processes have them, on connections of their own."""
    other_driver = database_url.replace("+asyncpg", "+psycopg")
    engines = [make_engine(each) for each in (database_url, other_driver) * 2]
    yield [build(each) for each in engines]
    for each in engines:
        await each.dispose()


async def _record(services: Services) -> None:
    await services.guilds.update(GUILD, by=None, now=START, name="Desk", zone="UTC", hour=9)
    await services.agreements.add(GUILD, by=None, now=START, title=AGREEMENT, parties="Japan, US")
    for what in MILESTONES:
        await services.milestones.add(
            GUILD, by=None, now=START, agreement=AGREEMENT, what=what, due="2026-05-20"
        )
    await _subscribe(services, 1, START)


async def _subscribe(services: Services, channel_id: int, now: datetime) -> None:
    await services.subscriptions.add(
        GUILD,
        by=None,
        now=now,
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=channel_id,
        user_id=None,
    )


async def _change(services: Services, random: Random, clock: TestClock) -> None:
    """What people do, one thing after another; that it may be too late for it is no matter."""
    for _ in range(CHANGES):
        who: dict[str, Any] = {"by": random.randint(1, 9), "now": clock()}
        try:
            match random.randint(0, 3):
                case 0 | 1:
                    await services.milestones.move(
                        GUILD,
                        **who,
                        reference=f"{AGREEMENT}: {random.choice(MILESTONES)}",
                        to=str(date(2026, 5, 1) + timedelta(days=random.randint(0, 40))),
                        reason="agreed",
                    )
                case 2:
                    await _subscribe(services, random.randint(1, 3), clock())
                case _:
                    await services.guilds.update(GUILD, **who, hour=random.randint(8, 10))
        except UserError:
            continue


async def _deliver(
    services: Services, clock: TestClock, told: list[int], others: asyncio.Barrier
) -> None:
    """Post what is due, at the same times as the others who do."""

    async def post(post: Post) -> int:
        told.extend(item.reminder_id for item in post.items)
        await asyncio.sleep(0)
        return len(told)

    for _ in range(CHANGES):
        if await others.wait() == 0:
            clock.forward(hours=24)
        await others.wait()
        await services.reminders.deliver(post, clock)


async def _queue(transactions: Transactions) -> list[tuple[object, ...]]:
    """What is planned, as it is written down."""
    row = ReminderRow
    columns = (row.milestone_id, row.subscription_id, row.due_version, row.kind, row.rung)
    async with transactions.read() as session:
        found = await session.execute(
            select(*columns, row.state, row.due_at).order_by(*columns, row.id)
        )
        return [tuple(each) for each in found]


@pytest.mark.parametrize(
    ("database_url", "seed"),
    [("sqlite", 0), ("postgresql", 1), ("postgresql", 2)],
    indirect=["database_url"],
)
async def test_what_several_processes_do_at_once_comes_out_as_if_in_turn(
    processes: list[Services], seed: int
) -> None:
    await _record(processes[0])
    told: list[int] = []
    clock = TestClock()
    async with asyncio.TaskGroup() as all_of_them:
        for number, each in enumerate(processes):
            all_of_them.create_task(_change(each, Random(f"{seed} {number}"), clock))
        together = asyncio.Barrier(2)
        for each in processes[:2]:
            all_of_them.create_task(_deliver(each, clock, told, together))

    assert told
    assert max(Counter(told).values()) == 1, "nothing is posted twice"
    transactions = processes[0].reminders.transactions
    before = await _queue(transactions)
    async with transactions.write() as session:
        guild = await db.guilds.find(session, GUILD)
        assert guild is not None
        await replan_guild(session, guild, now=clock())
    assert await _queue(transactions) == before, "what is planned follows from the record"
