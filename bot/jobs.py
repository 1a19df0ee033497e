"""The one user of APScheduler: ticks that carry no data and no rule.

What is due is in the database, and only there. A tick asks for it to be delivered; a tick that is
missed, or comes while the one before is still at work, costs nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from bot.services.delivery import Delivered

TICK_SECONDS = 10
GRACE_SECONDS = 5.0

_log = logging.getLogger(__name__)


class Ticks:
    """Calls `deliver` at once and then every few seconds, from `start` until `stop`.

    One that is left unfinished is followed by the next at once. `stopping` is set when the end has
    come: what is being posted then is finished, and nothing more is begun.
    """

    def __init__(
        self,
        deliver: Callable[[], Awaitable[Delivered | None]],
        stopping: asyncio.Event | None = None,
    ) -> None:
        self._deliver = deliver
        self._stopping = stopping or asyncio.Event()
        self._scheduler: AsyncIOScheduler | None = None
        self._at_rest = asyncio.Event()
        self._at_rest.set()
        self._last_failure = ""

    def start(self) -> None:
        """Begin; a second call changes nothing."""
        if self._scheduler is not None:
            return
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # A tick that comes while one is at work is turned away below, without a warning.
            job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
        )
        self._scheduler.add_job(self._tick)
        self._scheduler.add_job(self._tick, "interval", seconds=TICK_SECONDS)
        self._scheduler.start()

    async def stop(self) -> None:
        """End; a delivery in flight gets a few seconds to finish and is then broken off."""
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is None:
            return
        self._stopping.set()
        scheduler.pause()
        try:
            await asyncio.wait_for(self._at_rest.wait(), GRACE_SECONDS)
        except TimeoutError:
            _log.warning("A delivery was broken off; what it had claimed is tried again later.")
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # the scheduler ends, and cancels its jobs, in the loop's next turn
        await self._at_rest.wait()

    async def _tick(self) -> None:
        if not self._at_rest.is_set():
            return
        self._at_rest.clear()
        try:
            while (done := await self._deliver()) and done.unfinished:
                if self._stopping.is_set():
                    break
        except Exception as error:
            self._complain(error)
        else:
            self._last_failure = ""
        finally:
            self._at_rest.set()

    def _complain(self, error: Exception) -> None:
        """Log a failure with where it happened, and not again until it changes."""
        failure = repr(error)
        if failure != self._last_failure:
            _log.error("Reminders could not be delivered; trying again.", exc_info=error)
        self._last_failure = failure
