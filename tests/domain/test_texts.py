"""What people type into a field, bounded and read."""

import pytest

from bot.domain.texts import MAX_LIST, bounded, optional, read_link, read_list
from bot.errors import UserError


def test_white_space_and_signs_that_cannot_be_seen_are_taken_out() -> None:
    assert bounded("  Rare\u200b \n earths\u202e\x00 ", 60, field="title") == "Rare earths"


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b\u200b", "\x00", "-", " - "])
def test_a_text_of_nothing_is_asked_for_again(nothing: str) -> None:
    with pytest.raises(UserError, match="Fill in the title"):
        bounded(nothing, 60, field="title")


def test_too_long_a_text_is_told_by_how_much() -> None:
    with pytest.raises(UserError, match="Shorten “parties” from 70 to 60 characters"):
        read_list("x" * 70, field="parties")


@pytest.mark.parametrize("empty", [None, "", " ", "-"])
def test_an_optional_text_may_be_left_out_or_emptied(empty: str | None) -> None:
    assert optional(empty, 60, field="note") is None


def test_a_list_names_each_once_and_no_more_than_it_may() -> None:
    assert read_list("gold, , gold,tin", field="commodities") == ("gold", "tin")
    with pytest.raises(UserError, match="at most"):
        read_list(",".join(map(str, range(MAX_LIST + 1))), field="commodities")


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "example.org", "https://", "https://a b.org", "http://[x", "x" * 600],
)
def test_only_whole_links_to_pages_are_taken(link: str) -> None:
    with pytest.raises(UserError, match="link"):
        read_link(link)
