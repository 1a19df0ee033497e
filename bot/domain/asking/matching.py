"""Matching: what on record a question means, and whether all that it names is there.

Every word of the question counts the more, the fewer agreements have it. A passage is meant the
more of these words it has itself, or the agreement has to which it belongs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log

from bot.domain.asking.kinds import Kind
from bot.domain.asking.passages import Entry, Part, Passage, Record
from bot.domain.asking.questions import Question
from bot.domain.asking.terms import Term, is_event_word

NAMED, ABOUT = 0.8, 0.4
"""What a word counts that stands only in the agreement's names, and only in what it is about."""

ENOUGH = 0.6
"""The least share of what a question names that has to be on record."""

ALIKE = 0.93
"""The share of the best score from which on something is meant as well."""

_TELLING = {Part.SCOPE: 0.8, Part.SOURCE: 0.7, Part.QUESTION: 0.95}
"""How much a passage tells that only lists words, or only asks."""

_UNKNOWN, _WEAK, _DATED = 2.5, 0.3, 0.5
_US = 0.1
"""What the United States count beside another state: they are a party to nearly everything."""

_STATE, _INSTRUMENT, _CALLED = 2.0, 0.6, 0.7


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage, how well it fits, and what share of the question's words are met there."""

    passage: Passage
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a question means.

    `entries` are the agreements that it names best, `scope` all that it leaves in question;
    `ranked` are the passages there, best first. `missing` are words that nothing in the scope has,
    `unknown_states` states with which no agreement is on record.
    """

    question: Question
    record: Record
    scope: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    ranked: tuple[Scored, ...]
    matter: tuple[Term, ...]
    missing: tuple[Term, ...]
    unknown_states: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the question narrows the record at all."""
        return not self.question.names_nothing

    def among_named(self, passage: Passage) -> bool:
        """Whether a passage is of an agreement that the question names; any where it names none."""
        ids = {each.agreement.id for each in self.entries}
        return not ids or passage.agreement.id in ids

    def best(
        self,
        *parts: Part,
        share: float = ENOUGH,
        most: int = 6,
        fits: Callable[[Passage], bool] = lambda passage: True,
    ) -> list[Passage]:
        """The passages of these parts that fit about as well as the best of them."""
        among = [
            each
            for each in self.ranked
            if each.passage.part in parts and each.share >= share and fits(each.passage)
        ]
        if not among:
            return []
        least = among[0].score * ALIKE
        return [each.passage for each in among if each.score >= least][:most]


def match(question: Question, record: Record) -> Found:
    """What on record `question` means."""
    scope, unknown = _scope(question, record)
    question = _without_unknown_dates(question, scope)
    weights = {term.stem: _weight(term, record) for term in question.terms}
    named = _named(question, scope, weights)
    names = [entry.names for entry in (named or scope)] if named else []
    matter = tuple(
        term for term in question.strong if not any(each.met(term.stem) >= 0.9 for each in names)
    )
    ranked = sorted(
        (
            _scored(passage, entry, question, weights, matter)
            for entry in scope
            for passage in entry.passages
        ),
        key=lambda each: -each.score,
    )
    missing = tuple(
        term
        for term in question.strong
        if not is_event_word(term, question.events)
        and not any(
            _credit(term, passage, entry) >= ABOUT / 2
            for entry in scope
            for passage in entry.passages
        )
    )
    return Found(question, record, scope, named, tuple(ranked), matter, missing, unknown)


def _without_unknown_dates(question: Question, scope: Sequence[Entry]) -> Question:
    """The question without the months and years that nothing has: of what else it names is told."""
    unknown = [
        term
        for term in question.terms
        if term.dated
        and not any(each.words.met(term.stem) >= ENOUGH for e in scope for each in e.passages)
    ]
    if not unknown:
        return question
    return replace(question, terms=tuple(each for each in question.terms if each not in unknown))


def _scope(question: Question, record: Record) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The agreements that the named states leave, and the states that have none."""
    wanted = [code for code in question.states if code != "US"]
    if not wanted:
        return record.entries, ()
    unknown = tuple(
        code for code in wanted if not any(code in entry.codes for entry in record.entries)
    )
    every = tuple(entry for entry in record.entries if entry.codes.issuperset(wanted))
    if every and question.kind is not Kind.COMPARE:
        return every, ()
    some = tuple(entry for entry in record.entries if entry.codes.intersection(wanted))
    return some, unknown


def _weight(term: Term, record: Record) -> float:
    """How much a word tells: the fewer agreements have it, the more.

    Of a record that is not read whole this is not known, and every word tells the same.
    """
    entries = record.entries
    having = sum(
        any(passage.words.met(term.stem) >= 0.9 for passage in entry.passages)
        or entry.about.met(term.stem) >= 0.9
        for entry in entries
    )
    weight = _UNKNOWN
    if having:
        rare = log((len(entries) + 1) / having) / log(len(entries) + 1)
        weight = 0.5 + rare if record.whole else 1.0
    return weight * (_WEAK if term.weak else _DATED if term.dated else 1.0)


def _credit(term: Term, passage: Passage, entry: Entry) -> float:
    return max(
        passage.words.met(term.stem),
        NAMED * entry.names.met(term.stem),
        ABOUT * entry.about.met(term.stem),
    )


def _is_met(term: Term, passage: Passage, entry: Entry) -> bool:
    """Whether a passage, or the agreement's name, has a word; what it is about says no more."""
    return max(passage.words.met(term.stem), NAMED * entry.names.met(term.stem)) >= ABOUT


def _scored(
    passage: Passage,
    entry: Entry,
    question: Question,
    weights: dict[str, float],
    matter: Sequence[Term],
) -> Scored:
    """A passage with its score; its share is the lesser of all the words and of the matter."""
    score = _identity(question, entry)
    strong = met = asked = found = 0.0
    for term in question.terms:
        weight, credit = weights[term.stem], _credit(term, passage, entry)
        score += weight * credit
        if not term.weak:
            here = weight * _is_met(term, passage, entry)
            strong, met = strong + weight, met + here
            if term in matter:
                asked, found = asked + weight, found + here
    own = sum(weights[each.stem] for each in question.terms if passage.words.met(each.stem) >= 0.9)
    score += 0.3 * own / (3 + len(passage.words.stems)) if own else 0.0
    share = min(met / strong if strong else 1.0, found / asked if asked else 1.0)
    return Scored(passage, score * _TELLING.get(passage.part, 1.0), share)


def _identity(question: Question, entry: Entry) -> float:
    """How well the states, the instrument and the names that were typed fit an agreement."""
    score = 0.0
    weights = {code: _US if code == "US" else 1.0 for code in question.states}
    if weights:
        met = sum(weight for code, weight in weights.items() if code in entry.codes)
        score += _STATE * met / sum(weights.values())
    if question.instruments and entry.is_a(question.instruments):
        score += _INSTRUMENT
    return score + _CALLED * _longest_called(question.words, entry)


def _longest_called(words: Sequence[str], entry: Entry) -> int:
    """How many words the longest of an agreement's names has that stands in the question."""
    joined = f" {' '.join(words)} "
    return max(
        (len(name) for name in entry.called if name and f" {' '.join(name)} " in joined), default=0
    )


def _named(
    question: Question, scope: Sequence[Entry], weights: dict[str, float]
) -> tuple[Entry, ...]:
    """The agreements that fit best by their names; none where the question names none."""
    if question.names_nothing and not question.terms:
        return ()
    scores = []
    for entry in scope:
        score = _identity(question, entry)
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
