"""The reminders that a person may see and name: those of the channels and their own."""

from collections.abc import Iterable
from typing import Any

import discord

from bot.domain import subscription_names
from bot.domain.subscriptions import Subscription
from cogs.choices import choices
from cogs.places import place_names
from cogs.press import server, services


@choices
async def wish_choices(interaction: discord.Interaction[Any], typed: str) -> Iterable[str]:
    """The reminders that the person may name: the channels' and their own."""
    wishes = await visible(interaction)
    return subscription_names.offered(wishes, typed, place=place_names(interaction, wishes))


async def visible(interaction: discord.Interaction[Any]) -> tuple[Subscription, ...]:
    """The subscriptions of the server's channels and the person's own, not other people's."""
    every = await services(interaction).subscriptions.list(server(interaction))
    return tuple(each for each in every if each.user_id in (None, interaction.user.id))


async def named(interaction: discord.Interaction[Any], name: str) -> Subscription:
    """The subscription that a person picked by its name, of those that they may see."""
    wishes = await visible(interaction)
    return subscription_names.named(wishes, name, place=place_names(interaction, wishes))
