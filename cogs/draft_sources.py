"""Where a draft is read from: a link, a file, or a message that somebody points at."""

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

COMMENT = 200
"""A message that is no longer than this, with a file, only says something of the file."""

_ONLY_A_LINK = re.compile(r"<?(https?://[^\s<>]+)>?")
_PICTURES = ("image/", "video/", "audio/")


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


async def message_reading(interaction: Press, message: discord.Message) -> Reading:
    """Reads what a message says, or of a short one its file, or the page that is all of it.

    Raises UserError for a message without any of them.
    """
    texts, files = _contents(message)
    text = "\n\n".join(texts).strip()
    if only := _ONLY_A_LINK.fullmatch(text):
        return link_reading(interaction, only[1])
    known: dict[str, Any] = {
        "source_url": message.jump_url,
        "source_title": _called(message),
        "publisher": message.author.display_name,
        "published_on": message.created_at.astimezone(await _zone(interaction)).date(),
    }
    if files and len(text) <= COMMENT:
        return file_reading(interaction, files[0], **known)
    if not text:
        raise UserError(t("This message has no text to read, and no file that holds any."))
    return partial(
        services(interaction).drafts.from_text,
        server(interaction),
        text,
        by=interaction.user.id,
        now=interaction.client.now(),
        **known,
    )


async def day_typed(interaction: Press, typed: str) -> date | None:
    """The day that somebody typed, None for nothing. UserError for what is no single day."""
    if not typed.strip():
        return None
    zone = await _zone(interaction)
    today = interaction.client.now().astimezone(zone).date()
    written = read_date(typed, today=today, zone=zone.key, past=True)
    if written.precision is not Precision.DAY:
        raise UserError(
            t("“{text}” is no single day: write it as 2025-10-28.", text=typed.strip()[:40])
        )
    return written.on


async def _zone(interaction: Press) -> ZoneInfo:
    guild = await services(interaction).guilds.get(server(interaction))
    return ZoneInfo(guild.zone)


def _contents(message: discord.Message) -> tuple[list[str], list[discord.Attachment]]:
    """The texts of a message, of what it forwards and of its cards, and the files to be read."""
    told: list[discord.Message | discord.MessageSnapshot]
    told = [message, *message.message_snapshots]
    texts = [each.content for each in told if each.content]
    if not texts:
        cards = [card for each in told for card in each.embeds]
        texts = [text for card in cards for text in (card.title, card.description) if text]
    files = [file for each in told for file in each.attachments]
    return texts, [each for each in files if not (each.content_type or "").startswith(_PICTURES)]


def _called(message: discord.Message) -> str:
    """What a message is called as a source."""
    who, channel = message.author.display_name, getattr(message.channel, "name", None)
    if channel is None:
        return t("Message by {who}", who=who)
    return t("Message by {who} in #{channel}", who=who, channel=channel)
