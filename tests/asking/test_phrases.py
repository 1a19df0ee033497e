"""Phrases: what stands together in a question as it does on record."""

import pytest

from bot.domain.asking import phrases


@pytest.mark.parametrize(
    ("asked", "heading", "words"),
    [
        ("debate about first opportunity to invest", "first opportunity to invest", 4),
        ("opportunity of the first", "first opportunity to invest", 0),
        ("end of the ban", "end of the suspension", 0),
        ("licence", "licence", 0),
        ("", "licence", 0),
    ],
)
def test_a_phrase_is_as_long_as_what_stands_there_in_the_same_order(
    asked: str, heading: str, words: int
) -> None:
    found = phrases.longest(asked.split(), heading.split(), ())
    assert (found if found > 1 else 0) == words


def test_the_words_of_a_name_that_is_typed_are_no_phrase() -> None:
    row = ["october", "control"]
    assert phrases.longest(row, ["october", "control", "end"], ()) == 2
    assert phrases.longest(row, ["october", "control", "end"], {"october", "control"}) == 0
