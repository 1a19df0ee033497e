"""Links that lead to the same page are known by the same words."""

import pytest

from bot.domain.links import host_of, pasted, same_page

PAGE = "https://example.org/a/b?id=7&lang=en"


@pytest.mark.parametrize(
    "link",
    [
        PAGE,
        "http://example.org/a/b?id=7&lang=en",
        "https://EXAMPLE.org:443/a/b/?lang=en&id=7",
        "  https://example.org/a/b?id=7&utm_campaign=x&lang=en&fbclid=abc#part  ",
        "https://example.org./a/b?id=7&lang=en&gclid=1",
        "https://example.org/%61/b?id=7&lang=en",
    ],
)
def test_scheme_order_tracking_and_fragment_do_not_matter(link: str) -> None:
    assert same_page(link) == same_page(PAGE)


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a/b?id=8&lang=en",
        "https://example.org/a/B?id=7&lang=en",
        "https://www.example.org/a/b?id=7&lang=en",
        "https://example.org:8443/a/b?id=7&lang=en",
        "https://example.org/a/b",
    ],
)
def test_another_page_is_another(link: str) -> None:
    assert same_page(link) != same_page(PAGE)


@pytest.mark.parametrize(
    "text", ["", "example.org", "ftp://example.org/x", "https://", "http://[::1"]
)
def test_what_is_no_link_to_a_page_is_none(text: str) -> None:
    assert same_page(text) is None


def test_whose_page_it_is_is_said_without_www() -> None:
    assert host_of("https://www.state.gov/x") == "state.gov"
    assert host_of(None) is None
    assert host_of("nonsense") is None


def test_a_link_with_brackets_is_kept_in_one_piece() -> None:
    assert (
        pasted(" <https://example.org/Treaty_(1854)> ") == "https://example.org/Treaty_%281854%29"
    )
