"""/deadline: when a period ends, computed in the open with every step."""

import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.dates.authorities import CONVENTIONS
from bot.domain.dates.values import DeadlineKind
from bot.domain.inquiries import Inquiry
from bot.services.deadlines import Suggestion
from cogs.choices import LENGTH, agreement_choices
from cogs.milestone_choices import KINDS
from cogs.paging import show
from cogs.press import server, services
from cogs.render.deadlines import deadline_card
from cogs.render.safe import plain, shortened
from cogs.zones import zone_choices

CONVENTION_CHOICES = [
    app_commands.Choice(name=each.name[:1].upper() + each.name[1:], value=each.id)
    for each in CONVENTIONS.values()
]
SHORTEST_PHRASE = 30
"""Characters of the typed phrase that a suggestion keeps, however long its outcome is."""

Short = app_commands.Range[str, 1, 100]

_log = logging.getLogger(__name__)


async def phrase_choices(
    interaction: discord.Interaction[Any], typed: str
) -> list[app_commands.Choice[str]]:
    """What is typed so far with the date that it gives; what is chosen is the phrase alone."""
    given = _given(interaction)
    agreement = given.pop("agreement", None)
    try:
        suggested = await services(interaction).deadlines.suggest(
            server(interaction),
            _inquiry({**given, "phrase": typed}),
            now=interaction.client.now(),
            agreement=agreement,
        )
    except Exception:
        _log.exception("Nothing could be suggested for interaction %s.", interaction.id)
        return []
    return [
        app_commands.Choice(name=suggestion_name(each), value=each.phrase)
        for each in {each.phrase: each for each in suggested}.values()
        if len(each.phrase) <= LENGTH and plain(each.phrase)
    ]


def suggestion_name(suggestion: Suggestion) -> str:
    """A phrase with its outcome as a list shows it: "within 180 days of … → Sun 26 Apr 2026"."""
    phrase = plain(suggestion.phrase, LENGTH)
    outcome = plain(suggestion.outcome, LENGTH - 3 - min(len(phrase), SHORTEST_PHRASE))
    return f"{shortened(phrase, LENGTH - 3 - len(outcome))} → {outcome}"


def _given(interaction: discord.Interaction[Any]) -> dict[str, Any]:
    """The options that are filled in so far, by name."""
    return {name: value for name, value in interaction.namespace if value is not None}


def _inquiry(given: dict[str, Any]) -> Inquiry:
    """The question that the options put; a choice typed by hand is not yet one of the list."""
    kind = given.get("kind")
    return Inquiry(
        phrase=given["phrase"],
        starting=given.get("starting"),
        zone=given.get("zone"),
        convention=given.get("convention"),
        calendars=given.get("calendars"),
        kind=DeadlineKind(kind) if kind else None,
    )


class DeadlinesCog(commands.Cog, name="deadlines"):
    """Deadlines computed in the open."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    @app_commands.command(description="When a period ends, with every reading and every step")
    @app_commands.describe(
        phrase="Such as: within 180 days of 28 Oct 2025 in Tokyo; the list shows the date",
        agreement="An agreement, whose signature and other events the phrase may count from",
        starting="The date that it counts from, such as 28 Oct 2025",
        zone="Whose days are counted; start typing a city",
        convention="The law or custom that it is counted by",
        calendars="Holidays of which countries, such as US, JP",
        kind="What falls on that date; only what is to be done moves to a working day",
        private="Show the answer to you alone",
    )
    @app_commands.choices(convention=CONVENTION_CHOICES, kind=KINDS)
    @app_commands.autocomplete(
        phrase=phrase_choices, agreement=agreement_choices, zone=zone_choices
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def deadline(
        self,
        interaction: discord.Interaction[Any],
        *,
        phrase: str,
        agreement: str | None = None,
        starting: Short | None = None,
        zone: Short | None = None,
        convention: str | None = None,
        calendars: Short | None = None,
        kind: str | None = None,
        private: bool = False,
    ) -> None:
        found = await services(interaction).deadlines.compute(
            server(interaction),
            _inquiry(_given(interaction)),
            now=interaction.client.now(),
            agreement=agreement,
        )
        await show(interaction, deadline_card(found), private=private)
