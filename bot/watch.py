"""The watch: tells in the log when the ticker stands still, and where it does.

It looks from a thread of its own, since the event loop may be what is blocked.
"""

import asyncio
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

STALL_SECONDS = 60.0
"""How long nothing may move: six ticks, and as long as a single post is given."""

LOOK_SECONDS = 5.0

_log = logging.getLogger(__name__)


class Watch:
    """Expects to be told of every tick that ends and every post that is made.

    Where neither comes for `STALL_SECONDS` it logs that, once, with what the thread that started it
    is doing, and it logs when things move again. `clock` counts seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._moved_at = clock()
        self._stalled = False
        self._at_work: asyncio.Task[Any] | None = None
        self._watched = threading.main_thread().ident or 0
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look; a second call changes nothing."""
        if self._thread is not None:
            return
        self._moved_at = self._clock()
        self._watched = threading.get_ident()
        self._over.clear()
        self._thread = threading.Thread(target=self._keep_looking, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._over.set()
            thread.join()

    def at_work(self) -> None:
        """The calling task begins a tick: it is the one to look at, should nothing move."""
        self._at_work = asyncio.current_task()

    def moved(self) -> None:
        """A tick has ended, or something was posted."""
        self._moved_at = self._clock()

    def look(self) -> None:
        """Log a stall, or that it is over; nothing where all is as it was."""
        still = self._clock() - self._moved_at
        if still > STALL_SECONDS and not self._stalled:
            self._stalled = True
            where = "".join(_stack(self._watched, self._at_work))
            _log.critical(
                "No tick has ended and nothing was posted for %.0f seconds. Reminders wait in the "
                "database; none is lost. This is where it stands:\n%s",
                still,
                where,
            )
        elif self._stalled and still <= STALL_SECONDS:
            self._stalled = False
            _log.warning("Reminders are being delivered again.")

    def _keep_looking(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self.look()


def _stack(thread: int, task: "asyncio.Task[Any] | None") -> Iterator[str]:
    """What a thread is doing now, and where a task in it waits, the innermost call last."""
    frame = sys._current_frames().get(thread)
    if frame is not None:
        yield from traceback.format_stack(frame)
    at: Any = task.get_coro() if task is not None and not task.done() else None
    if at is not None:
        yield "The tick waits here:\n"
    while at is not None:
        frame = getattr(at, "cr_frame", None) or getattr(at, "gi_frame", None)
        yield from traceback.format_stack(frame, limit=1) if frame is not None else ()
        at = getattr(at, "cr_await", None) or getattr(at, "gi_yieldfrom", None)
