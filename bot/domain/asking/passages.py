"""Passages: the single things that a record says, each with the words under which it is found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from functools import cached_property, lru_cache

from bot.domain.agreements import Agreement, Claim, Event, Instrument, Source
from bot.domain.asking import synonyms
from bot.domain.asking.terms import Term, events_of
from bot.domain.asking.words import stem, stems, tokens
from bot.domain.histories import Told
from bot.domain.milestones import Milestone
from bot.domain.names import folded


class Part(Enum):
    """What a passage is of an agreement."""

    AGREEMENT = auto()
    MILESTONE = auto()
    EVENT = auto()
    CLAIM = auto()
    SUMMARY = auto()
    QUESTION = auto()
    SCOPE = auto()
    SOURCE = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """Stems, with the groups of the thesaurus to which they belong."""

    stems: frozenset[str]
    groups: frozenset[int]

    def met(self, stem: str) -> float:
        """How well a stem is met here, from 0 to 1; of several words all have to be."""
        if " " in stem:
            return min(synonyms.met(each, self.stems, self.groups) for each in stem.split())
        return synonyms.met(stem, self.stems, self.groups)


def words_of(texts: Iterable[str]) -> Words:
    """The words of several texts together."""
    found: frozenset[str] = frozenset().union(*(stems(each) for each in texts))
    return Words(found, synonyms.groups_of(found))


@lru_cache(maxsize=8_000)
def row_of(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in order."""
    return tuple(stem(each) for each in tokens(text))


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that the record says: of which agreement, where it stands there, and its words."""

    part: Part
    agreement: Agreement
    words: Words
    text: str = ""
    milestone: Milestone | None = None
    event: Event | None = None
    claim: Claim | None = None
    source: Source | None = None

    @property
    def heading(self) -> tuple[str, ...]:
        """What it is called in a few words, as a row of stems; empty for a sentence."""
        if self.claim is not None:
            return row_of(self.claim.point)
        return row_of(self.milestone.what) if self.milestone else ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days of what is dated: by every reading, and by every place's date."""
        if self.event is not None:
            return (self.event.on, *(each.on for each in self.event.also_on))
        if self.milestone is None:
            return ()
        milestone = self.milestone
        days = (milestone.due_on, milestone.earliest_on, milestone.latest_on)
        return tuple(each for each in days if each is not None)


@dataclass(frozen=True)
class Entry:
    """An agreement with its milestones, and the words by which it is named and what it is about."""

    agreement: Agreement
    milestones: tuple[Milestone, ...]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of its parties."""
        return frozenset(each.code for each in self.agreement.parties if each.code)

    @cached_property
    def names(self) -> Words:
        """The words of its names, and of what its parties are called."""
        agreement = self.agreement
        parties = (each.name for each in agreement.parties)
        return words_of((agreement.short_name, *agreement.aliases, *parties))

    @cached_property
    def called(self) -> tuple[tuple[str, ...], ...]:
        """Its short name and its aliases, each as a row of stems."""
        names = (self.agreement.short_name, *self.agreement.aliases)
        rows = (row_of(each) for each in names)
        return tuple(row for row in rows if row)

    @cached_property
    def about(self) -> Words:
        """The words of what it covers, and of its title."""
        agreement = self.agreement
        return words_of((*agreement.commodities, *agreement.topics, agreement.title))

    @cached_property
    def titled(self) -> frozenset[str]:
        """The stems of its title; not those that say what happened, which is told by its events."""
        return frozenset(
            each for each in stems(self.agreement.title) if not events_of((Term(each, each),))
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All that the record says of it, part by part."""
        return tuple(_passages(self))

    def is_a(self, instruments: Iterable[Instrument]) -> bool:
        """Whether it is of one of these kinds, or is called so."""
        called = " ".join(
            folded(each) for each in (self.agreement.short_name, *self.agreement.aliases)
        )
        words = {Instrument.MOU: ("mou", "memorandum"), Instrument.FRAMEWORK: ("framework",)}
        return any(
            self.agreement.instrument is each
            or any(word in called for word in words.get(each, (each.value,)))
            for each in instruments
        )


def _passages(entry: Entry) -> Iterator[Passage]:
    agreement = entry.agreement
    yield Passage(Part.AGREEMENT, agreement, entry.names)
    for milestone in entry.milestones:
        yield Passage(
            Part.MILESTONE, agreement, words_of(_milestone_texts(milestone)), milestone=milestone
        )
    for event in agreement.events:
        texts = (event.kind.value, event.place or "", event.note or "")
        yield Passage(Part.EVENT, agreement, words_of(texts), event=event)
    for claim in agreement.claims:
        texts = (claim.point, claim.statement, claim.claimed_by)
        yield Passage(Part.CLAIM, agreement, words_of(texts), claim=claim)
    for sentence in summary_sentences(agreement):
        yield Passage(Part.SUMMARY, agreement, words_of((sentence,)), sentence)
    for question in agreement.questions:
        yield Passage(Part.QUESTION, agreement, words_of((question,)), question)
    yield Passage(Part.SCOPE, agreement, words_of((*agreement.commodities, *agreement.topics)))
    for source in agreement.sources:
        texts = (source.title, source.publisher or "", source.grade)
        yield Passage(Part.SOURCE, agreement, words_of(texts), source=source)


def _milestone_texts(milestone: Milestone) -> Iterator[str]:
    yield milestone.what
    yield milestone.quote or ""
    yield milestone.rule.phrase if milestone.rule else ""
    yield milestone.no_date_reason or ""
    yield from milestone.obligors
    yield from (each.note for each in milestone.evidence)
    if milestone.settlement:
        yield milestone.settlement.note or ""


def summary_sentences(agreement: Agreement) -> list[str]:
    """The summary, sentence by sentence."""
    text = " ".join(agreement.summary.split())
    found: list[str] = []
    for piece in text.split(". "):
        sentence = piece if piece.endswith((".", "!", "?")) or not piece else f"{piece}."
        if found and (len(found[-1]) < 12 or found[-1].endswith((" No.", " Art.", " Ann."))):
            found[-1] = f"{found[-1]} {sentence}"
        elif sentence:
            found.append(sentence)
    return found


@dataclass(frozen=True)
class Record:
    """What is known to whoever answers.

    `entries` are all of the record where it is `whole`, else those that may be meant. `listed` are
    further milestones that fit a list, `told` what changed in the time that is asked about. There
    are `total` agreements, `fitting` of which have all that is named (None: not counted). Where it
    is not whole, `rarities` say how rare words are on all of it, by their stems.
    """

    entries: tuple[Entry, ...]
    now: datetime
    zone: str
    listed: tuple[Milestone, ...] = ()
    asker_id: int | None = None
    told: tuple[Told, ...] = ()
    total: int = 0
    fitting: int | None = None
    whole: bool = True
    rarities: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """Every milestone that is known, by date."""
        every = {each.id: each for entry in self.entries for each in entry.milestones}
        every |= {each.id: each for each in self.listed}
        return tuple(sorted(every.values(), key=_by_date))

    def entry(self, agreement_id: int) -> Entry | None:
        """The agreement with this id, where it is known."""
        return next((each for each in self.entries if each.agreement.id == agreement_id), None)


def _by_date(milestone: Milestone) -> tuple[bool, str, int]:
    on = milestone.earliest_on
    return on is None, on.isoformat() if on else "", milestone.id


def entries(agreements: Sequence[Agreement], milestones: Sequence[Milestone]) -> tuple[Entry, ...]:
    """Each agreement with its own milestones."""
    by_agreement: dict[int, list[Milestone]] = {}
    for milestone in milestones:
        by_agreement.setdefault(milestone.agreement_id, []).append(milestone)
    return tuple(Entry(each, tuple(by_agreement.get(each.id, ()))) for each in agreements)
