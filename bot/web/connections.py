"""Connections that go to allowed addresses only, whatever name was asked for.

httpcore asks its network backend for a connection to a host. This one looks the name up itself,
once, and connects to the address that was judged; httpcore still sends the name as Host and in the
TLS handshake. So a name that changes its address in between (DNS rebinding) gains nothing.
"""

import ssl
from collections.abc import AsyncIterator, Callable, Iterable
from ipaddress import ip_address
from typing import Any, cast

import httpcore
import httpx

from bot.errors import Unreachable
from bot.messages import t
from bot.web import Limits, Resolve
from bot.web.links import not_public
from bot.web.refusals import untrusted

ATTEMPTS = 4
ATTEMPT_SECONDS = 3.0
"""How long a host's address is waited for where there is another one to try."""

_IDLE_SECONDS = 2.0
"""Long enough for a page after its robots.txt, and too short for most servers to end it."""


class Gate(httpcore.AsyncNetworkBackend):
    """Opens connections to what `allowed` lets through."""

    def __init__(self, allowed: Callable[[str], bool], resolve: Resolve) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to `host`; AddressRefused where one of its addresses is not allowed."""
        addresses = await self._addresses(host, port)
        for address in addresses[:-1]:
            try:
                return await self._connected(host, address, port, ATTEMPT_SECONDS)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._connected(host, addresses[-1], port, timeout)

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = [host] if _is_address(host) else await self._resolve(host, port)
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise Unreachable(
                t(
                    "No site named {host} is known: check the link, or paste the text instead.",
                    host=host,
                )
            )
        if not all(map(self._allowed, found)):
            raise not_public(host)
        return found[:ATTEMPTS]

    async def _connected(
        self, host: str, address: str, port: int, timeout: float | None
    ) -> httpcore.AsyncNetworkStream:
        stream = await self._plain.connect_tcp(address, port, timeout=timeout)
        reached = stream.get_extra_info("server_addr")
        if not self._allowed(str(reached[0])):  # the socket itself has the last word
            await stream.aclose()
            raise not_public(host)
        return cast("httpcore.AsyncNetworkStream", _Opened(stream))


class _Opened:
    """A stream of httpcore's that does not outlive a TLS handshake that was cut short."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, encrypted; Unreachable where it cannot be trusted."""
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except httpcore.ConnectError:
            raise untrusted(server_hostname or "") from None
        except BaseException:  # httpcore closes it after errors, and forgets a visit that ended
            await self._stream.aclose()
            raise


class GatedTransport(httpx.AsyncBaseTransport):
    """What httpx sends its requests through: httpcore's pool behind the gate.

    Raises httpcore's own errors.
    """

    def __init__(self, gate: Gate, limits: Limits, trusted: ssl.SSLContext | None) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trusted or httpx.create_ssl_context(trust_env=False),
            max_connections=limits.at_once,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=gate,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to `request`, its body still to come."""
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Coming(answer))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Coming(httpx.AsyncByteStream):
    """A body on its way, from httpcore's hands into httpx's."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
