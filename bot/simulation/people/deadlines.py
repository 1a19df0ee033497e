"""Deeds on deadlines: moved, done, reopened, recorded, archived."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.dates.values import DeadlineKind
from bot.services import Services
from bot.simulation.oracle.oracle import Oracle
from bot.simulation.oracle.record import Commitment
from bot.simulation.people.deed import EDITOR, Deed, Draw
from bot.simulation.scene import SIGNED_IN

NEAR_DAYS = 30
"""People mostly see to what is due within so many days, or was."""


def near(commitment: Commitment, now: datetime) -> bool:
    return abs((commitment.on - now.date()).days) <= NEAR_DAYS


class OnDeadlines:
    """Draws deeds on deadlines that make sense as the record stands."""

    def __init__(self, oracle: Oracle, chance: Random) -> None:
        self._oracle = oracle
        self._chance = chance
        self._added = 0

    def draws(self) -> dict[Draw, int]:
        """What may be drawn, and how often."""
        return {
            self._move: 10,
            self._move_back: 3,
            self._done: 5,
            self._reopen: 4,
            self._kind: 2,
            self._add: 2,
            self._archive: 2,
        }

    def _any(self, wanted: Callable[[Commitment], bool]) -> Commitment | None:
        found = [each for each in self._oracle.commitments if wanted(each)]
        return self._chance.choice(found) if found else None

    def _move(self, now: datetime) -> Deed | None:
        commitment = self._any(lambda each: each.speaks and not each.time and near(each, now))
        if commitment is None:
            return None
        ahead = self._chance.choice((self._chance.randint(1, 9), self._chance.randint(10, 200)))
        on = now.astimezone(ZoneInfo(commitment.zone)).date() + timedelta(days=ahead)
        return self._to(commitment, on, on.isoformat())

    def _move_back(self, _now: datetime) -> Deed | None:
        commitment = self._any(
            lambda each: each.speaks and not each.time and each.on != each.by_rule
        )
        return self._to(commitment, commitment.by_rule, "-") if commitment else None

    def _to(self, commitment: Commitment, on: date, typed: str) -> Deed:
        return Deed(
            f"moved to {on}",
            lambda services, now: services.milestones.move(
                commitment.server.id,
                by=EDITOR,
                now=now,
                reference=commitment.name,
                to=typed,
                reason="agreed",
            ),
            lambda now: self._oracle.redate(now, commitment, on),
            commitment,
        )

    def _done(self, now: datetime) -> Deed | None:
        commitment = self._any(lambda each: each.speaks and near(each, now))
        if commitment is None:
            return None
        time = commitment.time

        def meant(at: datetime) -> None:
            if time:
                self._oracle.next_time(at, commitment, time + 1)
            else:
                commitment.ended = True
                self._oracle.follow(at, [commitment])

        return Deed(
            "done",
            lambda services, at: services.milestones.done(
                commitment.server.id,
                by=EDITOR,
                now=at,
                reference=commitment.name,
                evidence="Signed",
                occurrence=time or None,
            ),
            meant,
            commitment,
        )

    def _reopen(self, _now: datetime) -> Deed | None:
        commitment = self._any(lambda each: each.ended and not each.archived)
        if commitment is None:
            return None
        return Deed(
            "reopened",
            lambda services, now: services.milestones.reopen(
                commitment.server.id, by=EDITOR, now=now, reference=commitment.name
            ),
            self._setting(commitment, ended=False),
            commitment,
        )

    def _kind(self, _now: datetime) -> Deed | None:
        commitment = self._any(lambda each: each.speaks)
        if commitment is None:
            return None
        acts = not commitment.acts
        kind = DeadlineKind.ACT_BY if acts else DeadlineKind.IN_FORCE
        return Deed(
            f"is now {kind.value}",
            lambda services, now: services.milestones.edit(
                commitment.server.id,
                by=EDITOR,
                now=now,
                reference=commitment.name,
                kind=kind.value,
            ),
            self._setting(commitment, acts=acts),
            commitment,
        )

    def _setting(self, commitment: Commitment, **fields: Any) -> Callable[[datetime], None]:
        def meant(now: datetime) -> None:
            for name, value in fields.items():
                setattr(commitment, name, value)
            self._oracle.follow(now, [commitment])

        return meant

    def _add(self, now: datetime) -> Deed:
        sibling = self._chance.choice([each for each in self._oracle.commitments if each.speaks])
        self._added += 1
        on = now.astimezone(ZoneInfo(SIGNED_IN)).date()
        on += timedelta(days=self._chance.randint(1, 60))
        new = Commitment(
            sibling.server, sibling.agreement, f"Extra {self._added}", SIGNED_IN, True, on, on
        )

        def meant(at: datetime) -> None:
            self._oracle.commitments.append(new)
            self._oracle.follow(at, [new], fresh=True)

        return Deed(
            f"recorded, due {on}",
            lambda services, at: services.milestones.add(
                new.server.id,
                by=EDITOR,
                now=at,
                agreement=new.agreement,
                what=new.what,
                due=on.isoformat(),
            ),
            meant,
            new,
        )

    def _archive(self, _now: datetime) -> Deed | None:
        commitment = self._any(lambda _: True)
        assert commitment is not None
        own = [
            each
            for each in self._oracle.commitments
            if (each.server, each.agreement) == (commitment.server, commitment.agreement)
        ]
        away = not commitment.archived

        def meant(now: datetime) -> None:
            for each in own:
                each.archived = away
            self._oracle.follow(now, own)

        async def ask(services: Services, now: datetime) -> None:
            do = services.agreements.archive if away else services.agreements.restore
            await do(commitment.server.id, commitment.agreement, by=EDITOR, now=now)

        return Deed("archived" if away else "restored", ask, meant, commitment)
