"""The record as people left it: servers, deadlines and wishes, and nothing of how they are kept."""

from dataclasses import dataclass
from datetime import date, datetime

EVERY_DAY = frozenset(range(7))


@dataclass(slots=True)
class Server:
    """A server's settings; `here` is false while the bot is not a member."""

    id: int
    zone: str
    hour: int
    channel_id: int
    admin_channel_id: int | None = None
    quiet: tuple[int, int] | None = None
    workdays: frozenset[int] = EVERY_DAY
    paused_until: datetime | None = None
    here: bool = True


@dataclass(slots=True, eq=False)
class Commitment:
    """A milestone: due `on` a local date in `zone`, in its `version`-th date.

    A recurring one comes every `months` after `anchor`, and has come to its `time`-th. `by_rule` is
    the date that stands when none is set by hand.
    """

    server: Server
    agreement: str
    what: str
    zone: str
    acts: bool
    on: date
    by_rule: date
    version: int = 1
    ended: bool = False
    archived: bool = False
    months: int = 0
    anchor: date | None = None
    time: int = 0
    owner: bool = False

    @property
    def name(self) -> str:
        return f"{self.agreement}: {self.what}"

    @property
    def speaks(self) -> bool:
        """Whether there is anything to remind of."""
        return not self.ended and not self.archived

    def at_time(self, number: int) -> date:
        """The date of that time of a recurring one; its anchor lies before the 29th of a month."""
        assert self.anchor is not None
        months = self.anchor.month - 1 + number * self.months
        return self.anchor.replace(year=self.anchor.year + months // 12, month=months % 12 + 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where posts go: a channel of a server, or a person."""

    server_id: int
    channel_id: int | None = None
    user_id: int | None = None

    def __str__(self) -> str:
        if self.channel_id is not None:
            return f"channel {self.channel_id}"
        return f"person {self.user_id}"


@dataclass(slots=True, eq=False)
class Wish:
    """A subscription: who hears of what (of everything where both names are empty), how early."""

    server: Server
    spot: Spot
    ladder: tuple[int, ...]
    since: datetime
    author: int
    agreement: str = ""
    what: str = ""
    ended: bool = False
    paused_until: datetime | None = None
    fallback: Spot | None = None
    role: int | None = None
    id: int = 0

    @property
    def subject(self) -> str:
        """What it is about, as the bot calls it; empty for everything."""
        return f"{self.agreement}: {self.what}" if self.what else self.agreement

    def stand_ins(self) -> list[Spot]:
        """Where else it may be told, in order: its fallback, its author, the admin channel."""
        admin = self.server.admin_channel_id
        spots = [
            self.fallback,
            Spot(self.server.id, None, self.author),
            Spot(self.server.id, admin) if admin else None,
        ]
        return [each for each in spots if each not in (None, self.spot)]

    def covers(self, commitment: Commitment) -> bool:
        return (
            not self.ended
            and commitment.server is self.server
            and self.agreement in ("", commitment.agreement)
            and self.what in ("", commitment.what)
        )
