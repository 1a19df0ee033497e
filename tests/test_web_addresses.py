"""Which addresses Milepost opens, and which not, whatever name leads there."""

import socket
from collections.abc import AsyncIterator

import pytest

from bot.errors import AddressRefused, Unreachable
from bot.web import Limits, Web
from tests.fakes.web_server import LOCAL, NAME, Names, WebServer, web_for_tests

PUBLIC = "93.184.215.14"


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with WebServer() as listening:
        listening.put("/p", "text")
        yield listening


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("example.org/page", "only addresses that begin with https:// or http://"),
        ("ftp://example.org/page", "only addresses that begin with https:// or http://"),
        ("file:///etc/passwd", "only addresses that begin with https:// or http://"),
        ("javascript:alert(1)", "only addresses that begin with https:// or http://"),
        ("", "only addresses that begin with https:// or http://"),
        ("https://", "names no site"),
        ("https:///page", "names no site"),
        ("https://user:word@example.org/", "holds a name or a password"),
        ("https://example.org@127.0.0.1/", "holds a name or a password"),
        ("https://example.org:22/", "opens no pages on port 22, only on 80, 443, 8080, 8443"),
        ("http://example.org:99999/", "opens no pages on port 99999"),
        ("https://example..org/", "not an address of a page"),
        ("https://exa mple.org/", "not an address of a page"),
        ("https://%6cocalhost/", "not an address of a page"),
        ("https://" + "a" * 64 + ".org/", "not an address of a page"),
        ("https://" + "a." * 130 + "org/", "not an address of a page"),
        ("https://example.org/" + "a" * 2100, "not an address of a page"),
        ("https://１２７.0.0.1/", "not an address of a page"),
        ("https://example.org/\x00", "not an address of a page"),
    ],
)
async def test_what_is_no_address_of_a_page_is_refused(address: str, sentence: str) -> None:
    names = Names([PUBLIC])
    with pytest.raises(AddressRefused) as told:
        await Web(resolve=names).fetch(address)
    assert sentence in str(told.value)
    assert str(told.value).endswith("paste the text instead.")
    assert names.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "intranet",
        "127.0.0.1.",
        "10.0.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0x7f.0.0.1",
        "127.1",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
    ],
)
async def test_an_address_inside_a_network_is_refused_in_every_form(host: str) -> None:
    names = Names([LOCAL])
    with pytest.raises(AddressRefused, match=r"is not a public address.* paste the text instead"):
        await Web(resolve=names).fetch(f"http://{host}/")
    assert names.asked == []


async def test_nothing_is_sent_to_an_address_inside_the_network(server: WebServer) -> None:
    web = Web(limits=Limits(ports=None))
    with pytest.raises(AddressRefused):
        await web.fetch(server.url("/p"))
    assert server.connections == 0
    await web.aclose()


@pytest.mark.parametrize("inside", [[LOCAL], ["::1"], [PUBLIC, LOCAL], ["fe80::1%lo"]])
async def test_a_name_that_leads_inside_the_network_is_refused(
    server: WebServer, inside: list[str]
) -> None:
    web = Web(limits=Limits(ports=None), resolve=Names(inside))
    with pytest.raises(AddressRefused, match=r"treaties\.example is not a public address"):
        await web.fetch(server.url("/p", NAME))
    assert server.connections == 0
    await web.aclose()


async def test_a_name_is_looked_up_once_for_a_connection_and_by_nobody_else(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that gives another answer the second time (DNS rebinding) is not asked."""

    def nobody(*_: object, **__: object) -> None:
        raise AssertionError

    names = Names([LOCAL], ["127.0.0.2"])
    web = web_for_tests(resolve=names)
    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(AddressRefused):  # robots.txt took the first answer
        await web.fetch(server.url("/p", NAME))
    assert names.asked == [NAME, NAME]
    assert [asked.path for asked in server.asked] == ["/robots.txt"]
    await web.aclose()


async def test_the_host_is_still_named_when_its_address_is_connected_to(
    server: WebServer,
) -> None:
    web = web_for_tests(resolve=Names([LOCAL]))
    assert await web.fetch(server.url("/p", "Treaties.Example."))
    assert {asked.headers["host"] for asked in server.asked} == {f"{NAME}:{server.port}"}
    await web.aclose()


@pytest.mark.parametrize("addresses", [["::1", LOCAL], [LOCAL, "::1"], ["::1", "::1", LOCAL]])
async def test_each_address_of_a_host_is_tried(server: WebServer, addresses: list[str]) -> None:
    """Nothing listens on the other one, and that is not the end."""
    web = Web(lambda _: True, Limits(ports=None), resolve=Names(addresses))
    assert await web.fetch(server.url("/p", NAME))
    await web.aclose()


async def test_an_unknown_name_is_told() -> None:
    async def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(Unreachable, match=r"No site named treaties\.example is known"):
        await Web(resolve=unknown).fetch(f"https://{NAME}/")


async def test_names_are_looked_up_with_the_machine(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def answer(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (LOCAL, port))]

    monkeypatch.setattr("bot.web.getaddrinfo", answer)
    web = web_for_tests()
    assert await web.fetch(server.url("/p", NAME))
    assert set(asked) == {NAME}
    await web.aclose()
