"""Choosing: the agreements that are all that a list or a count asks for.

One place narrows by kind, binding force, state, party, place, event, time and words, so that a
list and a count never speak of different things.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.domain.agreements import Instrument, status
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.news import fits
from bot.domain.asking.passages import Entry, Part
from bot.domain.asking.questions import Question
from bot.domain.asking.tables import table
from bot.domain.asking.terms import Term, is_event_word
from bot.domain.asking.ways import own_words
from bot.domain.asking.words import stem, stems
from bot.domain.dates.zones import local_date

_NOT = re.compile(r"\b(?:not|never|nor|without)\b")
_FREE = re.compile(r"\b(?:non-? ?binding|not (?:\w+ )?(?:bind(?:ing)?|bound)|voluntary)\b")
_SPEAKS = re.compile(r"\b(?:mention|speak|refer|say|provide|contain|talk|spell|state)s?\b")
_BINDS = re.compile(r"\b(?:binding|binds?)\b")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What agreements are asked to be; without `kinds` any will do, and so where `binding` is None.

    `noun` is a word that their names have to hold, `words` what they have to speak of.
    """

    kinds: frozenset[Instrument] = frozenset()
    noun: str = ""
    binding: bool | None = None
    words: tuple[Term, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether it asks for more than that they are on record."""
        return bool(self.kinds or self.noun or self.words) or self.binding is not None


@cache
def _nouns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{way})\b"), kind) for kind, way in table("ways")["kinds"])


def wanted(found: Found) -> Wanted:
    """What a question asks agreements to be."""
    question = found.question
    named = [(said[0], kind) for each, kind in _nouns() if (said := each.search(question.text))]
    known = {each.value for each in Instrument}
    names = (each.names.stems for each in found.record.entries)
    every = frozenset().union(*names)
    noun = next((each for _, each in named if each not in known and each in every), "")
    binding = None
    if _BINDS.search(question.text) or _FREE.search(question.text):
        binding = not _FREE.search(question.text)
    own = stems(" ".join(typed for typed, _ in named))
    terms = question.strong or [each for each in question.terms if each not in found.missing]
    falls_due = question.time is not None and not question.events
    words = [
        each
        for each in terms
        if not is_event_word(each, question.events)
        and not (falls_due and each.stem in own_words(Kind.DUE))
        and each.stem not in own
        and not (binding is not None and each.stem in {stem("binding"), "non", "legal"})
    ]
    kinds = frozenset(Instrument(each) for _, each in named if each in known)
    return Wanted(kinds, noun, binding, tuple(words))


def nouns_of(found: Found) -> frozenset[str]:
    """The stems of the words by which a question names a kind of agreement."""
    said = (each.search(found.question.text) for each, _ in _nouns())
    return stems(" ".join(each[0] for each in said if each))


def choose(found: Found, what: Wanted) -> list[Entry]:
    """The agreements that are all that is asked: by what they cover, else by all their words."""
    scope = [each for each in found.scope if _is(each, what) and _did(each, found)]
    if what.words and _SPEAKS.search(found.question.text):
        saying = [each for each in scope if _says(each, what.words)]
        if saying:
            return saying
    by_matter = [each for each in scope if all(_covers(each, term) for term in what.words)]
    by_text = [each for each in scope if all(_speaks_of(each, term) for term in what.words)]
    if len(by_matter) == 1:  # what is named itself, and what speaks of it
        by_matter += [each for each in by_text if each not in by_matter]
    return by_matter or by_text


def _is(entry: Entry, what: Wanted) -> bool:
    agreement = entry.agreement
    return (
        (not what.kinds or entry.is_a(what.kinds))
        and (not what.noun or what.noun in stems(agreement.short_name))
        and (what.binding is None or agreement.binding is what.binding)
    )


def _covers(entry: Entry, term: Term) -> bool:
    return max(entry.about.met(term.stem), entry.names.met(term.stem)) >= 0.9


def _speaks_of(entry: Entry, term: Term) -> bool:
    return any(each.words.met(term.stem) >= 0.9 for each in entry.passages)


def _says(entry: Entry, words: Sequence[Term]) -> bool:
    """Whether one sentence of it has all of the words."""
    return any(
        all(passage.words.met(term.stem) >= 0.9 for term in words)
        for passage in entry.passages
        if passage.part not in (Part.SCOPE, Part.SOURCE, Part.AGREEMENT)
    )


def _did(entry: Entry, found: Found) -> bool:
    """Whether what is asked to have happened did: as it stands, or in that time and place."""
    question = found.question
    kinds, past = question.events, question.past and question.time
    if not (kinds or question.seats or past):
        return True
    if kinds and not question.time and not question.seats and not question.past:
        today = local_date(found.record.now, entry.agreement.zone)
        did = status(entry.agreement.events, today).word in {each.value for each in kinds}
    else:
        did = any(
            fits(each, question) and each.on <= local_date(found.record.now, each.zone)
            for each in entry.agreement.events
        )
    return did is not is_denied(question)


def is_denied(question: Question) -> bool:
    """Whether what is asked about is that something has not happened."""
    return bool(question.events) and _NOT.search(_FREE.sub(" ", question.text)) is not None


def asks_of_events(question: Question) -> bool:
    """Whether what happened, where or when, is part of what is asked."""
    return bool(question.events or question.seats or (question.past and question.time))


def only(found: Found, entries: Sequence[Entry]) -> Found:
    """The same question, asked of these agreements alone."""
    ids = {each.agreement.id for each in entries}
    listed = tuple(each for each in found.record.listed if each.agreement_id in ids)
    record = replace(found.record, entries=tuple(entries), listed=listed)
    ranked = tuple(each for each in found.ranked if each.passage.agreement.id in ids)
    return replace(
        found, record=record, scope=tuple(entries), entries=tuple(entries), ranked=ranked
    )
