"""The weather between the bot and Discord: outages, and what becomes of a single request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random


class Fate(StrEnum):
    """What becomes of a request that Discord would grant."""

    GRANTED = "granted"
    SLOW = "granted after a while"
    ANSWER_LOST = "granted, and the answer is lost"
    ERROR_AFTER = "granted, and answered with an error"
    SILENT_AFTER = "granted, and never answered"
    GRANTED_LATER = "never answered, and granted after all"
    LOST = "lost on the way"
    ERROR = "answered with an error"
    SILENT = "never answered"
    LIMITED = "limited"
    BANNED = "limited without a word of Discord's own"
    REFUSED_WRONGLY = "refused, although all is well"


STORED = frozenset({Fate.GRANTED, Fate.SLOW, Fate.ANSWER_LOST, Fate.ERROR_AFTER, Fate.SILENT_AFTER})
"""The fates in which what was asked is done at once."""

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NOTICED = timedelta(minutes=10)
"""An outage that lasts longer breaks the bot's own connection as well."""

_ROUGH = tuple(each for each in Fate if each is not Fate.GRANTED)
_DOWN = (Fate.LOST, Fate.ERROR, Fate.SILENT)


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which nothing is granted: everywhere, or in one server that is unavailable.

    With `gateway` the bot knows that it is not connected, as it soon does in a long one.
    """

    begins: datetime
    ends: datetime
    fates: tuple[Fate, ...]
    server_id: int | None = None
    gateway: bool = False

    def covers(self, at: datetime, server_id: int | None) -> bool:
        return self.begins <= at < self.ends and self.server_id in (None, server_id)


class Weather:
    """Decides by chance, the same for the same seed."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self.outages: list[Outage] = []
        self._rough_until: datetime | None = None
        self._roughness = 0.0
        self.calm = False

    def forecast(self, begins: datetime, ends: datetime, servers: Sequence[int]) -> None:
        """Spread outages of minutes to weeks over the time, and some of single servers."""
        for longest in (20 * DAY, 4 * DAY, HOUR, HOUR / 4):
            start = begins + (ends - begins) * self._chance.random()
            self.break_out(start, longest * self._chance.uniform(0.1, 1))
        for server_id in servers:
            start = begins + (ends - begins) * self._chance.random()
            self.break_out(start, HOUR * self._chance.uniform(0.1, 1), server_id)

    def break_out(self, begins: datetime, length: timedelta, server_id: int | None = None) -> None:
        """Let an outage begin; it is of one kind or of several."""
        kinds: list[tuple[Fate, ...]] = [*((each,) for each in _DOWN), _DOWN]
        fates: tuple[Fate, ...] = self._chance.choice(kinds)
        gateway = length > NOTICED or self._chance.random() < 0.4
        if server_id is not None:
            fates, gateway = (Fate.ERROR, Fate.REFUSED_WRONGLY), False
        self.outages.append(Outage(begins, begins + length, fates, server_id, gateway))

    def grow_rough(self, until: datetime) -> None:
        """For a while, many requests go wrong in one way or another."""
        self._rough_until, self._roughness = until, self._chance.choice((0.1, 0.3, 0.6))

    def outage(self, at: datetime, server_id: int | None) -> Outage | None:
        if self.calm:
            return None
        return next((each for each in self.outages if each.covers(at, server_id)), None)

    def connected(self, at: datetime) -> bool:
        """Whether the bot is connected to Discord, as far as it knows."""
        outage = self.outage(at, None)
        return outage is None or not outage.gateway

    def fate(self, at: datetime, server_id: int | None) -> Fate:
        """What becomes of a request that concerns a server or, with None, a person."""
        outage = self.outage(at, server_id)
        if outage is not None:
            return self._chance.choice(outage.fates)
        rough = self._rough_until is not None and at < self._rough_until
        if self.calm or self._chance.random() >= (self._roughness if rough else 0.01):
            return Fate.GRANTED
        return self._chance.choice(_ROUGH)
