"""/milestone done, assign, waive ...: how milestones end, begin again, and who answers for them."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.milestones import Milestone, SettlementKind
from bot.domain.texts import MAX_NOTE
from bot.messages import t
from cogs.buttons import Reopen
from cogs.forms import record_done
from cogs.milestone_choices import milestone_choices, open_choices
from cogs.paging import show
from cogs.press import server, services
from cogs.render.changes import change_card
from cogs.rights import check_editor
from cogs.why import Why

Text = app_commands.Range[str, 1, 300]
Note = app_commands.Range[str, 1, MAX_NOTE]


class SettlingCommands(commands.GroupCog):
    """What settles a milestone, and who answers for it."""

    @app_commands.command(description="Record that it was met, with what shows it")
    @app_commands.describe(
        milestone="Which one",
        evidence="What shows it: a press release, a decision, a letter",
        link="Link to it",
        on="The day on which it was done; empty: today",
    )
    @app_commands.autocomplete(milestone=open_choices)
    async def done(
        self,
        interaction: discord.Interaction[Any],
        milestone: Text,
        evidence: Note,
        link: Text | None = None,
        on: Text | None = None,
    ) -> None:
        await check_editor(interaction)
        found = await _found(interaction, milestone)
        reopen = Reopen(found.guild_id, found.id)
        await record_done(interaction, found, reopen, evidence=evidence, url=link, on=on)

    @app_commands.command(description="Say who on your team answers for it; nobody given: nobody")
    @app_commands.describe(
        milestone="Which one", owner="Who", deputy="Who is called on where the owner is silent"
    )
    @app_commands.autocomplete(milestone=open_choices)
    async def assign(
        self,
        interaction: discord.Interaction[Any],
        milestone: Text,
        owner: discord.Member | None = None,
        deputy: discord.Member | None = None,
    ) -> None:
        await check_editor(interaction)
        now = interaction.client.now()
        change = await services(interaction).milestones.assign(
            server(interaction),
            by=interaction.user.id,
            now=now,
            reference=milestone,
            owner_id=owner.id if owner else None,
            deputy_id=deputy.id if deputy else None,
        )
        title = t("Owner named") if owner else t("Deputy named")
        title = title if owner or deputy else t("No owner any more")
        row = [Why(change.after.guild_id, change.after.id)]
        view = change_card(title, change, now, interaction.user.id, [row])
        await show(interaction, view, private=False)

    @app_commands.command(description="Record that it need not be met any more; reminders stop")
    @app_commands.describe(milestone="Which one", reason="Who waived it, and why")
    @app_commands.autocomplete(milestone=open_choices)
    async def waive(
        self, interaction: discord.Interaction[Any], milestone: Text, reason: Note
    ) -> None:
        await _end(interaction, milestone, SettlementKind.WAIVED, t("Waived"), reason)

    @app_commands.command(description="Record that it will not happen; reminders stop")
    @app_commands.describe(milestone="Which one", reason="Why it was cancelled")
    @app_commands.autocomplete(milestone=open_choices)
    async def cancel(
        self, interaction: discord.Interaction[Any], milestone: Text, reason: Note
    ) -> None:
        await _end(interaction, milestone, SettlementKind.CANCELLED, t("Cancelled"), reason)

    @app_commands.command(description="Record that it rests until something else happens")
    @app_commands.describe(milestone="Which one", reason="What it waits for")
    @app_commands.autocomplete(milestone=open_choices)
    async def suspend(
        self, interaction: discord.Interaction[Any], milestone: Text, reason: Note
    ) -> None:
        await _end(interaction, milestone, SettlementKind.SUSPENDED, t("Suspended"), reason)

    @app_commands.command(description="Record that something else has taken its place")
    @app_commands.describe(milestone="Which one", reason="What has taken its place")
    @app_commands.autocomplete(milestone=open_choices)
    async def supersede(
        self, interaction: discord.Interaction[Any], milestone: Text, reason: Note
    ) -> None:
        await _end(interaction, milestone, SettlementKind.SUPERSEDED, t("Superseded"), reason)

    @app_commands.command(description="Take back that it was done, waived or cancelled")
    @app_commands.describe(milestone="Which one", reason="Why it is open again")
    @app_commands.autocomplete(milestone=milestone_choices)
    async def reopen(
        self, interaction: discord.Interaction[Any], milestone: Text, reason: Note | None = None
    ) -> None:
        await check_editor(interaction)
        now = interaction.client.now()
        by = interaction.user.id
        change = await services(interaction).milestones.reopen(
            server(interaction), by=by, now=now, reference=milestone, reason=reason
        )
        row = [Why(change.after.guild_id, change.after.id)]
        view = change_card(t("Open again"), change, now, by, [row])
        await show(interaction, view, private=False)


async def _found(interaction: discord.Interaction[Any], reference: str) -> Milestone:
    page = await services(interaction).milestones.show(server(interaction), reference)
    return page.milestone


async def _end(
    interaction: discord.Interaction[Any],
    milestone: str,
    kind: SettlementKind,
    title: str,
    reason: str,
) -> None:
    await check_editor(interaction)
    by, now = interaction.user.id, interaction.client.now()
    change = await services(interaction).milestones.end(
        server(interaction), by=by, now=now, reference=milestone, kind=kind, reason=reason
    )
    ids = (change.after.guild_id, change.after.id)
    view = change_card(title, change, now, by, [[Reopen(*ids), Why(*ids)]])
    await show(interaction, view, private=False)
