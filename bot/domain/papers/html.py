"""HTML: the main text of a page, and what the page says of itself."""

import re
from itertools import islice
from typing import Any

from bot.domain.papers.charsets import decoded
from bot.domain.papers.limits import Limits
from bot.domain.papers.markup import (
    clean,
    lines,
    linked_share,
    main_part,
    parsed,
    without_surroundings,
)
from bot.domain.papers.pages import page_of
from bot.domain.papers.tidy import bounded, tidy
from bot.domain.papers.values import Paper, Written
from bot.domain.papers.walls import refuse_wall, signs_of
from bot.errors import Unreadable
from bot.messages import t

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
_HEAD = 4_096
_TWICE = re.compile(
    r"^- (?=\(?[\dA-Za-z]{1,4}[.)]\s|[（(①-⑳一二三四五六七八九十]|第\d)", re.MULTILINE
)
_NUMBER = re.compile(r"^(\(?[\dA-Za-z]{1,4}[.)]|[•–—-]|第\S{1,5}[条項号]) \| ", re.MULTILINE)
"""The number of a paragraph in a cell of its own, as the European Union's journal sets them."""

_WORDS = re.compile(r"\w\s\w|[\u3041-\u9fff]{4}")
"""A title that is more than a number or a code."""

_ENOUGH = 2
"""Letters; a page with fewer has none."""


def read(paper: Paper, limits: Limits) -> Written:
    """What is written on a page; raises Unreadable where it is a wall or holds no text."""
    tree = parsed(decoded(paper.body, _charsets(paper)))
    if tree is None:
        raise _no_text()
    large = len(list(islice(tree.iter("*"), limits.elements + 1))) > limits.elements
    page, signs = page_of(tree, paper.url, whole=not large), signs_of(tree)
    clean(tree)
    text = tidy(_text(tree, limits, large=large))
    refuse_wall(text, page.title, signs)
    if sum(1 for sign in text[:1_000] if sign.isalnum()) < _ENOUGH:
        raise _no_text()
    if page.title and _WORDS.search(page.title) and not _begins(text, page.title):
        text = f"{page.title}\n\n{text}"
    text, cut = bounded(text, limits.characters)
    return Written(
        text=text,
        title=page.title,
        published_on=page.published_on,
        publisher=page.publisher,
        language=page.language,
        canonical_url=page.canonical_url,
        notes=cut,
    )


def _begins(text: str, title: str) -> bool:
    """Whether a text already says its title near its beginning."""
    return " ".join(title.casefold().split()) in " ".join(text[:1_500].casefold().split())


def text_of(markup: str, limits: Limits) -> str:
    """All text of a piece of HTML, such as the body of a mail."""
    tree = parsed(markup)
    if tree is None:
        return ""
    clean(tree)
    return tidy(_listed(lines(tree, limits.characters)))


def _no_text() -> Unreadable:
    return Unreadable(t("The page holds no text; open it in a browser and paste what it says."))


def _charsets(paper: Paper) -> tuple[str | None, ...]:
    head = paper.body[:_HEAD]
    named = _CHARSET.search(head) or _XML.search(head)
    return paper.charset, named[1].decode("ascii") if named else None


def _text(tree: Any, limits: Limits, *, large: bool) -> str:
    """The main text; all text where a page is too large or too plain for that."""
    found = "" if large else _listed(_extracted(tree))
    without_surroundings(tree)
    whole = _listed(lines(tree, limits.characters))
    marked = main_part(tree)
    if marked is not None and linked_share(marked) < 0.3:
        own = _listed(lines(marked, limits.characters))
        if _length(found) < _length(own) / 2:
            return own
    # Where next to nothing was left out, the page's own lines are the better ones.
    return whole if _length(whole) <= _length(found) * 1.05 or not _length(found) else found


def _length(text: str) -> int:
    return sum(1 for sign in text if sign.isalnum())


def _extracted(tree: Any) -> str:
    """What the library for main text finds; nothing where it fails."""
    from copy import deepcopy

    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")  # a Japanese notice is that short
    try:
        found = bare_extraction(
            deepcopy(tree),
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            config=config,
        )
    except MemoryError:
        raise
    except Exception:  # whatever goes wrong there, the text of the elements is still to be had
        return ""
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else ""


def _listed(text: str) -> str:
    """Rows as cells with `|` between them; no dash before what has a number of its own."""
    rows = (line.strip("| \t") if line[:1] == "|" else line for line in text.split("\n"))
    text = "\n".join(line for line in rows if not _rule(line))
    return _NUMBER.sub(r"\1 ", _TWICE.sub("", text))


def _rule(line: str) -> bool:
    """Whether a line only rules off the head of a table."""
    return "---" in line and not line.strip("|-: \t")
