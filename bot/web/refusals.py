"""What went wrong on the web, in sentences that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpcore
import httpx

from bot.errors import PageRefused, Unreachable
from bot.messages import t


@contextmanager
def told(host: str) -> Iterator[None]:
    """Turns what httpx and httpcore report of a request to `host` into a sentence."""
    try:
        yield
    except (httpx.RemoteProtocolError, httpx.InvalidURL, UnicodeError):  # of httpx's own
        raise PageRefused(
            t(
                "{host} redirects to what is no address: open the page in your browser and paste "
                "the text instead.",
                host=host,
            )
        ) from None
    except httpcore.TimeoutException:
        raise Unreachable(
            t(
                "{host} does not answer: try again later, or paste the text instead.",
                host=host,
            )
        ) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise _broken(host, error) from None


def _broken(host: str, error: Exception) -> Unreachable:
    if isinstance(error, httpcore.ConnectError):
        return Unreachable(
            t(
                "{host} does not accept connections: check the link, try again later, or paste the "
                "text instead.",
                host=host,
            )
        )
    return Unreachable(
        t(
            "{host} broke off before the page was there: try again, or paste the text instead.",
            host=host,
        )
    )


def untrusted(host: str) -> Unreachable:
    """What is said where no encrypted connection comes about, or not with whom it should."""
    return Unreachable(
        t(
            "{host} has no secure connection that can be trusted: check the link, or paste the "
            "text instead.",
            host=host,
        )
    )


def check_status(status: int, host: str) -> None:
    """Nothing where there is a page to read, else the error that says why there is none."""
    if status in (200, 203):
        return
    if status == 429 or status >= 500:
        raise _another_time(status, host)
    raise _kept_back(status, host)


def _another_time(status: int, host: str) -> Unreachable:
    if status == 429:
        return Unreachable(
            t(
                "{host} asks for fewer visits: try again in an hour, or paste the text instead.",
                host=host,
            )
        )
    return Unreachable(
        t(
            "{host} has a fault of its own (it answered {status}): try again later, or paste "
            "the text instead.",
            host=host,
            status=status,
        )
    )


def _kept_back(status: int, host: str) -> PageRefused:
    if status in (401, 403, 407):
        return PageRefused(
            t(
                "{host} asks for a login, or keeps programs out: open the page in your browser and "
                "paste the text instead.",
                host=host,
            )
        )
    if status in (404, 410):
        return PageRefused(
            t(
                "{host} has no page at that address: check the link, or paste the text instead.",
                host=host,
            )
        )
    return PageRefused(
        t(
            "{host} does not give that page (it answered {status}): open it in your browser and "
            "paste the text instead.",
            host=host,
            status=status,
        )
    )


def robots_forbid(host: str) -> PageRefused:
    """What is said where robots.txt forbids the page."""
    return PageRefused(
        t(
            "{host} asks programs not to open that page (in its robots.txt): open it in your "
            "browser and paste the text instead.",
            host=host,
        )
    )


def robots_unread(host: str, status: int) -> Unreachable:
    """What is said where robots.txt may forbid the page, since nobody can read it (RFC 9309)."""
    return Unreachable(
        t(
            "{host} does not say whether programs may open its pages (its robots.txt answered "
            "{status}), so none is opened: try again later, or paste the text instead.",
            host=host,
            status=status,
        )
    )
