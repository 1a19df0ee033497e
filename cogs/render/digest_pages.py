"""All that a digest tells: page by page to whoever asks, and what is left over in a thread."""

from collections.abc import Sequence
from itertools import groupby

from discord import ui

from bot.domain.digest_posts import Digest
from bot.messages import t, tn
from cogs.render.digests import Group, Rows, earlier, groups, nothing, title, under
from cogs.render.look import Block, card
from cogs.render.safe import source_line

PAGE_LINES = 8
"""Lines on a page of the whole digest: about one screen of a phone."""

THREAD_PAGES = 5
"""In how many messages a thread tells the rest at most."""


def whole_card(digest: Digest, page: int, rows: Rows, pages: int) -> ui.LayoutView:
    """One page (from 0) of all that a digest tells, its sources last."""
    lines = whole_lines(digest)[page * PAGE_LINES : (page + 1) * PAGE_LINES]
    parts = [under(digest)]
    if pages > 1:
        parts.append(t("page {page} of {pages}", page=page + 1, pages=pages))
    last = page + 1 == pages
    return card(
        title(digest),
        *(_blocks(lines) or [nothing()]),
        *(earlier(digest) if last else []),
        under=" · ".join(parts),
        foot=_left_out(digest) if last else None,
        rows=rows,
    )


def whole_lines(digest: Digest) -> list[tuple[str, str]]:
    """All that a digest tells, each line with the heading that it stands under."""
    sources = [source_line(n, each) for n, each in enumerate(digest.brief.sources, start=1)]
    every = [*groups(digest), *([Group(t("Sources"), tuple(sources), 0)] if sources else [])]
    return [(group.heading, line) for group in every for line in group.lines]


def rest_cards(digest: Digest) -> list[ui.LayoutView]:
    """What the message itself had no room for, as messages for a thread under it."""
    lines = [(each.heading, line) for each in groups(digest) for line in each.lines[each.most :]]
    pages = [lines[n : n + PAGE_LINES] for n in range(0, len(lines), PAGE_LINES)][:THREAD_PAGES]
    hidden = len(lines) - sum(map(len, pages))
    more = tn("and {count} more: press *Show all*", "and {count} more: press *Show all*", hidden)
    return [
        card(
            t("The rest"),
            *_blocks(page),
            foot=more if hidden and page is pages[-1] else None,
        )
        for page in pages
    ]


def _blocks(lines: Sequence[tuple[str, str]]) -> list[Block | str]:
    return [
        Block([line for _, line in together], heading, spaced=heading != t("Sources"))
        for heading, together in groupby(lines, key=lambda each: each[0])
    ]


def _left_out(digest: Digest) -> str | None:
    """That there is more than could be read at once."""
    brief = digest.brief
    named = len(brief.overdue) + len(brief.next)
    if not digest.cut and named >= digest.overdue + digest.ahead:
        return None
    return t("There is more than I can show at once: /due and /changes show it.")
