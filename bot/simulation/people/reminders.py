"""Deeds on the reminders of one deadline in one place: put off, skipped, and skipped no more."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.services import Services
from bot.simulation.oracle.ladder import DAY, next_posting, posting
from bot.simulation.oracle.oracle import Oracle
from bot.simulation.oracle.record import Commitment, Server, Wish
from bot.simulation.people.deadlines import near
from bot.simulation.people.deed import EDITOR, Deed, Draw
from bot.simulation.people.wishes import active


class OnReminders:
    """Draws deeds on reminders that make sense as the record stands."""

    def __init__(self, oracle: Oracle, chance: Random) -> None:
        self._oracle = oracle
        self._chance = chance

    def draws(self) -> dict[Draw, int]:
        """What may be drawn, and how often."""
        return {self._snooze: 8, self._skip: 4, self._unskip: 3}

    def _covered(self, wish: Wish | None, now: datetime) -> Commitment | None:
        """A deadline of which a wish wants to hear, and not in the distant future."""
        found = [
            each
            for each in self._oracle.commitments
            if wish and each.speaks and wish.covers(each) and near(each, now)
        ]
        return self._chance.choice(found) if found else None

    def _snooze(self, now: datetime) -> Deed | None:
        wish = active(self._oracle, self._chance)
        commitment = self._covered(wish, now)
        if wish is None or commitment is None:
            return None
        server, spot = wish.server, wish.spot
        typed, at_once = self._typed(now, wish)

        async def ask(services: Services, at: datetime) -> None:
            page = await services.milestones.show(server.id, commitment.name)
            await services.reminders.snooze(
                server.id,
                page.milestone.id,
                now=at,
                channel_id=spot.channel_id,
                user_id=spot.user_id,
                **typed,
            )

        def meant(at: datetime) -> None:
            heard = next(
                each
                for each in self._oracle.wishes
                if each.spot == spot and each.covers(commitment)
            )
            self._oracle.snooze(heard, commitment, at_once(at))

        return Deed(f"snoozed, {typed}", ask, meant, commitment, spot)

    def _typed(
        self, now: datetime, wish: Wish
    ) -> tuple[dict[str, Any], Callable[[datetime], datetime]]:
        """What somebody writes of when to be reminded, and the instant that it means."""
        server, days = wish.server, self._chance.choice((1, 1, 2, 7))
        on = _today(server, now) + days * DAY
        hours = self._chance.randint(1, 30)
        ways: list[tuple[dict[str, Any], Callable[[datetime], datetime]]] = [
            ({"days": days}, lambda at: next_posting(_today(server, at) + days * DAY, server)),
            ({"until": on.isoformat()}, lambda _: posting(on, server)),
            ({"until": f"in {hours} hours"}, lambda at: at + timedelta(hours=hours)),
        ]
        return self._chance.choice(ways)

    def _skip(self, now: datetime) -> Deed | None:
        wish = active(self._oracle, self._chance, lambda each: each.spot.channel_id is not None)
        commitment = self._covered(wish, now)
        return self._skipping(wish, commitment, undo=False) if wish and commitment else None

    def _unskip(self, _now: datetime) -> Deed | None:
        skipped = [
            (wish, commitment)
            for (wish, commitment), pair in self._oracle.debts.pairs.items()
            if pair.skipped == commitment.version and wish.covers(commitment)
        ]
        return self._skipping(*self._chance.choice(skipped), undo=True) if skipped else None

    def _skipping(self, wish: Wish, commitment: Commitment, *, undo: bool) -> Deed:
        spot = wish.spot

        async def ask(services: Services, now: datetime) -> None:
            do = services.reminders.unskip if undo else services.reminders.skip
            await do(
                spot.server_id, commitment.name, by=EDITOR, now=now, channel_id=spot.channel_id
            )

        def meant(now: datetime) -> None:
            self._oracle.skip(now, spot, commitment, undo=undo)

        return Deed("no more skipped" if undo else "skipped", ask, meant, commitment, spot)


def _today(server: Server, at: datetime) -> date:
    return at.astimezone(ZoneInfo(server.zone)).date()
