"""Transactions: every use case runs in one, and only this file begins and ends them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from db.engine import for_delivering, for_reading, for_writing
from db.filing import settle

P = ParamSpec("P")
R = TypeVar("R")


class Transactions:
    """Opens the sessions in which use cases read and write.

    `written` counts how often this process has changed the record.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.written = 0
        self._reading = async_sessionmaker(for_reading(engine), expire_on_commit=False)
        self._writing = async_sessionmaker(for_writing(engine), expire_on_commit=False)
        self._delivering = async_sessionmaker(for_delivering(engine), expire_on_commit=False)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session for looking at the record as it stands now; what it should change is lost."""
        async with self._reading() as session:
            yield session

    @asynccontextmanager
    async def write(self, *, dry_run: bool = False) -> AsyncIterator[AsyncSession]:
        """A session whose changes are saved together when the block ends without an error.

        No other of these is open at the same time, in whichever process, so what was read in it
        stays true until it ends. With `dry_run` everything happens and is then undone, so that what
        a change would do can be shown by doing it.
        """
        async with self._writing() as session:
            try:
                yield session
                await session.flush()
                if not dry_run:
                    await settle(session)
                    await session.commit()
                    self.written += 1
            finally:
                await session.rollback()

    @asynccontextmanager
    async def deliver(self) -> AsyncIterator[AsyncSession]:
        """A session in which reminders are claimed and settled, saved as in `write`.

        Nobody writes the record meanwhile, but other processes may be delivering: rows must be
        claimed by conditions that hold when they are written, and locked rows be passed over.
        """
        async with self._delivering() as session:
            try:
                yield session
                await session.commit()
            finally:
                await session.rollback()


class _UseCases(Protocol):
    @property
    def transactions(self) -> Transactions: ...


def writing(
    use_case: Callable[Concatenate[AsyncSession, P], Awaitable[R]],
) -> Callable[Concatenate[_UseCases, P], Awaitable[R]]:
    """A method that does `use_case`, a function on a session, in a transaction of its own."""

    @wraps(use_case)
    async def method(self: _UseCases, /, *args: P.args, **kwargs: P.kwargs) -> R:
        async with self.transactions.write() as session:
            return await use_case(session, *args, **kwargs)

    return method
