"""Words that set no date of their own: vague duties, and what kind of date a clause speaks of."""

import re

from bot.domain.dates.values import DeadlineKind

_NO_DATE = re.compile(
    r"\b(promptly|prompt|as soon as (reasonably )?(possible|practicable|feasible)|asap|swiftly"
    r"|(with(out)?|no) (any )?(undue |unnecessary |further )?delays?|immediately|forthwith"
    r"|expeditiously|in due course|(within )?a? ?reasonable (time|period)|from time to time"
    r"|intends? to continue|will continue|continues?|indefinite(ly)?|ongoing|until further notice"
    r"|in good time|at an early (date|stage)|at (the|its) earliest (convenience|opportunity)"
    r"|as (appropriate|necessary|needed)|periodically|regularly|in perpetuity|shortly|soon"
    r"|regular (meetings|consultations|basis)|at the appropriate time|when(ever)? necessary"
    r"|in a timely manner|timely)\b",
    re.IGNORECASE,
)
APPROXIMATELY = ("about", "around", "approximately", "roughly", "circa")
"""Words after which a date or length is not meant to the day."""
ABOUT = re.compile(rf"\b(on or )?({'|'.join(APPROXIMATELY)})\b", re.IGNORECASE)
COMES_BACK = re.compile(r"\b(each|every|annually|yearly|monthly|quarterly)\b", re.IGNORECASE)
"""Words that make a date come back."""
_IN_FORCE = re.compile(
    r"\b(enters?|entering|comes?|coming) into (force|effect|operation)|\bentry into force\b"
    r"|\b(takes?|has|have|taking) effect|\bbecomes? effective|\bshall be effective",
    re.IGNORECASE,
)
_EXPIRY = re.compile(
    r"\b(expir\w*|terminates?|remains? in (force|effect)|continues? in (force|effect)|in effect"
    r"|suspended|valid|lapses?|ceases?|lasts|runs)\b",
    re.IGNORECASE,
)
_NEAR = 7
"""How many words before a date may tell what kind of date it is."""


def sets_no_date(text: str) -> bool:
    """Whether the words speak of a duty without a date, such as “promptly”."""
    return _NO_DATE.search(text) is not None


def kind_hint(before: str) -> DeadlineKind | None:
    """What the words before a clause say of its date: that something takes effect, or ends."""
    near = " ".join(before.split()[-_NEAR:])
    if _IN_FORCE.search(near):
        return DeadlineKind.IN_FORCE
    if _EXPIRY.search(near):
        return DeadlineKind.EXPIRY
    return None
