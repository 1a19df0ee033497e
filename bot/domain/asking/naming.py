"""Naming: which agreements a question names, by their states, their kind and their names."""

from collections.abc import Mapping, Sequence

from bot.domain.asking.kinds import Kind
from bot.domain.asking.passages import Entry, Record
from bot.domain.asking.questions import Question
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stem

ABOUT = 0.4
"""What a word counts that stands only in what an agreement is about."""

ALIKE = 0.93
"""The share of the best score from which on something is meant as well."""

SAME = 0.9
"""From how much on a word is met by itself or by one that means the same."""

_STATE, _INSTRUMENT, _CALLED = 2.0, 0.6, 0.7

_US = 0.1
"""What the United States count beside another state: they are a party to nearly everything."""


def in_scope(question: Question, record: Record) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The agreements that the named states leave, and the states that have none.

    A whole name counts before a state: “port fees on Chinese ships” are no measure of China's.
    """
    wanted = [code for code in question.states if code != "US"]
    if not wanted:
        return record.entries, ()
    unknown = tuple(
        code for code in wanted if not any(code in entry.codes for entry in record.entries)
    )
    called = tuple(
        entry
        for entry in record.entries
        if not entry.codes.intersection(wanted) and longest_called(question.words, entry) > 1
    )
    every = tuple(entry for entry in record.entries if entry.codes.issuperset(wanted))
    if every and question.kind is not Kind.COMPARE:
        return (*every, *called), ()
    some = tuple(entry for entry in record.entries if entry.codes.intersection(wanted))
    return (*some, *called), unknown


def identity(question: Question, entry: Entry) -> float:
    """How well the states, the instrument and the names that were typed fit an agreement."""
    score = 0.0
    weights = {code: _US if code == "US" else 1.0 for code in question.states}
    if weights:
        met = sum(weight for code, weight in weights.items() if code in entry.codes)
        score += _STATE * met / sum(weights.values())
    if question.instruments and entry.is_a(question.instruments):
        score += _INSTRUMENT
    return score + _CALLED * longest_called(question.words, entry)


def best_named(
    question: Question, scope: Sequence[Entry], weights: Mapping[str, float]
) -> tuple[Entry, ...]:
    """The agreements that fit best by their names; none where the question names none."""
    if question.names_nothing and not question.terms:
        return ()
    scores = []
    for entry in scope:
        score = identity(question, entry)
        for term in question.terms:
            if is_event_word(term, question.events) and len(question.strong) > 1:
                continue  # what is asked to have happened names nothing
            by_name, by_matter = entry.names.met(term.stem), entry.about.met(term.stem)
            score += weights[term.stem] * max(by_name, ABOUT * by_matter)
        scores.append((score, entry))
    best = max((score for score, _ in scores), default=0.0)
    if best <= 0.0:
        return ()
    return tuple(entry for score, entry in scores if score >= best * ALIKE)


def elsewhere(question: Question, scope: Sequence[Entry]) -> frozenset[int]:
    """The agreements that are not meant, where another is named by a whole name.

    What is related to that one may be meant with it: of a suspension that another measure ordered.
    """
    called = {each.agreement.id: longest_called(question.words, each) for each in scope}
    longest = max(called.values(), default=0)
    if not longest:
        return frozenset()
    meant = [each.agreement for each in scope if called[each.agreement.id] == longest]
    keys = {each.catalogue_key for each in meant} - {None}
    related = {key for each in meant for key in each.related}
    return frozenset(
        each.agreement.id
        for each in scope
        if each.agreement not in meant
        and each.agreement.catalogue_key not in related
        and not keys & set(each.agreement.related)
    )


def names_typed(question: Question, scope: Sequence[Entry]) -> frozenset[str]:
    """The stems of the names of the agreements that are named by no more than these."""
    called = (each.names.stems for each in scope if is_called(question, each))
    return frozenset().union(*called)


def is_called(question: Question, entry: Entry) -> bool:
    """Whether a whole name of an agreement is typed, or nothing but words of its names."""
    return longest_called(question.words, entry) > 0 or all(
        entry.names.met(each.stem) >= SAME for each in question.strong
    )


def longest_called(words: Sequence[str], entry: Entry) -> int:
    """How many words the longest of an agreement's names has that stands in the question."""
    joined = f" {' '.join(stem(each) for each in words)} "
    return max((len(name) for name in entry.called if f" {' '.join(name)} " in joined), default=0)
