"""What is raised when something is seen that must not be."""

from bot.simulation.oracle.record import Commitment, Spot


class Violation(Exception):
    """A promise was broken: which, and of what deadline in which place, where that can be said."""

    def __init__(
        self,
        promise: str,
        what: str,
        *,
        commitment: Commitment | None = None,
        spot: Spot | None = None,
    ) -> None:
        about = f" about {commitment.name}" if commitment else ""
        where = f" in {spot}" if spot else ""
        super().__init__(f"{promise}: {what}{about}{where}")
        self.promise = promise
        self.commitment = commitment
        self.spot = spot
