"""A web server on 127.0.0.1 that serves what a test tells it to, and misbehaves as told.

    async with WebServer() as server:
        server.put("/page", b"<p>Signed.</p>", media_type="text/html")
        server.on("/slow", drip)  # tests.fakes.web_behaviours
        await web.fetch(server.url("/page"))

A path that nobody put answers 404, robots.txt with it. `web_for_tests` is a Web that may read it.
"""

import asyncio
import ssl
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.domain.addresses import is_public
from bot.web import Limits, Resolve, Web

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]

NAME = "treaties.example"
"""The host that the certificate is for, beside verträge.example."""

LOCAL = "127.0.0.1"

# Made for these tests, and trusted nowhere else.
_KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+i0tFHtQFz/NwfIv
kPgMfhnI5heUhPB9HGg5l1y9ot2hRANCAATWbXPnJQqRIxu/wx1O+T9FprRRHYtR
2LxaU7Qtn0EulerWBUuLvLQ8w31KS+bye5jNeQzLjZu1WcTgHFsWExeJ
-----END PRIVATE KEY-----
"""

CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIBAjAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5NaWxlcG9z
dCB0ZXN0czAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowGTEXMBUG
A1UEAwwOTWlsZXBvc3QgdGVzdHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATW
bXPnJQqRIxu/wx1O+T9FprRRHYtR2LxaU7Qtn0EulerWBUuLvLQ8w31KS+bye5jN
eQzLjZu1WcTgHFsWExeJo3gwdjA0BgNVHREELTArghB0cmVhdGllcy5leGFtcGxl
ghd4bi0tdmVydHJnZS05d2EuZXhhbXBsZTAPBgNVHRMBAf8EBTADAQH/MA4GA1Ud
DwEB/wQEAwIChDAdBgNVHQ4EFgQUB9cddnA8MqqpvuFky09V0afcyEUwCgYIKoZI
zj0EAwIDRwAwRAIgBnu4O4oSdZbGeZop28XH5A/MUzfdIH6YomidFBtHj0kCIHIQ
ddhHK+cctwpPW03vOSK7zMvTljyDeBSS07pRBRe7
-----END CERTIFICATE-----
"""


@dataclass(frozen=True)
class Asked:
    """A request as it came: `headers` by their names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass
class WebServer:
    """Listens until the block ends; `asked` is what it was asked, `connections` how often."""

    tls: bool = False
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    named: list[str | None] = field(default_factory=list)
    """The hosts that were named in TLS handshakes."""

    def __post_init__(self) -> None:
        self._paths: dict[str, Behaviour] = {}
        self._open: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    def put(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        media_type: str | None = "text/html; charset=utf-8",
        headers: dict[str, str] | None = None,
    ) -> None:
        """Serve `body` at `path`."""
        content = body.encode() if isinstance(body, str) else body
        lines = {"Content-Length": str(len(content)), **(headers or {})}
        if media_type:
            lines["Content-Type"] = media_type

        async def serve(writer: asyncio.StreamWriter) -> None:
            writer.write(head(status, lines) + content)

        self._paths[path] = serve

    def redirect(self, path: str, location: str, *, status: int = 302, **headers: str) -> None:
        """Send who asks for `path` on to `location`."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        self.put(path, status=status, media_type=None, headers={"Location": location, **more})

    def on(self, path: str, behaviour: Behaviour) -> None:
        """Let `behaviour` write the whole answer for `path`."""
        self._paths[path] = behaviour

    def url(self, path: str = "/", host: str = LOCAL) -> str:
        """The address of `path`, by any name that leads here."""
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What it was asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._accept, LOCAL, self.port, ssl=self._context() if self.tls else None
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        with tempfile.TemporaryDirectory() as folder:
            chain = Path(folder, "chain.pem")
            chain.write_text(_KEY + CERTIFICATE, encoding="ascii")
            context.load_cert_chain(chain)

        def remember(_connection: object, name: str | None, _context: object) -> None:
            self.named.append(name)

        context.sni_callback = remember
        return context

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._answer(reader, writer)
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == b"\x16":  # the begin of a TLS handshake, where none is spoken
            writer.write(head(400, {"Content-Length": "0"}))
            return
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        _, path, _ = request[0].split(" ")
        pairs = (line.partition(":") for line in request[1:] if line)
        self.asked.append(Asked(path, {key.lower(): value.strip() for key, _, value in pairs}))
        behaviour = self._paths.get(path.partition("?")[0], _missing)
        await behaviour(writer)
        await writer.drain()


def head(status: int, headers: dict[str, str]) -> bytes:
    """The first lines of an answer, up to its body."""
    lines = [f"HTTP/1.1 {status} Told", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


class Names:
    """Stands for the name servers: each look-up takes the next answer, and the last one stays."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def web_for_tests(
    *,
    contact: str = "",
    resolve: Resolve | None = None,
    trusted: ssl.SSLContext | None = None,
    **limits: float,
) -> Web:
    """A Web that may also read from 127.0.0.1, on any port."""
    return Web(
        lambda address: address == LOCAL or is_public(address),
        Limits(ports=None, **limits),  # type: ignore[arg-type]
        contact=contact,
        resolve=resolve,
        trusted=trusted,
    )


async def _missing(writer: asyncio.StreamWriter) -> None:
    writer.write(head(404, {"Content-Length": "0"}))
