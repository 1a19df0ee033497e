"""What a site's robots.txt says, and that Milepost heeds it (RFC 9309)."""

import gzip
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotFetched, PageRefused, Unreachable
from bot.web.robots import Rule, read_rules
from tests.fakes.web_behaviours import endless, reset
from tests.fakes.web_server import WebServer, web_for_tests

FORBIDDEN = r"127\.0\.0\.1 asks programs not to open that page .*paste the text instead\.$"


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with WebServer() as listening:
        listening.put("/p", "text")
        yield listening


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("", "/p", True),
        ("User-agent: *\nDisallow: /", "/p", False),
        ("User-agent: *\nDisallow:", "/p", True),
        ("user-AGENT : *\nDISALLOW : /p # not this\r\n", "/p", False),
        ("User-agent: other\nDisallow: /", "/p", True),
        ("User-agent: MilePost\nDisallow: /", "/p", False),
        ("User-agent: Milepost/2.1 (x)\nDisallow: /", "/p", False),
        ("User-agent: Mileposts\nDisallow: /", "/p", True),
        # The group by name counts alone, wherever it stands, even where it is empty.
        ("User-agent: *\nDisallow: /\n\nUser-agent: milepost\nDisallow: /x", "/p", True),
        ("User-agent: milepost\nDisallow:\n\nUser-agent: *\nDisallow: /", "/p", True),
        # Groups of one name are one.
        ("User-agent: milepost\nAllow: /x\nUser-agent: milepost\nDisallow: /p", "/p", False),
        ("User-agent: a\nUser-agent: milepost\nDisallow: /p", "/p", False),
        ("User-agent: milepost\nDisallow: /p\nUser-agent: a\nAllow: /p", "/p", False),
        ("User-agent: milepost\nSitemap: /s\nDisallow: /p", "/p", False),
        # The longest rule decides, and of two as long the one that allows.
        ("User-agent: *\nAllow: /\nDisallow: /private", "/private/p", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
        ("User-agent: *\nDisallow: /p\nAllow: /p", "/p", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*/draft*/x", "/a/drafts/1/x", False),
        ("User-agent: *\nDisallow: /*/draft*/x", "/draft/x", True),
        ("User-agent: *\nDisallow: /p$", "/p", False),
        ("User-agent: *\nDisallow: /p$", "/pq", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?b&print=1", True),
        ("User-agent: *\nDisallow: /*print=", "/a?b&print=1", False),
        # Escaped and plain are the same.
        ("User-agent: *\nDisallow: /合意", "/%E5%90%88%E6%84%8F", False),
        ("User-agent: *\nDisallow: /%e5%90%88", "/%E5%90%88%E6%84%8F", False),
        ("User-agent: *\nDisallow: /%70", "/p", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        # What is no rule is passed over.
        ("\ufeffUser-agent: *\n<html>\n:\nDisallow /\nCrawl-delay: 5\nDisallow: /p", "/p", False),
        ("Disallow: /", "/p", True),
    ],
)
def test_a_path_is_judged_as_the_rules_say(robots: str, path: str, allowed: bool) -> None:
    assert read_rules(robots).allow(path) is allowed


@given(st.text("ab/*$", max_size=12), st.text("ab/$", max_size=12))
def test_a_pattern_fits_what_it_says(pattern: str, path: str) -> None:
    def fits(pattern: str, path: str) -> bool:  # tries everything, slowly
        if pattern == "":
            return True
        if pattern == "$":
            return path == ""
        if pattern[0] == "*":
            return any(fits(pattern[1:], path[at:]) for at in range(len(path) + 1))
        return path[:1] == pattern[0] and fits(pattern[1:], path[1:])

    assert Rule(pattern, allows=False).fits(path) is fits(pattern, path)


@given(st.text(), st.text())
def test_any_text_is_read_as_rules(robots: str, path: str) -> None:
    assert read_rules(robots).allow(path) in (True, False)


async def test_a_page_that_a_site_keeps_from_programs_is_not_asked_for(
    server: WebServer,
) -> None:
    server.put("/robots.txt", "User-agent: Milepost\nDisallow: /p?draft", media_type="text/plain")
    web = web_for_tests()
    with pytest.raises(PageRefused, match=FORBIDDEN):
        await web.fetch(server.url("/p?draft=1"))
    assert server.paths() == []
    assert await web.fetch(server.url("/p"))
    await web.aclose()


async def test_each_site_on_the_way_is_asked(server: WebServer) -> None:
    async with WebServer() as other:
        other.put("/robots.txt", "User-agent: *\nDisallow: /p")
        server.redirect("/away", other.url("/p"))
        web = web_for_tests()
        with pytest.raises(PageRefused, match=FORBIDDEN):
            await web.fetch(server.url("/away"))
        assert other.paths() == []
        await web.aclose()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
async def test_a_site_without_robots_allows_everything(server: WebServer, status: int) -> None:
    server.put("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    web = web_for_tests()
    assert await web.fetch(server.url("/p"))
    await web.aclose()


@pytest.mark.parametrize("status", [204, 500, 503])
async def test_nothing_is_opened_where_robots_cannot_be_read(
    server: WebServer, status: int
) -> None:
    server.put("/robots.txt", status=status)
    web = web_for_tests()
    with pytest.raises(Unreachable, match=rf"its robots\.txt answered {status}\), so none is"):
        await web.fetch(server.url("/p"))
    assert server.paths() == []
    server.put("/robots.txt", "", status=200)  # which is not remembered
    assert await web.fetch(server.url("/p"))
    await web.aclose()


async def test_nothing_is_opened_where_robots_cannot_be_reached(server: WebServer) -> None:
    server.on("/robots.txt", reset)
    web = web_for_tests()
    with pytest.raises(Unreachable, match="broke off"):
        await web.fetch(server.url("/p"))
    assert server.paths() == []
    await web.aclose()


async def test_robots_may_be_elsewhere_but_not_inside_the_network(server: WebServer) -> None:
    server.redirect("/robots.txt", "/rules")
    server.put("/rules", "User-agent: *\nDisallow: /p")
    web = web_for_tests(robots_seconds=0)
    with pytest.raises(PageRefused, match=FORBIDDEN):
        await web.fetch(server.url("/p"))
    server.redirect("/robots.txt", "http://127.0.0.2/rules")
    with pytest.raises(NotFetched, match=r"127\.0\.0\.2 is not a public address"):
        await web.fetch(server.url("/p"))
    server.redirect("/robots.txt", "/robots.txt")  # a circle is as good as none
    assert await web.fetch(server.url("/p"))
    await web.aclose()


async def test_robots_are_remembered_for_a_while_and_for_some_sites(server: WebServer) -> None:
    def asked() -> int:
        return sum(asked.path == "/robots.txt" for asked in server.asked)

    web = web_for_tests(robots_sites=1)
    await web.fetch(server.url("/p"))
    await web.fetch(server.url("/p"))
    assert asked() == 1
    async with WebServer() as other:
        other.put("/p", "text")
        await web.fetch(other.url("/p"))
    await web.fetch(server.url("/p"))
    assert asked() == 2
    await web.aclose()
    web = web_for_tests(robots_seconds=0)
    await web.fetch(server.url("/p"))
    await web.fetch(server.url("/p"))
    assert asked() == 4
    await web.aclose()


@pytest.mark.parametrize("packed", [False, True])
async def test_of_a_long_robots_the_beginning_counts(server: WebServer, packed: bool) -> None:
    """The last line that is read counts only where it is whole."""
    text = b"User-agent: *\nDisallow: /x\n" + b"#" * 60 + b"\nDisallow: /p\n"
    body, headers = (gzip.compress(text), {"Content-Encoding": "gzip"}) if packed else (text, {})
    server.put("/robots.txt", body, headers=headers)
    server.put("/x", "text")
    web = web_for_tests(robots_size=len(text) - 2)  # up to "Disallow: /"
    assert await web.fetch(server.url("/p"))
    with pytest.raises(PageRefused):
        await web.fetch(server.url("/x"))
    await web.aclose()


async def test_a_robots_without_end_is_cut(server: WebServer) -> None:
    server.on("/robots.txt", endless)
    web = web_for_tests()
    assert await web.fetch(server.url("/p"))
    await web.aclose()
