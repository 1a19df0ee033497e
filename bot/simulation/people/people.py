"""Everything that people may do, drawn by chance."""

from datetime import datetime
from random import Random

from bot.simulation.oracle.oracle import Oracle
from bot.simulation.people.deadlines import OnDeadlines
from bot.simulation.people.deed import Deed
from bot.simulation.people.wishes import OnWishes


class People:
    """Draws one deed after the other, the same for the same seed."""

    def __init__(self, oracle: Oracle, zones: tuple[str, ...], chance: Random) -> None:
        self._chance = chance
        self._draws = {
            **OnDeadlines(oracle, chance).draws(),
            **OnWishes(oracle, zones, chance).draws(),
        }

    def deed(self, now: datetime) -> Deed | None:
        """Something to do at this instant; None where there is nothing of the kind drawn."""
        (draw,) = self._chance.choices(list(self._draws), list(self._draws.values()))
        return draw(now)
