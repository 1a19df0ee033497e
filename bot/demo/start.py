"""The way into the demo: what was asked for, and whether the simulated Discord is installed."""

import asyncio
import importlib.util
import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.errors import SettingsError
from bot.messages import t

FIRST_DAY = date(2026, 4, 20)
"""A week before the funding of the US-Japan framework is due by its earliest reading."""

ZONE = "Asia/Tokyo"

YEARS = range(2016, 2100)
"""Discord's ids begin in 2015 and carry the time."""

_NEEDED = ("simcord", "aiohttp", "linkify_it", "markdown_it", "PIL", "regex")


@dataclass(frozen=True, slots=True)
class Demo:
    """What `milepost demo` was asked for.

    It begins on `today`, shortly before the hour at which reminders are posted in `zone`. Port 0 is
    any free one; without a `folder` the database is a new one that goes when the demo ends.
    """

    today: date = FIRST_DAY
    zone: str = ZONE
    port: int = 0
    folder: Path | None = None
    open_browser: bool = False
    greeting: bool = True


def start(demo: Demo) -> None:
    """Show the demo until it is stopped. Raises SettingsError for what keeps it from starting."""
    if not all(map(importlib.util.find_spec, _NEEDED)):
        raise SettingsError(
            t("The simulated Discord is not installed: install it with `uv sync --group demo`.")
        )
    try:
        ZoneInfo(demo.zone)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or the name of a folder
        raise SettingsError(
            t("“{zone}” is not a time zone: write one such as Asia/Tokyo.", zone=demo.zone[:60])
        ) from None
    if demo.today.year not in YEARS:
        raise SettingsError(
            t(
                "The demo begins on a day from {first} to {last}: choose one of those.",
                first=YEARS[0],
                last=YEARS[-1],
            )
        )
    # On import simcord tries out a client without intents, which discord.py warns of.
    logging.getLogger("discord.state").setLevel(logging.ERROR)
    from bot.demo.run import show

    asyncio.run(show(demo))
