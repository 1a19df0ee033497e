"""The queue stays quick however long it is, and a change of it may be of any size."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

import db.reminders
from bot.services import Services
from tests.conftest import START
from tests.services.conftest import GUILD, Server

MORE_THAN_A_STATEMENT_TAKES = 260_000


@pytest.fixture
def plans(engine: AsyncEngine, tmp_path: Path) -> Iterator[list[str]]:
    """How SQLite goes about each statement that runs from here on."""
    found: list[str] = []
    beside = sqlite3.connect(tmp_path / "milepost.db")

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def explain(
        _connection: object, _cursor: object, statement: str, values: Any, _: object, many: bool
    ) -> None:
        if statement.startswith(("SELECT", "UPDATE")) and not many:
            rows = beside.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            found.extend(row[3] for row in rows)

    yield found
    beside.close()


@pytest.mark.sqlite
async def test_a_tick_looks_at_what_is_due_and_not_at_everything(
    server: Server, plans: list[str]
) -> None:
    await server.subscribe()
    server.clock.forward(days=7)
    plans.clear()
    assert await server.tick() == 1
    assert plans
    assert [each for each in plans if each.startswith(("SCAN reminders", "SCAN milestones"))] == []


@pytest.mark.sqlite
async def test_what_is_coming_is_found_by_its_subscriptions(
    server: Server, services: Services, plans: list[str]
) -> None:
    await server.subscribe()
    plans.clear()
    assert await services.reminders.preview(GUILD, now=START, days=90)
    assert [each for each in plans if each.startswith("SCAN reminders")] == []


async def test_a_change_may_be_larger_than_a_statement(services: Services) -> None:
    many = range(1, MORE_THAN_A_STATEMENT_TAKES)
    async with services.reminders.transactions.write() as session:
        await db.reminders.drop(session, many)
        await db.reminders.move(session, dict.fromkeys(many, START + timedelta(days=1)))
        assert await db.reminders.of_milestones(session, many) == []
