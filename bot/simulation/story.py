"""What happened, in order, so that a failure can be told as a story."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from bot.simulation.oracle.record import Commitment, Spot

MOST_LINES = 120


class Story:
    """Everything that happened; of it, a reminder's own story."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lines: list[tuple[datetime, str, Commitment | None, Spot | None]] = []

    def add(
        self, what: str, commitment: Commitment | None = None, spot: Spot | None = None
    ) -> None:
        self._lines.append((self._clock(), what, commitment, spot))

    def of(self, commitment: Commitment | None, spot: Spot | None) -> str:
        """What concerns one deadline in one place, and everything that concerns all, at last."""
        lines = [
            line
            for line in self._lines
            if line[2] is commitment is not None
            or (line[2] is None and (spot is None or line[3] in (None, spot)))
        ]
        return "\n".join(_told(*line) for line in lines[-MOST_LINES:])

    def print(self) -> str:
        """A short sign that another run went the same way."""
        return sha256(str(self).encode()).hexdigest()[:16]

    def __str__(self) -> str:
        return "\n".join(_told(*line) for line in self._lines)


def _told(at: datetime, what: str, commitment: Commitment | None, spot: Spot | None) -> str:
    about = f" · {commitment.server.id}/{commitment.name}" if commitment else ""
    where = f" · {spot}" if spot else ""
    return f"{at:%Y-%m-%d %H:%M:%S.%f}  {what}{about}{where}"
