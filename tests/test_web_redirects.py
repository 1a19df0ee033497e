"""Where a redirect may lead, and how often."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.errors import AddressRefused, PageRefused
from tests.fakes.web_server import LOCAL, NAME, Names, WebServer, head, web_for_tests


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with WebServer() as listening:
        listening.put("/p", "text")
        yield listening


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("http://127.0.0.2/", "127.0.0.2 is not a public address"),
        ("http://[::ffff:127.0.0.1]/", "::ffff:127.0.0.1 is not a public address"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not a public address"),
        ("//localhost/", "localhost is not a public address"),
        ("file:///etc/passwd", "only addresses that begin with"),
        ("http://user@example.org/", "holds a name or a password"),
        ("/" + "a" * 3000, "not an address of a page"),
    ],
)
async def test_a_redirect_may_lead_nowhere_else_than_a_person(
    server: WebServer, target: str, sentence: str
) -> None:
    web = web_for_tests()
    server.redirect("/away", target)
    with pytest.raises(AddressRefused) as told:
        await web.fetch(server.url("/away"))
    assert sentence in str(told.value)
    assert server.paths() == ["/away"]
    await web.aclose()


async def test_a_redirect_back_to_this_machine_is_refused(server: WebServer) -> None:
    """From a public name (which the test lets lead here) to 127.0.0.1 itself."""
    inside = f"http://[::ffff:127.0.0.1]:{server.port}/p"
    server.redirect("/away", inside)
    web = web_for_tests(resolve=Names([LOCAL]))
    with pytest.raises(AddressRefused, match=r"::ffff:127\.0\.0\.1 is not a public address"):
        await web.fetch(server.url("/away", NAME))
    assert server.paths() == ["/away"]
    await web.aclose()


async def test_five_redirects_are_followed_and_a_sixth_is_not(server: WebServer) -> None:
    for number in range(1, 7):
        server.redirect(f"/{number}", f"/{number - 1}")
    server.put("/0", "text")
    web = web_for_tests()
    assert await web.fetch(server.url("/5"))
    with pytest.raises(PageRefused, match="redirects more than 5 times") as told:
        await web.fetch(server.url("/6"))
    assert str(told.value).endswith("paste the text instead.")
    await web.aclose()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_circle_of_redirects_is_told_as_one(server: WebServer, status: int) -> None:
    server.redirect("/a", "/b", status=status)
    server.redirect("/b", "/a#again", status=status)
    web = web_for_tests()
    with pytest.raises(PageRefused, match="redirects in a circle"):
        await web.fetch(server.url("/a"))
    assert server.paths() == ["/a", "/b"]
    await web.aclose()


async def test_a_page_behind_a_cookie_is_no_circle(server: WebServer) -> None:
    async def gate(writer: asyncio.StreamWriter) -> None:
        if "cookie" in server.asked[-1].headers:
            writer.write(head(200, {"Content-Length": "4"}) + b"text")
        else:
            back = {"Location": "/p", "Set-Cookie": "seen=1", "Content-Length": "0"}
            writer.write(head(302, back))

    server.on("/p", gate)
    web = web_for_tests()
    page = await web.fetch(server.url("/p"))
    assert page
    assert page.body == b"text"
    await web.aclose()
