"""The ways to ask for each kind of answer, as the table `ways` has them."""

import re
from functools import cache

from bot.domain.asking.kinds import Kind
from bot.domain.asking.tables import listed, table
from bot.domain.asking.words import stem


@cache
def _compiled() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    parts = table("ways")["parts"]

    def written(way: str) -> str:
        for name, words in parts.items():
            way = way.replace(f"{{{name}}}", words)
        return way

    return tuple(
        (Kind(each["kind"]), re.compile("|".join(map(written, each["asks"]))))
        for each in table("ways")["way"]
    )


def kind_of(text: str) -> Kind | None:
    """What a tidied question asks for; None where no word of it says so."""
    return next((kind for kind, pattern in _compiled() if pattern.search(text)), None)


@cache
def own_words(kind: Kind) -> frozenset[str]:
    """The stems of the words that only say that this is asked."""
    ways = (each for each in table("ways")["way"] if each["kind"] == kind.value)
    return frozenset(stem(word) for each in ways for word in each.get("own", "").split())


def every_word() -> tuple[str, ...]:
    """The words by which the kinds are told apart, written out, and others that are often typed."""
    return listed("words", "typed")
