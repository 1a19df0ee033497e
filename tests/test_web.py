"""Fetching a page: what is asked for, what comes back, and what is said when nothing does."""

import gzip
import re
import zlib
from collections.abc import AsyncIterator

import pytest

from bot.domain.pages import Page
from bot.errors import NotFetched, PageRefused, Unreachable
from bot.web import Web
from tests.fakes.web_behaviours import broken_off, nonsense, reset
from tests.fakes.web_server import WebServer, web_for_tests

# Without the time of packing: the names of tests must be the same in every process.
PACKED_TWICE = gzip.compress(gzip.compress(b"text", mtime=0), mtime=0)
IN_TWO_PARTS = gzip.compress(b"one half", mtime=0) + gzip.compress(b"and the other", mtime=0)


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with WebServer() as listening:
        yield listening


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    fetching = web_for_tests()
    yield fetching
    await fetching.aclose()


async def test_a_page_comes_with_what_its_server_says_of_it(server: WebServer, web: Web) -> None:
    headers = {"ETag": 'W/"7"', "Last-Modified": "Tue, 28 Oct 2025 05:00:00 GMT"}
    server.put("/p", "合意", media_type="Text/HTML; Charset=UTF-8", headers=headers)
    assert await web.fetch(server.url("/p")) == Page(
        url=server.url("/p"),
        asked=server.url("/p"),
        media_type="text/html",
        charset="utf-8",
        body="合意".encode(),
        etag='W/"7"',
        last_modified="Tue, 28 Oct 2025 05:00:00 GMT",
    )


async def test_a_page_that_says_nothing_of_itself_is_read_all_the_same(
    server: WebServer, web: Web
) -> None:
    server.put("/p", b"%PDF-1.7", media_type=None)
    page = await web.fetch(server.url("/p"))
    assert page
    assert (page.media_type, page.charset, page.etag, page.body) == (None, None, None, b"%PDF-1.7")


async def test_milepost_says_who_it_is(server: WebServer, web: Web) -> None:
    server.put("/p", "text")
    await web.fetch(server.url("/p"))
    agents = {asked.headers["user-agent"] for asked in server.asked}
    assert len(server.asked) == 2  # robots.txt first
    assert all(re.fullmatch(r"Milepost/\d[\w.]*", agent) for agent in agents)


async def test_milepost_says_where_to_learn_more_of_it(server: WebServer) -> None:
    web = web_for_tests(contact="https://code.example/milepost")
    server.put("/p", "text")
    await web.fetch(server.url("/p"))
    await web.aclose()
    agent = server.asked[-1].headers["user-agent"]
    assert agent.startswith("Milepost/")
    assert agent.endswith(" (+https://code.example/milepost)")


async def test_a_redirect_leads_to_the_page_and_both_addresses_are_kept(
    server: WebServer, web: Web
) -> None:
    server.redirect("/old", "/new?x=1#part", status=301)
    server.put("/new", "text")
    page = await web.fetch(f" <{server.url('/old')}> ")
    assert page
    assert (page.asked, page.url) == (server.url("/old"), server.url("/new?x=1"))


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP", "deflate"])
async def test_a_packed_page_is_unpacked(server: WebServer, web: Web, encoding: str) -> None:
    pack = zlib.compress if encoding == "deflate" else gzip.compress
    text = b"Article 1. " * 20_000
    server.put("/p", pack(text), headers={"Content-Encoding": encoding})
    page = await web.fetch(server.url("/p"))
    assert page
    assert page.body == text


async def test_only_what_can_be_unpacked_in_pieces_is_asked_for(
    server: WebServer, web: Web
) -> None:
    server.put("/p", "text")
    await web.fetch(server.url("/p"))
    assert server.asked[-1].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("br", b"\x1b\x00"),
        ("gzip, gzip", PACKED_TWICE),
        ("gzip", b"<p>not packed at all</p>"),
        ("gzip", IN_TWO_PARTS),
    ],
)
async def test_a_page_that_is_packed_otherwise_is_refused_rather_than_read_in_part(
    server: WebServer, web: Web, encoding: str, body: bytes
) -> None:
    server.put("/p", body, headers={"Content-Encoding": encoding})
    with pytest.raises(PageRefused, match=r"packed in a way .* paste the text instead\.$"):
        await web.fetch(server.url("/p"))


async def test_an_unchanged_page_is_not_fetched_again(server: WebServer, web: Web) -> None:
    server.put("/p", status=304, media_type=None)
    when = "Tue, 28 Oct 2025 05:00:00 GMT"
    assert await web.fetch(server.url("/p"), etag='"7"', last_modified=when) is None
    assert server.asked[-1].headers["if-none-match"] == '"7"'
    assert server.asked[-1].headers["if-modified-since"] == when
    assert "if-none-match" not in server.asked[0].headers  # robots.txt is another page


async def test_a_changed_page_comes_with_its_new_tag(server: WebServer, web: Web) -> None:
    server.put("/p", "new", headers={"ETag": '"8"'})
    page = await web.fetch(server.url("/p"), etag='"7"')
    assert page
    assert (page.body, page.etag) == (b"new", '"8"')


async def test_a_tag_that_would_break_the_request_is_left_out(server: WebServer, web: Web) -> None:
    server.put("/p", "text")
    assert await web.fetch(server.url("/p"), etag='"7"\r\nHost: elsewhere')
    assert "if-none-match" not in server.asked[-1].headers


@pytest.mark.parametrize(
    ("status", "kind", "sentence"),
    [
        (204, PageRefused, "does not give that page (it answered 204): open it in your browser"),
        (304, PageRefused, "does not give that page (it answered 304): open it in your browser"),
        (401, PageRefused, "asks for a login, or keeps programs out: open the page in your"),
        (403, PageRefused, "asks for a login, or keeps programs out: open the page in your"),
        (404, PageRefused, "has no page at that address: check the link"),
        (410, PageRefused, "has no page at that address: check the link"),
        (418, PageRefused, "does not give that page (it answered 418): open it in your browser"),
        (429, Unreachable, "asks for fewer visits: try again in an hour"),
        (500, Unreachable, "has a fault of its own (it answered 500): try again later"),
        (503, Unreachable, "has a fault of its own (it answered 503): try again later"),
    ],
)
async def test_what_is_no_page_is_told_with_what_to_do(
    server: WebServer, web: Web, status: int, kind: type[NotFetched], sentence: str
) -> None:
    server.put("/p", "no", status=status)
    with pytest.raises(kind) as told:
        await web.fetch(server.url("/p"))
    assert f"127.0.0.1 {sentence}" in str(told.value)
    assert str(told.value).endswith("paste the text instead.")


@pytest.mark.parametrize("behaviour", [broken_off, reset, nonsense])
async def test_a_connection_that_breaks_is_told(
    server: WebServer, web: Web, behaviour: object
) -> None:
    server.on("/p", behaviour)  # type: ignore[arg-type]
    with pytest.raises(Unreachable, match="broke off before the page was there: try again"):
        await web.fetch(server.url("/p"))


async def test_a_packed_page_that_breaks_off_is_told(server: WebServer, web: Web) -> None:
    half = gzip.compress(b"Article 1. " * 1000)[:-20]
    server.put("/p", half, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unreachable, match="broke off on its way: try again"):
        await web.fetch(server.url("/p"))


async def test_a_port_where_nobody_listens_is_told(web: Web) -> None:
    async with WebServer() as gone:
        address = gone.url("/p")
    with pytest.raises(Unreachable, match="does not accept connections: check the link"):
        await web.fetch(address)


@pytest.mark.parametrize(
    "location",
    ["http://[::1", "http://a:b/", "http://%00/", "https://xn--a/", "mailto:a"],
)
async def test_a_redirect_to_what_is_no_address_is_told(
    server: WebServer, web: Web, location: str
) -> None:
    server.redirect("/p", location)
    with pytest.raises(NotFetched, match=r"no address|not an address|only addresses|names no site"):
        await web.fetch(server.url("/p"))


async def test_cookies_live_for_one_fetch(server: WebServer, web: Web) -> None:
    server.redirect("/gate", "/p", Set_Cookie="seen=1; Path=/")
    server.put("/p", "text")
    await web.fetch(server.url("/gate"))
    assert server.asked[-1].headers["cookie"] == "seen=1"
    await web.fetch(server.url("/p"))
    assert "cookie" not in server.asked[-1].headers


async def test_a_cookie_that_no_header_can_hold_is_left_out(server: WebServer, web: Web) -> None:
    server.redirect("/gate", "/p", Set_Cookie="seen=\xe9\xff; Path=/")
    server.put("/p", "text")
    assert await web.fetch(server.url("/gate"))


async def test_proxies_of_the_environment_are_not_used(
    server: WebServer, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.put("/p", "text")
    assert await web.fetch(server.url("/p"))


async def test_a_closed_web_may_be_closed_again(server: WebServer, web: Web) -> None:
    server.put("/p", "text")
    await web.fetch(server.url("/p"))
    await web.aclose()
    await web.aclose()
