"""Words that set no date of their own: vague duties, and what kind of date a clause speaks of."""

import re

from bot.domain.dates.grammar.tokens import Unsettled
from bot.domain.dates.values import DeadlineKind, Question
from bot.messages import t

_NO_DATE = re.compile(
    r"\b(promptly|prompt|as soon as (reasonably )?(possible|practicable|feasible)|asap|swiftly"
    r"|(with(out)?|no) (any )?(undue |unnecessary |further )?delays?|immediately|forthwith"
    r"|expeditiously|in due course|(within )?a? ?reasonable (time|period)|from time to time"
    r"|intends? to continue|will continue|continues?|indefinite(ly)?|ongoing|until further notice"
    r"|in the near future|in the (coming|following|next few) (days|weeks|months|years)"
    r"|in good time|at an early (date|stage)|at (the|its) earliest (convenience|opportunity)"
    r"|as (appropriate|necessary|needed)|periodically|regularly|in perpetuity|shortly|soon"
    r"|regular (meetings|consultations|basis)|at the appropriate time|when(ever)? necessary"
    r"|in a timely manner|timely)\b",
    re.IGNORECASE,
)
APPROXIMATELY = ("about", "around", "approximately", "roughly", "circa")
"""Words after which a date or length is not meant to the day."""
ABOUT = re.compile(
    rf"\b((on or )?({'|'.join(APPROXIMATELY)})|close of (business|play)|cob|eob)\b", re.IGNORECASE
)
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
_WEEKDAY = r"(mon|tues|wednes|thurs|fri|satur|sun)days?"
_COUNTED_WEEKDAY = re.compile(
    rf"\b(first|second|third|fourth|fifth|last|[1-5](st|nd|rd|th)|every|each|every other)"
    rf" {_WEEKDAY}\b|\b{_WEEKDAY} (of each|of every|following|after|before|preceding)\b",
    re.IGNORECASE,
)
_LIMIT = r"\b(less|more|later|earlier|fewer|sooner|least|most)\b"
_WINDOW = re.compile(
    rf"{_LIMIT}.*\b(but|and|nor|or)\b (not |no )?{_LIMIT}.*\b(before|prior to|in advance of)\b",
    re.IGNORECASE,
)
"""A window before an event: “not less than 30 nor more than 60 days before the meeting”."""
_HOUR = re.compile(
    r"\b(noon|midnight|\d{1,2}([:.]\d{2})? ?[ap]m|\d{1,2}:\d{2}|\d{4} hours)\b", re.I
)
_NEAR = 7
"""How many words before a date may tell what kind of date it is."""


def refuse_what_is_not_counted(text: str) -> None:
    """Asks for something else than “the third Friday” or a window before an event (Unsettled)."""
    found = _COUNTED_WEEKDAY.search(text)
    if found is not None:
        question = t("I do not count weekdays such as “{words}”: write a date.", words=found[0])
        raise Unsettled(Question(question))
    if _WINDOW.search(text):
        raise Unsettled(Question(t("That gives two limits: write the one that is due.")))


def hour_before(text: str) -> str:
    """The hour named in the words before a clause that cannot use it; empty if none is."""
    found = _HOUR.search(text)
    return found[0] if found else ""


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
