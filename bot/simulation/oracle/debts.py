"""Debts: all that is owed to anyone, and what every place has been told."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.simulation.oracle.owed import Line, Owed, Pair, Why
from bot.simulation.oracle.record import Commitment, Spot, Wish

Note = Callable[[str, Commitment | None, Spot | None], None]


class Debts:
    """What is `open`, by place and deadline; `note` hears what is owed and what lapses."""

    def __init__(self, note: Note) -> None:
        self.open: dict[Owed, None] = {}
        self.lines: defaultdict[tuple[Spot, Commitment], Line] = defaultdict(Line)
        self.pairs: defaultdict[tuple[Wish, Commitment], Pair] = defaultdict(Pair)
        self._note = note
        self._left: list[Owed] = []

    def owe(self, owed: Owed) -> None:
        self.lines[owed.spot, owed.commitment].open.append(owed)
        self.open[owed] = None
        self._note(f"owed: {owed}", owed.commitment, owed.spot)

    def owe_rung(self, wish: Wish, commitment: Commitment, rung: int, since: datetime) -> None:
        """A rung is due, unless the place has heard it or it was given up and reported."""
        line = self.lines[wish.spot, commitment]
        spent = (commitment.version, rung) in self.pairs[wish, commitment].spent
        if spent or line.has_told(commitment.on, rung):
            return
        for owed in line.open:
            if owed.why is Why.RUNG and (owed.on, owed.rung) == (commitment.on, rung):
                owed.wishes.add(wish)
                owed.allowed = False
                return
        self.owe(Owed(commitment, wish.spot, Why.RUNG, rung, commitment.on, since, {wish}))

    def tried(self, spot: Spot) -> None:
        """A post is on its way to a place."""
        for owed in self.open:
            owed.tried |= owed.spot == spot

    def take(self, owed: Owed, wish: Wish, there: Spot, now: datetime) -> None:
        """Owe something in the place that its wish has gone to; what is on its way may arrive.

        What that place has been told of it already need not be said there again.
        """
        owed.wishes.discard(wish)
        new = replace(owed, spot=there, wishes={wish}, elsewhere=[])
        if owed.why is Why.RUNG and owed.on is not None:
            new.allowed |= self.lines[there, owed.commitment].has_told(owed.on, owed.rung)
        owed.elsewhere.append(new)
        if not owed.wishes:
            self.close(owed).lapsed.append(owed)
            owed.lapsed_at = None if owed.tried else now
            self._left.append(owed)
        self.owe(new)

    def doubt(self, now: datetime, spot: Spot | None = None) -> None:
        """Nobody can tell whether a post to a place has arrived; or, once it is dead, any."""
        for owed in self._left:
            if spot in (None, owed.spot) and owed.fits(owed.on, now):
                owed.lapsed_at = None
        for owed in self.open:
            owed.tried |= spot is None
            owed.doubtful |= owed.tried and (spot is None or owed.spot.server_id == spot.server_id)

    def lapse(self, owed: Owed, now: datetime) -> None:
        """Nobody wants to hear it any more; what is on its way may arrive, as in `take`."""
        owed.lapsed_at = now
        self._left.append(owed)
        self.close(owed).lapsed.append(owed)
        self._note(f"no more wanted: {owed}", owed.commitment, owed.spot)

    def spend(self, owed: Owed) -> None:
        """It was given up and reported; a rung is not called for again in this version."""
        self.close(owed)
        for wish in owed.wishes if owed.why is Why.RUNG else ():
            self.pairs[wish, owed.commitment].spent.add((owed.commitment.version, owed.rung))

    def close(self, owed: Owed) -> Line:
        """It was said, reported or is not wanted any more."""
        line = self.lines[owed.spot, owed.commitment]
        line.open.remove(owed)
        del self.open[owed]
        return line
