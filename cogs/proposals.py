"""Proposals: what was understood is shown before it is saved, under it Save and Discard."""

import re
from typing import Any, Self

import discord
from discord import ui
from discord.ext import commands

from bot.domain.changes import AgreementChange, MilestoneChange
from cogs.paging import show, turn
from cogs.press import ID, answered, check_reader, check_writer, services
from cogs.render.proposals import DISCARD, SAVE, discarded_card, proposal_card, saved_card
from cogs.why import Why, why_rows

_IDS = rf"(?P<guild>{ID}):(?P<proposal>{ID})"


async def propose(
    interaction: discord.Interaction[Any], guild_id: int, kind: str, arguments: dict[str, Any]
) -> None:
    """Work out what `arguments` mean and show it, to be saved or discarded by whoever asked."""
    proposal = await services(interaction).proposals.propose(
        guild_id,
        by=interaction.user.id,
        now=interaction.client.now(),
        kind=kind,
        arguments=arguments,
    )
    await show(interaction, proposal_card(proposal))


class ProposalButton(ui.DynamicItem[ui.Button[Any]], template=f"milepost:proposal:{_IDS}"):
    """A button on the card of a proposal; subclasses say what pressing it does."""

    def __init__(self, item: ui.Button[Any], guild_id: int, proposal_id: int) -> None:
        super().__init__(item)
        self.guild_id = guild_id
        self.proposal_id = proposal_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        if not isinstance(item, ui.Button):
            raise TypeError("a proposal has buttons only")
        return cls(item, int(match["guild"]), int(match["proposal"]))


class Save(ProposalButton, template=f"{SAVE}:{_IDS}"):
    """Saves what is shown, if the presser proposed it and may still change the record."""

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_writer(interaction, self.guild_id)
        saved = await services(interaction).proposals.confirm(
            self.guild_id, self.proposal_id, by=interaction.user.id, now=interaction.client.now()
        )
        await turn(interaction, saved_card(saved, _why(saved.outcome)))


def _why(outcome: AgreementChange | MilestoneChange) -> list[list[ui.Item[Any]]]:
    """What explains the dates that were just saved."""
    if isinstance(outcome, MilestoneChange):
        return [[Why(outcome.after.guild_id, outcome.after.id)]]
    return why_rows([each.after for each in outcome.moved])


class Discard(ProposalButton, template=f"{DISCARD}:{_IDS}"):
    """Drops what is shown; the record stays as it was."""

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_reader(interaction, self.guild_id)
        await services(interaction).proposals.discard(
            self.guild_id, self.proposal_id, by=interaction.user.id, now=interaction.client.now()
        )
        await turn(interaction, discarded_card())


class ProposalsCog(commands.Cog, name="proposals"):
    """Makes the two buttons known, so that they are heard after a restart."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(Save, Discard)
