"""The desk that the demo serves: its settings and its record, and what is coming in it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.demo.server import Server
from bot.domain.guilds import Guild
from bot.domain.reminders import Coming
from bot.domain.subscriptions import Scope
from bot.services import Services
from cogs.render.rungs import reminder_words

HOUR = 9
FURTHEST_DAYS = 366

_CLOCK_KEY = "demo:clock"


@dataclass(frozen=True, slots=True)
class Desk:
    """One server's record in the demo."""

    services: Services
    server: Server

    async def settings(self) -> Guild:
        """The zone and the hour at which reminders are posted, as they are now."""
        return await self.services.guilds.get(self.server.guild.id, self.server.guild.name)

    async def set_up(self, zone: str, now: datetime) -> None:
        """What `/setup` would do: settings, the catalogue, and reminders of everything.

        A record that a kept database already holds is left as people made it.
        """
        if (await self.settings()).set_up_at is not None:
            return
        guild_id, by = self.server.guild.id, self.server.viewers[0].id
        await self.services.guilds.update(
            guild_id,
            by=by,
            now=now,
            zone=zone,
            hour=HOUR,
            channel_id=self.server.deadlines.id,
            set_up=True,
        )
        await self.services.catalogue.load(guild_id, by=by, now=now)
        await self.services.subscriptions.add(
            guild_id,
            by=by,
            now=now,
            scope=Scope.EVERYTHING,
            subject=None,
            channel_id=self.server.deadlines.id,
            user_id=None,
        )

    async def coming(self, now: datetime) -> list[tuple[datetime, tuple[Coming, ...]]]:
        """What is planned to be posted within a year, by the instant at which it is due."""
        lines = await self.services.reminders.preview(
            self.server.guild.id, now=now, days=FURTHEST_DAYS
        )
        return [
            (at, tuple(together))
            for at, together in groupby(lines, key=lambda line: line.due_at)
            if at > now
        ]

    async def clock_was(self) -> datetime | None:
        """What the demo's clock had come to when this database was last used."""
        kept = await self.services.guilds.fingerprint(_CLOCK_KEY)
        return datetime.fromisoformat(kept) if kept else None

    async def keep_clock(self, now: datetime) -> None:
        """Remember the time, so that a kept database never sees the clock go back."""
        await self.services.guilds.remember(_CLOCK_KEY, now.isoformat())


def in_words(together: tuple[Coming, ...]) -> str:
    """What comes at one instant, for a line in a list of choices: what is near its day first."""
    nearest = sorted(
        together, key=lambda each: (each.milestone is None, each.rung < 0, abs(each.rung))
    )
    return "; ".join(
        f"{reminder_words(each.kind, each.rung)} · {each.milestone.reference}"
        if each.milestone
        else reminder_words(each.kind, each.rung)
        for each in nearest
    )
