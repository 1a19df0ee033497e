"""How soon `milepost run` is ready to connect, beside what importing its libraries alone takes."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bot.bench.figures import Figure, Laps, Section
from bot.messages import t

PAIRS = 7
MOST = 1.6
"""How often the libraries' processor time may go into that of a start."""

_HOME = Path(__file__).parents[2]

_LIBRARIES = """
import json, os, time
import asyncio, discord.ext.commands, sqlalchemy.ext.asyncio, sqlalchemy.orm, aiosqlite
import apscheduler.schedulers.asyncio, pydantic_settings
print(json.dumps({"processor": time.process_time()}), flush=True)
os._exit(0)
"""


def measured(pairs: int) -> Section:
    """The two in turn, in processes of their own, after a first time that compiles them."""
    libraries, whole = Laps(), Laps()
    with tempfile.TemporaryDirectory(prefix="milepost-bench-") as folder:
        environment = _environment(Path(folder))
        _timed(Laps(), environment, folder, "-c", _LIBRARIES)
        _timed(Laps(), environment, folder, "-m", "bot.bench.ready")
        for _ in range(pairs):
            _timed(libraries, environment, folder, "-c", _LIBRARIES)
            last = _timed(whole, environment, folder, "-m", "bot.bench.ready")
    loaded = ", ".join(last["loaded"]) or t("none")
    return Section(
        t("Start: from the process to the moment before the login"),
        (
            Figure(t("its core libraries, imported alone"), libraries.wall, 1.0),
            Figure(t("milepost run"), whole.wall, whole.over(libraries), MOST),
        ),
        (
            t(
                "The ratio is of processor time; that of the clock is {ratio}.",
                ratio=_clock(whole, libraries),
            ),
            t("Heavy modules loaded by then: {loaded}.", loaded=loaded),
        ),
    )


def _clock(whole: Laps, libraries: Laps) -> str:
    return f"{Laps([], whole.wall).over(Laps([], libraries.wall)):.2f}"


def _environment(folder: Path) -> dict[str, str]:
    """As on a server: bytecode is compiled once and kept; nothing of the real deployment."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MILEPOST_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return {
        **kept,
        "PYTHONPATH": str(_HOME),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "DISCORD_TOKEN": "none",
        "MILEPOST_DATA_DIR": str(folder),
    }


def _timed(laps: Laps, environment: dict[str, str], folder: str, *arguments: str) -> Any:
    """What a Python process said of itself, and how long it took."""
    begun = time.perf_counter()
    process = subprocess.run(
        (sys.executable, *arguments), env=environment, cwd=folder, capture_output=True, check=True
    )
    said = json.loads(process.stdout.splitlines()[-1])
    laps.add(time.perf_counter() - begun, said["processor"])
    return said
