"""Fetching a page that a person names, within limits; the only room that knows httpx.

httpx itself is loaded with the first page.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from socket import SOCK_STREAM, getaddrinfo
from typing import TYPE_CHECKING

from bot.domain.addresses import is_public
from bot.domain.pages import Page
from bot.errors import Unreachable
from bot.messages import t

if TYPE_CHECKING:
    from bot.web.visits import Visitor

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The addresses of a host, for a port; OSError where it has none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the web one fetch may take, all redirects and robots.txt included."""

    ports: frozenset[int] | None = frozenset({80, 443, 8080, 8443})
    """Where pages are served: another port is more likely to be another service. None: any."""

    seconds: float = 15.0
    size: int = 10 * 1024 * 1024
    """Bytes of a page, both as they are sent and unpacked."""
    redirects: int = 5
    robots_size: int = 500 * 1024
    """Bytes of a robots.txt that are read, as RFC 9309 asks."""
    robots_seconds: float = 3600.0
    """How long a robots.txt is remembered."""
    robots_sites: int = 32
    """How many are remembered."""
    at_once: int = 8
    """Connections; who comes later waits, and the wait counts."""


class Web:
    """Fetches public pages; `aclose` ends it.

    `allowed` says which addresses may be connected to; it is asked about the very address that the
    connection goes to, at each redirect anew, and no name is looked up again after that. Proxies
    and certificates named in the environment are not used. `trusted` stands for the usual
    authorities of certificates. Sites are told `contact`, where they can learn of this bot.
    """

    def __init__(
        self,
        allowed: Callable[[str], bool] = is_public,
        limits: Limits = Limits(),
        *,
        contact: str = "",
        resolve: Resolve | None = None,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = allowed
        self._limits = limits
        self._contact = contact
        self._resolve = resolve or self._look_up
        self._trusted = trusted
        self._threads: ThreadPoolExecutor | None = None
        self._visitor: Visitor | None = None

    async def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Page | None:
        """The page at `url`, or None where it is unchanged since it had this tag or date.

        Raises NotFetched, whose sentence says what is in the way and what to do.
        """
        if self._visitor is None:
            from bot.web.visits import Visitor

            self._visitor = Visitor(
                self._allowed, self._resolve, self._limits, self._trusted, self._contact
            )
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._visitor.fetch(url, etag=etag, last_modified=last_modified)
        except TimeoutError:
            raise Unreachable(
                t(
                    "That page did not arrive within {seconds} seconds: try again later, or paste "
                    "the text instead.",
                    seconds=f"{self._limits.seconds:g}",
                )
            ) from None

    async def aclose(self) -> None:
        """Close what is open; a name that is still being looked up is not waited for."""
        visitor, self._visitor = self._visitor, None
        threads, self._threads = self._threads, None
        if visitor is not None:
            await visitor.aclose()
        if threads is not None:
            threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, host: str, port: int) -> list[str]:
        # Threads of its own: a name server that stalls must not hold up the rest of the bot.
        self._threads = self._threads or ThreadPoolExecutor(4, "milepost-names")
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads, lambda: getaddrinfo(host, port, type=SOCK_STREAM)
        )
        return [str(address[0]) for *_, address in found]
