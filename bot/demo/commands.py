"""`/clock`: the demo's own command, with which people move its clock from the page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.demo.clock import read_move, written
from bot.demo.desk import Desk, in_words
from bot.errors import UserError
from bot.messages import t

MOST_CHOICES = 25
LONGEST_NAME = 100

Interaction = discord.Interaction[Any]


class ClockCommands(app_commands.Group):
    """Answers where the clock is going; `ask` has it moved there once the answer is out."""

    def __init__(
        self, desk: Desk, now: Callable[[], datetime], ask: Callable[[datetime], None]
    ) -> None:
        super().__init__(name="clock", description=t("Demo only: move the clock forward"))
        self._desk = desk
        self._now = now
        self._ask = ask

    @app_commands.command(description=t("Move the clock to the next reminder"))
    async def next(self, interaction: Interaction) -> None:
        coming = await self._desk.coming(self._now())
        if not coming:
            raise UserError(t("No reminder is planned for the coming year."))
        await self._go(interaction, coming[0][0])

    @app_commands.command(description=t("Move the clock by a day, a week or four weeks"))
    @app_commands.describe(by=t("How far"))
    @app_commands.choices(
        by=[
            app_commands.Choice(name=t("1 day"), value="+1d"),
            app_commands.Choice(name=t("1 week"), value="+1w"),
            app_commands.Choice(name=t("4 weeks"), value="+4w"),
        ]
    )
    async def forward(self, interaction: Interaction, by: str) -> None:
        await self._move(interaction, by)

    @app_commands.command(description=t("Move the clock to a day, through all that falls due"))
    @app_commands.describe(date=t("A date such as 2026-04-28, or one that is suggested"))
    async def to(self, interaction: Interaction, date: str) -> None:
        await self._move(interaction, date)

    @to.autocomplete("date")
    async def _days(self, _interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The days on which something will be posted, where their line holds what was typed."""
        zone = ZoneInfo((await self._desk.settings()).zone)
        wanted = typed.strip().casefold()
        coming = [
            (at.astimezone(zone), in_words(together))
            for at, together in await self._desk.coming(self._now())
        ]
        lines = [(f"{at:%Y-%m-%d}", f"{at:%Y-%m-%d %a}: {words}") for at, words in coming]
        return [
            app_commands.Choice(name=_cut(line), value=day)
            for day, line in lines
            if wanted in line.casefold()
        ][:MOST_CHOICES]

    async def _move(self, interaction: Interaction, text: str) -> None:
        guild = await self._desk.settings()
        await self._go(interaction, read_move(text, self._now(), guild.hour, guild.zone))

    async def _go(self, interaction: Interaction, target: datetime) -> None:
        zone = (await self._desk.settings()).zone
        await interaction.response.send_message(
            t(
                "The clock goes from **{now}** to **{then}**; what falls due on the way follows.",
                now=written(self._now(), zone),
                then=written(target, zone),
            )
        )
        self._ask(target)


def _cut(line: str) -> str:
    """A line as long as Discord shows it, ending in an ellipsis where it was longer."""
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"
