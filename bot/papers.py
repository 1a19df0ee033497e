"""Papers read in processes of their own, so that none can hurt the bot.

A library that loops, takes all memory or crashes over a hostile file takes only its child process
with it, and the event loop never waits.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.domain.papers.kinds import Kind, kind_of
from bot.domain.papers.reading import written
from bot.domain.papers.values import Paper, Written
from bot.errors import TooMuch, Unreadable, WrongKind
from bot.messages import language, t

_log = logging.getLogger(__name__)

_HOME = Path(__file__).parents[1]
_CHILD = (sys.executable, "-m", "bot.paper_child")
_SHORT = 50_000
"""Bytes of plain text that are read at once: starting a process would take longer."""

_REFUSALS = {kind.__name__: kind for kind in (Unreadable, WrongKind, TooMuch)}

_SPENT: int | None = getattr(signal, "SIGXCPU", None)
"""The signal that ends a process whose processor time is spent; Windows knows none."""

_LONGEST_ANSWER = 16_000_000
_KEPT = ("PATH", "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")
"""What the child is given of the environment, which holds the bot's token besides."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one paper may take. Where there are no POSIX limits, only `seconds` holds."""

    seconds: float = 30.0
    """On the clock, from the start of the process."""
    processor_seconds: int = 20
    memory_bytes: int = 1_000_000_000
    """Of address space."""


class Papers:
    """Reads papers, at most `at_once` at the same time."""

    def __init__(
        self, bounds: Bounds | None = None, *, at_once: int = 2, child: Sequence[str] = _CHILD
    ) -> None:
        self._bounds = bounds or Bounds()
        self._turn = asyncio.Semaphore(at_once)
        self._child = tuple(child)

    async def read(self, paper: Paper) -> Written:
        """What is written in `paper`.

        Raises Unreadable, or one of its kinds WrongKind and TooMuch, with one sentence for whoever
        gave the paper. A cancelled reading leaves no process behind.
        """
        if len(paper.body) < _SHORT and kind_of(paper) is Kind.PLAIN:
            return written(paper)
        async with self._turn:
            return _told(await self._answered(paper))

    async def _answered(self, paper: Paper) -> Mapping[str, Any]:
        process = await asyncio.create_subprocess_exec(
            *self._child,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=_HOME,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._bounds.seconds):
                answer = await _exchange(process, self._request(paper))
                await process.wait()
        except TimeoutError:
            raise _too_long() from None
        finally:
            await _ended(process)
        return _understood(answer, process.returncode)

    def _request(self, paper: Paper) -> bytes:
        """A line of JSON, then the bytes of the paper."""
        header = {
            "name": paper.name,
            "media_type": paper.media_type,
            "charset": paper.charset,
            "url": paper.url,
            "language": language.get(),
            "processor_seconds": self._bounds.processor_seconds,
            "memory_bytes": self._bounds.memory_bytes,
        }
        return json.dumps(header).encode() + b"\n" + paper.body


async def _exchange(process: Process, request: bytes) -> bytes:
    """What the child answers; empty where that is more than any text is."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(request)
    process.stdin.close()
    pieces: list[bytes] = []
    length = 0
    while piece := await process.stdout.read(1 << 16):
        length += len(piece)
        if length > _LONGEST_ANSWER:
            process.kill()
            pieces.clear()
        else:
            pieces.append(piece)
    return b"".join(pieces)


async def _ended(process: Process) -> None:
    """Wait until the process is no more, and make it so."""
    if process.returncode is None:
        with suppress(ProcessLookupError):  # it may have ended by itself in between
            process.kill()
        await process.communicate()


def _understood(answer: bytes, status: int | None) -> Mapping[str, Any]:
    """The child's answer; raises the sentence for a child that ended without one."""
    if _SPENT is not None and status == -_SPENT:
        raise _too_long()
    try:
        found = json.loads(answer)
    except ValueError:
        _log.warning("A paper was not read: the child process ended with status %s.", status)
        raise _not_read() from None
    return found if isinstance(found, Mapping) else {}


def _told(answer: Mapping[str, Any]) -> Written:
    """What was written, or the reason why it could not be read, raised."""
    found = answer.get("written")
    if isinstance(found, Mapping):
        on = found["published_on"]
        return Written(
            **{
                **found,
                "published_on": date.fromisoformat(on) if on else None,
                "notes": tuple(found["notes"]),
            }
        )
    if "refused" in answer:
        kind = _REFUSALS.get(str(answer.get("kind")), Unreadable)
        raise kind(str(answer["refused"]))
    if answer.get("memory"):
        raise TooMuch(
            t("Reading the document takes too much memory; give a part of it, or paste its text.")
        )
    _log.warning("A paper was not read: %s", answer.get("failed"))
    raise _not_read()


def _too_long() -> TooMuch:
    return TooMuch(
        t("Reading the document took too long; give a shorter part of it, or paste its text.")
    )


def _not_read() -> Unreadable:
    return Unreadable(
        t("The document could not be read; save it anew as PDF or DOCX, or paste its text.")
    )
