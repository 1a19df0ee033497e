"""What is offered while a person fills in a milestone's options."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands

from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import Modality
from cogs.choices import MOST, choices
from cogs.press import server, services

KINDS = [
    app_commands.Choice(name="Something to be done by then", value=DeadlineKind.ACT_BY.value),
    app_commands.Choice(name="Something enters into force", value=DeadlineKind.IN_FORCE.value),
    app_commands.Choice(name="Something expires", value=DeadlineKind.EXPIRY.value),
]
MODALITIES = [
    app_commands.Choice(name="shall (binding)", value=Modality.SHALL.value),
    app_commands.Choice(name="intends to (not binding)", value=Modality.INTENDS.value),
    app_commands.Choice(name="may", value=Modality.MAY.value),
    app_commands.Choice(name="states a fact", value=Modality.STATES.value),
]


@choices
async def milestone_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    return await services(interaction).milestones.references(server(interaction), typed, limit=MOST)


@choices
async def open_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    return await services(interaction).milestones.references(
        server(interaction), typed, open_only=True, limit=MOST
    )
