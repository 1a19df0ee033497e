"""Items: the parts of a draft that a person accepts, drops or edits, each by itself.

A draft under review is not on record. What a person accepts is written then, and nothing else is.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.agreements import Instrument, Source
from bot.domain.drafts.likeness import Likeness
from bot.domain.drafts.values import (
    DraftCommodity,
    DraftEvent,
    DraftMilestone,
    DraftParty,
    DraftTerm,
    Quote,
)


class ItemKind(StrEnum):
    """What an item becomes on record.

    `AGREEMENT` is the head of a new agreement with its parties and commodities. `PARTY` and
    `COMMODITY` stand alone only where a text adds one to an agreement that is on record already.
    `CLAIM` is a statement that contradicts the record: both then stand there side by side.
    """

    AGREEMENT = "agreement"
    PARTY = "party"
    COMMODITY = "commodity"
    EVENT = "event"
    MILESTONE = "milestone"
    CLAIM = "claim"


class Decision(StrEnum):
    """What a person has said of an item."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Head:
    """What a new agreement is called, of what kind it is, between whom and about what."""

    title: str
    short_name: str
    instrument: Instrument
    binding: bool | None
    zone: str
    parties: tuple[DraftParty, ...] = ()
    commodities: tuple[DraftCommodity, ...] = ()
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """What the text says on a `point` of which the record says otherwise (`on_record`)."""

    point: str
    statement: str
    on_record: str
    quote: Quote


Body = Head | DraftParty | DraftCommodity | DraftEvent | DraftMilestone | DraftClaim


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a draft, and what was decided of it.

    `changed` names the fields that a person wrote otherwise than the text was read; `decided_by`
    is a Discord user's id, None for somebody at a shell. `record_id` is what the item became, or
    in an item that is `known` what the record had before: accepting that adds the source to it.
    """

    id: int
    kind: ItemKind
    body: Body
    decision: Decision = Decision.OPEN
    changed: tuple[str, ...] = ()
    known: bool = False
    decided_by: int | None = None
    decided_at: datetime | None = None
    record_id: int | None = None

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is unclear about it, in words; nothing once a person has written it anew."""
        if self.changed or not isinstance(self.body, DraftEvent | DraftMilestone):
            return ()
        return self.body.doubts


@dataclass(frozen=True, slots=True)
class Target:
    """The agreement on record that a draft is about, or belongs to, and why it is thought so."""

    agreement_id: int
    name: str
    likeness: Likeness
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """A draft as people look at it, until `forgotten_at`.

    `items` are in the order of the text, the agreement first; the dates of milestones are those
    that the record would compute from the events not dropped. `joins` is the agreement that
    accepted items go to; `related` those that a new one is linked with. `notes` is what was not
    read. `agreement_id` is set once anything was accepted.
    """

    id: int
    guild_id: int
    made_by: int | None
    made_at: datetime
    forgotten_at: datetime
    source: Source
    sha256: str
    language: str
    is_agreement: bool
    items: tuple[Item, ...]
    terms: tuple[DraftTerm, ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    joins: Target | None = None
    related: tuple[Target, ...] = ()
    agreement_id: int | None = None

    def item(self, item_id: int) -> Item | None:
        return next((each for each in self.items if each.id == item_id), None)

    def of(self, kind: ItemKind) -> tuple[Item, ...]:
        return tuple(each for each in self.items if each.kind is kind)

    @property
    def open(self) -> tuple[Item, ...]:
        """The items of which nobody has decided yet."""
        return tuple(each for each in self.items if each.decision is Decision.OPEN)


def decided(item: Item, decision: Decision, *, by: int | None, at: datetime) -> Item:
    """The item with a person's decision."""
    return replace(item, decision=decision, decided_by=by, decided_at=at)
