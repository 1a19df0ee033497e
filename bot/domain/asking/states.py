"""States of dates that a question names: overdue, unverified, ahead, without a date."""

import re
from enum import StrEnum

from bot.domain.asking.kinds import Kind


class Status(StrEnum):
    """What may be asked of dates, by the kind of question that asks it alone."""

    OVERDUE = Kind.OVERDUE.value
    UNVERIFIED = Kind.UNVERIFIED.value
    AHEAD = Kind.NEXT.value
    UNDATED = Kind.UNDATED.value


_WRITTEN = {
    Status.OVERDUE: r"\b(?:overdue|late|past due|missed|behind(?: schedule)?|slipped|delayed)\b",
    Status.UNVERIFIED: (
        r"\b(?:(?:passed |past |gone )?(?:unverified|unconfirmed|unchecked)"
        r"|not (?:yet )?(?:verified|checked|confirmed)"
        r"|(?:to be|needs?) (?:verified|verif\w+|check\w+))\b"
    ),
    Status.AHEAD: (
        r"\b(?:upcoming|coming(?: up| next| soon)?|(?:what is |comes |is )?next|due soon|ahead"
        r"|still to come)\b(?! (?:week|month|quarter|year|few|couple|\d))"
    ),
    Status.UNDATED: (
        r"\b(?:undated|without (?:an? |any )?(?:dates?|deadlines?)|no dates?"
        r"|(?:awaiting|waiting)(?: (?:for|on))?(?: (?:an? |the |its )?(?:triggers?|events?))?)\b"
    ),
}
_STATES = {status: re.compile(written) for status, written in _WRITTEN.items()}
_JOINED = re.compile(r"\b(?:and|or|as well as|plus)\b|[,/&]")
_KINDS = frozenset(Kind(each.value) for each in Status) | {Kind.AWAITED, Kind.DUE}


def statuses_in(text: str, kind: Kind | None) -> frozenset[Status]:
    """The states that a question of several joins; none where it asks of one alone."""
    if kind not in _KINDS or not _JOINED.search(text):
        return frozenset()
    found = frozenset(status for status, pattern in _STATES.items() if pattern.search(text))
    return found if len(found) > 1 else frozenset()


def without_statuses(text: str) -> str:
    """The words of such a question without those of its states."""
    for pattern in _STATES.values():
        text = pattern.sub(" ", text)
    return text
