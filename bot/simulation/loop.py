"""An event loop whose time stands still while anything can run and jumps when nothing can.

Two years of waiting cost nothing, and the same seed gives the same order of events to the last bit.
"""

import asyncio
import selectors
from datetime import datetime, timedelta

_SECOND = 1_000_000


class Stuck(Exception):
    """Everything waits, and nothing is going to happen."""


class SimulatedLoop(asyncio.SelectorEventLoop):
    """Runs tasks in simulated time, which begins at `begins` (UTC) and is kept in microseconds."""

    def __init__(self, begins: datetime) -> None:
        self._begins = begins
        self._microseconds = 0
        self._clock_resolution: float
        super().__init__(_Jumps(self))
        self._clock_resolution = 1 / _SECOND

    def time(self) -> float:
        return self._microseconds / _SECOND

    def clock(self) -> datetime:
        """The simulated instant."""
        return self._begins + timedelta(microseconds=self._microseconds)

    def when(self, at: datetime) -> float:
        """The loop's own time at an instant, as `call_at` wants it."""
        return (at - self._begins) / timedelta(seconds=1)

    def jump(self, seconds: float) -> None:
        self._microseconds += round(seconds * _SECOND)


class _Jumps(selectors.SelectSelector):
    """Waits for nothing outside: where others would sleep, the loop's time goes on."""

    def __init__(self, loop: SimulatedLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Stuck
        if timeout > 0:
            self._loop.jump(timeout)
        return []
