"""The judge: holds every post against what is owed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.reminders import Post, PostItem
from bot.simulation.oracle.ladder import over_at, waits
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

    @property
    def made_at(self) -> datetime:
        """When it was made up, by the bot's own word, but not later than it was stored."""
        return min(self.at, self.post.now)


class Judge:
    """Raises Violation for what is early, doubled, leaked or not called for.

    `is_public` tells whether everyone in a server sees a place, and `is_gone` whether it has been
    deleted, with everything that was posted there.
    """

    def __init__(
        self, oracle: Oracle, is_public: Callable[[Spot], bool], is_gone: Callable[[Spot], bool]
    ) -> None:
        self._oracle = oracle
        self._debts = oracle.debts
        self._is_public = is_public
        self._is_gone = is_gone
        self._said: set[tuple[object, ...]] = set()

    def posted(self, message: Posted) -> None:
        """Hold a stored message against what was owed when it was made up."""
        self._oracle.advance(message.made_at)
        if message.at - message.made_at > IN_FLIGHT:
            raise Violation("stale", f"made up at {message.made_at:%H:%M:%S}", spot=message.spot)
        if message.meant_for != message.spot:
            self._stands_in(message)
        found = [
            (self._oracle.named(message.spot.server_id, item.milestone.reference), item)
            for item in message.post.items
        ]
        said = [self._item(message, *each) for each in found]
        self._in_hours(message, [each for each in said if each is not None])
        self._others(message, {commitment for commitment, _ in found})

    def _stands_in(self, message: Posted) -> None:
        """What could not be posted in its place is shown to nobody who could not have read it."""
        meant, there = message.meant_for, message.spot
        if not may_take_in(meant, there, self._is_public):
            raise Violation("leaked", f"what was meant for {meant}", spot=there)
        chosen = any(each.fallback == there for each in self._oracle.wishes)
        if (message.post.role_ids or message.post.mention_user_ids) and not chosen:
            raise Violation("mentioned", f"people for {meant}", spot=there)

    def _item(self, message: Posted, commitment: Commitment, item: PostItem) -> Owed | None:
        """Find what an item says to be owed, and settle it with all else that it says.

        None for what was told in a channel that has been deleted before the bot knew of it.
        """
        on, why = item.milestone.due_on, Why(item.kind.value)
        line = self._debts.lines[message.meant_for, commitment]
        rungs = {item.rung, *item.overtaken} if why is Why.RUNG else set(item.overtaken)
        if why is Why.RUNG:
            self._once(message, commitment, item)
        said = [
            each
            for each in (*line.open, *line.lapsed, *line.absorbed)
            if each.fits(on, message.made_at) and not (each.named and each.elsewhere)
        ]
        right = [each for each in said if each.why is why and not each.named]
        if why is Why.RUNG:
            right = [each for each in right if each.rung == item.rung]
        if not right:
            if message.spot != message.meant_for and self._is_gone(message.meant_for):
                return None
            raise self._uncalled_for(message, commitment, item)
        for each in said:
            each.named |= each is right[0] or (each.why is Why.RUNG and each.rung in rungs)
            if message.spot != message.meant_for and len(each.wishes) > 1:
                each.named = False  # each wish has its own other places
        self._settle(line, said, on, rungs, message.at)
        return right[0]

    def _once(self, message: Posted, commitment: Commitment, item: PostItem) -> None:
        """A rung is told once in a place; one that stands in for it, once for each wish."""
        stands_in = message.spot != message.meant_for
        wishes = tuple(each.id for each in item.wishes) if stands_in else ()
        place = (message.spot, message.meant_for, wishes)
        key = (*place, commitment, item.milestone.due_on, item.rung)
        if key in self._said:
            what = f"rung {item.rung} of {item.milestone.due_on}"
            raise Violation("doubled", what, commitment=commitment, spot=message.spot)
        self._said.add(key)

    def _uncalled_for(self, message: Posted, commitment: Commitment, item: PostItem) -> Violation:
        early = any(
            (commitment.version, item.rung) in self._debts.pairs[wish, commitment].pending
            for wish in self._oracle.wishes
            if wish.spot == message.meant_for
        )
        return Violation(
            "early" if early else "uncalled for",
            f"{item.kind.value} {item.rung} of {item.milestone.due_on}",
            commitment=commitment,
            spot=message.spot,
        )

    def _settle(
        self, line: Line, said: Sequence[Owed], on: date | None, rungs: set[int], at: datetime
    ) -> None:
        for each in said:
            for other in each.followed():
                if other in self._debts.open:
                    self._debts.close(other)
            if each not in self._debts.open:
                continue
            self._debts.close(each)
            if each.why is Why.RUNG:
                rungs.add(each.rung)
            if not each.named:
                line.absorbed.append(each)
        if on is not None:
            line.tell(on, rungs, at)

    def _in_hours(self, message: Posted, said: Sequence[Owed]) -> None:
        """Nothing is posted while a server is closed, but what cannot wait.

        What was being posted when it broke off goes out whole where any of it cannot wait.
        """
        waiting = [each for each in said if self._waits(message, each)]
        if waiting and (len(waiting) == len(said) or not message.post.again):
            what = f"{waiting[0]} while the server is closed"
            raise Violation("out of hours", what, spot=message.spot)

    def _waits(self, message: Posted, owed: Owed) -> bool:
        chosen = owed.why is Why.SNOOZED and message.spot == message.meant_for
        return waits(
            owed.commitment.server,
            over_at(owed.commitment),
            message.made_at,
            owed.since if chosen else None,
        )

    def _others(self, message: Posted, named: set[Commitment]) -> None:
        """What a full post only counts is told as well, as far as its count goes."""
        counted: dict[Commitment, list[Owed]] = {}
        for owed in self._debts.open if message.post.more else ():
            another = owed.spot == message.meant_for and owed.commitment not in named
            if another and owed.fits(owed.commitment.on, message.made_at):
                counted.setdefault(owed.commitment, []).append(owed)
        for commitment in list(counted)[: message.post.more]:
            line = self._debts.lines[message.meant_for, commitment]
            self._settle(line, counted[commitment], commitment.on, set(), message.at)


def may_take_in(meant: Spot, there: Spot, is_public: Callable[[Spot], bool]) -> bool:
    """Whether what is meant for one place may be told in another: to nobody who could not read it.

    A person's own messages are theirs alone, and whoever asked for a channel's may be told of it.
    """
    if meant.user_id is not None:
        return there.user_id == meant.user_id
    return there.user_id is not None or is_public(meant) or not is_public(there)
