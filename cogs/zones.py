"""Time zones as people pick them: by city, with the time that it is there."""

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import discord
from discord import app_commands

MOST = 25
COMMON_ZONES = (
    "UTC",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Brussels",
    "Europe/Berlin",
    "Africa/Johannesburg",
    "Europe/Kyiv",
    "Asia/Riyadh",
    "Asia/Dubai",
    "Asia/Almaty",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Phnom_Penh",
    "Asia/Shanghai",
    "Asia/Kuala_Lumpur",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Australia/Perth",
    "Australia/Sydney",
)
"""The zones offered in a list; every other one can be typed."""

_REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)


def zone_label(zone: str, now: datetime) -> str:
    """`zone` as it reads in a list, where Discord cannot show the reader's own time."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return f"{city} · {now.astimezone(ZoneInfo(zone)):%H:%M} ({zone})"[:100]


def matching_zones(typed: str) -> list[str]:
    """The zones that `typed` may mean, the common ones first; at most 25."""
    words = _plain(typed)
    if not words:
        return list(COMMON_ZONES)
    found = [zone for zone in _all_zones() if words in _plain(zone)]
    return sorted(found, key=lambda zone: _rank(zone, words))[:MOST]


async def zone_choices(
    interaction: discord.Interaction[Any], typed: str
) -> list[app_commands.Choice[str]]:
    """Autocomplete for an option that names a time zone."""
    now = interaction.client.now()
    return [
        app_commands.Choice(name=zone_label(zone, now), value=zone)
        for zone in matching_zones(typed)
    ]


@cache
def _all_zones() -> tuple[str, ...]:
    """UTC and every zone named after a place; older names of the same zones are left out."""
    return tuple(
        sorted(
            zone
            for zone in available_timezones()
            if zone == "UTC" or zone.partition("/")[0] in _REGIONS
        )
    )


def _plain(text: str) -> str:
    return text.replace("_", " ").strip().casefold()


def _rank(zone: str, words: str) -> tuple[bool, bool, str]:
    city = _plain(zone.rpartition("/")[2])
    return not city.startswith(words), zone not in COMMON_ZONES, zone
