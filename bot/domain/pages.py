"""A page as the web gave it: its bytes, not yet read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """What was at an address; whoever reads it decides what the bytes mean.

    `asked` is the address as it was given, `url` the one that answered after all redirects.
    `media_type` is in lower case and without parameters. `body` is unpacked, but not decoded;
    `charset` is only what the server claims. `etag` and `last_modified` are the server's words, to
    be shown to it when the page is asked for again.
    """

    url: str
    asked: str
    media_type: str | None
    charset: str | None
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
