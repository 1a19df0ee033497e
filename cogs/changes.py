"""/changes: what has changed since somebody looked."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from math import ceil
from typing import Any, Self
from zoneinfo import ZoneInfo

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain import wording
from bot.domain.dates.zones import instant
from bot.domain.spans import read_span
from bot.errors import UserError
from bot.messages import t
from cogs.choices import agreement_choices, choices
from cogs.paging import packed, page_of, show, turn, unpacked
from cogs.press import answered, server, services
from cogs.render.histories import PAGE_SIZE, changes_card

FIRST_VISIT = timedelta(days=7)
"""How far back somebody is told who never asked before."""

OVERLAP = timedelta(seconds=5)
"""What is told twice rather than never: it may have been written while the person was asking."""


class ChangesButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"changes:(?P<page>\d{1,6}):(?P<since>-?\d{1,11}):(?P<until>\d{1,11}):(?P<names>.*)",
):
    """Shows a page of what has changed."""

    def __init__(
        self, page: int, since: datetime, until: datetime, agreement: str | None, label: str = ""
    ) -> None:
        # Whole seconds: the period is widened to them, so that nothing falls out of it.
        head = f"changes:{page}:{int(since.timestamp())}:{ceil(until.timestamp())}:"
        super().__init__(ui.Button(label=label or "…", custom_id=packed(head, agreement)))
        self.page, self.since, self.until, self.agreement = page, since, until, agreement

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        since, until = (
            datetime.fromtimestamp(int(match[each]), UTC) for each in ("since", "until")
        )
        return cls(int(match["page"]), since, until, unpacked(match["names"])[0])

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        view = await changes_view(
            interaction, self.since, self.until, self.agreement, page=self.page
        )
        await turn(interaction, view)


async def changes_view(
    interaction: discord.Interaction[Any],
    since: datetime,
    until: datetime,
    agreement: str | None,
    *,
    page: int = 0,
) -> ui.LayoutView:
    """A page of what has changed in a period."""
    found = await services(interaction).changes.since(
        server(interaction), since, until=until, agreement=agreement
    )
    shown, page, pages = page_of(found.told, page, PAGE_SIZE)

    def button(to: int, label: str) -> ChangesButton:
        return ChangesButton(to, since, until, agreement, label)

    row = [button(page - 1, t("Previous"))] if page > 0 else []
    row += [button(page + 1, t("Next"))] if page + 1 < pages else []
    return changes_card(found, shown, (page, pages), [row] if row else [])


@choices
async def since_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    """The usual answers, and what the person is typing."""
    usual = (t("my last visit"), t("yesterday"), t("Monday"), t("last week"), t("last month"))
    offered = [each for each in usual if each.casefold().startswith(typed.casefold())]
    return [typed, *offered] if typed and typed not in offered else offered


async def _since(
    interaction: discord.Interaction[Any], typed: str | None, unseen_from: datetime
) -> datetime:
    """The instant that a person means; UserError for what is no date or lies ahead."""
    if typed is None or typed.strip().casefold() in (t("my last visit"), "last visit", "visit"):
        return unseen_from
    now: datetime = interaction.client.now()
    guild = await services(interaction).guilds.get(server(interaction))
    today = now.astimezone(ZoneInfo(guild.zone)).date()
    words = typed.strip().removeprefix("since ")
    first = read_span(words, today=today, zone=guild.zone, past=True).first
    if first > today:
        raise UserError(t("{day} has not come yet; give a day that has.", day=wording.day(first)))
    return instant(first, time(), guild.zone)


async def _unseen_from(interaction: discord.Interaction[Any]) -> datetime:
    """From when on a person has not been told what changed."""
    visit = await services(interaction).changes.last_visit(server(interaction), interaction.user.id)
    return visit - OVERLAP if visit else interaction.client.now() - FIRST_VISIT


class ChangesCog(commands.Cog, name="changes"):
    """What has changed since somebody looked."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(ChangesButton)

    @app_commands.command(description="What has changed on record since a day, or since you looked")
    @app_commands.describe(
        since="Since when: my last visit, Monday, last week, 1 April; empty: your last visit",
        agreement="Only this agreement",
        private="Show the answer to you alone",
    )
    @app_commands.autocomplete(since=since_choices, agreement=agreement_choices)
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def changes(
        self,
        interaction: discord.Interaction[Any],
        since: app_commands.Range[str, 1, 100] | None = None,
        agreement: app_commands.Range[str, 1, 200] | None = None,
        *,
        private: bool = True,
    ) -> None:
        now = interaction.client.now()
        unseen_from = await _unseen_from(interaction)
        at = await _since(interaction, since, unseen_from)
        view = await changes_view(interaction, at, now, agreement)
        if agreement is None and at <= unseen_from:  # else something since then is still untold
            await services(interaction).changes.visited(
                server(interaction), interaction.user.id, now=now
            )
        await show(interaction, view, private=private)
