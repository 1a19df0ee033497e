"""The terminal in which the demo runs: what it prints first, and the lines typed into it."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from threading import Thread

from bot.messages import t

CHUNK = 4096


def welcome(url: str, time: str, hour: int) -> str:
    """The one block that a newcomer reads: where to look, what to try, how to stop."""
    return t(
        """
Milepost in a simulated Discord: no token, and nothing leaves this machine.

  Open    {url}
          (whoever has this address can act in the demo)
  Now     {time}; the day's reminders come at {hour:02}:00.
  Try     /due     what falls due
          /brief   then type japan and choose the US-Japan Framework
          /clock   moves the clock forward; what falls due on the way is posted
          A command is sent with the arrow at its right.
  Here    type +1d, +1w or 2026-04-28 and Enter: the same as /clock
  Stop    Ctrl-C
""",
        url=url,
        time=time,
        hour=hour,
    )


async def typed() -> AsyncIterator[str]:
    """Each line typed here; ends where there is nothing to read from."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    if hasattr(signal, "SIGTTIN"):  # in the background, reading fails instead of stopping us
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)
    Thread(target=_read, args=(loop, lines), name="terminal", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line


def _read(loop: asyncio.AbstractEventLoop, lines: asyncio.Queue[str | None]) -> None:
    """Reads the descriptor itself: a thread waiting inside sys.stdin would hold up the end."""
    rest = b""
    with contextlib.suppress(RuntimeError):  # the demo is over
        with contextlib.suppress(OSError, ValueError, AttributeError):  # nothing to read from
            while chunk := os.read(sys.stdin.fileno(), CHUNK):
                *whole, rest = (rest + chunk).split(b"\n")
                rest = rest[-CHUNK:]
                for line in whole:
                    text = line.decode(errors="replace").strip()
                    loop.call_soon_threadsafe(lines.put_nowait, text)
        loop.call_soon_threadsafe(lines.put_nowait, None)
