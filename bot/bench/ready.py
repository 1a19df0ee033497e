"""`python -m bot.bench.ready`: `milepost run`, ended at the moment before it logs in.

What ends it prints the processor time spent since the process began and the heavy modules that
were loaded, as one line of JSON.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from bot.__main__ import main

if TYPE_CHECKING:
    from bot.client import MilepostBot

HEAVY = (
    "alembic",
    "holidays",
    "httpx",
    "rich",
    "PIL",
    "rapidfuzz",
    "simcord",
    "lxml",
    "pypdf",
    "icalendar",
)
"""What is loaded only when it is first used."""


async def _ready(client: "MilepostBot", _token: str) -> None:
    """Stands for the login: everything is wired, and the commands are as Discord was told."""
    await client.setup_hook()
    loaded = [name for name in HEAVY if name in sys.modules]
    print(json.dumps({"processor": time.process_time(), "loaded": loaded}), flush=True)
    os._exit(0)


async def _tell_nobody(_tree: object) -> list[Any]:
    return []


def _run(serving: Coroutine[Any, Any, None]) -> None:
    """Stands for `asyncio.run`, which is called when all that it needs has been imported."""
    from bot.client import MilepostBot, MilepostTree

    MilepostBot.login = _ready  # type: ignore[method-assign, assignment]
    MilepostTree.sync = _tell_nobody  # type: ignore[method-assign, assignment]
    with asyncio.Runner() as runner:
        runner.run(serving)


if __name__ == "__main__":
    asyncio.run = _run  # type: ignore[assignment]
    sys.argv[1:] = ["run"]
    main()
