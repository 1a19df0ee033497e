"""The values of the deadline engine: what a period counts from, how, and what came out."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Standing(StrEnum):
    """How sure the record is of a fact."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    EXPECTED = "expected"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The event from which a period is counted."""

    on: date
    zone: str
    at: time | None = None
    precision: Precision = Precision.DAY
    standing: Standing = Standing.CONFIRMED
    name: str = ""
    alternatives: tuple["Anchor", ...] = ()
