"""/remind add and remove: who is to hear of what, where and how early."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.subscriptions import Scope
from bot.errors import UserError
from bot.messages import t
from cogs.choices import agreement_choices, commodity_choices, party_choices
from cogs.milestone_choices import open_choices
from cogs.paging import show
from cogs.places import Picked, PlaceTransformer, writable
from cogs.press import server, services
from cogs.render.reminders import subscribed_card, unsubscribed_card
from cogs.rights import check_editor
from cogs.wishes import named, wish_choices

Text = app_commands.Range[str, 1, 300]
Place = app_commands.Transform[Picked, PlaceTransformer]

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
    offered = _NAMES.get(interaction.namespace.what)
    return await offered(interaction, typed) if offered else []


class SubscriptionCommands(commands.GroupCog):
    """What switches reminders on and off."""

    @app_commands.command(description="Be reminded in a channel or by direct message")
    @app_commands.describe(
        what="Of what",
        name="Which one, if you chose an agreement, a milestone, a party or a commodity",
        channel="Where; empty: here",
        direct_message="Send it to you instead of a channel",
        days="Days before the date, + for after: 30, 7, 1, 0, +1; empty: from 90 days before",
        mention="Whom to mention there: a role or a member",
        silent="Post without a sound",
    )
    @app_commands.choices(what=SCOPES)
    @app_commands.autocomplete(name=name_choices)
    async def add(
        self,
        interaction: discord.Interaction[Any],
        *,
        what: str,
        name: Text | None = None,
        channel: Place | None = None,
        direct_message: bool = False,
        days: app_commands.Range[str, 1, 100] | None = None,
        mention: discord.Role | discord.Member | None = None,
        silent: bool = False,
    ) -> None:
        if not direct_message:
            await check_editor(interaction)
        _check_together(what, name, channel, mention, direct_message=direct_message)
        page = await services(interaction).subscriptions.add(
            server(interaction),
            by=interaction.user.id,
            now=interaction.client.now(),
            scope=Scope(what),
            subject=name,
            channel_id=None if direct_message else await writable(interaction, channel),
            user_id=interaction.user.id if direct_message else None,
            ladder=days,
            role_id=mention.id if isinstance(mention, discord.Role) else None,
            mention_user_id=mention.id if isinstance(mention, discord.Member) else None,
            silent=silent,
        )
        await show(interaction, subscribed_card(page, _unheard(mention)), private=direct_message)

    @app_commands.command(description="Switch reminders off")
    @app_commands.describe(reminders="Which; /remind list shows them")
    @app_commands.autocomplete(reminders=wish_choices)
    async def remove(self, interaction: discord.Interaction[Any], reminders: Text) -> None:
        wish = await named(interaction, reminders)
        own = wish.user_id is not None
        if not own:
            await check_editor(interaction)
        removed = await services(interaction).subscriptions.remove(
            server(interaction), wish.id, by=interaction.user.id, now=interaction.client.now()
        )
        await show(interaction, unsubscribed_card(removed), private=own)


def _check_together(
    what: str,
    name: str | None,
    channel: Picked | None,
    mention: discord.Role | discord.Member | None,
    *,
    direct_message: bool,
) -> None:
    """Raise UserError where two options contradict each other."""
    if what == Scope.EVERYTHING and name:
        raise UserError(t("Everything needs no name: leave it out, or choose what it names."))
    if direct_message and channel is not None:
        raise UserError(t("Choose either a channel or direct messages to you."))
    if direct_message and mention is not None:
        raise UserError(t("A direct message reaches you anyway: leave the mention out."))
    if isinstance(mention, discord.Role) and mention.is_default():
        raise UserError(t("I do not mention everyone. Choose the role of the team, or a member."))


def _unheard(mention: discord.Role | discord.Member | None) -> str | None:
    """A warning where Discord will show a mention without notifying anybody."""
    if not isinstance(mention, discord.Role) or mention.mentionable:
        return None
    if mention.guild.me.guild_permissions.mention_everyone:
        return None
    return t(
        "{role} is not notified as long as its settings do not let anyone mention it.",
        role=mention.mention,
    )
