"""Matching: what on record a question means, and whether all that it names is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.asking import phrases, timely
from bot.domain.asking.naming import ABOUT, ALIKE, SAME, best_named, in_scope, is_called
from bot.domain.asking.passages import Entry, Part, Passage, Record
from bot.domain.asking.questions import Question
from bot.domain.asking.scoring import ENOUGH, TELLING, Scored, credit, scale
from bot.domain.asking.terms import Term, is_event_word

_CLEARLY = 1.1
"""How much better a passage has to fit than all of what seems to be named."""

_WHOLE_PHRASE = 3
"""Words of a phrase that says more than the name of an agreement."""


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
    scope, unknown = in_scope(question, record)
    question = timely.without_unknown_dates(question, scope)
    weighed = scale(question, scope, record)
    ranked = sorted(
        (weighed.scored(passage, entry) for entry in scope for passage in entry.passages),
        key=lambda each: -each.score,
    )
    named = _told_best(question, best_named(question, scope, weighed.weights), ranked, record)
    names = [entry.names for entry in (named or scope)] if named else []
    matter = tuple(
        term for term in question.strong if not any(each.met(term.stem) >= SAME for each in names)
    )
    missing = tuple(
        term
        for term in question.strong
        if not is_event_word(term, question.events)
        and not any(
            credit(term, passage, entry) >= ABOUT / 2
            for entry in scope
            for passage in entry.passages
        )
    )
    kept = timely.kept(question, [(each.passage, each.share) for each in ranked])
    ranked = [each for each in ranked if kept(each.passage, each.share)]
    return Found(question, record, scope, named, tuple(ranked), matter, missing, unknown)


def _told_best(
    question: Question, named: tuple[Entry, ...], ranked: Sequence[Scored], record: Record
) -> tuple[Entry, ...]:
    """The agreements named, or that of which a passage says more of what was asked than any there.

    A state, an instrument or a whole name settles it, unless more words of a point are typed as
    they stand there; some words of a name do not.
    """
    ids = {each.agreement.id for each in named}
    telling = [each for each in ranked if each.passage.part in TELLING]
    if not named or question.instruments or any(code != "US" for code in question.states):
        return named
    called = any(is_called(question, each) for each in named)
    names: frozenset[str] = frozenset().union(*(each.names.stems for each in named if called))
    heading = telling[0].passage.heading if telling else ()
    if called and phrases.longest(question.row, heading, names) < _WHOLE_PHRASE:
        return named
    there = max((x.score for x in telling if x.passage.agreement.id in ids), default=0.0)
    if not telling or telling[0].score < there * _CLEARLY:
        return named
    best = [x.passage.agreement.id for x in telling if x.score >= telling[0].score * ALIKE]
    return tuple(entry for each in dict.fromkeys(best) if (entry := record.entry(each)))
