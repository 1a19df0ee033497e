"""The addresses that Milepost opens: http or https, with a host that everybody can reach."""

import re
from collections.abc import Collection
from ipaddress import IPv4Address

import httpx

from bot.errors import AddressRefused
from bot.messages import t

LONGEST = 2048

_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def read_link(text: str, ports: Collection[int] | None) -> httpx.URL:
    """The address that a person or a redirect names, without its fragment.

    `ports` are the allowed ones beside the usual ones of http and https; None allows all. The dot
    that may end a host is left out, since certificates do not know it. Raises AddressRefused for
    what is no address of a page.
    """
    link = _read(bare(text))
    _check_form(link)
    _check_port(link, ports)
    _check_host(host_of(link))
    return link


def host_of(link: httpx.URL) -> str:
    """The host as it is looked up, never with signs that look like others."""
    return link.raw_host.decode("ascii")


def bare(text: str) -> str:
    """`text` without what people and Discord put around an address."""
    return text.strip().removeprefix("<").removesuffix(">").strip()


def follow_link(link: httpx.URL, location: str, ports: Collection[int] | None) -> httpx.URL:
    """Where the page at `link` redirects to; AddressRefused as of `read_link`."""
    try:
        target = str(link.join(location))
    except (httpx.InvalidURL, ValueError):
        raise _unreadable() from None
    return read_link(target, ports)


def not_public(host: str) -> AddressRefused:
    """What is said of a host that is not, or not only, on the open internet."""
    return AddressRefused(
        t(
            "{host} is not a public address, and Milepost opens no other: paste the text instead.",
            host=host,
        )
    )


def _read(text: str) -> httpx.URL:
    if len(text) > LONGEST:
        raise _unreadable()
    try:
        link = httpx.URL(text)
        return link.copy_with(host=host_of(link).removesuffix("."), fragment=None)
    except (httpx.InvalidURL, ValueError):
        raise _unreadable() from None


def _check_form(link: httpx.URL) -> None:
    if link.scheme not in ("http", "https"):
        raise AddressRefused(
            t(
                "Milepost opens only addresses that begin with https:// or http://: give the whole "
                "address of the page, or paste the text instead."
            )
        )
    if not link.raw_host:
        raise AddressRefused(
            t(
                "That address names no site: give the whole address, as in "
                "https://example.org/page, or paste the text instead."
            )
        )
    if link.userinfo:
        raise AddressRefused(
            t(
                "That address holds a name or a password, which Milepost does not use: give it "
                "without what stands before the @, or paste the text instead."
            )
        )


def _check_port(link: httpx.URL, ports: Collection[int] | None) -> None:
    if link.port is not None and ports is not None and link.port not in ports:
        raise AddressRefused(
            t(
                "Milepost opens no pages on port {port}, only on {ports}: paste the text instead.",
                port=link.port,
                ports=", ".join(map(str, sorted(ports))),
            )
        )


def _check_host(host: str) -> None:
    """Refuse what is no full name; whether its address is public is seen when it is opened."""
    if ":" in host:
        return
    labels = host.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels) or len(host) > 253:
        raise _unreadable()
    if _NUMBER.fullmatch(labels[-1]):  # then it means an IPv4 address, maybe in a strange form
        try:
            IPv4Address(host)
        except ValueError:
            raise not_public(host) from None
    elif len(labels) == 1:
        raise not_public(host)


def _unreadable() -> AddressRefused:
    return AddressRefused(
        t("That is not an address of a page: copy it again, or paste the text instead.")
    )
