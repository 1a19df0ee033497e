"""What the bot posts where the page does not look: other channels and direct messages."""

from typing import Any

import simcord

from bot.messages import t

LONGEST_LINE = 160


class Elsewhere:
    """Notices new messages outside the channel that the page shows."""

    def __init__(self, env: simcord.Env, shown: simcord.ChannelHandle) -> None:
        self._env = env
        self._shown = shown
        self._newest = 0

    def news(self) -> list[str]:
        """One line for each message that has come since the last call, for the terminal."""
        new = sorted(
            (message_id, channel_id, message)
            for channel_id, messages in self._env.backend.messages.items()
            if channel_id != self._shown.id
            for message_id, message in messages.items()
            if message_id > self._newest and not message.is_ephemeral
        )
        self._newest = max((message_id for message_id, *_ in new), default=self._newest)
        return [
            t("[{place}] {text}", place=self._place(channel_id), text=_text(message))
            for _, channel_id, message in new
        ]

    def _place(self, channel_id: int) -> str:
        backend = self._env.backend
        for user_id, direct in backend.dm_channels.items():
            if direct == channel_id:
                user = backend.users[user_id]
                return t("direct message to {name}", name=user.global_name or user.name)
        return f"#{backend.channels[channel_id].name}"


def _text(message: Any) -> str:
    words = " ".join([message.content, *_contents(message.components)]).split()
    line = " ".join(words)
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


def _contents(components: list[dict[str, Any]]) -> list[str]:
    """The texts of a message's components, in reading order."""
    found: list[str] = []
    for each in components:
        if isinstance(each.get("content"), str):
            found.append(each["content"])
        found += _contents(each.get("components", []))
    return found
