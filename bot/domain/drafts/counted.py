"""Counted: a period of the text with what it counts from."""

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.dates.values import Period
from bot.domain.drafts.scene import Scene, Spot
from bot.domain.drafts.timex import day_of
from bot.domain.drafts.values import TermKind
from bot.domain.drafts.wordings.table import Role

_NEAR = 42
"""Within how many signs of the linking word a date is what a period counts from."""


_ANOTHER_BOUND = re.compile(
    r"\b(?:and|or|but|by|no later|not later|e comunque|entro|und|et|y|spätestens|au plus tard)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A period that sets a date once its origin has one; or, with `term`, only if somebody acts."""

    role: Role
    period: Period
    anchor: str | None = None
    named: date | None = None
    in_force: bool = False
    term: TermKind | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Last:
    """The step before: what it counts from, and its day where it is one of the calendar."""

    origin: str = ""
    on: date | None = None


def named_origin(spot: Spot, scene: Scene) -> date | None:
    """The date that the words after a period name as its origin: “30 days from 1 May 2026”."""
    if spot.link is None or not spot.link.anchor:
        return None
    place = spot.sentence.words.find(spot.link.anchor, max(0, spot.start - 130))
    if place < 0:
        return None
    start = spot.sentence.start + place
    bare = spot.link.anchor.lower()
    for name, (first, last) in scene.timeline.spans.items():
        if name.removeprefix("the ") in bare[:90]:
            return (
                first.on
                if re.match(r"\W*(?:the )?(?:start|begin|commenc|opening|outset)", bare)
                else last.last
            )
    following = scene.expression_from(start)
    gap = scene.text[start : following.start] if following else ""
    if _ANOTHER_BOUND.search(gap):
        return None
    near = min(start + _NEAR, spot.sentence.end)
    if following is None or following is spot.expression or following.start > near:
        return None
    day = day_of(following)
    return day.last if day else None
