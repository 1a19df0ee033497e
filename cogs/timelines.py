"""/timeline and /calendar: what happened and what falls due, drawn."""

import asyncio
from datetime import date
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.extents import Depth
from bot.domain.spans import Span, read_span
from bot.domain.timelines import Timeline, check_span, describe, timeline, usual_span
from bot.errors import UserError
from bot.messages import t
from cogs.briefs import BriefButton, BriefQuery
from cogs.choices import subject_choices
from cogs.paging import show
from cogs.press import server, services
from cogs.render.safe import said
from cogs.render.timelines import FILE, drawn, month_text_card, nothing_card, picture_card

Press = discord.Interaction[Any]
THEMES = [
    app_commands.Choice(name="light", value="light"),
    app_commands.Choice(name="dark", value="dark"),
]
FORMS = [
    app_commands.Choice(name="a picture", value="picture"),
    app_commands.Choice(name="text", value="text"),
]


class TimelinesCog(commands.Cog, name="timelines"):
    """What happened and what falls due, drawn."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    @app_commands.command(description="What happened and what falls due, as a picture")
    @app_commands.describe(
        subject="An agreement, a party, a commodity or a topic; empty: everything",
        period="Two weeks to ten years: 2026, next 6 months; empty: 3 months back, a year on",
        theme="On a light or a dark ground (light unless you say)",
        private="Show the answer to you alone",
    )
    @app_commands.choices(theme=THEMES)
    @app_commands.autocomplete(subject=subject_choices)
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def timeline(
        self,
        interaction: Press,
        subject: app_commands.Range[str, 1, 200] | None = None,
        period: app_commands.Range[str, 1, 100] | None = None,
        theme: str = "light",
        *,
        private: bool = False,
    ) -> None:
        today, zone = await _today(interaction)
        span = read_span(period, today=today, zone=zone) if period else usual_span(today)
        found = await _found(interaction, subject, check_span(span), today)
        title = t("Timeline: {name}", name=said(found.title, 100))
        if not found.lanes:
            await show(interaction, nothing_card(found, title), private=private)
            return
        await interaction.response.defer(ephemeral=private, thinking=True)
        png = await asyncio.to_thread(drawn, found, month=False, dark=theme == "dark")
        await _show_picture(interaction, png, title, describe(found), subject)

    @app_commands.command(description="A month with what happens and falls due in it")
    @app_commands.describe(
        month="Which month: May 2026, next month; empty: this one",
        subject="An agreement, a party, a commodity or a topic; empty: everything",
        form="As a picture or as text (a picture unless you say)",
        theme="On a light or a dark ground (light unless you say)",
        private="Show the answer to you alone",
    )
    @app_commands.choices(theme=THEMES, form=FORMS)
    @app_commands.autocomplete(subject=subject_choices)
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def calendar(
        self,
        interaction: Press,
        month: app_commands.Range[str, 1, 60] | None = None,
        subject: app_commands.Range[str, 1, 200] | None = None,
        form: str = "picture",
        theme: str = "light",
        *,
        private: bool = False,
    ) -> None:
        today, zone = await _today(interaction)
        found = await _found(interaction, subject, _month(month, today, zone), today)
        title = t("Calendar: {name}", name=said(found.title, 100))
        if form == "text" or not found.lanes:
            card = month_text_card if found.lanes else nothing_card
            await show(interaction, card(found, title), private=private)
            return
        await interaction.response.defer(ephemeral=private, thinking=True)
        png = await asyncio.to_thread(drawn, found, month=True, dark=theme == "dark")
        await _show_picture(interaction, png, title, describe(found, month=True), subject)


async def _today(interaction: Press) -> tuple[date, str]:
    """The day that the server has, and its zone."""
    guild = await services(interaction).guilds.get(server(interaction))
    return interaction.client.now().astimezone(ZoneInfo(guild.zone)).date(), guild.zone


def _month(typed: str | None, today: date, zone: str) -> Span:
    """The whole month that is meant; UserError for a longer time."""
    span = read_span(typed or "this month", today=today, zone=zone)
    if (span.first.year, span.first.month) != (span.last.year, span.last.month):
        raise UserError(t("A calendar shows one month, such as “May 2026”; /timeline shows more."))
    return read_span(f"{span.first:%Y-%m}", today=today, zone=zone)


async def _found(interaction: Press, subject: str | None, span: Span, today: date) -> Timeline:
    now = interaction.client.now()
    brief = await services(interaction).briefs.brief(
        server(interaction), subject, now=now, period=span, depth=Depth.DRAWN, near=True
    )
    return timeline(brief, span, now, today=today)


async def _show_picture(
    interaction: Press, png: bytes, title: str, words: str, subject: str | None
) -> None:
    view = picture_card(title, words, [[BriefButton(BriefQuery(subject), t("Brief"))]])
    view.stop()  # its buttons hold all they need: nothing of it has to stay in memory
    await interaction.edit_original_response(
        view=view,
        attachments=[discord.File(BytesIO(png), FILE, description=words)],
        allowed_mentions=discord.AllowedMentions.none(),
    )
