"""Places: where posts go, and whether they arrive there."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A channel or thread of a server, or a person by direct message, never both.

    `public`: everyone in the server sees it; None where that is not known. `failures` counts the
    attempts in a row that failed; until `rests_until` nothing is tried. A place is closed once
    Discord has confirmed, at `closed_at`, that nothing can be posted there, and why.
    """

    id: int
    guild_id: int
    channel_id: int | None
    user_id: int | None
    public: bool | None = None
    served_at: datetime | None = None
    rests_until: datetime | None = None
    failures: int = 0
    closed_at: datetime | None = None
    closed_reason: str | None = None


def may_stand_in(place: Place, other: Place) -> bool:
    """Whether what was meant for `place` may be posted in `other` instead.

    Never what was meant for a person in a channel, nor what was meant for a private channel in a
    public one; a channel of which nothing is known counts as private as a source and as public as
    a target.
    """
    if other.user_id is not None:
        return place.user_id is None or place.user_id == other.user_id
    return place.user_id is None and (place.public is True or other.public is False)
