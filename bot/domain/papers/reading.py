"""Reading: from a paper to what is written in it, whatever kind of paper it is.

The libraries for a kind are loaded when the first paper of that kind is read.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.papers.datelines import dateline
from bot.domain.papers.kinds import Kind, kind_of
from bot.domain.papers.limits import LIMITS, Limits
from bot.domain.papers.values import Paper, Written
from bot.errors import Unreadable
from bot.messages import t

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
    found = _reader(kind)(paper, limits)
    if not found.text:
        raise _empty()
    if found.published_on is None and kind is not Kind.MAIL:
        return replace(found, published_on=dateline(found.text, found.language))
    return found


def _reader(kind: Kind) -> Callable[[Paper, Limits], Written]:
    """What reads papers of that kind; loaded only now, as the bot itself reads hardly any."""
    match kind:
        case Kind.PDF:
            from bot.domain.papers.pdf import read
        case Kind.PACKAGE:
            from bot.domain.papers.docx import read
        case Kind.HTML:
            from bot.domain.papers.html import read
        case Kind.MAIL:
            from bot.domain.papers.mail import read
        case Kind.MARKDOWN:
            from bot.domain.papers.markdown import read
        case Kind.PLAIN:
            from bot.domain.papers.plain import read
    return read


def _empty() -> Unreadable:
    return Unreadable(t("The document is empty; give one with text in it."))
