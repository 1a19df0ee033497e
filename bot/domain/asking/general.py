"""General words: those of plain English, which decide nothing where the record has them not.

“Exposure to the Chinese controls: which date?” asks for the date of the controls. Only a word that
names something decides what is asked: a body, a person, a commodity, a legal matter.
"""

from dataclasses import replace
from functools import cache

from bot.domain.asking.questions import Question
from bot.domain.asking.tables import listed
from bot.domain.asking.terms import Term
from bot.domain.asking.words import stem


@cache
def _general() -> frozenset[str]:
    return frozenset(
        stem(word) for kind in ("verbs", "manners", "things") for word in listed("general", kind)
    )


def is_general(term: Term) -> bool:
    """Whether a word names nothing in this field."""
    return term.stem in _general()


def without_general(question: Question) -> Question | None:
    """The question with its general words made weak; None where it has none, or nothing else."""
    if not any(is_general(each) for each in question.strong):
        return None
    weakened = _weakened(question)
    return weakened if weakened.time or not weakened.names_nothing else None


def _weakened(question: Question) -> Question:
    terms = tuple(replace(each, weak=each.weak or is_general(each)) for each in question.terms)
    sides = tuple(_weakened(each) for each in question.sides)
    return replace(question, terms=terms, sides=sides)
