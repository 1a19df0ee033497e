"""One visit: from the address that a person gave, over its redirects, to the page."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import PackageNotFoundError, version

import httpx

from bot.domain.pages import Page
from bot.errors import PageRefused
from bot.messages import t
from bot.web import Limits, Resolve
from bot.web.bodies import PACKING, read_body, read_start
from bot.web.connections import Gate, GatedTransport
from bot.web.links import bare, follow_link, host_of, read_link
from bot.web.permits import Permits
from bot.web.refusals import check_status, robots_unread, told
from bot.web.robots import Rules, read_rules

_WANTED = "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.8"


class Visitor:
    """Fetches pages through one httpx client."""

    def __init__(
        self,
        allowed: Callable[[str], bool],
        resolve: Resolve,
        limits: Limits,
        trusted: ssl.SSLContext | None,
        contact: str,
    ) -> None:
        self._limits = limits
        self._permits = Permits(self._robots, limits)
        self._client = httpx.AsyncClient(
            transport=GatedTransport(Gate(allowed, resolve), limits, trusted),
            headers={"User-Agent": _agent(contact), "Accept": _WANTED, "Accept-Encoding": PACKING},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # keeps none
            timeout=None,  # the whole visit has one, which a server that drips cannot stretch
            trust_env=False,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def fetch(self, url: str, *, etag: str | None, last_modified: str | None) -> Page | None:
        """As `bot.web.Web.fetch`, without its bound in time."""
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value and _is_plain(value)}
        link = read_link(url, self._limits.ports)
        async with self._followed(link, self._permits.check, headers) as answer:
            if headers and answer.status_code == httpx.codes.NOT_MODIFIED:
                return None
            check_status(answer.status_code, host_of(answer.url))
            return _page(bare(url), answer, await read_body(answer, self._limits.size))

    async def _robots(self, link: httpx.URL) -> Rules:
        """The rules of the site that `link` is on; all is allowed where it has none."""
        address = link.copy_with(raw_path=b"/robots.txt")
        try:
            async with self._followed(address, _anything) as answer:
                status = answer.status_code
                if 400 <= status < 500:
                    return Rules()
                if status not in (200, 203):
                    raise robots_unread(host_of(link), status)
                start = await read_start(answer, self._limits.robots_size)
        except _LedAstray:  # RFC 9309, 2.3.1.2: as if there were none
            return Rules()
        if len(start) == self._limits.robots_size:
            start = start.rpartition(b"\n")[0]  # half a line would forbid too much
        return read_rules(start.decode("utf-8", "replace"))

    @asynccontextmanager
    async def _followed(
        self,
        link: httpx.URL,
        check: Callable[[httpx.URL], Awaitable[None]],
        headers: dict[str, str] | None = None,
    ) -> AsyncIterator[httpx.Response]:
        """The first answer that is no redirect, its body unread; `check` is asked at every step.

        Cookies live for this one visit: some sites lead in a circle without them.
        """
        cookies = httpx.Cookies()
        steps: set[tuple[str, str | None]] = set()
        for _ in range(self._limits.redirects + 1):
            request = self._client.build_request("GET", link, headers=headers)
            with suppress(UnicodeError):  # a cookie that no header can hold
                cookies.set_cookie_header(request)
            step = (str(link), request.headers.get("Cookie"))
            if step in steps:
                raise _astray_in_a_circle(host_of(link))
            steps.add(step)
            await check(link)
            with told(host_of(link)):
                answer = await self._client.send(request, stream=True)
                try:
                    if not answer.has_redirect_location:
                        yield answer
                        return
                finally:
                    await answer.aclose()
            cookies.extract_cookies(answer)
            link = follow_link(link, answer.headers["Location"], self._limits.ports)
        raise _astray_too_far(host_of(link), self._limits.redirects)


class _LedAstray(PageRefused):
    """The redirects end nowhere."""


def _astray_in_a_circle(host: str) -> _LedAstray:
    return _LedAstray(
        t(
            "{host} redirects in a circle: open the page in your browser and paste the text "
            "instead.",
            host=host,
        )
    )


def _astray_too_far(host: str, redirects: int) -> _LedAstray:
    return _LedAstray(
        t(
            "{host} redirects more than {redirects} times: open the page in your browser and give "
            "the address that it ends at, or paste the text instead.",
            host=host,
            redirects=redirects,
        )
    )


async def _anything(_link: httpx.URL) -> None:
    """A robots.txt may always be asked for."""


def _page(asked: str, answer: httpx.Response, body: bytes) -> Page:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].partition(",")[0]
    return Page(
        url=str(answer.url),
        asked=asked,
        media_type=kind.strip().lower() or None,
        charset=answer.charset_encoding,
        body=body,
        etag=answer.headers.get("ETag"),
        last_modified=answer.headers.get("Last-Modified"),
    )


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable()


def _agent(contact: str) -> str:
    """What Milepost calls itself, with where to learn more of it."""
    try:
        name = f"Milepost/{version('milepost')}"
    except PackageNotFoundError:
        name = "Milepost"
    return f"{name} (+{contact})" if contact else name
