"""The values of a draft: what was read from a text, each fact with the words that it rests on."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.agreements import EventKind, Instrument
from bot.domain.dates.values import (
    Anchor,
    Deadline,
    DeadlineKind,
    Direction,
    Precision,
    Rule,
    Standing,
)
from bot.domain.milestones import Modality


class Grade(StrEnum):
    """How near a source stands to the agreement itself, nearest first."""

    PRIMARY = "primary"
    OFFICIAL = "official"
    MEDIA = "media"
    AGGREGATOR = "aggregator"
    PARAPHRASE = "paraphrase"


class Confidence(StrEnum):
    """How far a reading can be relied on before a person has looked at it."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class TermKind(StrEnum):
    """What a period of the text is for that sets no date by itself."""

    NOTICE = "notice"
    DURATION = "duration"
    RENEWAL = "renewal"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of the text: `words` is exactly what stands from `start` to `end`."""

    start: int
    end: int
    words: str


NO_WORDS = Quote(0, 0, "")
"""The quote of what no words of the text say: a person wrote it, or it follows from the page."""


@dataclass(frozen=True, slots=True)
class DraftParty:
    """A party as the text names it; `code` as in `bot.domain.agreements.Party`."""

    name: str
    code: str | None
    quote: Quote
    confidence: Confidence = Confidence.LIKELY


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """Something dated that happened, or is to happen, to the agreement.

    `on` is the local date at `place` in `zone`; with a coarser precision the first day of the span.
    Without a `standing` what has come counts as confirmed, and the rest as expected.
    """

    kind: EventKind
    on: date
    zone: str
    quote: Quote
    place: str | None = None
    precision: Precision = Precision.DAY
    confidence: Confidence = Confidence.LIKELY
    doubts: tuple[str, ...] = ()
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class DraftMilestone:
    """A commitment or scheduled step with a date, or with a period that will give one.

    `anchor` names what the period counts from (an event of `bot.domain.anchors`, `absolute` for a
    date of its own); `period` is ISO 8601. `deadline` is what `rule` gives with the anchors that
    the text holds. `recurring` is an RRULE-like text. `obligors` are codes or names.
    """

    what: str
    quote: Quote
    rule: Rule
    deadline: Deadline
    anchor: str
    direction: Direction
    kind: DeadlineKind = DeadlineKind.ACT_BY
    modality: Modality = Modality.STATES
    precision: Precision = Precision.DAY
    period: str | None = None
    recurring: str | None = None
    obligors: tuple[str, ...] = ()
    amount: str | None = None
    condition: str | None = None
    confidence: Confidence = Confidence.LIKELY
    doubts: tuple[str, ...] = ()

    @property
    def due_on(self) -> date | None:
        """The prevailing due date; None while what it counts from has no date."""
        return self.deadline.due


@dataclass(frozen=True, slots=True)
class DraftTerm:
    """A period of the text that becomes a date only when somebody acts: notice, renewal, ..."""

    kind: TermKind
    quote: Quote
    period: str
    anchor: str


@dataclass(frozen=True, slots=True)
class DraftCommodity:
    """A commodity by its usual name, with the words that name it first."""

    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read from one text. Nothing of it is on record until a person accepts it.

    `form` is finer than `instrument` (ceasefire, protocol, exchange_of_notes, ...); `formal` says
    that the text is the instrument itself, not a report of it; `binding` is None where it does not
    say whether it binds. `sha256` is of
    the text in UTF-8. `anchors` are what its periods count from, by name, as far as it is dated.
    `doubts` says in words what is unclear, and what was not read.
    """

    is_agreement: bool
    title: str
    instrument: Instrument
    form: str
    language: str
    grade: Grade
    sha256: str
    formal: bool = False
    binding: bool | None = None
    binding_quote: Quote | None = None
    title_quote: Quote | None = None
    published_on: date | None = None
    source_url: str | None = None
    zone: str = "UTC"
    parties: tuple[DraftParty, ...] = ()
    signature: DraftEvent | None = None
    signed_place: str | None = None
    events: tuple[DraftEvent, ...] = ()
    commodities: tuple[DraftCommodity, ...] = ()
    milestones: tuple[DraftMilestone, ...] = ()
    terms: tuple[DraftTerm, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    doubts: tuple[str, ...] = field(default=())

    @property
    def codes(self) -> frozenset[str]:
        """The parties by code, or by name where they have none."""
        return frozenset(party.code or party.name for party in self.parties)

    @property
    def signed_on(self) -> date | None:
        return self.signature.on if self.signature else None
