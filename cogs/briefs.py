"""/brief: where an agreement, a party, a commodity, a topic or everything stands."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.briefs import Brief, SubjectKind
from bot.domain.documents import Form, named, write
from bot.domain.extents import Depth
from bot.messages import t
from cogs.choices import subject_choices
from cogs.due import DueButton, DueQuery
from cogs.paging import packed, page_of, show, turn, unpacked
from cogs.press import answered, server, services
from cogs.render.briefs import SOURCES_PAGE, brief_card, sources_card
from cogs.why import why_rows

YEAR_DAYS = 365
FORMS = [
    app_commands.Choice(name="Markdown", value=Form.MARKDOWN.value),
    app_commands.Choice(name="a page to print (HTML)", value=Form.HTML.value),
]


@dataclass(frozen=True, slots=True)
class BriefQuery:
    """What a brief was asked for: a name, a person, a time; None for what was left out."""

    subject: str | None = None
    owner_id: int | None = None
    period: str | None = None

    def custom_id(self, head: str) -> str:
        """The question as a button keeps it."""
        return packed(f"{head}:{self.owner_id or 0:x}:", self.subject, self.period)

    @classmethod
    def read(cls, owner: str, names: str) -> Self:
        subject, period = (*unpacked(names), None)[:2]
        return cls(subject, int(owner, 16) or None, period)


_QUERY = r"(?P<owner>[0-7]?[0-9a-f]{1,15}):(?P<names>.*)"


class BriefButton(ui.DynamicItem[ui.Button[Any]], template=rf"brief:(?P<full>[+-]):{_QUERY}"):
    """Shows a brief to the presser alone, short or in full."""

    def __init__(self, query: BriefQuery, label: str = "", *, full: bool = False) -> None:
        custom_id = query.custom_id(f"brief:{'+' if full else '-'}")
        super().__init__(ui.Button(label=label or "…", custom_id=custom_id))
        self.query, self.full = query, full

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(BriefQuery.read(match["owner"], match["names"]), full=match["full"] == "+")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await show(interaction, await brief_view(interaction, self.query, full=self.full))


class SourcesButton(
    ui.DynamicItem[ui.Button[Any]],
    template=rf"sources:(?P<full>f?)(?P<page>\+|\d{{1,6}}):{_QUERY}",
):
    """Shows a page of a brief's sources, of the short or the full one, whose numbers may differ.

    The first page opens beside the brief.
    """

    def __init__(
        self, query: BriefQuery, page: int | None, label: str = "", *, full: bool = False
    ) -> None:
        head = f"sources:{'f' if full else ''}{'+' if page is None else page}"
        super().__init__(ui.Button(label=label or "…", custom_id=query.custom_id(head)))
        self.query, self.page, self.full = query, page, full

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        query = BriefQuery.read(match["owner"], match["names"])
        page = None if match["page"] == "+" else int(match["page"])
        return cls(query, page, full=bool(match["full"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        brief = await _brief(interaction, self.query, _depth(full=self.full))
        shown, page, pages = page_of(brief.sources, self.page or 0, SOURCES_PAGE)
        row = []
        if page > 0:
            row.append(SourcesButton(self.query, page - 1, t("Previous"), full=self.full))
        if page + 1 < pages:
            row.append(SourcesButton(self.query, page + 1, t("Next"), full=self.full))
        view = sources_card(brief, shown, (page, pages), [row] if row else [])
        await (show if self.page is None else turn)(interaction, view)


async def brief_view(
    interaction: discord.Interaction[Any], query: BriefQuery, *, full: bool = False
) -> ui.LayoutView:
    """The brief on what was asked."""
    brief = await _brief(interaction, query, _depth(full=full))
    listed = (*brief.next, *brief.overdue, *brief.unverified, *brief.awaiting, *brief.undated)
    rows = [*why_rows(listed), _row(brief, query, full=full)]
    return brief_card(brief, interaction.client.now(), rows, full=full)


async def _brief(interaction: discord.Interaction[Any], query: BriefQuery, depth: Depth) -> Brief:
    return await services(interaction).briefs.brief(
        server(interaction),
        query.subject,
        now=interaction.client.now(),
        owner_id=query.owner_id,
        period=query.period,
        depth=depth,
    )


def _depth(*, full: bool) -> Depth:
    return Depth.FULL if full else Depth.SHORT


def _row(brief: Brief, query: BriefQuery, *, full: bool) -> list[ui.Item[Any]]:
    sources = t("Sources ({count})", count=len(brief.sources))
    row: list[ui.Item[Any]] = []
    if brief.sources:
        row.append(SourcesButton(query, None, sources, full=full))
    if not full and not brief.is_empty:
        label = t("Show more") if brief.beyond else t("Show all")
        row.append(BriefButton(query, label, full=True))
    due = _due(brief)
    return [*row, DueButton(due, 0, t("Due"), apart=True)] if due else row


def _due(brief: Brief) -> DueQuery | None:
    """The question to /due that goes on where the brief ends; None where /due cannot ask it."""
    name, owner_id = brief.subject.name, brief.subject.owner_id
    match brief.subject.kind:
        case SubjectKind.AGREEMENT:
            return DueQuery(YEAR_DAYS, agreement=name, owner_id=owner_id)
        case SubjectKind.PARTY:
            return DueQuery(YEAR_DAYS, party=name, owner_id=owner_id)
        case SubjectKind.COMMODITY:
            return DueQuery(YEAR_DAYS, commodity=name, owner_id=owner_id)
        case SubjectKind.TOPIC:
            return None
    return DueQuery(YEAR_DAYS, owner_id=owner_id)


class BriefsCog(commands.Cog, name="briefs"):
    """Where things stand."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(BriefButton, SourcesButton)

    @app_commands.command(
        description="Where an agreement, a party, a commodity or everything stands"
    )
    @app_commands.describe(
        subject="An agreement, a party, a commodity or a topic; empty: everything",
        owner="Only what this person answers for",
        period="Only this time: next 30 days, May 2026, 1 May to 30 June",
        full="Show all that a message holds, not only what comes first",
        as_file="Attach the whole brief as a file, for those who read elsewhere",
        private="Show the answer to you alone",
    )
    @app_commands.choices(as_file=FORMS)
    @app_commands.autocomplete(subject=subject_choices)
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def brief(
        self,
        interaction: discord.Interaction[Any],
        subject: app_commands.Range[str, 1, 200] | None = None,
        owner: discord.User | None = None,
        period: app_commands.Range[str, 1, 100] | None = None,
        as_file: str | None = None,
        *,
        full: bool = False,
        private: bool = False,
    ) -> None:
        query = BriefQuery(subject, owner.id if owner else None, period)
        if as_file is None:
            view = await brief_view(interaction, query, full=full)
            await show(interaction, view, private=private)
            return
        brief = await _brief(interaction, query, Depth.FILE)
        await interaction.response.send_message(
            file=_file(interaction, brief, Form(as_file), owner), ephemeral=private
        )


def _file(
    interaction: discord.Interaction[Any], brief: Brief, form: Form, owner: discord.User | None
) -> discord.File:
    """The whole brief as a file; a person is named in it as Discord shows them."""
    title = None
    if owner is not None:
        title = t("{name}: what {person} answers for", name=brief.subject.name, person=owner)
    text = write(brief, interaction.client.now(), form, title=title)
    return discord.File(BytesIO(text.encode()), named(brief, form))
