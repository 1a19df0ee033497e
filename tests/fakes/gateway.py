"""The gateway of the loopback Discord: sessions that can be opened, lost and resumed."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.fakes.payloads import Json

DISPATCH, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 9, 10, 11
WRONG_TOKEN, DISALLOWED_INTENTS = 4004, 4014
HEARTBEAT_MILLISECONDS = 3_600_000  # a client's thread may outlive its test: keep it asleep
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15


@dataclass
class Session:
    """One client's session: what it was sent, so that a resumed one can be sent the rest."""

    id: str
    sent: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None

    async def dispatch(self, event: str, data: Json) -> None:
        frame = {"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(frame)
        if self.socket is not None:
            await self.socket.send_str(json.dumps(frame))


class Gateway:
    """Accepts websockets, of which the next `closed_doors` are turned away.

    The next `invalidated` new sessions are refused with op 9.
    """

    def __init__(self, token: str, changed: asyncio.Condition) -> None:
        self.token = token
        self._changed = changed
        self.greeting: Callable[[], list[tuple[str, Json]]] = list
        self.sessions: list[Session] = []
        self.identified = 0
        self.resumed = 0
        self.invalidated = 0
        self.closed_doors = 0
        self._lines: set[asyncio.Transport] = set()

    async def accept(self, request: web.Request) -> web.WebSocketResponse:
        if self.closed_doors:
            self.closed_doors -= 1
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        line = request.transport
        assert line is not None
        self._lines.add(line)
        try:
            beat = {"heartbeat_interval": HEARTBEAT_MILLISECONDS}
            await socket.send_str(json.dumps({"op": HELLO, "d": beat}))
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(socket, json.loads(message.data))
        finally:
            self._lines.discard(line)
        return socket

    async def _receive(self, socket: web.WebSocketResponse, frame: Json) -> None:
        match frame["op"]:
            case 1:  # heartbeat
                await socket.send_str(json.dumps({"op": HEARTBEAT_ACK}))
            case 2:  # identify
                self.identified += 1
                await self._identify(socket, frame["d"])
            case 6:  # resume
                await self._resume(socket, frame["d"])
        async with self._changed:
            self._changed.notify_all()

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        if data["token"] != self.token:
            await socket.close(code=WRONG_TOKEN)
        elif data["intents"] & PRIVILEGED:
            await socket.close(code=DISALLOWED_INTENTS)
        elif self.invalidated:
            self.invalidated -= 1
            await socket.send_str(json.dumps({"op": INVALID_SESSION, "d": False}))
        else:
            session = Session(f"session-{len(self.sessions) + 1}", socket=socket)
            self.sessions.append(session)
            for event, payload in self.greeting():
                await session.dispatch(event, {**payload, "session_id": session.id})

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        session = next((s for s in self.sessions if s.id == data["session_id"]), None)
        if session is None:
            await socket.send_str(json.dumps({"op": INVALID_SESSION, "d": False}))
            return
        session.socket = socket
        for frame in session.sent[data["seq"] :]:
            await socket.send_str(json.dumps(frame))
        await session.dispatch("RESUMED", {})
        self.resumed += 1

    async def dispatch(self, event: str, data: Json) -> None:
        await self.sessions[-1].dispatch(event, data)

    async def drop(self) -> None:
        """Cut every connection, as a failing network does, without a word."""
        for session in self.sessions:
            session.socket = None
        for line in list(self._lines):
            line.abort()
