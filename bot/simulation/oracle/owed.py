"""What is owed to a place: something to be told of a deadline, from an instant on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.simulation.oracle.record import Commitment, Spot, Wish

IN_FLIGHT = timedelta(minutes=2)
"""For how long a post may be on its way that was right when it was made up."""


class Why(StrEnum):
    """What calls for a post."""

    RUNG = "rung"
    MOVED = "moved"
    SNOOZED = "snoozed"


@dataclass(slots=True, eq=False)
class Owed:
    """One thing that `spot` must be told, from `since` on, for as long as one of `wishes` stands.

    `on` is the date of which it speaks (None: whichever stands). What is only `allowed` may be said
    and need not be. What was `tried` may have been claimed, what is `doubtful` may have arrived,
    and `named` it was in a post that has. `lapsed_at`: nobody wants to hear it any more.
    `elsewhere` is what took its place when wishes went to another channel, one for each: what was
    on its way to the old one is told there, and then not in the new one as well.
    """

    commitment: Commitment
    spot: Spot
    why: Why
    rung: int
    on: date | None
    since: datetime
    wishes: set[Wish]
    allowed: bool = False
    lapsed_at: datetime | None = None
    named: bool = False
    tried: bool = False
    doubtful: bool = False
    elsewhere: "list[Owed]" = field(default_factory=list)

    def fits(self, on: date | None, made_at: datetime) -> bool:
        """Whether a post made up at an instant, with this date, says it."""
        if self.since > made_at or (self.on is not None and self.on != on):
            return False
        return self.lapsed_at is None or self.lapsed_at >= made_at - IN_FLIGHT

    def followed(self) -> "Iterator[Owed]":
        """All that took its place in other channels, one after the other."""
        for each in self.elsewhere:
            yield each
            yield from each.followed()

    def __str__(self) -> str:
        what = {Why.RUNG: f"rung {self.rung}", Why.MOVED: "the move", Why.SNOOZED: "a snooze"}
        on = f" of {self.on}" if self.on else ""
        return f"{what[self.why]}{on}"


@dataclass(slots=True)
class Line:
    """What one place knows of one deadline, and what it is owed.

    `last` is the date it was last told of. `absorbed` was said in passing, in a post that named
    something else of the same deadline.
    """

    told: dict[date, set[int]] = field(default_factory=dict)
    last: date | None = None
    last_at: datetime | None = None
    open: list[Owed] = field(default_factory=list)
    lapsed: list[Owed] = field(default_factory=list)
    absorbed: list[Owed] = field(default_factory=list)

    def has_told(self, on: date, rung: int) -> bool:
        return rung in self.told.get(on, ())

    def tell(self, on: date, rungs: set[int], at: datetime) -> None:
        self.told.setdefault(on, set()).update(rungs)
        self.last, self.last_at = on, at


@dataclass(slots=True)
class Pair:
    """A wish and a deadline that it covers, or once covered.

    A new `generation` makes the instants that were reckoned before void. `pending` are the rungs
    ahead, `spent` those that were settled without being told (version of the date and rung), and
    `noticed` the versions of which a notice was called for. `skipped` is the version of which
    somebody did not want to hear.
    """

    generation: int = 0
    pending: set[tuple[int, int]] = field(default_factory=set)
    skipped: int | None = None
    noticed: set[int] = field(default_factory=set)
    spent: set[tuple[int, int]] = field(default_factory=set)
