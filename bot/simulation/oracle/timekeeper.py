"""The timekeeper: after every whole tick, nothing may be left unsaid that could have been said."""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.simulation.oracle.debts import Debts
from bot.simulation.oracle.ladder import opens, over_at, waits
from bot.simulation.oracle.owed import Owed, Why
from bot.simulation.oracle.patience import Patience
from bot.simulation.oracle.record import Spot
from bot.simulation.oracle.violations import Violation


class Timekeeper:
    """Raises Violation for what is late or lost.

    `refused` tells whether a place has refused posts since an instant, and `in_queue` whether
    something owed is still in the bot's queue.
    """

    def __init__(
        self,
        debts: Debts,
        patience: Patience,
        refused: Callable[[Spot, datetime], bool],
        in_queue: Callable[[Owed], bool],
    ) -> None:
        self._debts = debts
        self._patience = patience
        self._refused = refused
        self._in_queue = in_queue
        self._served: dict[Spot, datetime] = {}

    def served(self, at: datetime, *spots: Spot) -> None:
        """Something was posted in a place: what else is due there may have its turn next."""
        for spot in spots:
            self._served[spot] = at

    def ticked(self, begun: datetime, ended: datetime) -> None:
        """A whole tick has ended."""
        for owed in self._debts.open:
            if not owed.allowed and not any(self._excuses(owed, begun, ended)):
                raise Violation(
                    "late" if self._in_queue(owed) else "lost",
                    f"{owed}, owed since {owed.since:%Y-%m-%d %H:%M:%S}",
                    commitment=owed.commitment,
                    spot=owed.spot,
                )

    def _excuses(self, owed: Owed, begun: datetime, ended: datetime) -> Iterator[bool]:
        """What may have kept something from being told in a tick."""
        server, over = owed.commitment.server, over_at(owed.commitment)
        chosen = owed.since if owed.why is Why.SNOOZED else None
        yield owed.since >= begun
        yield not server.here
        yield _lasts(server.paused_until, begun)
        yield all(_lasts(wish.paused_until, begun) for wish in owed.wishes)
        for at in (begun, ended):
            yield waits(server, over, at, chosen)
        for spot in self._spots(owed):
            yield self._patience.until(spot) > begun
            yield spot in self._served and self._served[spot] >= begun

    def _spots(self, owed: Owed) -> Iterator[Spot]:
        """The place itself and, once it has refused it, those that may take it in."""
        yield owed.spot
        if self._refused(owed.spot, owed.since):
            for wish in owed.wishes:
                yield from wish.stand_ins()

    def tellable_at(self, owed: Owed, now: datetime) -> datetime:
        """When something owed can be told at the earliest, as far as is known."""
        server = owed.commitment.server
        resumed = min((wish.paused_until or now for wish in owed.wishes), default=now)
        at = max(now, self._patience.until(owed.spot), server.paused_until or now, resumed)
        if waits(server, over_at(owed.commitment), at):
            return opens(server, at)
        return at


def _lasts(until: datetime | None, at: datetime) -> bool:
    return until is not None and until > at
