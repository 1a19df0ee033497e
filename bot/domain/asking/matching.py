"""Matching: what on record a question means, and whether all that it names is there.

Every word of the question counts the more, the fewer agreements have it. A passage is meant the
more of these words it has itself, or the agreement has to which it belongs.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import log

from bot.domain.asking import timely
from bot.domain.asking.kinds import LISTS, Kind
from bot.domain.asking.passages import Entry, Part, Passage, Record
from bot.domain.asking.questions import Question
from bot.domain.asking.terms import Term, is_event_word
from bot.domain.asking.words import stem

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

SAME = 0.9
"""From how much on a word is met by itself or by one that means the same."""

TELLING = (Part.MILESTONE, Part.EVENT, Part.CLAIM, Part.SUMMARY, Part.QUESTION)
"""The passages that say something of their own."""

_CLEARLY = 1.1
"""How much better a passage has to fit than all of what seems to be named."""

_NOT_MEANT = 0.5
"""What is left of the score of an agreement where another is named outright."""

_DATED, _THEN = 1.0, 0.9
"""What a date in the time that is named counts, and one of another passage of the agreement."""


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
    question = timely.without_unknown_dates(question, scope)
    weights = {term.stem: _weight(term, record) for term in question.terms}
    elsewhere = _elsewhere(question, scope)
    ranked = sorted(
        (
            _scored(passage, entry, question, weights, elsewhere)
            for entry in scope
            for passage in entry.passages
        ),
        key=lambda each: -each.score,
    )
    named = _told_best(question, _named(question, scope, weights), ranked, record)
    names = [entry.names for entry in (named or scope)] if named else []
    matter = tuple(
        term for term in question.strong if not any(each.met(term.stem) >= SAME for each in names)
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
    kept = timely.kept(question, [(each.passage, each.share) for each in ranked])
    ranked = [each for each in ranked if kept(each.passage, each.share)]
    return Found(question, record, scope, named, tuple(ranked), matter, missing, unknown)


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
        any(passage.words.met(term.stem) >= SAME for passage in entry.passages)
        or entry.about.met(term.stem) >= SAME
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


def _elsewhere(question: Question, scope: Sequence[Entry]) -> frozenset[int]:
    """The agreements that are not meant, where another is named by a whole name.

    What is related to that one may be meant with it: of a suspension that another measure ordered.
    """
    called = {each.agreement.id: _longest_called(question.words, each) for each in scope}
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


def _scored(
    passage: Passage,
    entry: Entry,
    question: Question,
    weights: dict[str, float],
    elsewhere: Collection[int],
) -> Scored:
    """A passage with its score.

    Its share is the lesser of that of all the words, and of those that are not in the names of its
    agreement; of one that is not meant it is halved.
    """
    score = _identity(question, entry)
    strong = met = asked = found = 0.0
    for term in question.terms:
        weight, credit = weights[term.stem], _credit(term, passage, entry)
        score += weight * credit
        if not term.weak:
            here = weight * is_met(term, passage, entry)
            strong, met = strong + weight, met + here
            if entry.names.met(term.stem) < SAME:
                asked, found = asked + weight, found + here
    then = _then(question, passage, entry)
    score += _DATED * then
    own = sum(weights[each.stem] for each in question.terms if passage.words.met(each.stem) >= SAME)
    score += 0.3 * own / (3 + len(passage.words.stems)) if own else 0.0
    share = min(met / strong if strong else 1.0, found / asked if asked else 1.0)
    if entry.agreement.id in elsewhere:
        score, share = score * _NOT_MEANT, share * _NOT_MEANT
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


def _told_best(
    question: Question, named: tuple[Entry, ...], ranked: Sequence[Scored], record: Record
) -> tuple[Entry, ...]:
    """The agreements named, or that of which a passage says more of what was asked than any there.

    A state, an instrument or a whole name settles it; some words of a name do not.
    """
    settled = question.instruments or any(code != "US" for code in question.states)
    if not named or settled or any(_is_called(question, each) for each in named):
        return named
    ids = {each.agreement.id for each in named}
    telling = [each for each in ranked if each.passage.part in TELLING]
    there = max((x.score for x in telling if x.passage.agreement.id in ids), default=0.0)
    if not telling or telling[0].score < there * _CLEARLY:
        return named
    best = [x.passage.agreement.id for x in telling if x.score >= telling[0].score * ALIKE]
    return tuple(entry for each in dict.fromkeys(best) if (entry := record.entry(each)))


def _is_called(question: Question, entry: Entry) -> bool:
    """Whether a whole name of an agreement is typed, or nothing but words of its names."""
    return _longest_called(question.words, entry) > 0 or all(
        entry.names.met(each.stem) >= SAME for each in question.strong
    )


def _longest_called(words: Sequence[str], entry: Entry) -> int:
    """How many words the longest of an agreement's names has that stands in the question."""
    joined = f" {' '.join(stem(each) for each in words)} "
    return max((len(name) for name in entry.called if f" {' '.join(name)} " in joined), default=0)


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
