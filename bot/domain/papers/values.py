"""A paper, which is a document as it came, and what is written in it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paper:
    """A document before it is read: its bytes, and what was said of them when they came.

    All but `body` may be wrong: the name and the media type lie, the charset is a guess.
    """

    body: bytes
    name: str | None = None
    """The name of the file, without a folder."""
    media_type: str | None = None
    """As in HTTP, such as `text/html`; parameters such as `; charset=` are allowed."""
    charset: str | None = None
    url: str | None = None
    """Where it was found, after redirects."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is written in a paper, and what the paper says of itself."""

    text: str
    """Paragraphs, one blank line between them at most; no control characters but newlines."""
    title: str | None = None
    published_on: date | None = None
    publisher: str | None = None
    language: str | None = None
    """As the paper declares it, such as `en` or `ja`; not guessed."""
    canonical_url: str | None = None
    """The address that the page itself gives as its own, absolute, http or https."""
    notes: tuple[str, ...] = ()
    """What was not read, in one sentence each."""
