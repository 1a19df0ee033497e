"""Scoring: how well each passage fits a question.

Every word of the question counts the more, the fewer agreements have it. A passage fits the more of
these words it has itself, or the agreement has to which it belongs.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log

from bot.domain.asking import phrases
from bot.domain.asking.kinds import LISTS, Kind
from bot.domain.asking.naming import ABOUT, SAME, elsewhere, identity, names_typed
from bot.domain.asking.passages import Entry, Part, Passage, Record
from bot.domain.asking.questions import Question
from bot.domain.asking.terms import Term

NAMED = 0.8
"""What a word counts that stands only in the agreement's names."""

ENOUGH = 0.6
"""The least share of what a question names that has to be on record."""

TELLING = (Part.MILESTONE, Part.EVENT, Part.CLAIM, Part.SUMMARY, Part.QUESTION)
"""The passages that say something of their own."""

_TELLING = {Part.SCOPE: 0.8, Part.SOURCE: 0.7, Part.QUESTION: 0.95}
"""How much a passage tells that only lists words, or only asks."""

_UNKNOWN, _WEAK, _DATE = 2.5, 0.3, 0.5
"""What a word counts that nothing has, one that only helps to tell apart, and one of a date."""

_MIDDLING = 0.5
"""How rare a word is taken to be where that was not counted."""

_DATED, _THEN = 1.0, 0.9
"""What a date in the time that is named counts, and one of another passage of the agreement."""

_PHRASE = 0.4
"""What each word counts of a phrase that is typed as a point or a milestone is called."""

_NOT_MEANT = 0.5
"""What is left of the score of an agreement where another is named outright."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage, how well it fits, and what share of the question's words are met there."""

    passage: Passage
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class Scale:
    """What the words of a question weigh, and which agreements it does not mean.

    `weights` are by stem; `elsewhere` are the ids of agreements where another is named outright,
    `names` the stems of the names that are typed.
    """

    question: Question
    weights: Mapping[str, float]
    elsewhere: Collection[int]
    names: Collection[str]

    def scored(self, passage: Passage, entry: Entry) -> Scored:
        """A passage with its score.

        Its share is the lesser of that of all the words, and of those that are not in the names of
        its agreement; of one that is not meant it is halved.
        """
        question, weights = self.question, self.weights
        score = identity(question, entry) + _DATED * _then(question, passage, entry)
        strong = met = asked = found = 0.0
        for term in question.terms:
            weight = weights[term.stem]
            score += weight * credit(term, passage, entry)
            if not term.weak:
                here = weight * is_met(term, passage, entry)
                strong, met = strong + weight, met + here
                if entry.names.met(term.stem) < SAME:
                    asked, found = asked + weight, found + here
        own = sum(weights[x.stem] for x in question.terms if passage.words.met(x.stem) >= SAME)
        score += 0.3 * own / (3 + len(passage.words.stems)) if own else 0.0
        share = min(met / strong if strong else 1.0, found / asked if asked else 1.0)
        phrase = phrases.longest(question.row, passage.heading, self.names)
        if phrase > 1:
            score, share = score + _PHRASE * phrase, max(share, ENOUGH)
        if entry.agreement.id in self.elsewhere:
            score, share = score * _NOT_MEANT, share * _NOT_MEANT
        return Scored(passage, score * _TELLING.get(passage.part, 1.0), share)


def scale(question: Question, scope: tuple[Entry, ...], record: Record) -> Scale:
    """The scale for a question among the agreements in its scope."""
    weights = {term.stem: _weight(term, record) for term in question.terms}
    return Scale(question, weights, elsewhere(question, scope), names_typed(question, scope))


def _weight(term: Term, record: Record) -> float:
    """How much a word tells: the fewer agreements have it, the more.

    Of a record that is not read whole it tells as much as was counted, or neither much nor little.
    """
    entries = record.entries
    having = sum(
        any(passage.words.met(term.stem) >= SAME for passage in entry.passages)
        or entry.about.met(term.stem) >= SAME
        for entry in entries
    )
    rare = rarity(having, len(entries)) if having else None
    if not record.whole:
        rare = record.rarities.get(term.stem, _MIDDLING if having else None)
    weight = _UNKNOWN if rare is None else 0.5 + rare
    return weight * (_WEAK if term.weak else _DATE if term.dated else 1.0)


def rarity(having: int, total: int) -> float:
    """How rare a word is that so many agreements have, from 0 for all to 1 for one of them."""
    return log((total + 1) / min(having, total)) / log(total + 1) if total else 1.0


def credit(term: Term, passage: Passage, entry: Entry) -> float:
    """How well a passage meets a word, itself or by what its agreement is called and is about."""
    return max(
        passage.words.met(term.stem),
        NAMED * entry.names.met(term.stem),
        ABOUT * entry.about.met(term.stem),
    )


def is_met(term: Term, passage: Passage, entry: Entry) -> bool:
    """Whether a passage, or the agreement's name, has a word; what it is about says no more."""
    named = max(entry.names.met(term.stem), term.stem in entry.titled)
    return max(passage.words.met(term.stem), NAMED * named) >= ABOUT


def _then(question: Question, passage: Passage, entry: Entry) -> float:
    """How well a passage meets the time that is named: by its own date, or by its agreement's."""
    if question.time is None or question.kind in LISTS or question.kind is Kind.HOW_MUCH:
        return 0.0
    span = question.time.span
    own = passage.days
    if own:
        return float(any(span.first <= each <= span.last for each in own))
    others = (each for other in entry.passages for each in other.days)
    return _THEN * any(span.first <= each <= span.last for each in others)
