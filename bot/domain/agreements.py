"""Agreements: what a team tracks, what happened to them, and where they therefore stand."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.dates.values import Anchor, Precision, Standing
from bot.messages import t


class Instrument(StrEnum):
    """Of what kind an agreement is."""

    TREATY = "treaty"
    TRADE_AGREEMENT = "trade agreement"
    FRAMEWORK = "framework"
    MOU = "memorandum of understanding"
    JOINT_STATEMENT = "joint statement"
    PARTNERSHIP = "partnership"
    ACTION_PLAN = "action plan"
    MEASURE = "unilateral measure"
    COURT_RULING = "court ruling"
    MEETING = "meeting"
    OTHER = "other"


class EventKind(StrEnum):
    """What can happen to an agreement, in the words of treaty practice."""

    ANNOUNCED = "announced"
    SIGNED = "signed"
    PUBLISHED = "published"
    COMMENCED = "commenced"
    NOTIFIED = "notified"
    RATIFIED = "ratified"
    PROVISIONALLY_APPLIED = "provisionally applied"
    IN_FORCE = "in force"
    AMENDED = "amended"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    NOTICE_OF_TERMINATION = "notice of termination"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REPORTED_VOID = "reported void"
    MET = "met"
    REPORTED = "reported"


STATUS_EVENTS = frozenset(EventKind) - {
    EventKind.PUBLISHED,
    EventKind.NOTIFIED,
    EventKind.AMENDED,
    EventKind.EXTENDED,
    EventKind.NOTICE_OF_TERMINATION,
    EventKind.MET,
    EventKind.REPORTED,
}
"""The events that decide where an agreement stands; the others are steps on the way."""


GRADES = ("primary", "official", "media", "aggregator", "paraphrase")
"""How near a source stands to the text itself, the nearest first."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a fact rests on.

    `grade` is primary, official, media, aggregator or paraphrase; `published_on` is the page's own
    date and `read_on` the day on which a person last checked it.
    """

    title: str
    url: str | None = None
    publisher: str | None = None
    grade: str = "media"
    published_on: date | None = None
    read_on: date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A state (ISO 3166 two-letter code) or an organisation, with its role."""

    name: str
    code: str | None = None
    role: str = "party"


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated that happened to an agreement.

    `on` is the local date at `place` in `zone`; with a precision coarser than a day it is the first
    day of that span. `standing` says how sure the record is of it. `also_on` holds other dates
    under which the same event is known, such as the other capital's; each gives a further reading
    of a period counted from it.
    """

    kind: EventKind
    on: date
    zone: str
    at: time | None = None
    place: str | None = None
    precision: Precision = Precision.DAY
    standing: Standing = Standing.CONFIRMED
    note: str | None = None
    source: Source | None = None
    also_on: tuple[Anchor, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One of several statements on the same `point` that cannot all be right."""

    point: str
    statement: str
    claimed_by: str
    source: Source | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where an agreement stands: the word, since when, and the event that says so."""

    word: str
    event: Event | None = None

    @property
    def since(self) -> date | None:
        return self.event.on if self.event else None

    @property
    def disputed(self) -> bool:
        return self.event is not None and self.event.standing is not Standing.CONFIRMED


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement or measure as one server's record has it.

    `binding` is None where the sources do not say. `verified_on` is the day on which a person last
    held the record against its sources.
    """

    id: int
    guild_id: int
    title: str
    short_name: str
    instrument: Instrument
    binding: bool | None
    summary: str
    parties: tuple[Party, ...] = ()
    aliases: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    zone: str = "UTC"
    convention: str = "political-default"
    verified_on: date | None = None
    archived_at: datetime | None = None
    catalogue_key: str | None = None
    related: tuple[str, ...] = field(default=())

    @property
    def best_sources(self) -> tuple[Source, ...]:
        """Its sources, those nearest to the text itself first."""
        return tuple(sorted(self.sources, key=lambda each: GRADES.index(each.grade)))


def status(events: tuple[Event, ...], today: date) -> Status:
    """Where an agreement stands on `today`: the latest of its status events that has come.

    Events on the same day count in the order of `EventKind`. A resumption restores what stood
    before the suspension. What was only expected has not happened, though its day has passed.
    """
    past = sorted(
        (
            event
            for event in events
            if event.kind in STATUS_EVENTS
            and event.on <= today
            and event.standing is not Standing.EXPECTED
        ),
        key=lambda event: (event.on, list(EventKind).index(event.kind)),
    )
    if not past:
        return Status(t("no event recorded"))
    if past[-1].kind is not EventKind.RESUMED:
        return Status(past[-1].kind.value, past[-1])
    interruptions = (EventKind.SUSPENDED, EventKind.RESUMED)
    standing = [event.kind.value for event in past if event.kind not in interruptions]
    return Status(standing[-1] if standing else EventKind.RESUMED.value, past[-1])
