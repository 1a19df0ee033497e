"""Places: the states that people name by their people, their capital or their ministries."""

import re
from functools import cache

from bot.domain.asking.tables import listed, table
from bot.domain.countries import country_code
from bot.domain.names import folded


@cache
def _codes() -> dict[str, str]:
    names = {
        folded(name): code
        for code, line in table("places")["called"].items()
        for name in line.split(", ")
    }
    called = {name.replace("-", " "): code for name, code in names.items()}
    # “Koreans”, “Uzbeks”; not of what ends as no plural is made of.
    many = {
        f"{name}s": code for name, code in called.items() if re.search("(?:an|ek|kh|ai)$", name)
    }
    return many | called


LONGEST_NAME = 6
"""Words in the longest of these names."""


def state_called(words: str) -> str | None:
    """The code of the state that these words, joined by spaces, call; None for none."""
    return _codes().get(words)


def state_name(code: str) -> str:
    """How the state with this code is usually written."""
    return country_code(code)[0]


def seat_called(words: str) -> str | None:
    """The town that these words call, where something may also have happened; None for none."""
    town = table("places")["short_seats"].get(words, words)
    return town if town in table("places")["seats"] else None


@cache
def every_name() -> frozenset[str]:
    """Every single word of these names, and the states that are known by their name alone."""
    return frozenset(word for name in _codes() for word in name.split()) | frozenset(
        listed("places", "others")
    )


def is_elsewhere(word: str) -> bool:
    """Whether a word names a state of which only the name is known here."""
    return word in listed("places", "others")
