"""Somebody in front of the demo's page, for tests: over HTTP, as the browser does it."""

import asyncio
import json
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag

import aiohttp

PATIENCE_SECONDS = 60
"""How long a page may take on a machine that is busy with much else."""


class Visitor:
    """Somebody in front of the page, who sees what it last published and acts through it."""

    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self._http = http
        self._address, key = urldefrag(address)
        self._headers = {"X-Simcord-Capability": key}
        self._sequence = 0
        self.page: dict[str, Any] = {}

    async def arrive(self) -> None:
        self.page = await self._ask("POST", "api/pages", {})
        self._headers["X-Simcord-Context"] = self.page["context"]["id"]

    async def run(self, path: str, **options: str | bool) -> dict[str, Any]:
        """Send a slash command; returns the page's receipt."""
        entry = await self._entry(path)
        return await self._act("run_command", **entry, options=options)

    async def suggestions(self, path: str, focused: str, typed: str) -> list[str]:
        entry = await self._entry(path)
        receipt = await self._act(
            "autocomplete_command", **entry, options={}, focused=focused, value=typed
        )
        return [choice["name"] for choice in receipt["result"]["choices"]]

    async def sees(self, words: str) -> str:
        """Wait until a message with these words is on the page."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                self.page = await self._ask("GET", "api/state")
                texts = [self._text(each) for each in self.page["timeline"]]
                for text in reversed(texts):
                    if words in text:
                        return text

    def posted(self, words: str) -> list[datetime]:
        """When the messages with these words were posted, in order."""
        return [
            datetime.fromisoformat(self.page["messages"][each]["timestamp"])
            for each in self.page["timeline"]
            if words in self._text(each)
        ]

    def _text(self, message: str) -> str:
        shown = self.page["messages"][message]
        return str(shown.get("content")) + json.dumps(shown["components"], ensure_ascii=False)

    async def _entry(self, path: str) -> dict[str, Any]:
        catalog = await self._ask("GET", "api/commands")
        entry = next(each for each in catalog["entries"] if each["path"] == path.split())
        return {
            "command_id": entry["commandId"],
            "path": entry["path"],
            "schema_fingerprint": entry["schemaFingerprint"],
        }

    async def _act(self, kind: str, **body: Any) -> dict[str, Any]:
        self.page = await self._ask("GET", "api/state")
        self._sequence += 1
        envelope = {
            "kind": kind,
            "protocol_version": self.page["protocolVersion"],
            "sequence": self._sequence,
            "request_id": f"request-{self._sequence}",
            "generation": self.page["context"]["generation"],
            "bot_generation": self.page["botGeneration"],
            "published_revision": self.page["publishedRevision"],
        }
        receipt: dict[str, Any] = await self._ask("POST", "api/action", envelope | body)
        assert not receipt["rejected"], receipt
        return receipt

    async def _ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        async with self._http.request(
            method, self._address + path, json=body, headers=self._headers
        ) as answer:
            answer.raise_for_status()
            value: dict[str, Any] = await answer.json()
            return value
