"""Deeds on wishes and settings: who hears of what, when and where."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.subscriptions import Scope
from bot.services import Services
from bot.simulation.oracle.ladder import DAY, posting
from bot.simulation.oracle.oracle import Oracle
from bot.simulation.oracle.record import Server, Spot, Wish
from bot.simulation.people.deadlines import near
from bot.simulation.people.deed import EDITOR, Deed, Draw
from bot.simulation.scene import LADDERS


class OnWishes:
    """Draws deeds on wishes and settings that make sense as the record stands."""

    def __init__(self, oracle: Oracle, zones: tuple[str, ...], chance: Random) -> None:
        self._oracle = oracle
        self._zones = zones
        self._chance = chance

    def draws(self) -> dict[Draw, int]:
        """What may be drawn, and how often."""
        return {
            self._snooze: 8,
            self._unsubscribe: 3,
            self._subscribe: 4,
            self._hour: 2,
            self._zone: 1,
            self._channel: 1,
        }

    def _snooze(self, now: datetime) -> Deed | None:
        wish = self._chance.choice(self._oracle.wishes)
        found = [
            each
            for each in self._oracle.commitments
            if each.speaks and wish.covers(each) and near(each, now)
        ]
        if not found:
            return None
        commitment = self._chance.choice(found)
        server, days = wish.server, self._chance.choice((1, 1, 2, 7))
        on = now.astimezone(ZoneInfo(server.zone)).date() + days * DAY

        async def ask(services: Services, at: datetime) -> None:
            page = await services.milestones.show(server.id, commitment.name)
            await services.reminders.snooze(
                server.id,
                page.milestone.id,
                now=at,
                channel_id=wish.spot.channel_id,
                user_id=wish.spot.user_id,
                until=on.isoformat(),
            )

        def meant(_at: datetime) -> None:
            first = next(
                each
                for each in self._oracle.wishes
                if each.spot == wish.spot and each.covers(commitment)
            )
            self._oracle.snooze(first, commitment, posting(on, server))

        return Deed(f"snoozed to {on}", ask, meant, commitment, wish.spot)

    def _unsubscribe(self, _now: datetime) -> Deed | None:
        active = [each for each in self._oracle.wishes if not each.ended]
        if not active:
            return None
        wish = self._chance.choice(active)

        async def ask(services: Services, now: datetime) -> None:
            for each in await services.subscriptions.list(wish.server.id):
                if _same(wish, each.channel_id, each.user_id, each.subject or ""):
                    await services.subscriptions.remove(wish.server.id, each.id, by=EDITOR, now=now)

        def meant(now: datetime) -> None:
            wish.ended = True
            self._oracle.follow_wish(now, wish)

        return Deed(f"no more reminders of {wish.subject}", ask, meant, spot=wish.spot)

    def _subscribe(self, _now: datetime) -> Deed | None:
        ended = [each for each in self._oracle.wishes if each.ended]
        old = self._chance.choice(ended) if ended else None
        if old is None or self._wished(old.spot, old.subject):
            return None
        wish = replace(old, ladder=self._chance.choice((old.ladder, *LADDERS)), ended=False)

        def meant(now: datetime) -> None:
            wish.since = now
            self._oracle.wishes.append(wish)
            self._oracle.follow_wish(now, wish)

        return Deed(
            f"reminders of {wish.subject}, {_written(wish.ladder)} days ahead",
            lambda services, now: services.subscriptions.add(
                wish.server.id,
                by=wish.author,
                now=now,
                scope=_scope(wish),
                subject=wish.subject,
                channel_id=wish.spot.channel_id,
                user_id=wish.spot.user_id,
                ladder=_written(wish.ladder),
            ),
            meant,
            spot=wish.spot,
        )

    def _wished(self, spot: Spot, subject: str) -> bool:
        return any(
            each.spot == spot and each.subject == subject and not each.ended
            for each in self._oracle.wishes
        )

    def _hour(self, _now: datetime) -> Deed:
        hour = self._chance.randrange(24)

        def meant(server: Server) -> None:
            server.hour = hour

        return self._settings(f"reminders come at {hour}", meant, hour=hour)

    def _zone(self, _now: datetime) -> Deed:
        zone = self._chance.choice(self._zones)

        def meant(server: Server) -> None:
            server.zone = zone

        return self._settings(f"its zone is {zone}", meant, zone=zone)

    def _settings(
        self,
        what: str,
        change: Callable[[Server], None],
        *,
        hour: int | None = None,
        zone: str | None = None,
    ) -> Deed:
        server = self._chance.choice(self._oracle.servers)

        def meant(now: datetime) -> None:
            change(server)
            self._oracle.follow_server(now, server)

        return Deed(
            f"server {server.id}: {what}",
            lambda services, now: services.guilds.update(
                server.id, by=EDITOR, now=now, hour=hour, zone=zone
            ),
            meant,
        )

    def _channel(self, _now: datetime) -> Deed | None:
        server = self._chance.choice(self._oracle.servers)
        old = server.channel_id
        new = old - 1 if old % 100 == 5 else old + 1

        def meant(now: datetime) -> None:
            server.channel_id = new
            self._oracle.move_channel(now, server, old, new)

        return Deed(
            f"server {server.id}: reminders go to channel {new} instead of {old}",
            lambda services, now: services.guilds.update(
                server.id, by=EDITOR, now=now, channel_id=new
            ),
            meant,
        )


def _scope(wish: Wish) -> Scope:
    if wish.what:
        return Scope.MILESTONE
    return Scope.AGREEMENT if wish.agreement else Scope.EVERYTHING


def _same(wish: Wish, channel_id: int | None, user_id: int | None, subject: str) -> bool:
    spot = Spot(wish.server.id, channel_id, user_id)
    return (spot, subject) == (wish.spot, wish.subject)


def _written(ladder: tuple[int, ...]) -> str:
    """A ladder as people write it: the days after the date with a plus."""
    return ", ".join(f"+{-rung}" if rung < 0 else str(rung) for rung in ladder)
