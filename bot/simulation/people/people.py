"""Everything that people may do, drawn by chance."""

from datetime import datetime
from random import Random

from bot.simulation.oracle.oracle import Oracle
from bot.simulation.people.deadlines import OnDeadlines
from bot.simulation.people.deed import Deed
from bot.simulation.people.reminders import OnReminders
from bot.simulation.people.settings import OnSettings
from bot.simulation.people.wishes import OnWishes

DRAWS = 3
"""How many kinds are drawn before it is left at that."""


class People:
    """Draws one deed after the other, the same for the same seed."""

    def __init__(self, oracle: Oracle, zones: tuple[str, ...], chance: Random) -> None:
        self._chance = chance
        self._draws = {
            **OnDeadlines(oracle, chance).draws(),
            **OnReminders(oracle, chance).draws(),
            **OnWishes(oracle, chance).draws(),
            **OnSettings(oracle, zones, chance).draws(),
        }

    def deed(self, now: datetime) -> Deed | None:
        """Something to do at this instant; None where there was nothing of the kinds drawn."""
        draws = self._chance.choices(list(self._draws), list(self._draws.values()), k=DRAWS)
        return next((deed for draw in draws if (deed := draw(now)) is not None), None)
