"""One simulated world: the bot's process, Discord and the oracle, and every promise watched."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random

from bot.simulation.client import Client
from bot.simulation.disk import Disk
from bot.simulation.loop import SimulatedLoop
from bot.simulation.oracle.judge import Judge, Posted, may_take_in
from bot.simulation.oracle.ladder import IN_VIEW, over_at
from bot.simulation.oracle.oracle import Oracle
from bot.simulation.oracle.owed import Owed
from bot.simulation.oracle.patience import Patience
from bot.simulation.oracle.record import Commitment, Spot
from bot.simulation.oracle.timekeeper import Timekeeper
from bot.simulation.oracle.violations import Violation
from bot.simulation.pace import Pace
from bot.simulation.people.deed import Deed
from bot.simulation.platform import NO_CHANNEL, Platform
from bot.simulation.process import Process
from bot.simulation.queue import GivenUp, Queue
from bot.simulation.scene import Scene
from bot.simulation.story import Story
from bot.simulation.weather import Weather


class World:
    """Tells the oracle what happens, and keeps the first promise that is broken."""

    def __init__(self, loop: SimulatedLoop, disk: Disk, scene: Scene, seed: str) -> None:
        self.loop = loop
        self.story = Story(loop.clock)
        self.broken: Violation | None = None
        self.over = asyncio.Event()
        self.posts = 0
        self.weather = Weather(Random(f"{seed} weather"))
        self.platform = Platform(loop, self.weather, Random(f"{seed} platform"))
        self.platform.channels = {each.spot: each for each in scene.channels}
        self.platform.stored = self._stored
        self.queue = Queue(disk.file)
        self.patience = Patience(scene.begins)
        self.oracle = Oracle(self.story.add)
        self.judge = Judge(self.oracle, self._is_public, self._is_gone)
        self.timekeeper = Timekeeper(
            self.oracle.debts, self.patience, self._refused, self._in_queue
        )
        self._pace = Pace()
        client = Client(self.platform, self, disk, loop)
        self.process = Process(loop, disk, client, Random(f"{seed} process"), self)
        self._recurring = [each for each in scene.commitments if each.time]
        self.oracle.servers += scene.servers
        self.oracle.commitments += scene.commitments
        self.oracle.wishes += scene.wishes
        self.oracle.follow(scene.begins, scene.commitments)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Keep the first promise that is broken; the world ends with it."""
        try:
            yield
        except Violation as violation:
            if self.broken is None:
                self.broken = violation
                self.story.add(f"BROKEN: {violation}")
            self.over.set()

    # What Discord sees

    def asked(self, spot: Spot) -> None:
        """Something was asked of Discord about a place, for a post that is claimed."""
        self.oracle.debts.tried(spot)
        with self.watching():
            self._pace.request(self.loop.clock())

    def post_begins(self, spot: Spot) -> None:
        self.oracle.debts.tried(spot)
        with self.watching():
            self._pace.post_begins(self.loop.clock(), spot)

    def post_ends(self, spot: Spot) -> None:
        self._pace.post_ends(spot)

    def failed(self, spot: Spot, what: str, asked_to_wait: float, *, refused: bool) -> None:
        """A request about a place did not succeed, as far as the bot knows."""
        if not refused:
            self.oracle.debts.doubt(self.loop.clock(), spot)
        self.patience.failed(self.loop.clock(), spot, asked_to_wait)
        self.story.add(f"failed: {what}", spot=spot)

    def succeeded(self, spot: Spot) -> None:
        self.patience.succeeded(spot)

    def _stored(self, message: Posted) -> None:
        self.posts += 1
        for item in message.post.items:
            self.story.add(
                f"posted: {item.kind.value} {item.rung} of {item.milestone.due_on}",
                self.oracle.named(message.spot.server_id, item.milestone.reference),
                message.spot,
            )
        with self.watching():
            self.timekeeper.served(message.at, message.spot, message.meant_for)
            self.judge.posted(message)
        self.process.stored()

    # What the process does

    def connected(self) -> bool:
        return self.weather.connected(self.loop.clock())

    def wake_at(self, now: datetime) -> datetime | None:
        outage = self.weather.outage(now, None)
        if outage is not None and outage.gateway:
            return outage.ends
        times = [self.oracle.next_at(), self.queue.next_at(now)]
        times += [over_at(each) + IN_VIEW for each in self._recurring if not each.ended]
        times += [
            self.timekeeper.tellable_at(each, now)
            for each in self.oracle.debts.open
            if not each.allowed
        ]
        return min((each for each in times if each is not None), default=None)

    def ticked(self, begun: datetime) -> None:
        with self.watching():
            self.oracle.advance(begun)
            for failure in self.queue.given_up():
                self._reported(failure)
            for each in self._recurring:
                if not each.ended and over_at(each) + IN_VIEW <= begun:
                    raise Violation("late", "its next time did not come", commitment=each)
            self.timekeeper.ticked(begun, self.loop.clock())

    def wrote(self, deed: Deed | None, asked_at: datetime | None) -> None:
        now = self.loop.clock()
        self.oracle.advance(now)
        if deed is not None:
            self.note(deed.what, deed)
            deed.meant(asked_at or now)
            return
        for each in self._recurring:
            if not each.ended and over_at(each) + IN_VIEW <= now:
                self._gone_on(each, now)

    def _gone_on(self, commitment: Commitment, now: datetime) -> None:
        """See whether a recurring deadline has come to its next time, and to the present one."""
        time = self.queue.time_of(commitment)
        if time == commitment.time:
            return
        self.story.add(f"time {time} has come", commitment)
        self.oracle.next_time(now, commitment, time)
        with self.watching():
            if over_at(commitment) + IN_VIEW <= now:
                raise Violation("late", f"time {time} is over as well", commitment=commitment)

    def _is_public(self, spot: Spot) -> bool:
        return self.platform.channels[spot].public

    def _is_gone(self, spot: Spot) -> bool:
        return self.platform.channels[spot].refusal is NO_CHANNEL

    def _refused(self, spot: Spot, since: datetime) -> bool:
        return any(at >= since for at in self.platform.channels[spot].refused_at)

    def _in_queue(self, owed: Owed) -> bool:
        return self.queue.holds(owed, self.loop.clock())

    def _reported(self, failure: GivenUp) -> None:
        """What the bot gave up, and says so: rightly only where Discord had refused it."""
        commitment = self.oracle.named(failure.server_id, failure.name)
        self.story.add(f"given up: {failure.reason}", commitment, failure.spot)
        if not failure.reason:
            raise Violation("hidden", "given up without a reason", commitment=commitment)
        for owed in list(self.oracle.debts.lines[failure.spot, commitment].open):
            if (owed.why, owed.rung) != (failure.why, failure.rung):
                continue
            for spot in self._to_be_tried(owed):
                if not self._refused(spot, owed.since):
                    what = f"{owed} without a try in {spot}"
                    raise Violation("given up", what, commitment=commitment, spot=owed.spot)
            self.oracle.debts.spend(owed)

    def _to_be_tried(self, owed: Owed) -> Iterator[Spot]:
        """Where something must have been refused before it may be given up.

        What may have arrived is not posted elsewhere, so that it is not told twice.
        """
        yield owed.spot
        for wish in owed.wishes:
            for spot in wish.stand_ins() if not owed.doubtful else ():
                if may_take_in(owed.spot, spot, self._is_public):
                    yield spot

    def died(self, where: str) -> None:
        self.story.add(f"killed {where}")
        self.patience.died(self.loop.clock())
        self.oracle.advance(self.loop.clock())
        self.oracle.debts.doubt(self.loop.clock())
        self._pace.restart()

    def broke(self, what: str, error: BaseException | None) -> None:
        with self.watching():
            raise Violation("broke", f"{what} ended in {error!r}") from error

    def note(self, what: str, deed: Deed | None = None) -> None:
        self.story.add(what, deed.commitment if deed else None, deed.spot if deed else None)
