"""Encrypted connections: who must vouch for whom."""

import ssl

import pytest

from bot.errors import Unreachable
from tests.fakes.web_server import CERTIFICATE, LOCAL, NAME, Names, WebServer, web_for_tests


@pytest.mark.parametrize(
    ("host", "named"),
    [(NAME, NAME), ("verträge.example", "xn--vertrge-9wa.example")],
)
async def test_a_secure_connection_names_the_host_and_checks_its_certificate(
    host: str, named: str
) -> None:
    trusted = ssl.create_default_context(cadata=CERTIFICATE)
    async with WebServer(tls=True) as server:
        server.put("/p", "text")
        web = web_for_tests(resolve=Names([LOCAL]), trusted=trusted)
        assert await web.fetch(server.url("/p", host))
        assert set(server.named) == {named}
        await web.aclose()


async def test_a_certificate_for_another_host_is_refused() -> None:
    trusted = ssl.create_default_context(cadata=CERTIFICATE)
    async with WebServer(tls=True) as server:
        web = web_for_tests(resolve=Names([LOCAL]), trusted=trusted)
        with pytest.raises(Unreachable, match="no secure connection that can be trusted"):
            await web.fetch(server.url("/p", "other.example"))
        assert server.asked == []
        await web.aclose()


async def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    async with WebServer(tls=True) as server:
        web = web_for_tests(resolve=Names([LOCAL]))
        with pytest.raises(Unreachable, match="no secure connection that can be trusted"):
            await web.fetch(server.url("/p", NAME))
        assert server.asked == []
        await web.aclose()


async def test_a_server_without_encryption_where_some_was_asked_for_is_told() -> None:
    async with WebServer() as server:
        web = web_for_tests()
        with pytest.raises(Unreachable, match="no secure connection that can be trusted"):
            await web.fetch(server.url("/p").replace("http:", "https:"))
        await web.aclose()
