"""/ask: a plain question, answered from the record."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.asking.answers import Answer
from bot.domain.asking.kinds import Kind
from bot.messages import t
from cogs.briefs import BriefButton, BriefQuery
from cogs.due import DueButton, DueQuery
from cogs.paging import show
from cogs.press import server, services
from cogs.render.answers import answer_card
from cogs.render.safe import plain
from cogs.why import why_rows

MOST_ASKED = 4000
"""Characters of a question that Discord lets through; of a long one the part that asks is read."""

MOST_BRIEFS = 4
_LISTS = frozenset({Kind.DUE, Kind.NEXT, Kind.OVERDUE, Kind.UNVERIFIED, Kind.UNDATED})


async def ask_view(interaction: discord.Interaction[Any], question: str) -> ui.LayoutView:
    """The answer to a question as a card."""
    now = interaction.client.now()
    answer = await services(interaction).asking.ask(
        server(interaction), question, now=now, asker_id=interaction.user.id
    )
    return answer_card(answer, now, _rows(answer))


def _rows(answer: Answer) -> list[list[ui.Item[Any]]]:
    """Why each of its dates, and the briefs on what it speaks of: where two are meant, on both."""
    dated = [each for each in answer.milestones if each.deadline is not None]
    row: list[ui.Item[Any]] = [
        BriefButton(
            BriefQuery(each.short_name), t("Brief: {name}", name=plain(each.short_name, 60))
        )
        for each in answer.agreements[:MOST_BRIEFS]
    ]
    if answer.kind in _LISTS:
        row.append(DueButton(DueQuery(365), 0, t("Due within a year"), apart=True))
    return [*why_rows(dated), *([row] if row else [])]


class AskCog(commands.Cog, name="ask"):
    """Plain questions."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    @app_commands.command(description="Ask in plain English; the answer comes from the record")
    @app_commands.describe(
        question="For example: when is the funding due under the Japan deal?",
        private="Show the answer to you alone",
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def ask(
        self,
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, MOST_ASKED],
        *,
        private: bool = False,
    ) -> None:
        await show(interaction, await ask_view(interaction, question), private=private)
