"""The oracle: follows what people wish and says, at any instant, what is owed to whom."""

import heapq
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import count

from bot.simulation.oracle.debts import Debts, Note
from bot.simulation.oracle.following import Case, followed
from bot.simulation.oracle.ladder import rungs
from bot.simulation.oracle.owed import Owed, Why
from bot.simulation.oracle.record import Commitment, Server, Spot, Wish


class Oracle:
    """Knows the record as people left it, and by it what lies ahead and what is owed."""

    def __init__(self, note: Note) -> None:
        self.debts = Debts(note)
        self.servers: list[Server] = []
        self.commitments: list[Commitment] = []
        self.wishes: list[Wish] = []
        self._by_name: dict[tuple[int, str], Commitment] = {}
        self._ahead: list[tuple[datetime, int, Wish, Commitment, int, int]] = []
        self._snoozes: list[tuple[datetime, int, Wish, Commitment]] = []
        self._number = count()

    def named(self, server_id: int, name: str) -> Commitment:
        """The deadline that a post speaks of."""
        if (server_id, name) not in self._by_name:
            self._by_name |= {(each.server.id, each.name): each for each in self.commitments}
        return self._by_name[server_id, name]

    # What comes with time

    def next_at(self) -> datetime | None:
        """The next instant at which something falls due."""
        times = [queue[0][0] for queue in (self._ahead, self._snoozes) if queue]
        return min(times, default=None)

    def advance(self, now: datetime) -> None:
        """Let everything fall due that does so until `now`."""
        while self._ahead and self._ahead[0][0] <= now:
            at, _, wish, commitment, generation, rung = heapq.heappop(self._ahead)
            pair = self.debts.pairs[wish, commitment]
            if pair.generation == generation:
                pair.pending.discard((commitment.version, rung))
                self.debts.owe_rung(wish, commitment, rung, at)
        while self._snoozes and self._snoozes[0][0] <= now:
            at, _, wish, commitment = heapq.heappop(self._snoozes)
            unwanted = wish.ended or not commitment.speaks
            self.debts.owe(Owed(commitment, wish.spot, Why.SNOOZED, 0, None, at, {wish}, unwanted))

    # What people do

    def snooze(self, wish: Wish, commitment: Commitment, at: datetime) -> None:
        """Somebody wants to be reminded once more through a wish, at an instant."""
        heapq.heappush(self._snoozes, (at, next(self._number), wish, commitment))

    def skip(self, now: datetime, spot: Spot, commitment: Commitment, *, undo: bool) -> None:
        """A place does not want to hear of a deadline's present date, or does so after all.

        What would have come meanwhile stays away.
        """
        for wish in self.wishes:
            pair = self.debts.pairs[wish, commitment]
            if wish.ended or wish.spot != spot or not wish.covers(commitment):
                continue
            if undo:
                pair.skipped = None
                passed = rungs(commitment, wish.ladder, wish.server).items()
                pair.spent |= {(commitment.version, rung) for rung, at in passed if at <= now}
            elif self._awaits(wish, commitment):
                pair.skipped = commitment.version
            self._follow(now, wish, commitment)

    def _awaits(self, wish: Wish, commitment: Commitment) -> bool:
        """Whether anything of a deadline lies ahead for a wish; a snooze that does is forgotten."""
        own = [each for each in self._snoozes if each[2:] == (wish, commitment)]
        self._snoozes = [each for each in self._snoozes if each not in own]
        heapq.heapify(self._snoozes)
        owed = self.debts.lines[wish.spot, commitment].open
        waiting = any(wish in each.wishes and each.why is not Why.MOVED for each in owed)
        return waiting or bool(own or self.debts.pairs[wish, commitment].pending)

    def follow(
        self, now: datetime, commitments: Iterable[Commitment], *, fresh: bool = False
    ) -> None:
        """Reckon anew what is owed of these deadlines; `fresh` ones have a new date."""
        for commitment in commitments:
            for wish in self.wishes:
                if wish.server is commitment.server:
                    self._follow(now, wish, commitment, fresh=fresh)

    def follow_server(self, now: datetime, server: Server) -> None:
        """Something changed for all that a server has on record."""
        self.follow(now, [each for each in self.commitments if each.server is server])

    def follow_wish(self, now: datetime, wish: Wish) -> None:
        """A wish is new, has changed or has ended."""
        for commitment in self.commitments:
            if commitment.server is wish.server:
                self._follow(now, wish, commitment)

    def _follow(
        self, now: datetime, wish: Wish, commitment: Commitment, *, fresh: bool = False
    ) -> None:
        if not (wish.covers(commitment) or (wish, commitment) in self.debts.pairs):
            return  # nor did it ever
        pair = self.debts.pairs[wish, commitment]
        pair.generation += 1
        for rung, at in followed(Case(self.debts, now, wish, commitment, fresh)).items():
            entry = (at, next(self._number), wish, commitment, pair.generation, rung)
            heapq.heappush(self._ahead, entry)

    def redate(self, now: datetime, commitment: Commitment, on: date) -> None:
        """A deadline has another date; nothing changes where it is the same."""
        if on != commitment.on:
            commitment.on = on
            commitment.version += 1
            self.follow(now, [commitment], fresh=True)

    def next_time(self, now: datetime, commitment: Commitment, number: int) -> None:
        """A recurring deadline has come to its `number`-th time."""
        commitment.time = number
        self.redate(now, commitment, commitment.at_time(number))

    # Where things are posted

    def move_channel(self, now: datetime, server: Server, old: int, new: int) -> None:
        """What was posted in one channel is posted in another; what is wished for there ends."""
        there = Spot(server.id, new)
        active = [each for each in self.wishes if not each.ended]
        taken = {each.subject for each in active if each.spot == there}
        for wish in active:
            if wish.spot != Spot(server.id, old):
                continue
            if wish.subject in taken:
                wish.ended = True
            else:
                self._take_along(now, wish, there)
        self.follow_server(now, server)

    def _take_along(self, now: datetime, wish: Wish, there: Spot) -> None:
        """With a wish goes what its place has heard and is owed through it."""
        for commitment in self.commitments:
            if not wish.covers(commitment):
                continue
            here = self.debts.lines[wish.spot, commitment]
            line = self.debts.lines[there, commitment]
            for on, said in here.told.items():
                line.told.setdefault(on, set()).update(said)
            if here.last_at and (line.last_at is None or here.last_at > line.last_at):
                line.last, line.last_at = here.last, here.last_at
            for owed in [each for each in here.open if wish in each.wishes]:
                self.debts.take(owed, wish, there, now)
            for old in [each for each in here.absorbed if wish in each.wishes]:
                line.absorbed.append(replace(old, spot=there, wishes={wish}, elsewhere=[]))
        wish.spot = there
