"""Deeds on wishes: who hears of what, how early, and for how long not."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.domain.edits import Edits
from bot.domain.subscriptions import UNTIL_RESUMED, Scope, Subscription
from bot.services import Services
from bot.simulation.oracle.oracle import Oracle
from bot.simulation.oracle.record import Spot, Wish
from bot.simulation.people.deed import EDITOR, Deed, Draw
from bot.simulation.scene import LADDERS

Wanted = Callable[[Wish], bool]


def active(oracle: Oracle, chance: Random, wanted: Wanted = lambda _: True) -> Wish | None:
    """One of the wishes of that kind that have not ended."""
    found = [each for each in oracle.wishes if not each.ended and wanted(each)]
    return chance.choice(found) if found else None


class OnWishes:
    """Draws deeds on wishes that make sense as the record stands."""

    def __init__(self, oracle: Oracle, chance: Random) -> None:
        self._oracle = oracle
        self._chance = chance

    def draws(self) -> dict[Draw, int]:
        """What may be drawn, and how often."""
        return {
            self._unsubscribe: 3,
            self._subscribe: 4,
            self._change: 3,
            self._pause: 3,
            self._resume: 3,
        }

    def _unsubscribe(self, _now: datetime) -> Deed | None:
        wish = active(self._oracle, self._chance)
        if wish is None:
            return None

        def meant(now: datetime) -> None:
            wish.ended = True
            self._oracle.follow_wish(now, wish)

        return self._on(
            wish,
            "no more reminders",
            lambda services, id_, now: services.subscriptions.remove(
                wish.server.id, id_, by=EDITOR, now=now
            ),
            meant,
        )

    def _change(self, _now: datetime) -> Deed | None:
        wish = active(self._oracle, self._chance)
        if wish is None:
            return None
        ladder = self._chance.choice(LADDERS)

        def meant(now: datetime) -> None:
            wish.ladder = ladder
            self._oracle.follow_wish(now, wish)

        return self._on(
            wish,
            f"reminders come {ladder} days ahead",
            lambda services, id_, now: services.subscriptions.change(
                wish.server.id, id_, Edits(ladder=_written(ladder)), by=EDITOR, now=now
            ),
            meant,
        )

    def _pause(self, _now: datetime) -> Deed | None:
        wish = active(self._oracle, self._chance)
        if wish is None:
            return None
        hours = self._chance.choice((1, 20, 200, None))

        def meant(now: datetime) -> None:
            wish.paused_until = now + timedelta(hours=hours) if hours else UNTIL_RESUMED

        return self._on(
            wish,
            f"paused for {hours} hours",
            lambda services, id_, now: services.pauses.pause(
                wish.server.id,
                by=EDITOR,
                now=now,
                until=f"for {hours} hours" if hours else None,
                subscription_id=id_,
            ),
            meant,
        )

    def _resume(self, now: datetime) -> Deed | None:
        wish = active(
            self._oracle,
            self._chance,
            lambda each: each.paused_until is not None and each.paused_until > now,
        )
        if wish is None:
            return None

        def meant(at: datetime) -> None:
            wish.paused_until = at

        return self._on(
            wish,
            "resumed",
            lambda services, id_, at: services.pauses.resume(
                wish.server.id, by=EDITOR, now=at, subscription_id=id_
            ),
            meant,
        )

    def _on(
        self,
        wish: Wish,
        what: str,
        do: Callable[[Services, int, datetime], Awaitable[object]],
        meant: Callable[[datetime], None],
    ) -> Deed:
        """A deed on a wish, which the bot knows by an id."""

        async def ask(services: Services, now: datetime) -> None:
            for each in await services.subscriptions.list(wish.server.id):
                if _same(wish, each):
                    await do(services, each.id, now)

        return Deed(f"{wish.subject or 'everything'}: {what}", ask, meant, spot=wish.spot)

    def _subscribe(self, _now: datetime) -> Deed | None:
        ended = [each for each in self._oracle.wishes if each.ended]
        old = self._chance.choice(ended) if ended else None
        if old is None or active(self._oracle, self._chance, lambda each: _alike(each, old)):
            return None
        ladder = self._chance.choice((old.ladder, *LADDERS))
        wish = replace(old, ladder=ladder, ended=False, paused_until=None)

        def meant(now: datetime) -> None:
            wish.since = now
            self._oracle.wishes.append(wish)
            self._oracle.follow_wish(now, wish)

        return Deed(
            f"{wish.subject or 'everything'}: reminders {wish.ladder} days ahead",
            lambda services, now: services.subscriptions.add(
                wish.server.id,
                by=wish.author,
                now=now,
                scope=_scope(wish),
                subject=wish.subject,
                channel_id=wish.spot.channel_id,
                user_id=wish.spot.user_id,
                ladder=_written(wish.ladder),
                role_id=wish.role,
                fallback_channel_id=wish.fallback.channel_id if wish.fallback else None,
            ),
            meant,
            spot=wish.spot,
        )


def _scope(wish: Wish) -> Scope:
    if wish.what:
        return Scope.MILESTONE
    return Scope.AGREEMENT if wish.agreement else Scope.EVERYTHING


def _alike(wish: Wish, other: Wish) -> bool:
    return (wish.spot, wish.subject) == (other.spot, other.subject)


def _same(wish: Wish, stored: Subscription) -> bool:
    spot = Spot(stored.guild_id, stored.channel_id, stored.user_id)
    return (spot, stored.subject or "") == (wish.spot, wish.subject)


def _written(ladder: tuple[int, ...]) -> str:
    """A ladder as people write it: the days after the date with a plus."""
    return ", ".join(f"+{-rung}" if rung < 0 else str(rung) for rung in ladder)
