"""/agreement: what the record holds of agreements, and how it is changed."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.agreements import EventKind, Instrument
from bot.domain.dates.values import Standing
from bot.messages import t
from cogs.agreement_form import AgreementForm, save
from cogs.agreement_lists import (
    ListButton,
    ListPick,
    ListQuery,
    WholeButton,
    list_view,
    show_agreement,
)
from cogs.choices import (
    agreement_choices,
    archived_choices,
    commodity_choices,
    party_choices,
)
from cogs.paging import show
from cogs.proposals import propose
from cogs.render.agreements import notice_card
from cogs.render.look import Tone
from cogs.rights import check_editor
from cogs.zones import zone_choices

Name = app_commands.Range[str, 1, 200]
Short = app_commands.Range[str, 1, 100]
Words = app_commands.Range[str, 1, 60]
Line = app_commands.Range[str, 1, 300]
Names = app_commands.Range[str, 1, 1000]
Text = app_commands.Range[str, 1, 2000]

INSTRUMENTS = [
    app_commands.Choice(name=each.value.capitalize(), value=each.value) for each in Instrument
]
EVENTS = [app_commands.Choice(name=each.value.capitalize(), value=each.value) for each in EventKind]
STANDINGS = [
    app_commands.Choice(name=each.value.capitalize(), value=each.value) for each in Standing
]
BINDING = [
    app_commands.Choice(name="Binding", value="yes"),
    app_commands.Choice(name="Not binding", value="no"),
    app_commands.Choice(name="Not known", value="unknown"),
]

_DESCRIBED = {
    "title": "Its full title",
    "short_name": "What people call it, up to 40 characters",
    "instrument": "Of what kind it is",
    "binding": "Whether it is legally binding",
    "parties": "Its parties, separated by commas: Japan, United States",
    "commodities": "What it is about, separated by commas: rare earths, gallium",
    "topics": "Its topics, separated by commas: financing, processing",
    "aliases": "Other names under which people look for it, separated by commas",
    "summary": "What it says, in a few sentences of your own",
}


@app_commands.guild_only()
@app_commands.default_permissions(use_application_commands=True)
class AgreementsCog(
    commands.GroupCog,
    name="agreements",
    group_name="agreement",
    group_description="Look at agreements and keep their record",
):
    """What is recorded of agreements."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(ListButton, ListPick, WholeButton)

    @app_commands.command(description="All that is recorded of one agreement")
    @app_commands.describe(
        name="The agreement; start typing and pick", private="Show the answer to you alone"
    )
    @app_commands.autocomplete(name=agreement_choices)
    async def show(
        self, interaction: discord.Interaction[Any], name: Name, *, private: bool = False
    ) -> None:
        await show_agreement(interaction, name, private=private)

    @app_commands.command(description="The agreements on record, with what comes next")
    @app_commands.describe(
        party="Only those of this state or organisation",
        commodity="Only those about this commodity",
        instrument="Only those of this kind",
        archived="The archived ones instead",
        private="Show the answer to you alone",
    )
    @app_commands.choices(instrument=INSTRUMENTS)
    @app_commands.autocomplete(party=party_choices, commodity=commodity_choices)
    async def list(
        self,
        interaction: discord.Interaction[Any],
        *,
        party: Name | None = None,
        commodity: Name | None = None,
        instrument: str | None = None,
        archived: bool = False,
        private: bool = False,
    ) -> None:
        wanted = Instrument(instrument) if instrument else None
        query = ListQuery(party, commodity, None, wanted, archived)
        await show(interaction, await list_view(interaction, query), private=private)

    @app_commands.command(description="Find agreements by words in their names and texts")
    @app_commands.describe(
        words="Words to look for, such as gallium or suspension",
        private="Show the answer to you alone",
    )
    async def search(
        self, interaction: discord.Interaction[Any], words: Words, *, private: bool = False
    ) -> None:
        query = ListQuery(words=words)
        await show(interaction, await list_view(interaction, query), private=private)

    @app_commands.command(description="Record an agreement; you see it before it is saved")
    @app_commands.describe(
        **_DESCRIBED,
        signed="When it was signed: 2025-10-28, 28 October 2025",
        place="Where it was signed",
        zone="Whose days count there; start typing a city",
        source_url="Where this can be read, https://…",
        source_title="What that page is called",
    )
    @app_commands.choices(instrument=INSTRUMENTS, binding=BINDING)
    @app_commands.autocomplete(zone=zone_choices)
    async def add(
        self,
        interaction: discord.Interaction[Any],
        *,
        title: Line,
        short_name: Short,
        instrument: str,
        parties: Names,
        binding: str | None = None,
        commodities: Names | None = None,
        topics: Names | None = None,
        aliases: Names | None = None,
        summary: Text | None = None,
        signed: Short | None = None,
        place: Short | None = None,
        zone: Short | None = None,
        source_url: app_commands.Range[str, 1, 500] | None = None,
        source_title: Line | None = None,
    ) -> None:
        await check_editor(interaction)
        await propose(interaction, interaction.guild_id or 0, "agreement.add", _given(interaction))

    @app_commands.command(
        description="Change an agreement; name nothing to change and a form opens"
    )
    @app_commands.describe(
        name="The agreement; start typing and pick",
        **_DESCRIBED,
        verified="The day on which you last checked it against its sources: today, 2026-04-20",
    )
    @app_commands.choices(instrument=INSTRUMENTS, binding=BINDING)
    @app_commands.autocomplete(name=agreement_choices)
    async def edit(
        self,
        interaction: discord.Interaction[Any],
        *,
        name: Name,
        title: Line | None = None,
        short_name: Short | None = None,
        instrument: str | None = None,
        binding: str | None = None,
        parties: Names | None = None,
        commodities: Names | None = None,
        topics: Names | None = None,
        aliases: Names | None = None,
        summary: Text | None = None,
        verified: Short | None = None,
    ) -> None:
        await check_editor(interaction)
        changed = _given(interaction)
        del changed["name"]
        if changed:
            await save(interaction, name, changed)
        else:
            await interaction.response.send_modal(await AgreementForm.of(interaction, name))

    @app_commands.command(description="Record what happened to an agreement; you see it first")
    @app_commands.describe(
        name="The agreement; start typing and pick",
        event="What happened",
        on="When: 2026-04-28, 28 April 2026, yesterday, April 2026",
        place="Where it happened",
        zone="Whose days count there; start typing a city",
        also="Its date elsewhere, such as 27 October 2025 in Washington",
        standing="How sure this is",
        note="Anything worth knowing, in your own words",
        source_url="Where this can be read, https://…",
        corrects="It is on record with a wrong date or place, which this puts right",
    )
    @app_commands.choices(event=EVENTS, standing=STANDINGS)
    @app_commands.autocomplete(name=agreement_choices, zone=zone_choices)
    async def event(
        self,
        interaction: discord.Interaction[Any],
        *,
        name: Name,
        event: str,
        on: Short,
        place: Short | None = None,
        zone: Short | None = None,
        also: app_commands.Range[str, 1, 200] | None = None,
        standing: str | None = None,
        note: app_commands.Range[str, 1, 500] | None = None,
        source_url: app_commands.Range[str, 1, 500] | None = None,
        corrects: bool = False,
    ) -> None:
        await check_editor(interaction)
        await propose(
            interaction, interaction.guild_id or 0, "agreement.event", _given(interaction)
        )

    @app_commands.command(description="Put an agreement away; nothing is lost, its reminders stop")
    @app_commands.describe(name="The agreement; start typing and pick")
    @app_commands.autocomplete(name=agreement_choices)
    async def archive(self, interaction: discord.Interaction[Any], name: Name) -> None:
        await check_editor(interaction)
        agreements = interaction.client.services.agreements
        by, now = interaction.user.id, interaction.client.now()
        agreement = await agreements.archive(interaction.guild_id, name, by=by, now=now)
        sentence = t("Archived. Its reminders stop; /agreement restore brings it back.")
        await show(interaction, notice_card(agreement, sentence, Tone.QUIET), private=False)

    @app_commands.command(description="Bring an archived agreement back, with its reminders")
    @app_commands.describe(name="The archived agreement; start typing and pick")
    @app_commands.autocomplete(name=archived_choices)
    async def restore(self, interaction: discord.Interaction[Any], name: Name) -> None:
        await check_editor(interaction)
        agreements = interaction.client.services.agreements
        by, now = interaction.user.id, interaction.client.now()
        agreement = await agreements.restore(interaction.guild_id, name, by=by, now=now)
        sentence = t("Back on record, with its reminders.")
        await show(interaction, notice_card(agreement, sentence, Tone.SETTLED), private=False)


def _given(interaction: discord.Interaction[Any]) -> dict[str, Any]:
    """The options that the person filled in, by name."""
    return {name: value for name, value in interaction.namespace if value is not None}
