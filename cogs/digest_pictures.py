"""The picture of a digest: its dates as a timeline, where there are enough to be worth one."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.domain.digest_posts import DigestPost
from bot.domain.digests import Every
from bot.domain.spans import Span
from bot.domain.timelines import Timeline, describe, timeline
from cogs.render.timelines import FILE, drawn

FEWEST = 3
"""With fewer dates a list says it as well."""

DAYS_BACK = 14

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """A timeline and the file that shows it."""

    of: Timeline
    png: bytes

    def file(self) -> discord.File:
        """The file, to be sent once."""
        return discord.File(BytesIO(self.png), FILE, description=describe(self.of))

    def item(self) -> ui.Item[Any]:
        """Where it stands in the message."""
        shown = discord.MediaGalleryItem(f"attachment://{FILE}", description=describe(self.of))
        return ui.MediaGallery(shown)


async def picture_of(client: discord.Client, post: DigestPost) -> Picture | None:
    """The picture of a weekly digest, drawn aside; None where it would not help, or may not be.

    A digest goes out without it rather than not at all.
    """
    found = dates_of(post)
    if found is None or not _may_attach(client, post):
        return None
    try:
        return Picture(found, await asyncio.to_thread(drawn, found, month=False, dark=False))
    except Exception:
        _log.exception("The picture of a digest could not be drawn.")
        return None


def dates_of(post: DigestPost) -> Timeline | None:
    """What the picture of a digest shows; None where there are too few dates for one."""
    digest, schedule = post.digest, post.digest.wish.schedule
    if schedule is None or schedule.every is not Every.WEEK:
        return None
    today = post.now.astimezone(ZoneInfo(schedule.zone)).date()
    found = timeline(digest.brief, _span(today, digest.ahead_days), post.now, today=today)
    return found if sum(1 for _ in found.marks) >= FEWEST else None


def _span(today: date, ahead: int) -> Span:
    return Span(today - timedelta(days=DAYS_BACK), today + timedelta(days=ahead))


def _may_attach(client: discord.Client, post: DigestPost) -> bool:
    """Whether files may be sent there, as far as is known without asking."""
    if post.channel_id is None:
        return True
    guild = client.get_guild(post.guild_id)
    channel = guild.get_channel_or_thread(post.channel_id) if guild else None
    return bool(guild and channel and channel.permissions_for(guild.me).attach_files)
