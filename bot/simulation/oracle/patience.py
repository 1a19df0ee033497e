"""How long a place may wait after something went wrong there, as Milepost promises it."""

from collections import Counter
from datetime import datetime, timedelta

from bot.simulation.oracle.record import Spot

FIRST_REST = timedelta(seconds=15)
LONGEST_REST = timedelta(hours=1)
JITTER = 1.5
LEASE = timedelta(minutes=2)
"""For how long the claims of a process that died hold others off."""


class Patience:
    """Until when each place could not be posted to, for no fault of the bot's."""

    def __init__(self, begins: datetime) -> None:
        self._failures: Counter[Spot] = Counter()
        self._until: dict[Spot, datetime] = {}
        self._all_until = begins

    def failed(self, at: datetime, spot: Spot, asked_to_wait: float) -> None:
        """A request about a place did not succeed; each time it rests twice as long."""
        self._failures[spot] += 1
        rest = min(LONGEST_REST, FIRST_REST * 2 ** min(self._failures[spot], 10)) * JITTER
        rest = max(rest, timedelta(seconds=asked_to_wait) * JITTER)
        self._until[spot] = max(self._until.get(spot, at), at + rest)

    def succeeded(self, spot: Spot) -> None:
        self._failures[spot] = 0

    def died(self, at: datetime) -> None:
        self._all_until = at + LEASE
        for spot in self._failures:
            self._failures[spot] += 1

    def until(self, spot: Spot) -> datetime:
        return max(self._all_until, self._until.get(spot, self._all_until))
