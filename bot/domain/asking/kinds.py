"""Kinds: what a question wants to hear."""

from enum import StrEnum


class Kind(StrEnum):
    """What a question asks for."""

    COMPARE = "compare"
    ORDER = "which comes first"
    CALLED = "what it is called"
    CHANGED = "what changed"
    HAPPENED = "what happened"
    ON_DAYS = "what falls on such days"
    ROLLING = "what if it falls on a holiday"
    SAYS = "who says so"
    VERIFIED = "when it was checked"
    SOURCE = "source"
    WHY = "why"
    PASSED = "whether it is over"
    AWAITED = "what is awaited"
    OPEN = "open points"
    DISPUTED = "where sources differ"
    MINE = "what somebody answers for"
    OWNER = "who answers for it"
    COUNTDOWN = "how long until"
    HOW_LONG = "how long"
    HOW_MUCH = "how much"
    OVERDUE = "what is overdue"
    UNVERIFIED = "what is unverified"
    UNDATED = "what has no date"
    NEXT = "what comes next"
    COUNT = "how many"
    PARTIES = "parties"
    SIGNERS = "who signed"
    OBLIGORS = "who is to do it"
    WHERE = "where"
    BINDING = "whether it binds"
    EXISTS = "whether there is one"
    WHICH = "which agreements"
    DUE = "what is due"
    WHEN = "when"
    STANDS = "where it stands"
    WHETHER = "whether"
    WHO = "who"
    WHAT = "what"


LISTS = frozenset(
    {
        Kind.CHANGED,
        Kind.HAPPENED,
        Kind.DUE,
        Kind.NEXT,
        Kind.COUNT,
        Kind.WHICH,
        Kind.EXISTS,
        Kind.OVERDUE,
        Kind.UNVERIFIED,
        Kind.UNDATED,
        Kind.MINE,
        Kind.COUNTDOWN,
        Kind.AWAITED,
        Kind.ON_DAYS,
    }
)
"""What is listed for a time, so that the time itself tells nothing apart."""
