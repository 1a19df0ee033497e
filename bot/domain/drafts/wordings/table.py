"""How a language ties a date or a period to what it bounds: patterns with the role each gives."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a date or a period does in its sentence."""

    WITHIN = "within"
    AFTER = "after"
    BEFORE = "before"
    LASTING = "lasting"
    NEXT = "next"
    EVERY = "every"
    NOTICE = "notice"
    BY = "by"
    UNTIL = "until"
    THROUGH = "through"
    FROM = "from"
    ON = "on"
    PAST = "past"
    BOUND = "bound"
    """Only a limit on a length that something else places: “no later than” before “N before X”."""


Patterns = tuple[tuple[re.Pattern[str], Role], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The patterns of one language.

    Those for what stands before end where the expression begins; those for what stands after
    begin where it ends. A group `anchor` holds the words that a period counts from.
    """

    length_before: Patterns
    length_after: Patterns
    date_before: Patterns
    date_after: Patterns
    duty: re.Pattern[str]
    aim: re.Pattern[str]
    option: re.Pattern[str]
    history: re.Pattern[str]
    lasting: re.Pattern[str]
    anchors: tuple[tuple[re.Pattern[str], str], ...] = ()


def patterns(*pairs: tuple[str, Role], before: bool = False) -> Patterns:
    """Compiled `pairs`; with `before` each has to end where the expression begins."""
    end = r"\W{0,2}$" if before else ""
    return tuple((re.compile(f"(?:{words}){end}", re.IGNORECASE), role) for words, role in pairs)


def words(pattern: str) -> re.Pattern[str]:
    """One compiled pattern that takes no notice of case."""
    return re.compile(pattern, re.IGNORECASE)
