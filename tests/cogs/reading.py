"""Reading what the bot said, as a person would, and holding it to Discord's limits."""

from collections.abc import Iterator
from typing import Any

import simcord

TEXT_DISPLAY = 10
SELECT = 3
MOST_TEXT = 4000
MOST_COMPONENTS = 40
MOST_CUSTOM_ID = 100


def text(result: simcord.InteractionResult) -> str:
    """All that the reply says."""
    return "\n".join(part["content"] for part in _parts(result) if part["type"] == TEXT_DISPLAY)


def labels(result: simcord.InteractionResult) -> list[str]:
    """What the reply's buttons say."""
    return [part["label"] for part in _parts(result) if part.get("label")]


def options(result: simcord.InteractionResult) -> list[dict[str, Any]]:
    """What the reply's select offers."""
    return [each for part in _parts(result) if part["type"] == SELECT for each in part["options"]]


def sentence(result: simcord.InteractionResult) -> str:
    """The one ephemeral sentence of an error."""
    message = result.response
    assert message is not None
    assert message.ephemeral
    assert not message.components
    return message.content


def assert_fits(result: simcord.InteractionResult) -> None:
    """Discord would take this reply."""
    parts = list(_parts(result))
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    assert 0 < len(text(result)) <= MOST_TEXT
    assert len(parts) <= MOST_COMPONENTS
    assert len(set(ids)) == len(ids)
    assert all(len(each) <= MOST_CUSTOM_ID for each in ids)


def _parts(result: simcord.InteractionResult) -> Iterator[dict[str, Any]]:
    assert result.response is not None
    yield from _walk(result.response.components)


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in components:
        yield part
        yield from _walk(part.get("components", []))
