"""Why a date is what it is: a button on one milestone, and a list to pick from under many."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.domain import wording
from bot.domain.milestones import Milestone
from bot.messages import t
from cogs.milestone_button import IDS, MilestoneButton
from cogs.paging import show
from cogs.press import ID, answered, check_reader, services
from cogs.render.deadlines import why_card
from cogs.render.reasons import hears_of
from cogs.render.safe import plain

MOST = 25
LENGTH = 100


class Why(MilestoneButton, template=f"milepost:why:{IDS}"):
    """Shows the presser alone how the milestone's date was reached."""

    word = "why"

    @classmethod
    def label(cls) -> str:
        return t("Why?")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await explain(interaction, self.guild_id, self.milestone_id, told=_is_post(interaction))


class WhyPick(ui.DynamicItem[ui.Select[Any]], template=rf"milepost:why-of:(?P<guild>{ID})"):
    """Lists the milestones of an answer, and shows the presser alone why one is due when it is."""

    def __init__(self, guild_id: int, milestones: Sequence[Milestone] = ()) -> None:
        options = [
            discord.SelectOption(
                label=plain(each.what, LENGTH) or "…",
                description=plain(f"{wording.due(each)} · {each.agreement}", LENGTH),
                value=str(each.id),
            )
            for each in milestones[:MOST]
        ]
        pick: ui.Select[Any] = ui.Select(
            custom_id=f"milepost:why-of:{guild_id}",
            placeholder=t("Why this date?"),
            options=options,
        )
        super().__init__(pick)
        self.guild_id = guild_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["guild"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await explain(interaction, self.guild_id, int(self.item.values[0]))


def why_rows(milestones: Sequence[Milestone]) -> list[list[ui.Item[Any]]]:
    """The row under a list that explains each of its dates; none where none is listed."""
    if not milestones:
        return []
    return [[WhyPick(milestones[0].guild_id, milestones)]]


async def explain(
    interaction: discord.Interaction[Any], guild_id: int, milestone_id: int, *, told: bool = False
) -> None:
    """Show the presser alone why a milestone is due when it is.

    With `told` also why this place is told of it at all.
    """
    await check_reader(interaction, guild_id)
    milestone = await services(interaction).milestones.by_id(guild_id, milestone_id)
    own = interaction.guild_id is None
    wishes = told and await services(interaction).milestones.heard_through(
        guild_id,
        milestone_id,
        channel_id=None if own else interaction.channel_id,
        user_id=interaction.user.id if own else None,
    )
    provenance = await services(interaction).milestones.provenance(guild_id, milestone_id)
    await show(interaction, why_card(milestone, hears_of(wishes or ()), provenance))


def _is_post(interaction: discord.Interaction[Any]) -> bool:
    """Whether the button is under what was posted unasked, rather than under an answer."""
    message = interaction.message
    return message is not None and message.interaction_metadata is None
