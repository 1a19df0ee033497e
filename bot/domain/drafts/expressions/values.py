"""A temporal expression in a text: its place, its kind and its value in TIMEX3."""

from dataclasses import dataclass
from enum import StrEnum

PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"


class Kind(StrEnum):
    """What an expression is, by TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a text that name a date, a time, a length or a recurrence.

    `start` and `end` are code points of the text. `value` is that of TIMEX3: `2026-04-28`,
    `2026-04`, `2027-Q2`, `2025-W44`, `199` for the nineties, `P6M`, `PT72H`, `PAST_REF`; `XXXX`
    stands where the text does not say. `mod` is its modifier, such as START or MORE_THAN;
    `quantity` and `frequency` belong to recurrences.
    """

    start: int
    end: int
    kind: Kind
    value: str
    mod: str = ""
    quantity: str = ""
    frequency: str = ""
