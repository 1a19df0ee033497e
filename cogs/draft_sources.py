"""Where a draft is read from: a link, a file or a text."""

import re
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.domain.dates.values import Precision
from bot.domain.dates.written import read_date
from bot.domain.drafts.items import Review
from bot.domain.papers.limits import LIMITS
from bot.domain.papers.markdown import read as read_markdown
from bot.domain.papers.values import Paper
from bot.errors import UserError
from bot.messages import t
from bot.services.drafting import KnownSource
from cogs.press import server, services
from cogs.refusals import UNANSWERED

Press = discord.Interaction[Any]
Reading = Callable[[], Awaitable[Review | KnownSource]]
"""Reads a text when it is called: by then Discord has been told that it takes a while."""

MOST_BYTES = 25 * 1024 * 1024
"""The largest file that is fetched from Discord."""

_MARKED = re.compile(r"\*\*|__|~~|\]\(https?:|^ {0,3}(?:#{1,3} |>|```)", re.MULTILINE)


def link_reading(interaction: Press, link: str) -> Reading:
    """Reads the page or the file at a link."""
    return partial(
        services(interaction).drafts.from_link,
        server(interaction),
        link,
        by=interaction.user.id,
        now=interaction.client.now(),
    )


def file_reading(interaction: Press, file: discord.Attachment, **known: Any) -> Reading:
    """Reads a file; `known` is what else there is to say of it. UserError if it is too large."""
    if file.size > MOST_BYTES:
        raise UserError(
            t(
                "“{name}” has {size} MB and at most {most} are read: give a link to it, or only "
                "the part that matters.",
                name=file.filename[:60],
                size=-(-file.size // 1024**2),
                most=MOST_BYTES // 1024**2,
            )
        )

    async def read() -> Review | KnownSource:
        try:
            body = await file.read()
        except UNANSWERED:
            raise UserError(t("Discord did not hand me the file: attach it once more.")) from None
        return await services(interaction).drafts.from_paper(
            server(interaction),
            Paper(body, name=file.filename, media_type=file.content_type),
            by=interaction.user.id,
            now=interaction.client.now(),
            **known,
        )

    return read


def text_reading(interaction: Press, text: str, **known: Any) -> Reading:
    """Reads a text that somebody typed; `known` is what else there is to say of it."""
    return partial(
        services(interaction).drafts.from_text,
        server(interaction),
        unmarked(text),
        by=interaction.user.id,
        now=interaction.client.now(),
        **known,
    )


def unmarked(text: str) -> str:
    """`text` as Discord shows it: without the signs of Markdown, where it holds any."""
    if not _MARKED.search(text):
        return text
    return read_markdown(Paper(text.encode("utf-8", "replace")), LIMITS).text


async def day_typed(interaction: Press, typed: str) -> date | None:
    """The day that somebody typed, None for nothing. UserError for what is no single day."""
    if not typed.strip():
        return None
    zone = await zone_of(interaction)
    today = interaction.client.now().astimezone(zone).date()
    written = read_date(typed, today=today, zone=zone.key, past=True)
    if written.precision is not Precision.DAY:
        raise UserError(
            t("“{text}” is no single day: write it as 2025-10-28.", text=typed.strip()[:40])
        )
    return written.on


async def zone_of(interaction: Press) -> ZoneInfo:
    """The zone of the server in which somebody acts."""
    guild = await services(interaction).guilds.get(server(interaction))
    return ZoneInfo(guild.zone)
