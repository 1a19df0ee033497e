"""Opening: what gets the page at a link and reads what is written in a paper, or stands in."""

from collections.abc import Awaitable, Callable

from bot.domain.pages import Page
from bot.domain.papers.values import Paper, Written
from bot.errors import UserError
from bot.messages import t
from db.sources import ReadSource

Fetch = Callable[..., Awaitable[Page | None]]
"""Gets the page at a link; None where it is as it was, by the `etag` or `last_modified` given."""

Read = Callable[[Paper], Awaitable[Written]]
"""Reads what is written in a paper. Both raise UserError with what to do instead."""


async def no_links(url: str, **known: str | None) -> Page | None:
    """Stands where nothing can open links."""
    raise UserError(t("Links cannot be opened here: paste the text instead."))


async def no_papers(paper: Paper) -> Written:
    """Stands where nothing can read files."""
    raise UserError(t("Files cannot be read here: paste the text instead."))


async def get(fetch: Fetch, link: str, known: ReadSource | None) -> Page | None:
    """The page at a link; None where it is as it was when it was read, or cannot be had now."""
    if known is None:
        return await fetch(link)
    try:
        return await fetch(link, etag=known.etag, last_modified=known.last_modified)
    except UserError:
        return None
