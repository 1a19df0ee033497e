"""How much one page may take: bytes, packed bytes, seconds, redirects."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest

from bot.errors import PageTooLarge, Unreachable
from bot.web import Limits
from tests.fakes.web_behaviours import (
    drip,
    drip_header,
    endless,
    endless_header,
    silence,
)
from tests.fakes.web_server import NAME, WebServer, head, web_for_tests

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]

SIZE = 100_000
PATIENCE = 20.0
"""Seconds until a test holds that what it waits for does not come."""


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with WebServer() as listening:
        yield listening


def test_the_limits_are_ten_megabytes_fifteen_seconds_and_five_redirects() -> None:
    limits = Limits()
    assert (limits.size, limits.seconds, limits.redirects) == (10 * 1024 * 1024, 15.0, 5)


async def test_a_page_may_be_just_as_large_as_the_limit(server: WebServer) -> None:
    web = web_for_tests(size=SIZE)
    server.put("/plain", b"." * SIZE)
    server.put("/packed", gzip.compress(b"." * SIZE), headers={"Content-Encoding": "gzip"})
    for path in ("/plain", "/packed"):
        page = await web.fetch(server.url(path))
        assert page
        assert len(page.body) == SIZE
    await web.aclose()


@pytest.mark.parametrize("said", [False, True])
@pytest.mark.parametrize("packed", [False, True])
async def test_a_page_one_byte_larger_than_the_limit_is_refused(
    server: WebServer, packed: bool, said: bool
) -> None:
    """Whether its length is said before, and whether it is packed."""
    body = gzip.compress(b"." * (SIZE + 1)) if packed else b"." * (SIZE + 1)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    server.on("/p", said_or_not(body, headers, said=said))
    web = web_for_tests(size=SIZE)
    with pytest.raises(PageTooLarge, match=r"paste the part that matters instead\.$"):
        await web.fetch(server.url("/p"))
    await web.aclose()


def said_or_not(body: bytes, headers: dict[str, str], *, said: bool) -> Behaviour:
    length = {"Content-Length": str(len(body))} if said else {}

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, headers | length) + body)

    return send


async def test_a_page_that_says_that_it_is_too_large_is_not_read(server: WebServer) -> None:
    async def promise(writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"Content-Length": str(11 * 1024 * 1024)}))
        await silence(writer)

    server.on("/p", promise)
    web = web_for_tests()
    with pytest.raises(PageTooLarge, match="more than 10 MB"):
        await web.fetch(server.url("/p"))
    await web.aclose()


async def test_a_body_without_end_is_cut_at_the_limit(server: WebServer) -> None:
    gone = asyncio.Event()

    async def pour(writer: asyncio.StreamWriter) -> None:
        try:
            await endless(writer)
        finally:
            gone.set()

    server.on("/p", pour)
    web = web_for_tests(size=SIZE)
    with pytest.raises(PageTooLarge):
        await web.fetch(server.url("/p"))
    await asyncio.wait_for(
        gone.wait(), PATIENCE
    )  # the connection is closed, not read to an end that never comes
    await web.aclose()


async def test_a_small_file_that_unpacks_to_a_huge_one_is_never_unpacked_whole(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms: list[int] = []
    made: list[int] = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self, bits: int) -> None:
            self._engine = real(bits)

        def decompress(self, chunk: bytes, room: int) -> bytes:
            rooms.append(room)
            made.append(len(piece := self._engine.decompress(chunk, room)))
            return piece

        @property
        def unused_data(self) -> bytes:
            return self._engine.unused_data

    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < SIZE
    server.put("/p", bomb, headers={"Content-Encoding": "gzip"})
    monkeypatch.setattr("bot.web.bodies.zlib.decompressobj", Watched)
    web = web_for_tests(size=SIZE)
    with pytest.raises(PageTooLarge):
        await web.fetch(server.url("/p"))
    assert min(rooms) > 0  # none would mean no bound to zlib
    assert sum(made) == SIZE + 1
    await web.aclose()


async def test_packed_bytes_that_unpack_to_nothing_are_bounded_too(server: WebServer) -> None:
    empty = zlib.compressobj(0, wbits=31)
    block = empty.compress(b"") + empty.flush(zlib.Z_FULL_FLUSH)
    rest = empty.flush(zlib.Z_FULL_FLUSH) or b"\0\0\0\xff\xff"
    packing = {"Content-Encoding": "gzip"}
    server.on("/p", said_or_not(block + rest * SIZE, packing, said=False))
    web = web_for_tests(size=SIZE)
    with pytest.raises(PageTooLarge):
        await web.fetch(server.url("/p"))
    await web.aclose()


async def test_a_header_without_end_is_cut(server: WebServer) -> None:
    server.on("/p", endless_header)
    web = web_for_tests()
    with pytest.raises(Unreachable, match="broke off"):
        await web.fetch(server.url("/p"))
    await web.aclose()


@pytest.mark.parametrize("behaviour", [drip, drip_header, silence])
async def test_a_server_that_lets_one_wait_is_left(server: WebServer, behaviour: Behaviour) -> None:
    """Also where each single byte comes in time: the bound is on the whole."""
    server.on("/p", behaviour)
    web = web_for_tests(seconds=0.3)
    with pytest.raises(Unreachable, match=r"did not arrive within 0\.3 seconds: try again later"):
        await web.fetch(server.url("/p"))
    await web.aclose()


async def test_the_time_for_names_robots_and_redirects_counts_too(server: WebServer) -> None:
    async def never(_host: str, _port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    web = web_for_tests(seconds=0.1, resolve=never)
    with pytest.raises(Unreachable, match="did not arrive within"):
        await web.fetch(server.url("/p", NAME))
    await web.aclose()
    server.on("/robots.txt", silence)
    web = web_for_tests(seconds=0.1)
    with pytest.raises(Unreachable, match="did not arrive within"):
        await web.fetch(server.url("/p"))
    await web.aclose()


async def test_a_handshake_that_never_ends_is_left() -> None:
    server = WebServer()

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()  # until the other side has gone
        writer.close()
        left.set()

    left = asyncio.Event()
    listening = await asyncio.start_server(mute, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    web = web_for_tests(seconds=0.2)
    with pytest.raises(Unreachable, match="did not arrive within"):
        await web.fetch(server.url("/p").replace("http:", "https:"))
    await asyncio.wait_for(left.wait(), PATIENCE)
    await web.aclose()
    listening.close()


async def test_many_fetches_at_once_wait_for_each_other(server: WebServer) -> None:
    open_now, most = 0, 0

    async def count(writer: asyncio.StreamWriter) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        for _ in range(50):
            await asyncio.sleep(0)
        open_now -= 1
        writer.write(head(200, {"Content-Length": "4"}) + b"text")

    server.on("/p", count)
    web = web_for_tests(at_once=2)
    pages = await asyncio.gather(*(web.fetch(server.url("/p")) for _ in range(10)))
    assert all(pages)
    assert most <= 2
    await web.aclose()


async def test_a_fetch_that_was_cut_short_leaves_room_for_the_next(server: WebServer) -> None:
    server.on("/slow", drip)
    server.on("/silent", silence)
    server.put("/p", "text")
    web = web_for_tests(at_once=1, seconds=0.3)
    for path in ("/slow", "/silent", "/slow"):
        with pytest.raises(Unreachable):
            await web.fetch(server.url(path))
    page = None
    for _ in range(20):  # on a busy machine; without room it would not come at all
        with suppress(Unreachable):
            page = page or await web.fetch(server.url("/p"))
    assert page
    await web.aclose()
