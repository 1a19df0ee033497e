"""Provenance: what a fact on record rests on, word for word, and who accepted it when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.agreements import Source


class Subject(StrEnum):
    """Of what kind a fact is."""

    AGREEMENT = "agreement"
    PARTY = "party"
    COMMODITY = "commodity"
    EVENT = "event"
    MILESTONE = "milestone"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Provenance:
    """A source that tells a fact; one fact may have several.

    `quote` is the text's own words from `start` to `end` (code points), None where no words say it
    or a person wrote it; `sha256` is of that text in UTF-8. `accepted_by` is a Discord user's id,
    None for somebody at a shell. `changed` names the fields that this person wrote otherwise than
    the text was read. Parties and commodities are known by `name`, other facts by `subject_id`.
    """

    subject: Subject
    source: Source
    sha256: str
    accepted_by: int | None
    accepted_at: datetime
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    changed: tuple[str, ...] = ()
    subject_id: int | None = None
    name: str | None = None
