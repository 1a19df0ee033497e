"""Transactions on PostgreSQL: who waits for whom, what is kept, what a lost connection costs."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

import db.postgresql
from bot.services import build
from bot.services.transactions import Transactions
from db.engine import make_engine
from tests.conftest import START
from tests.postgresql.cluster import Cluster


@pytest.fixture(params=["asyncpg", "psycopg"])
async def engine(request: pytest.FixtureRequest, postgresql: Cluster) -> AsyncIterator[AsyncEngine]:
    with postgresql.database() as name:
        engine = make_engine(postgresql.url(name, driver=request.param))
        yield engine
        await engine.dispose()


async def test_a_connection_that_the_server_has_closed_is_replaced(
    engine: AsyncEngine, postgresql: Cluster
) -> None:
    services = build(engine)
    await services.guilds.joined(7, "Desk")
    postgresql.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        f"'{engine.url.database}'"
    )
    assert [guild.name for guild in await services.guilds.every()] == ["Desk"]


async def test_foreign_keys_are_enforced(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        with pytest.raises(IntegrityError, match="foreign key"):
            await connection.execute(
                text(
                    "INSERT INTO parties (agreement_id, name, role, position) "
                    "VALUES (404, 'Japan', 'party', 0)"
                )
            )


async def test_names_in_every_script_and_instants_come_back_as_they_were(
    engine: AsyncEngine,
) -> None:
    services = build(engine)
    await services.guilds.update(
        7, by=None, now=START, name="重要鉱物デスク 🪨", zone="Asia/Tokyo", set_up=True
    )
    [guild] = await services.guilds.every()
    assert guild.name == "重要鉱物デスク 🪨"
    assert guild.set_up_at == START


class Order:
    """Notes what happens in which order, and lets a test hold a transaction open."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()


async def _held(transactions: Transactions, order: Order, how: str) -> None:
    opened = transactions.write() if how == "write" else transactions.deliver()
    async with opened as session:
        await session.execute(text("SELECT 1"))
        order.begun.set()
        await order.go_on.wait()
        order.events.append(f"the first to {how} ends")


async def _second(transactions: Transactions, order: Order, how: str) -> None:
    opened = transactions.write() if how == "write" else transactions.deliver()
    async with opened as session:
        await session.execute(text("SELECT 1"))
        order.events.append(f"another to {how} begins")


async def _waiting(engine: AsyncEngine) -> None:
    """Return once somebody waits for the lock."""
    waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    async with asyncio.timeout(10), engine.connect() as connection:
        while not await connection.scalar(waits):  # noqa: ASYNC110 - only the server knows
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("first", "second"), [("write", "write"), ("write", "deliver"), ("deliver", "write")]
)
async def test_those_who_write_the_record_wait_for_one_another(
    engine: AsyncEngine, first: str, second: str
) -> None:
    order, transactions = Order(), Transactions(engine)
    holding = asyncio.create_task(_held(transactions, order, first))
    await order.begun.wait()
    waiting = asyncio.create_task(_second(transactions, order, second))
    await _waiting(engine)
    order.go_on.set()
    await asyncio.gather(holding, waiting)
    assert order.events == [f"the first to {first} ends", f"another to {second} begins"]


async def test_those_who_deliver_wait_for_nobody_who_delivers(engine: AsyncEngine) -> None:
    order, transactions = Order(), Transactions(engine)
    holding = asyncio.create_task(_held(transactions, order, "deliver"))
    await order.begun.wait()
    async with asyncio.timeout(10):
        await _second(transactions, order, "deliver")
    order.go_on.set()
    await holding
    assert order.events == ["another to deliver begins", "the first to deliver ends"]


async def test_nobody_waits_for_ever_for_one_who_hangs(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(db.postgresql._SETTINGS, "lock_timeout", "50ms")
    impatient = make_engine(engine.url.render_as_string(hide_password=False))
    order = Order()
    holding = asyncio.create_task(_held(Transactions(engine), order, "write"))
    await order.begun.wait()
    with pytest.raises(DBAPIError, match="lock timeout"):
        await _second(Transactions(impatient), order, "write")
    order.go_on.set()
    await holding
    await impatient.dispose()


async def test_what_is_read_together_belongs_together(engine: AsyncEngine) -> None:
    services, transactions = build(engine), Transactions(engine)
    await services.guilds.joined(7, "Before")
    name = text("SELECT name FROM guilds")
    async with transactions.read() as session:
        assert await session.scalar(name) == "Before"
        await services.guilds.joined(7, "After")
        assert await session.scalar(name) == "Before"
