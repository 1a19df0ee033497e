"""/milestone: look one up, record it, change it, move its date."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.texts import MAX_NOTE, MAX_QUOTE, MAX_WHAT
from cogs.buttons import BUTTONS, page_row
from cogs.choices import agreement_choices
from cogs.milestone_choices import KINDS, MODALITIES, milestone_choices, open_choices
from cogs.paging import show
from cogs.press import server, services
from cogs.proposals import propose
from cogs.render.milestones import milestone_page
from cogs.rights import check_editor
from cogs.settling import SettlingCommands
from cogs.zones import zone_choices

Text = app_commands.Range[str, 1, 300]
What = app_commands.Range[str, 1, MAX_WHAT]
Quote = app_commands.Range[str, 1, MAX_QUOTE]
Note = app_commands.Range[str, 1, MAX_NOTE]

_DESCRIBED = {
    "what": "What is to happen, in a few words",
    "kind": "What falls on that date",
    "modality": "How strongly the text speaks",
    "obligors": "Who is to do it, separated by commas",
    "quote": "The words of the text",
    "source": "Link to where you read it",
    "zone": "Whose days are counted, such as Asia/Tokyo",
}


@app_commands.guild_only()
class MilestonesCog(SettlingCommands, name="milestones", group_name="milestone"):
    """Commitments and dates worth a reminder."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(*BUTTONS)

    @app_commands.command(name="show", description="Everything on record about one milestone")
    @app_commands.describe(milestone="Which one", private="Show the answer to you alone")
    @app_commands.autocomplete(milestone=milestone_choices)
    async def show_one(
        self, interaction: discord.Interaction[Any], milestone: Text, private: bool = False
    ) -> None:
        now = interaction.client.now()
        reader = interaction.user.id if private else None
        page = await services(interaction).milestones.show(
            server(interaction), milestone, reader=reader
        )
        view = milestone_page(page, now, [page_row(page.milestone, now)])
        await show(interaction, view, private=private)

    @app_commands.command(description="Record a milestone; you see what was understood first")
    @app_commands.describe(
        agreement="The agreement it belongs to",
        due="A date, or a period: 28 April 2026, 6 months after signature; empty: no date yet",
        owner="Who on your team answers for it",
        **_DESCRIBED,
    )
    @app_commands.choices(kind=KINDS, modality=MODALITIES)
    @app_commands.autocomplete(agreement=agreement_choices, zone=zone_choices)
    async def add(
        self,
        interaction: discord.Interaction[Any],
        *,
        agreement: Text,
        what: What,
        due: Text | None = None,
        kind: str | None = None,
        modality: str | None = None,
        obligors: Text | None = None,
        quote: Quote | None = None,
        source: Text | None = None,
        zone: Text | None = None,
        owner: discord.Member | None = None,
    ) -> None:
        await check_editor(interaction)
        await propose(interaction, server(interaction), "milestone.add", _given(interaction))

    @app_commands.command(description="Change what is given; - empties a field")
    @app_commands.describe(
        milestone="Which one",
        due="A date, or a period: 28 April 2026, 6 months after signature; - takes it away",
        no_date_reason="Why it has no date yet",
        **_DESCRIBED,
    )
    @app_commands.choices(kind=KINDS, modality=MODALITIES)
    @app_commands.autocomplete(milestone=milestone_choices, zone=zone_choices)
    async def edit(
        self,
        interaction: discord.Interaction[Any],
        *,
        milestone: Text,
        what: What | None = None,
        due: Text | None = None,
        kind: str | None = None,
        modality: str | None = None,
        obligors: Text | None = None,
        quote: Quote | None = None,
        source: Text | None = None,
        zone: Text | None = None,
        no_date_reason: Note | None = None,
    ) -> None:
        await check_editor(interaction)
        await propose(interaction, server(interaction), "milestone.edit", _given(interaction))

    @app_commands.command(description="Set its date by hand; those who heard the old one are told")
    @app_commands.describe(
        milestone="Which one",
        to="The new date, such as 5 May 2026; - goes back to what the text gives",
        reason="Why it moves",
        official="Announced by the parties or the depositary",
    )
    @app_commands.autocomplete(milestone=open_choices)
    async def move(
        self,
        interaction: discord.Interaction[Any],
        milestone: Text,
        to: Text,
        reason: Note,
        official: bool = False,
    ) -> None:
        await check_editor(interaction)
        await propose(interaction, server(interaction), "milestone.move", _given(interaction))


def _given(interaction: discord.Interaction[Any]) -> dict[str, Any]:
    """The options that a person filled in, under the names that a proposal keeps them by."""
    names = {"milestone": "reference", "source": "source_url"}
    given = {
        names.get(name, name): value for name, value in interaction.namespace if value is not None
    }
    owner = given.pop("owner", None)
    return {**given, "owner_id": owner.id} if owner else given
