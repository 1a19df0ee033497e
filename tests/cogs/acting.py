"""Acting on messages that the bot posted by itself, as a person would."""

from collections.abc import Iterator
from typing import Any

import discord

TEXT_DISPLAY = 10
BUTTON = 2


def said_in(message: discord.Message | None) -> str:
    """All that a message says."""
    assert message is not None
    return "\n".join(part["content"] for part in parts(message) if part["type"] == TEXT_DISPLAY)


def button(message: discord.Message, word: str) -> str:
    """The custom id of the first button that says `word`."""
    found = [each["custom_id"] for each in parts(message) if each.get("label") == word]
    assert found, f"no button says {word}"
    return str(found[0])


def parts(message: discord.Message) -> Iterator[dict[str, Any]]:
    """Every component of a message, the nested ones too."""
    yield from _walk([dict(component.to_dict()) for component in message.components])


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in components:
        yield part
        yield from _walk(part.get("components", []))
