"""Reading: from a paper to what is written in it, whatever kind of paper it is.

The libraries for a kind are loaded when the first paper of that kind is read.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.papers import docx, html, mail, markdown, pdf, plain
from bot.domain.papers.datelines import dateline
from bot.domain.papers.kinds import Kind, kind_of
from bot.domain.papers.limits import LIMITS, Limits
from bot.domain.papers.values import Paper, Written
from bot.errors import Unreadable
from bot.messages import t

_READERS: Mapping[Kind, Callable[[Paper, Limits], Written]] = {
    Kind.PDF: pdf.read,
    Kind.PACKAGE: docx.read,
    Kind.HTML: html.read,
    Kind.MAIL: mail.read,
    Kind.MARKDOWN: markdown.read,
    Kind.PLAIN: plain.read,
}

LIBRARIES: Mapping[Kind, tuple[str, ...]] = {
    Kind.PDF: ("pypdf",),
    Kind.PACKAGE: ("lxml.etree",),
    Kind.HTML: ("lxml.html", "trafilatura", "htmldate"),
    Kind.MAIL: ("lxml.html",),
    Kind.MARKDOWN: (),
    Kind.PLAIN: (),
}
"""What reading each kind loads."""


def written(paper: Paper, limits: Limits = LIMITS) -> Written:
    """What is written in `paper`.

    Raises Unreadable, or one of its kinds WrongKind and TooMuch, where no text is to be had; the
    reason is one sentence that says what to do.
    """
    if not paper.body.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise _empty()
    kind = kind_of(paper)
    found = _READERS[kind](paper, limits)
    if not found.text:
        raise _empty()
    if found.published_on is None and kind is not Kind.MAIL:
        return replace(found, published_on=dateline(found.text, found.language))
    return found


def _empty() -> Unreadable:
    return Unreadable(t("The document is empty; give one with text in it."))
