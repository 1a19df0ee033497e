"""The judge: holds every post and every tick against what is owed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.reminders import Post, PostItem
from bot.simulation.oracle.ladder import closed, opens, over_at
from bot.simulation.oracle.oracle import Oracle
from bot.simulation.oracle.owed import IN_FLIGHT, Line, Owed, Why
from bot.simulation.oracle.record import Commitment, Spot
from bot.simulation.oracle.violations import Violation


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that Discord has stored, where and when."""

    at: datetime
    spot: Spot
    post: Post

    @property
    def meant_for(self) -> Spot:
        """The place whose post this is, which another may have taken in."""
        place = self.post.meant_for
        if place is None:
            return self.spot
        return Spot(self.spot.server_id, place.channel_id, place.user_id)


class Judge:
    """Raises Violation for what is early, doubled, uncalled for, late or lost.

    `hindered_until` tells until when a place could not be posted to, for no fault of the bot's;
    `waits` whether something owed is still in the bot's queue.
    """

    def __init__(
        self,
        oracle: Oracle,
        hindered_until: Callable[[Spot], datetime],
        waits: Callable[[Owed], bool],
    ) -> None:
        self._oracle = oracle
        self._hindered_until = hindered_until
        self._waits = waits
        self._said: set[tuple[Spot, Spot, Commitment, date | None, int]] = set()
        self._served: dict[Spot, datetime] = {}

    # Posts

    def posted(self, message: Posted) -> None:
        """Hold a stored message against what was owed when it was made up."""
        post = message.post
        self._oracle.advance(post.now)
        for spot in (message.spot, message.meant_for):
            self._served[spot] = message.at
        if message.at - post.now > IN_FLIGHT:
            raise Violation("stale", f"made up at {post.now:%H:%M:%S}", spot=message.spot)
        found = [
            (self._oracle.named(message.spot.server_id, item.milestone.reference), item)
            for item in post.items
        ]
        self._quiet(message, found)
        for commitment, item in found:
            self._item(message, commitment, item)
        self._others(message, {commitment for commitment, _ in found})

    def _quiet(self, message: Posted, found: Sequence[tuple[Commitment, PostItem]]) -> None:
        """Nothing is posted while a server is closed or paused, but what cannot wait."""
        now = message.post.now
        for commitment, _ in found:
            server = commitment.server
            if not server.here:
                raise Violation("unwanted", "the bot had left", spot=message.spot)
            if not closed(server, now):
                continue
            if all(opens(server, now) <= over_at(each) for each, _ in found):
                raise Violation(
                    "unwanted", "while closed", commitment=commitment, spot=message.spot
                )

    def _item(self, message: Posted, commitment: Commitment, item: PostItem) -> None:
        meant, on, why = message.meant_for, item.milestone.due_on, Why(item.kind.value)
        line = self._oracle.debts.lines[meant, commitment]
        rungs = {item.rung, *item.overtaken} if why is Why.RUNG else set(item.overtaken)
        if why is Why.RUNG:
            self._once(message, commitment, on, item.rung)
        candidates = [
            each
            for each in (*line.open, *line.lapsed, *line.absorbed)
            if each.fits(on, message.post.now)
        ]
        right = [each for each in candidates if each.why is why and not each.named]
        if why is Why.RUNG:
            right = [each for each in right if each.rung == item.rung]
        if not right:
            self._uncalled_for(message, commitment, item)
        right[0].named = True
        for each in candidates:
            each.named = each.named or (each.why is Why.RUNG and each.rung in rungs)
        self._settle(line, candidates, on, rungs, message.at)

    def _once(self, message: Posted, commitment: Commitment, on: date | None, rung: int) -> None:
        key = (message.spot, message.meant_for, commitment, on, rung)
        if key in self._said:
            raise Violation(
                "doubled", f"rung {rung} of {on}", commitment=commitment, spot=message.spot
            )
        self._said.add(key)

    def _uncalled_for(self, message: Posted, commitment: Commitment, item: PostItem) -> None:
        early = any(
            (commitment.version, item.rung) in pair.pending
            for (wish, about), pair in self._oracle.debts.pairs.items()
            if about is commitment and wish.spot == message.meant_for
        )
        raise Violation(
            "early" if early else "uncalled for",
            f"{item.kind.value} {item.rung} of {item.milestone.due_on}",
            commitment=commitment,
            spot=message.spot,
        )

    def _settle(
        self,
        line: Line,
        said: Sequence[Owed],
        on: date | None,
        rungs: set[int],
        at: datetime,
    ) -> None:
        for each in said:
            if each.elsewhere in self._oracle.debts.open:
                self._oracle.debts.close(each.elsewhere)
        for each in [each for each in said if each in line.open]:
            self._oracle.debts.close(each)
            if each.why is Why.RUNG:
                rungs.add(each.rung)
            if not each.named:
                line.absorbed.append(each)
        if on is not None:
            line.tell(on, rungs, at)

    def _others(self, message: Posted, named: set[Commitment]) -> None:
        """What a full post only counts is told as well, as far as its count goes."""
        left = message.post.more
        for owed in [each for each in self._oracle.debts.open if each.spot == message.meant_for]:
            if owed.commitment in named or not owed.fits(owed.commitment.on, message.post.now):
                continue
            if left:
                line = self._oracle.debts.lines[owed.spot, owed.commitment]
                self._settle(line, [owed], owed.commitment.on, set(), message.at)
                left -= 1

    # Ticks

    def ticked(self, begun: datetime, ended: datetime) -> None:
        """After a whole tick nothing is left unsaid that could have been said."""
        for owed in self._oracle.debts.open:
            if not owed.allowed and self._could_be_told(owed, begun, ended):
                promise = "late" if self._waits(owed) else "lost"
                raise Violation(
                    promise,
                    f"{owed}, owed since {owed.since:%Y-%m-%d %H:%M:%S}",
                    commitment=owed.commitment,
                    spot=owed.spot,
                )

    def _could_be_told(self, owed: Owed, begun: datetime, ended: datetime) -> bool:
        server = owed.commitment.server
        held = all(_paused(wish.paused_until, begun) for wish in owed.wishes)
        return not (
            owed.since >= begun
            or not server.here
            or held
            or _paused(server.paused_until, begun)
            or closed(server, begun)
            or closed(server, ended)
            or self._hindered_until(owed.spot) > begun
            or self._served.get(owed.spot, begun - timedelta(days=1)) >= begun
        )


def _paused(until: datetime | None, at: datetime) -> bool:
    return until is not None and until > at
