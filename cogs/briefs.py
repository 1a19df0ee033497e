"""/brief: where an agreement, a party or a commodity stands."""

from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.briefs import Brief, SubjectKind
from bot.messages import t
from cogs.choices import subject_choices
from cogs.due import DueButton, DueQuery
from cogs.paging import packed, page_of, show, turn
from cogs.press import answered
from cogs.render.briefs import SOURCES_PAGE, brief_card, sources_card
from cogs.why import why_rows

YEAR_DAYS = 365


class BriefButton(ui.DynamicItem[ui.Button[Any]], template=r"brief:(?P<subject>.+)"):
    """Shows a brief to the presser alone."""

    def __init__(self, subject: str, label: str = "") -> None:
        super().__init__(ui.Button(label=label, custom_id=packed("brief:", subject)))
        self.subject = subject

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        return cls(match["subject"])

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await show(interaction, await brief_view(interaction, self.subject))


class SourcesButton(
    ui.DynamicItem[ui.Button[Any]], template=r"sources:(?P<page>\+|\d+):(?P<subject>.+)"
):
    """Shows a page of a brief's sources; the first one opens beside the brief."""

    def __init__(self, subject: str, page: int | None, label: str = "") -> None:
        head = f"sources:{'+' if page is None else page}:"
        super().__init__(ui.Button(label=label, custom_id=packed(head, subject)))
        self.subject, self.page = subject, page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        return cls(match["subject"], None if match["page"] == "+" else int(match["page"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        brief = await _brief(interaction, self.subject)
        shown, page, pages = page_of(brief.sources, self.page or 0, SOURCES_PAGE)
        row = []
        if page > 0:
            row.append(SourcesButton(self.subject, page - 1, t("Previous")))
        if page + 1 < pages:
            row.append(SourcesButton(self.subject, page + 1, t("Next")))
        view = sources_card(brief, shown, (page, pages), [row] if row else [])
        await (show if self.page is None else turn)(interaction, view)


async def brief_view(interaction: discord.Interaction[Any], subject: str) -> ui.LayoutView:
    """The brief on what was named."""
    brief = await _brief(interaction, subject)
    listed = (*brief.next, *brief.overdue, *brief.unverified, *brief.awaiting, *brief.undated)
    return brief_card(brief, interaction.client.now(), [*why_rows(listed), _row(brief)])


async def _brief(interaction: discord.Interaction[Any], subject: str) -> Brief:
    brief: Brief = await interaction.client.services.briefs.brief(
        interaction.guild_id, subject, now=interaction.client.now()
    )
    return brief


def _row(brief: Brief) -> list[ui.Item[Any]]:
    name = brief.subject.name
    query = {
        SubjectKind.AGREEMENT: DueQuery(YEAR_DAYS, agreement=name),
        SubjectKind.PARTY: DueQuery(YEAR_DAYS, party=name),
        SubjectKind.COMMODITY: DueQuery(YEAR_DAYS, commodity=name),
    }[brief.subject.kind]
    sources = t("Sources ({count})", count=len(brief.sources))
    return [
        SourcesButton(name, None, sources),
        DueButton(query, 0, t("Due within a year"), apart=True),
    ]


class BriefsCog(commands.Cog, name="briefs"):
    """Where things stand."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(BriefButton, SourcesButton)

    @app_commands.command(description="Where an agreement, a party or a commodity stands")
    @app_commands.describe(
        subject="An agreement, a party or a commodity; start typing and pick",
        private="Show the answer to you alone",
    )
    @app_commands.autocomplete(subject=subject_choices)
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def brief(
        self,
        interaction: discord.Interaction[Any],
        subject: app_commands.Range[str, 1, 200],
        *,
        private: bool = False,
    ) -> None:
        await show(interaction, await brief_view(interaction, subject), private=private)
