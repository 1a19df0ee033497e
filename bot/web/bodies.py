"""Reading a body up to a bound, packed or not, and no further."""

import zlib

import httpx

from bot.errors import PageRefused, PageTooLarge, Unreachable
from bot.messages import t

PACKING = "gzip"
"""The one form of packing that is asked for: it can be unpacked a bounded piece at a time."""

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_ANOTHER_MEMBER = b"\x1f\x8b"


async def read_body(answer: httpx.Response, limit: int) -> bytes:
    """All of the body, unpacked; PageTooLarge as soon as more than `limit` bytes are seen.

    Raises PageRefused for a packing that was not asked for, and Unreachable where it breaks off.
    """
    if _declared(answer) > limit:
        raise _too_large(limit)
    body, whole = await _read(answer, limit)
    if not whole:
        raise _too_large(limit)
    return body


async def read_start(answer: httpx.Response, limit: int) -> bytes:
    """The first `limit` bytes of the body; errors as of `read_body` but for its size."""
    body, _ = await _read(answer, limit)
    return body


async def _read(answer: httpx.Response, limit: int) -> tuple[bytes, bool]:
    """At most `limit` bytes of the body, and whether that is all of it."""
    unpacking = _unpacking(answer)
    sent, body = 0, bytearray()
    async for chunk in answer.aiter_raw():
        sent += len(chunk)
        # One byte of room is always left, and a byte too many tells that there is more.
        body += unpacking.unpack(chunk, limit + 1 - len(body)) if unpacking else chunk
        if max(len(body), sent) > limit:
            return bytes(body[:limit]), False
    if unpacking:
        unpacking.end()
    return bytes(body), True


class _Unpacking:
    """A gzip body in the course of being unpacked, never more of it than there is room for."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._begun = False

    def unpack(self, chunk: bytes, room: int) -> bytes:
        """What `chunk` adds, at most `room` bytes of it."""
        self._begun = True
        try:
            piece = self._engine.decompress(chunk, room)
        except zlib.error:
            raise _unknown_packing() from None
        if self._engine.unused_data.startswith(_ANOTHER_MEMBER):  # else the rest would be lost
            raise _unknown_packing()
        return piece

    def end(self) -> None:
        """Raise Unreachable where the body ended too soon."""
        if self._begun and not self._engine.eof:
            raise Unreachable(
                t("That page broke off on its way: try again, or paste the text instead.")
            )


def _unpacking(answer: httpx.Response) -> _Unpacking | None:
    named = answer.headers.get("content-encoding", "").strip().lower()
    if named in ("", "identity"):
        return None
    if named in ("gzip", "x-gzip", "deflate"):
        return _Unpacking()
    raise _unknown_packing()


def _declared(answer: httpx.Response) -> int:
    length = answer.headers.get("content-length", "")
    return int(length) if length.isdecimal() and len(length) < 20 else 0


def _too_large(limit: int) -> PageTooLarge:
    return PageTooLarge(
        t(
            "That page holds more than {size} MB, packed or unpacked, and no more is read of one: "
            "paste the part that matters instead.",
            size=f"{limit / 1024 / 1024:.3g}",
        )
    )


def _unknown_packing() -> PageRefused:
    return PageRefused(
        t(
            "That page is packed in a way that Milepost does not read: open it in your browser and "
            "paste the text instead."
        )
    )
