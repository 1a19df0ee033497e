"""The process in which one paper is read: `python -m bot.paper_child`, started by `bot.papers`.

On standard input comes a line of JSON and then the bytes of the paper; on standard output goes one
JSON object: `written`, or `refused` with the `kind` of the refusal, or `memory`, or `failed`.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from importlib import import_module
from typing import Any

from bot.domain.papers.kinds import kind_of
from bot.domain.papers.reading import LIBRARIES, written
from bot.domain.papers.values import Paper
from bot.errors import UserError
from bot.messages import language


def main() -> None:
    """Read the one paper, within the limits that its header names, and answer."""
    header = json.loads(sys.stdin.buffer.readline())
    bound(header)
    language.set(header["language"])
    paper = Paper(
        sys.stdin.buffer.read(),
        **{name: header[name] for name in ("name", "media_type", "charset", "url")},
    )
    # What a library may print must not get between the answer's lines.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        answer = read(paper)
    except MemoryError:
        answer = {"memory": True}
    except Exception as error:  # the parent logs it; nothing of the paper goes into the log
        answer = {"failed": f"{type(error).__name__} at {_place(error)}"}
    out.write(json.dumps(answer).encode())
    out.flush()


def read(paper: Paper) -> dict[str, Any]:
    """The answer for one paper."""
    try:
        for library in LIBRARIES[kind_of(paper)]:
            import_module(library)
        # Only now, as Python keeps what it has compiled of a library in files.
        _limit("RLIMIT_FSIZE", 0)
        found = asdict(written(paper))
    except UserError as error:
        return {"refused": str(error), "kind": type(error).__name__}
    on = found["published_on"]
    return {"written": {**found, "published_on": on.isoformat() if on else None}}


def bound(header: Mapping[str, Any]) -> None:
    """Hold this process to its memory and its processor time, and let the bot go before it."""
    _limit("RLIMIT_AS", header["memory_bytes"])
    _limit("RLIMIT_CPU", header["processor_seconds"])
    _limit("RLIMIT_CORE", 0)
    if hasattr(os, "nice"):
        os.nice(5)


def _limit(name: str, most: int) -> None:
    """Set a limit where the platform has it; Windows has none, macOS not all."""
    try:
        import resource

        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, hard))
    except (ImportError, AttributeError, ValueError, OSError):
        pass


def _place(error: BaseException) -> str:
    """The file and line where an error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"


if __name__ == "__main__":
    main()
