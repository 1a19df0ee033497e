"""The REST side of the loopback Discord: what it keeps, what it refuses, and how it fails."""

import asyncio
import itertools
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.messages import Messages
from tests.fakes.payloads import (
    APPLICATION,
    APPLICATION_ID,
    BOT,
    CHANNEL_ID,
    EVERY_PERMISSION,
    GUILD_ID,
    PERSON,
    Json,
    channel,
    complaint_of_command,
    complaint_of_message,
    guild,
    member,
)
from tests.fakes.weather import Fate, Weather

TOKEN = "MTIz.loopback.token"

_STATUS = {Fate.STORED_AND_REFUSED: 503, Fate.STORED_AND_BROKEN: 500}


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    json: Any


@dataclass
class Failure:
    """What to answer instead, to requests of `method` on a path that matches."""

    method: str
    path: str
    status: int
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    stores_first: bool = False


class Rest:
    """Answers the requests of one bot; `changed` is notified of each.

    While `silent`, what is asked for is done and nobody hears of it. Everybody is a member of the
    server but for those who have `left`. `weather`, where it is set, decides on posts.
    """

    def __init__(self) -> None:
        self.changed = asyncio.Condition()
        self.silent = False
        self.requests: list[Request] = []
        self.channels = {CHANNEL_ID: channel(CHANNEL_ID)}
        self.left: set[int] = set()
        self.written = Messages()
        self.weather: Weather | None = None
        self.answers: dict[str, list[Json]] = {}
        self.ids = itertools.count(int((time.time() - 1420070400) * 1000) << 22)
        self._failures: list[Failure] = []

    def fail(self, method: str, path: str, status: int, **more: Any) -> None:
        """Answer the next request that fits with `status` (`body`, `headers`, `times` ...)."""
        self._failures.append(Failure(method, path, status, **more))

    def forget_nonces(self) -> None:
        """As Discord does after some minutes."""
        self.written.forget_nonces()

    @property
    def messages(self) -> dict[int, list[Json]]:
        """What was written in each channel, oldest first."""
        return self.written.kept

    def seen(self, method: str, path: str) -> list[Request]:
        """The requests so far of `method` on a path that matches."""
        return [r for r in self.requests if r.method == method and re.fullmatch(path, r.path)]

    async def handle(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        sent = await _body(request)
        self.requests.append(Request(request.method, path, sent))
        posts = request.method == "POST" and path.startswith("/channels/")
        if self.weather is None or not posts:
            return await self._answered(request, path, sent, Fate.ANSWERED)
        await asyncio.sleep(self.weather.delay())
        answer = await self._answered(request, path, sent, self.weather.fate())
        await asyncio.sleep(self.weather.delay())
        return answer

    async def _answered(
        self, request: web.Request, path: str, sent: Any, fate: Fate
    ) -> web.Response:
        if fate is Fate.REFUSED:
            return _error(503, 0, "it storms")
        answer = self._answer(request, path, sent)
        async with self.changed:
            self.changed.notify_all()
        if self.silent or fate is Fate.STORED_AND_SILENT:
            await asyncio.Event().wait()
        if fate is Fate.STORED_AND_CUT and request.transport is not None:
            request.transport.abort()
        if fate in _STATUS:
            return _error(_STATUS[fate], 0, "it storms")
        return answer

    def _answer(self, request: web.Request, path: str, sent: Any) -> web.Response:
        authorised = request.headers.get("Authorization") == f"Bot {TOKEN}"
        if not authorised and not path.startswith(("/interactions", "/webhooks")):
            return _json({"message": "401: Unauthorized", "code": 0}, 401)
        failure = self._failure(request.method, path)
        if failure and not failure.stores_first:
            return _json(failure.body, failure.status, failure.headers)
        answer = self._route(request.method, path, sent, request.query)
        return _json(failure.body, failure.status, failure.headers) if failure else answer

    def _failure(self, method: str, path: str) -> Failure | None:
        for failure in self._failures:
            if failure.times and failure.method == method and re.fullmatch(failure.path, path):
                failure.times -= 1
                return failure
        return None

    def _route(self, method: str, path: str, sent: Any, query: Any) -> web.Response:
        answer: Any = None
        match [method, *path.strip("/").split("/")]:
            case ["GET", *who, "@me"]:
                answer = BOT if who == ["users"] else APPLICATION
            case ["PUT", "applications", _, "commands"]:
                answer = self._put_commands(sent)
            case ["POST", "users", "@me", "channels"]:
                answer = self._direct_channel(int(sent["recipient_id"]))
            case ["GET", "guilds", number]:
                answer = guild([], EVERY_PERMISSION) if int(number) == GUILD_ID else None
            case ["GET", "guilds", _, "members", number]:
                answer = self._member(int(number))
            case [_, "channels", number, *rest]:
                answer = self._in_channel([method, *rest], int(number), sent, query)
            case ["POST", "interactions", number, token, "callback"]:
                answer = self._callback(number, token, sent)
            case ["POST", "webhooks", _, token] | ["PATCH", "webhooks", _, token, *_]:
                answer = self._follow_up(token, sent)
        if answer is None:
            return _error(404, 10003, f"there is no {path} to {method} here")
        return answer if isinstance(answer, web.Response) else _json(answer)

    def _in_channel(self, asked: list[str], number: int, sent: Any, query: Any) -> Any:
        match asked:
            case ["GET"]:
                return self.channels.get(number)
            case ["PATCH"]:
                self.channels[number]["thread_metadata"] |= sent
                return self.channels[number]
            case ["GET", "messages"]:
                return self.written.history(number, query)
            case ["POST", "messages"]:
                return self._post(number, sent)
        return None

    def _put_commands(self, sent: list[Json]) -> Any:
        for command in sent:
            if complaint := complaint_of_command(command):
                return _error(400, 50035, complaint)
        common = {"application_id": str(APPLICATION_ID), "version": "1"}
        return [{"description": "", **each, **common, "id": str(next(self.ids))} for each in sent]

    def _member(self, user_id: int) -> Any:
        if user_id in self.left:
            return _error(404, 10007, "Unknown Member")
        return member({**PERSON, "id": str(user_id)})

    def _direct_channel(self, user_id: int) -> Json:
        number = user_id + 1
        return self.channels.setdefault(number, channel(number, recipient=user_id))

    def _post(self, number: int, sent: Json) -> Any:
        if number not in self.channels:
            return None
        if complaint := complaint_of_message(sent):
            return _error(400, 50035, complaint)
        message = self.written.post(number, sent)
        return message or _error(404, 10008, "Unknown Message")

    def _callback(self, number: str, token: str, sent: Json) -> Any:
        answers = self.answers.get(token)
        if answers is None:
            return _error(404, 10062, "Unknown interaction")
        if answers:
            return _error(400, 40060, "Interaction has already been acknowledged.")
        answers.append(sent)
        shown = self.written.shown(CHANNEL_ID, sent.get("data") or {})
        resource = {"type": sent["type"], "message": shown} if sent["type"] in (4, 7) else None
        return {"interaction": {"id": number, "type": 2}, "resource": resource}

    def _follow_up(self, token: str, sent: Json) -> Any:
        self.answers[token].append(sent)
        return self.written.shown(CHANNEL_ID, sent)


async def _body(request: web.Request) -> Any:
    if request.content_type == "multipart/form-data":
        return json.loads(str((await request.post())["payload_json"]))
    text = await request.text()
    return json.loads(text) if text else None


def _json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """discord.py reads a body as JSON only under exactly this type, without a charset."""
    body = json.dumps(value).encode()
    return web.Response(
        body=body, status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )


def _error(status: int, code: int, message: str) -> web.Response:
    return _json({"code": code, "message": message}, status)
