"""Digests as they are posted: what each tells, and of which time."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.acknowledgements import Seen
from bot.domain.briefs import Brief
from bot.domain.digests import AHEAD_DAYS, Every
from bot.domain.milestones import Milestone
from bot.domain.places import Place
from bot.domain.reminders import LATE_AFTER, Post
from bot.domain.subscriptions import Subscription


def covered_until(due_at: datetime, begun_at: datetime | None) -> datetime:
    """Up to which instant a digest tells: its own, or when it was made if that was late.

    The next one goes on from there, so that nothing is told twice or never.
    """
    late = begun_at is not None and begun_at - due_at > LATE_AFTER
    return begun_at if begun_at is not None and late else due_at


@dataclass(frozen=True, slots=True)
class Missed:
    """How many posts for a place were given up, and why the latest of them was."""

    place: Place
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest tells of the time from `since` to `until`.

    In its `brief`, written at `now`, stand what is overdue, which dates have passed unverified in
    that time, what is due within `AHEAD_DAYS`, and what has changed. `own` is what of it the reader
    of a direct message answers for, also of what they did not ask for. Of what is `overdue` and of
    what comes `ahead` the brief may name a part only; these count all of it. `unverified` counts
    the dates that passed earlier. `missed` are the posts that could not be delivered, `others`
    counts those of other people's direct messages; `unseen` is what not everybody has acknowledged
    who was told of it. `cut`: more has changed than could be read.
    """

    wish: Subscription
    since: datetime
    until: datetime
    now: datetime
    brief: Brief
    own: tuple[Milestone, ...] = ()
    overdue: int = 0
    ahead: int = 0
    unverified: int = 0
    missed: tuple[Missed, ...] = ()
    others: int = 0
    unseen: tuple[Seen, ...] = ()
    cut: bool = False

    @property
    def every(self) -> Every:
        """How often it comes."""
        return self.wish.schedule.every if self.wish.schedule else Every.DAY

    @property
    def ahead_days(self) -> int:
        """How many days it looks ahead."""
        return AHEAD_DAYS[self.every]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell; dates that passed earlier unverified are no news."""
        brief = self.brief
        milestones = (brief.overdue, brief.unverified, brief.next)
        return not (any(milestones) or brief.news or self.missed or self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPost(Post):
    """A digest as one message to one place; of milestones it has no items.

    `held`: it is late because its subscription or the server was paused. It is the post of the
    reminder `reminder_id`; 0 for one that is only shown.
    """

    digest: Digest
    due_at: datetime
    reminder_id: int = 0
    held: bool = False

    @property
    def late(self) -> bool:
        return self.digest.until > self.due_at
