"""How the loopback Discord fails of itself, at random and with a seed."""

from dataclasses import dataclass, field
from enum import Enum, auto
from random import Random


class Fate(Enum):
    """What becomes of a request to post a message."""

    ANSWERED = auto()
    REFUSED = auto()
    """503 and nothing stored."""
    STORED_AND_REFUSED = auto()
    """503 although it was stored."""
    STORED_AND_BROKEN = auto()
    """500 although it was stored; discord.py itself asks again after a second."""
    STORED_AND_CUT = auto()
    """Stored, and the connection reset."""
    STORED_AND_SILENT = auto()
    """Stored, and never answered."""


@dataclass
class Weather:
    """Chances of each fate, and how long (seconds) a request takes at most."""

    random: Random
    chances: dict[Fate, float] = field(default_factory=dict)
    slowest: float = 0.0

    def fate(self) -> Fate:
        drawn = self.random.random()
        for fate, chance in self.chances.items():
            if (drawn := drawn - chance) < 0:
                return fate
        return Fate.ANSWERED

    def delay(self) -> float:
        return self.random.uniform(0, self.slowest)
