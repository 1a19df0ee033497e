"""What sites have said to programs, remembered for a while."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from bot.web import Limits
from bot.web.links import host_of
from bot.web.refusals import robots_forbid
from bot.web.robots import Rules


class Permits:
    """Asks a site's robots.txt before one of its pages is opened."""

    def __init__(self, ask: Callable[[httpx.URL], Awaitable[Rules]], limits: Limits) -> None:
        self._ask = ask
        self._limits = limits
        self._known: dict[str, tuple[float, Rules]] = {}

    async def check(self, link: httpx.URL) -> None:
        """Raise PageRefused where the site does not want `link` to be opened by a program."""
        rules = await self._rules(link)
        if not rules.allow(link.raw_path.decode("ascii")):
            raise robots_forbid(host_of(link))

    async def _rules(self, link: httpx.URL) -> Rules:
        site = f"{link.scheme}://{link.netloc.decode('ascii')}"
        now = asyncio.get_running_loop().time()
        until, rules = self._known.pop(site, (now, Rules()))
        if until <= now:
            rules = await self._ask(link)
            until = now + self._limits.robots_seconds
        self._known[site] = (until, rules)  # at the end: the first one is the longest unused
        while len(self._known) > self._limits.robots_sites:
            del self._known[next(iter(self._known))]
        return rules
