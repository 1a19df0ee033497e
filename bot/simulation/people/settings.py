"""Deeds on a server's settings: when and where it is posted to, and when not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.services import Services
from bot.simulation.oracle.oracle import Oracle
from bot.simulation.oracle.record import EVERY_DAY, Server
from bot.simulation.people.deed import EDITOR, Deed, Draw

WORKING_WEEK = frozenset(range(5))


class OnSettings:
    """Draws deeds on settings that make sense as the record stands."""

    def __init__(self, oracle: Oracle, zones: tuple[str, ...], chance: Random) -> None:
        self._oracle = oracle
        self._zones = zones
        self._chance = chance

    def draws(self) -> dict[Draw, int]:
        """What may be drawn, and how often."""
        return {
            self._hour: 2,
            self._zone: 1,
            self._quiet: 2,
            self._workdays: 1,
            self._channel: 2,
            self._pause: 2,
            self._resume: 2,
        }

    def _server(self) -> Server:
        return self._chance.choice(self._oracle.servers)

    def _hour(self, _now: datetime) -> Deed | None:
        server, hour = self._server(), self._chance.randrange(24)
        if server.quiet and _is_quiet(server.quiet, hour):
            return None
        return self._setting(server, f"reminders come at {hour}", {"hour": hour}, hour=hour)

    def _zone(self, _now: datetime) -> Deed:
        zone = self._chance.choice(self._zones)
        return self._setting(self._server(), f"its zone is {zone}", {"zone": zone}, zone=zone)

    def _quiet(self, _now: datetime) -> Deed | None:
        server = self._server()
        quiet = self._chance.choice((None, (22, 7), (20, 9), (0, 5), (12, 14)))
        if quiet and _is_quiet(quiet, server.hour):
            return None
        typed = f"{quiet[0]}-{quiet[1]}" if quiet else "none"
        return self._setting(server, f"quiet hours {typed}", {"quiet": quiet}, quiet=typed)

    def _workdays(self, _now: datetime) -> Deed:
        days, typed = self._chance.choice(((EVERY_DAY, "every day"), (WORKING_WEEK, "Mon-Fri")))
        return self._setting(self._server(), f"works {typed}", {"workdays": days}, workdays=typed)

    def _setting(self, server: Server, what: str, fields: dict[str, Any], **asked: Any) -> Deed:
        def meant(now: datetime) -> None:
            for name, value in fields.items():
                setattr(server, name, value)
            self._oracle.follow_server(now, server)

        return self._deed(server, what, meant, **asked)

    def _channel(self, _now: datetime) -> Deed:
        server = self._server()
        old = server.channel_id
        new = old - 1 if old % 100 == 5 else old + 1

        def meant(now: datetime) -> None:
            server.channel_id = new
            self._oracle.move_channel(now, server, old, new)

        what = f"reminders go to channel {new} instead of {old}"
        return self._deed(server, what, meant, channel_id=new)

    def _deed(
        self, server: Server, what: str, meant: Callable[[datetime], None], **asked: Any
    ) -> Deed:
        async def ask(services: Services, now: datetime) -> None:
            await services.guilds.update(server.id, by=EDITOR, now=now, **asked)

        return Deed(f"server {server.id}: {what}", ask, meant)

    # Pauses

    def _pause(self, _now: datetime) -> Deed:
        server, days = self._server(), self._chance.choice((1, 3, 10))

        def meant(now: datetime) -> None:
            server.paused_until = now + timedelta(hours=24 * days)

        return Deed(
            f"server {server.id}: paused for {days} days",
            lambda services, now: services.pauses.pause(
                server.id, by=EDITOR, now=now, until=f"for {24 * days} hours"
            ),
            meant,
        )

    def _resume(self, now: datetime) -> Deed | None:
        server = self._server()
        if server.paused_until is None or server.paused_until <= now:
            return None

        def meant(at: datetime) -> None:
            server.paused_until = at

        return Deed(
            f"server {server.id}: resumed",
            lambda services, at: services.pauses.resume(server.id, by=EDITOR, now=at),
            meant,
        )


def _is_quiet(quiet: tuple[int, int], hour: int) -> bool:
    begins, ends = quiet
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends
