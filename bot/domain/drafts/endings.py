"""Endings: how a step is called that is the beginning or the end of the agreement itself.

Its verb stands within the words that set the date, so that what is left of the clause says little.
"""

import re

from bot.domain.dates.values import DeadlineKind
from bot.messages import t

_NEAR = 80
_ITSELF = (
    r"\b(?:agreement|treaty|convention|protocol|memorandum(?: of understanding)?|mou|framework|"
    r"accord|pact|arrangement|it)"
)
_BEGINS = re.compile(
    rf"{_ITSELF} (?:(?:shall|will) )?(?:enters?|comes?|takes?) (?:into )?(?:force|effect)\W*$",
    re.IGNORECASE,
)
_OF_IT = re.compile(rf"{_ITSELF}(?:\b[^.;,]{{0,70}}\band)?(?: (?:shall|will))?\W*$", re.IGNORECASE)
_ENDS = re.compile(r"(?:(?:shall|will) )?(expires?|terminates?|ends?|lapses?)\b", re.IGNORECASE)


def begins(before: str) -> bool:
    """Whether the words before a date say that the agreement enters into force then."""
    return _BEGINS.search(before[-_NEAR:]) is not None


def called(what: str, kind: DeadlineKind | None, phrase: str, before: str) -> str:
    """What a step of this `kind` is called, which its clause calls `what`.

    `phrase` are the words that set its date, and `before` those before them.
    """
    if kind is DeadlineKind.IN_FORCE and begins(before):
        return t("Entry into force")
    verb = _ENDS.match(phrase) if kind is DeadlineKind.EXPIRY else None
    if verb is None:
        return what
    return t("Expiry") if _OF_IT.search(before[-_NEAR:]) else f"{what} {verb[0]}"
