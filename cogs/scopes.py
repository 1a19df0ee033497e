"""Of what people want to hear: the options that reminders, digests and boards have in common."""

from typing import Any

import discord
from discord import app_commands

from bot.domain.subscriptions import Scope
from bot.errors import UserError
from bot.messages import t
from cogs.choices import agreement_choices, commodity_choices, party_choices
from cogs.milestone_choices import open_choices

Text = app_commands.Range[str, 1, 300]

SCOPES = [
    app_commands.Choice(name="everything", value=Scope.EVERYTHING.value),
    app_commands.Choice(name="an agreement", value=Scope.AGREEMENT.value),
    app_commands.Choice(name="a milestone", value=Scope.MILESTONE.value),
    app_commands.Choice(name="a party", value=Scope.PARTY.value),
    app_commands.Choice(name="a commodity", value=Scope.COMMODITY.value),
]
_NAMES = {
    Scope.AGREEMENT.value: agreement_choices,
    Scope.MILESTONE.value: open_choices,
    Scope.PARTY.value: party_choices,
    Scope.COMMODITY.value: commodity_choices,
}
"""What is offered as a name for each scope; everything needs none."""


async def name_choices(
    interaction: discord.Interaction[Any], typed: str
) -> list[app_commands.Choice[str]]:
    """What to offer as a name while a person types, by the scope that they chose."""
    offered = _NAMES.get(interaction.namespace.what)
    return await offered(interaction, typed) if offered else []


def scope_of(what: str, name: str | None) -> Scope:
    """The scope that a person chose. Raises UserError where it needs no name and has one."""
    if what == Scope.EVERYTHING and name:
        raise UserError(t("Everything needs no name: leave it out, or choose what it names."))
    return Scope(what)
