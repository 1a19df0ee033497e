"""A message that somebody points at: its text, its file or its link becomes a draft."""

import re
from typing import Any

import discord

from bot.domain.drafts.items import Review
from bot.errors import UserError
from bot.messages import t
from bot.services.drafting import KnownSource
from cogs.draft_sources import Reading, file_reading, link_reading, text_reading, zone_of

Press = discord.Interaction[Any]

COMMENT = 200
"""A message that is no longer than this only says something of its file or its link."""

_LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\]\"'”’]")
_EMOJI = re.compile(r"<a?:(\w+):[0-9]{15,20}>")
_NO_PING = "\u200b"
_PICTURES = ("image/", "video/", "audio/")


async def message_reading(interaction: Press, message: discord.Message) -> Reading:
    """Reads what a message says; of a short one its file, or else the one page that it links to.

    A file is read, too, where the words beside it tell of no agreement. Raises UserError for a
    message without any of them.
    """
    texts, files = _contents(message)
    text = "\n\n".join(texts).strip()
    links = set(_LINK.findall(text))
    if len(links) == 1 and not files and (len(text) <= COMMENT or text.strip("<>") in links):
        return link_reading(interaction, links.pop())
    known: dict[str, Any] = {
        "source_url": message.jump_url,
        "source_title": _called(message),
        "publisher": message.author.display_name,
        "published_on": message.created_at.astimezone(await zone_of(interaction)).date(),
        "doubts": () if _is_public(message) else (_private(),),
    }
    if files and len(text) <= COMMENT:
        return file_reading(interaction, files[0], **known)
    if not text:
        raise UserError(t("This message has no text to read, and no file that holds any."))
    reading = text_reading(interaction, text, **known)
    return _first(reading, file_reading(interaction, files[0], **known)) if files else reading


def _first(reading: Reading, other: Reading) -> Reading:
    """What the first of two readings finds, or else the other."""

    async def read() -> Review | KnownSource:
        try:
            return await reading()
        except UserError:
            return await other()

    return read


def _contents(message: discord.Message) -> tuple[list[str], list[discord.Attachment]]:
    """The texts of a message, of what it forwards and of its cards, and the files to be read."""
    told: list[discord.Message | discord.MessageSnapshot]
    told = [message, *message.message_snapshots]
    texts = [_words(each) for each in told if each.content]
    if not texts:
        cards = [card for each in told for card in each.embeds]
        texts = [text for card in cards for text in (card.title, card.description) if text]
    files = [file for each in told for file in each.attachments]
    return texts, [each for each in files if not (each.content_type or "").startswith(_PICTURES)]


def _words(told: discord.Message | discord.MessageSnapshot) -> str:
    """The text with the names of whom it mentions."""
    text = told.clean_content if isinstance(told, discord.Message) else told.content
    return _EMOJI.sub("", text).replace(_NO_PING, "")


def _called(message: discord.Message) -> str:
    """What a message is called as a source: everybody reads it, so a private place is not named."""
    who, channel = message.author.display_name, getattr(message.channel, "name", None)
    if channel is None or not _is_public(message):
        return t("Message by {who}", who=who)
    return t("Message by {who} in #{channel}", who=who, channel=channel)


def _is_public(message: discord.Message) -> bool:
    """Whether everybody in the server may read the message where it stands."""
    place, guild = message.channel, message.guild
    channel = place.parent if isinstance(place, discord.Thread) else place
    if isinstance(place, discord.Thread) and place.is_private():
        return False
    if guild is None or not isinstance(channel, discord.abc.GuildChannel):
        return False
    return channel.permissions_for(guild.default_role).view_channel


def _private() -> str:
    return t(
        "Not everybody may read this message where it stands; whatever is accepted of it, its "
        "words included, everybody in this server may read."
    )
