"""Health: whether reminders go out, said in one line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.places import Place
from bot.domain.reminders import LATE_AFTER
from bot.messages import t, tn

STALE_AFTER = timedelta(minutes=2)
"""Ticks come every ten seconds and are noted every thirty: after this long they have stopped."""

OUTAGE_AFTER = timedelta(minutes=15)
"""Shorter interruptions of service are nobody's concern once they are over."""

MOST_COUNTED = 5_000
"""What is beyond this in the queue is not counted, so that to ask is always quick."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """When a tick last ended, and when one last had a connection to Discord; None: never yet.

    With several processes both are those of the last to note it: one that stands still is told of
    in its own log, and reminders go out as long as any of them ticks.
    """

    ticked_at: datetime | None = None
    reached_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NextPost:
    """What comes next in a place: when, in which server's, how many reminders and digests."""

    due_at: datetime
    server: str
    place: Place
    reminders: int
    digests: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """What is due and has not gone out, counted up to `MOST_COUNTED`, and the oldest of it.

    What is held back on purpose, by a pause or by quiet hours, is not counted here but in `held`.
    """

    waiting: int = 0
    oldest_at: datetime | None = None
    held: int = 0

    def closed(self) -> "Queue":
        """The same where nothing is to be posted now: all of it is held back."""
        return Queue(held=self.held + self.waiting)


def joined(queues: Iterable[Queue]) -> Queue:
    """Several queues as one."""
    every = list(queues)
    oldest = [each.oldest_at for each in every if each.oldest_at]
    return Queue(
        min(sum(each.waiting for each in every), MOST_COUNTED),
        min(oldest, default=None),
        sum(each.held for each in every),
    )


@dataclass(frozen=True, slots=True)
class Health:
    """How delivery stands at `now`, in one server or, for whoever runs the bot, in all of them.

    `closed` counts the places that cannot be posted to although reminders are on there; `left` the
    servers that the bot was removed from and whose record is kept for now.
    """

    now: datetime
    pulse: Pulse
    queue: Queue
    closed: int = 0
    left: int = 0
    next: tuple[NextPost, ...] = field(default=())

    @property
    def trouble(self) -> "Trouble | None":
        """What keeps reminders from going out, the root of it first; None where they do."""
        ticked_at, reached_at = self.pulse.ticked_at, self.pulse.reached_at
        if ticked_at is None:
            return Trouble.NEVER
        if self.now - ticked_at > STALE_AFTER:
            return Trouble.STOPPED
        if reached_at is None or self.now - reached_at > STALE_AFTER:
            return Trouble.CUT_OFF
        if self.queue.oldest_at and self.now - self.queue.oldest_at > LATE_AFTER:
            return Trouble.LATE
        return None


class Trouble(StrEnum):
    """What keeps reminders from going out."""

    NEVER = "never ran"
    STOPPED = "stopped"
    CUT_OFF = "cut off from Discord"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which nothing could be posted, whatever the reason."""

    begun_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class OutageNotice:
    """What a server's admin channel is told of an outage that made its reminders late."""

    outage: Outage
    guild_id: int
    channel_id: int
    reminders: int
    places: int

    @property
    def nonce(self) -> str:
        """The same whoever tells of this outage, so that Discord can tell a repeat."""
        return f"outage-{int(self.outage.begun_at.timestamp()):x}-{self.guild_id % 0xFFFF:x}"


def told_in(post: NextPost) -> str:
    """Of how much a place hears next: "2 reminders", "a digest"."""
    parts = []
    if post.reminders:
        parts.append(tn("{count} reminder", "{count} reminders", post.reminders))
    if post.digests:
        parts.append(tn("a digest", "{count} digests", post.digests))
    return ", ".join(parts)


def outage(pulse: Pulse, now: datetime) -> Outage | None:
    """The outage that ends now that Discord is reached again, if it is worth telling."""
    if pulse.reached_at is None or now - pulse.reached_at <= OUTAGE_AFTER:
        return None
    return Outage(pulse.reached_at, now)


def line(health: Health) -> str:
    """How delivery stands, in one line without markup."""
    match health.trouble:
        case Trouble.NEVER:
            return t("Nothing has been delivered yet: Milepost has never run on this record.")
        case Trouble.STOPPED:
            return t(
                "Reminders stand still: the last tick was {ago} ago.", ago=_since(health, "ticked")
            )
        case Trouble.CUT_OFF:
            return t(
                "Discord has not been reached for {ago}; reminders wait until it is.",
                ago=_since(health, "reached"),
            )
        case Trouble.LATE:
            oldest = health.queue.oldest_at or health.now
            return t(
                "Reminders are late: {waiting}, the oldest for {ago}.",
                waiting=waiting(health),
                ago=length(health.now - oldest),
            )
    return t(
        "Reminders go out: the last tick was {ago} ago, {waiting}, {closed}.",
        ago=_since(health, "ticked"),
        waiting=waiting(health),
        closed=closed(health),
    )


def waiting(health: Health) -> str:
    """How much is due and unsent: "nothing waits", "3 wait"."""
    if not health.queue.waiting:
        return t("nothing waits")
    if health.queue.waiting >= MOST_COUNTED:
        return t("more than {count} wait", count=f"{MOST_COUNTED:,}")
    return tn("{count} waits", "{count} wait", health.queue.waiting)


def closed(health: Health) -> str:
    """How many places cannot be posted to."""
    if not health.closed:
        return t("every place can be posted to")
    return tn(
        "{count} place cannot be posted to", "{count} places cannot be posted to", health.closed
    )


def _since(health: Health, what: str) -> str:
    at = health.pulse.ticked_at if what == "ticked" else health.pulse.reached_at
    return length(health.now - at) if at else t("ever")


def length(time: timedelta) -> str:
    """How long something lasted, in its largest unit: "40 s", "20 min", "3 h", "5 days"."""
    seconds = max(0, int(time.total_seconds()))
    if seconds < 100:
        return tn("{count} s", "{count} s", seconds)
    if seconds < 100 * 60:
        return tn("{count} min", "{count} min", round(seconds / 60))
    if seconds < 48 * 3600:
        return tn("{count} h", "{count} h", round(seconds / 3600))
    return tn("{count} day", "{count} days", round(seconds / 86400))
