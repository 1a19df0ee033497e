"""Terms: what the words of a question name, and which of them name nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.domain.agreements import EventKind, Instrument
from bot.domain.asking import places, synonyms
from bot.domain.asking.datenames import dated_words
from bot.domain.asking.kinds import Kind
from bot.domain.asking.tables import listed, table
from bot.domain.asking.ways import own_words
from bot.domain.asking.words import stem, stop_words, weak_words

MOST_TERMS = 16


@dataclass(frozen=True, slots=True)
class Term:
    """A word that names something: its stem, as it was typed, and how much it says.

    What was typed may be a slip of the word whose stem it is. A `weak` one helps to tell things
    apart and need not be met; a `number` has to be. One that is `dated` is part of a date that is
    used as a name, and counts only where the record has it.
    """

    stem: str
    typed: str
    weak: bool = False
    number: bool = False
    dated: bool = False


def states_in(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """The codes of the states that are named, the towns that something was in, and what is left.

    A town that stands for its state is left as a name as well, with a tilde before it.
    """
    codes: dict[str, None] = {}
    seats: list[str] = []
    left: list[str] = []
    place = 0
    while place < len(words):
        called, code, size = _state_at(words, place)
        if code is None:
            left.append(words[place])
        elif (
            (town := places.seat_called(called))
            and place
            and words[place - 1] in ("in", "at")
            and not _names_agreement(words[place + size : place + size + 1])
        ):
            seats.append(town)
        else:
            codes.setdefault(code)
            if town:
                left.append(f"~{called}")
        place += size
    return tuple(codes), tuple(seats), left


def _names_agreement(after: Sequence[str]) -> bool:
    """Whether a town gives an agreement its name: in “in Kinshasa's deal” nothing took place."""
    known = listed("words", "agreements")
    return bool(after) and stem(after[0]) in {stem(each) for each in known}


def _state_at(words: Sequence[str], place: int) -> tuple[str, str | None, int]:
    """The longest name of a state that begins at a word, its code, and how many words it has."""
    for size in range(min(3, len(words) - place), 0, -1):
        called = " ".join(words[place : place + size])
        code = places.state_called(called)
        if code is not None:
            return called, code, size
    return words[place], None, 1


def terms_of(words: Sequence[str], kind: Kind, text: str) -> tuple[Term, ...]:
    """What the words that are `left` of a question of this kind name."""
    found: dict[str, Term] = {each.stem: each for each in _counted_term(text, kind)}
    joined = _with_units(words, text)
    dates = dated_words(joined)
    for place, word in enumerate(joined):
        if place in dates:
            # A date that is a name, “the October rules”, helps to tell which ones are meant.
            name, telling = dates[place]
            if root := stem(name):
                found.setdefault(root, Term(root, word, weak=not telling, dated=True))
            continue
        if word.startswith("~"):
            found.setdefault(word[1:], Term(word[1:], word[1:], weak=True))
            continue
        root = " ".join(stem(each) for each in word.split())
        names = root not in own_words(kind) and root not in stop_words() and word != "one"
        if names and root not in instrument_stems() and (len(root) > 1 or root.isdigit()):
            number = any(each.isdigit() for each in root)
            found.setdefault(root, Term(root, word, weak=root in weak_words(), number=number))
    return tuple(found.values())[:MOST_TERMS]


def _with_units(words: Iterable[str], text: str) -> list[str]:
    """The words, numbers with the unit that follows them: “six months” is one thing.

    Not in “announcement 70 days left”: that number belongs to what stands before it.
    """
    naming = "|".join(listed("words", "numbered"))
    units = {stem(each) for each in listed("words", "units")}
    joined: list[str] = []
    for word in words:
        before = stem(joined[-1]) if joined else ""
        counts = before.replace(".", "").isdigit() and stem(word) in units
        if counts and not re.search(rf"\b(?:{naming})\.? {re.escape(joined[-1])}\b", text):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined


def _counted_term(text: str, kind: Kind) -> tuple[Term, ...]:
    """What is to be counted, however common its name: “how many countries”."""
    counted = re.search(r"\bhow many ([a-z]{3,})\b", text)
    if kind is not Kind.HOW_MUCH or counted is None:
        return ()
    return (Term(stem(counted[1]), counted[1]),)


@cache
def instrument_stems() -> dict[str, Instrument]:
    """The words for kinds of instruments."""
    return {stem(word): Instrument(kind) for word, kind in table("words")["instruments"].items()}


def instruments_in(words: Iterable[str]) -> frozenset[Instrument]:
    """The kinds of instruments that are named."""
    known = instrument_stems()
    return frozenset(known[stem(each)] for each in words if stem(each) in known)


def events_of(terms: Iterable[Term]) -> tuple[EventKind, ...]:
    """What is asked to have happened, by the words that say so."""
    found: dict[EventKind, None] = {}
    for term in terms:
        for word, kind in table("words")["events"]:
            root = stem(word)
            same = synonyms.group(root)
            if term.stem == root or (same is not None and synonyms.group(term.stem) == same):
                found.setdefault(EventKind(kind))
    return tuple(found)


def is_event_word(term: Term, events: Sequence[EventKind]) -> bool:
    """Whether a word is one of those that say what is asked to have happened."""
    return bool(events) and bool(set(events_of([term])) & set(events))
