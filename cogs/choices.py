"""The names that are offered while a person types; never an error, at most 25."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import wraps
from typing import Any

import discord
from discord import app_commands

from bot.services import Services
from cogs.render.safe import plain

Offered = Callable[[discord.Interaction[Any], str], Awaitable[Iterable[str]]]
Choices = Callable[
    [discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]
]
MOST = 25
LENGTH = 100

_log = logging.getLogger(__name__)


def choices(offered: Offered) -> Choices:
    """Autocomplete that offers these names; what is chosen is the name itself."""

    @wraps(offered)
    async def complete(
        interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        try:
            names = list(await offered(interaction, typed))
        except Exception:
            _log.exception("No names could be offered for interaction %s.", interaction.id)
            return []
        cut = dict.fromkeys(name[:LENGTH] for name in names if plain(name))
        return [
            app_commands.Choice(name=plain(name, LENGTH), value=name) for name in list(cut)[:MOST]
        ]

    return complete


@choices
async def agreement_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    services: Services = interaction.client.services
    return await services.agreements.names(interaction.guild_id or 0, typed, limit=MOST)


@choices
async def archived_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    services: Services = interaction.client.services
    return await services.agreements.names(
        interaction.guild_id or 0, typed, archived=True, limit=MOST
    )


@choices
async def party_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    services: Services = interaction.client.services
    return await services.agreements.parties(interaction.guild_id or 0, typed, limit=MOST)


@choices
async def commodity_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    services: Services = interaction.client.services
    return await services.agreements.commodities(interaction.guild_id or 0, typed, limit=MOST)


@choices
async def subject_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    services: Services = interaction.client.services
    return await services.briefs.subjects(interaction.guild_id or 0, typed, limit=MOST)
