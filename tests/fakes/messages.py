"""What was written in the channels of the loopback Discord, and which nonces it remembers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.fakes.payloads import BOT, Json

DISCORDS_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
NONCES_KEPT = timedelta(minutes=3)
"""Discord says "a few minutes" and no more."""


def machine_clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class Messages:
    """The channels' messages, oldest first; ids tell the time, as Discord's do."""

    now: Callable[[], datetime] = machine_clock
    kept: dict[int, list[Json]] = field(default_factory=dict)
    nonces_kept: timedelta = NONCES_KEPT
    repeats: int = 0
    """How often a message was asked for again and was not made twice."""
    _nonces: dict[str, tuple[datetime, Json]] = field(default_factory=dict)
    _deleted: set[str] = field(default_factory=set)
    _last_id: int = 0

    def next_id(self) -> int:
        milliseconds = (self.now() - DISCORDS_EPOCH) // timedelta(milliseconds=1)
        self._last_id = max(self._last_id + 1, milliseconds << 22)
        return self._last_id

    def post(self, channel_id: int, sent: Json) -> Json | None:
        """The new message, or with `enforce_nonce` the one there is with this nonce.

        None where that one has been deleted since.
        """
        if sent.get("enforce_nonce") and (earlier := self._with_nonce(str(sent["nonce"]))):
            self.repeats += 1
            return None if earlier["id"] in self._deleted else {**earlier, "nonce": sent["nonce"]}
        message = self.shown(channel_id, sent)
        self.kept.setdefault(channel_id, []).append(message)
        if sent.get("nonce") is not None:
            self._nonces[str(sent["nonce"])] = (self.now(), message)
        return {**message, "nonce": sent.get("nonce")}

    def _with_nonce(self, nonce: str) -> Json | None:
        """Whatever the bot wrote with this nonce of late, in whichever channel."""
        at, message = self._nonces.get(nonce, (DISCORDS_EPOCH, None))
        return message if self.now() - at <= self.nonces_kept else None

    def forget_nonces(self) -> None:
        """As Discord does after some minutes."""
        self._nonces.clear()

    def delete(self, channel_id: int, message_id: int) -> None:
        messages = self.kept[channel_id]
        messages[:] = [each for each in messages if each["id"] != str(message_id)]
        self._deleted.add(str(message_id))

    def history(self, channel_id: int, query: Mapping[str, str]) -> list[Json]:
        """At most `limit`, newest first: those nearest to `after` or `before`, where given."""
        limit = int(query.get("limit", 50))
        found = self.kept.get(channel_id, [])
        if "after" in query:
            later = [each for each in found if int(each["id"]) > int(query["after"])]
            return later[:limit][::-1]
        if "before" in query:
            found = [each for each in found if int(each["id"]) < int(query["before"])]
        return found[::-1][:limit]

    def shown(self, channel_id: int, sent: Json) -> Json:
        """A message as a history has it: nothing says that it tells the nonce."""
        return {
            "id": str(self.next_id()),
            "channel_id": str(channel_id),
            "author": BOT,
            "content": sent.get("content") or "",
            "components": sent.get("components") or [],
            "embeds": sent.get("embeds") or [],
            "flags": sent.get("flags", 0),
            "type": 0,
            "tts": False,
            "pinned": False,
            "attachments": [],
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "timestamp": self.now().isoformat(),
            "edited_timestamp": None,
        }
