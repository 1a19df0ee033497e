"""/remind add, change and remove: who is to hear of what, where and how early."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.dates.values import DeadlineKind
from bot.domain.edits import Edits, Extra
from bot.domain.subscriptions import MOST_DAYS_UNSEEN, Subscription
from bot.errors import UserError
from bot.messages import t
from cogs.audience import audience, check_mention
from cogs.mentions import Whom, mention_ids, role_id, unheard
from cogs.paging import show
from cogs.places import Place, writable
from cogs.press import server, services
from cogs.render.reminders import changed_card, subscribed_card, unsubscribed_card
from cogs.rights import check_editor
from cogs.scopes import SCOPES, Text, name_choices, scope_of
from cogs.wishes import named, wish_choices

Days = app_commands.Range[str, 1, 100]
Unseen = app_commands.Range[int, 1, MOST_DAYS_UNSEEN]
Press = discord.Interaction[Any]

KINDS = [
    app_commands.Choice(name="things to be done", value=DeadlineKind.ACT_BY.value),
    app_commands.Choice(name="entries into force", value=DeadlineKind.IN_FORCE.value),
    app_commands.Choice(name="expiries", value=DeadlineKind.EXPIRY.value),
]
EXTRAS = [
    app_commands.Choice(name="its mention", value=Extra.MENTION.value),
    app_commands.Choice(name="its fallback", value=Extra.FALLBACK.value),
    app_commands.Choice(name="its escalation", value=Extra.ESCALATION.value),
]


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
        fallback="Where to post what cannot be posted there",
        escalate_after="Call on owner and deputy after so many days without a Seen",
        last_resort="Whom to call on last",
    )
    @app_commands.choices(what=SCOPES)
    @app_commands.autocomplete(name=name_choices)
    async def add(
        self,
        interaction: Press,
        *,
        what: str,
        name: Text | None = None,
        channel: Place | None = None,
        direct_message: bool = False,
        days: Days | None = None,
        mention: discord.Role | discord.Member | None = None,
        silent: bool = False,
        fallback: Place | None = None,
        escalate_after: Unseen | None = None,
        last_resort: discord.Role | None = None,
    ) -> None:
        if not direct_message:
            await check_editor(interaction)
        scope = scope_of(what, name)
        heard = await audience(interaction, channel, mention, alone=direct_message, silent=silent)
        heard["fallback_channel_id"] = await writable(interaction, fallback) if fallback else None
        heard["escalate_after"] = escalate_after
        heard["last_resort_role_id"] = role_id(last_resort)
        page = await services(interaction).subscriptions.add(
            server(interaction),
            by=interaction.user.id,
            now=interaction.client.now(),
            scope=scope,
            subject=name,
            ladder=days,
            **heard,
        )
        view = subscribed_card(page, unheard(mention, last_resort))
        await show(interaction, view, private=direct_message)

    @app_commands.command(description="Change reminders that are on; what you leave out stays")
    @app_commands.describe(
        reminders="Which; /remind list shows them",
        days="Days before the date, + for after: 30, 7, 1, 0, +1; or: usual",
        kind="For which dates those days are; empty: for all",
        mention="Whom to mention instead: a role or a member",
        silent="Post without a sound",
        fallback="Where to post what cannot be posted there",
        escalate_after="Call on owner and deputy after so many days without a Seen",
        last_resort="Whom to call on last",
        without="What to take away",
    )
    @app_commands.choices(kind=KINDS, without=EXTRAS)
    @app_commands.autocomplete(reminders=wish_choices)
    async def change(
        self,
        interaction: Press,
        *,
        reminders: Text,
        days: Days | None = None,
        kind: str | None = None,
        mention: discord.Role | discord.Member | None = None,
        silent: bool | None = None,
        fallback: Place | None = None,
        escalate_after: Unseen | None = None,
        last_resort: discord.Role | None = None,
        without: str | None = None,
    ) -> None:
        wish = await _of_ones_own_or_the_team(interaction, reminders)
        _check_changes(wish, days, kind, mention)
        role, member = mention_ids(mention)
        edits = Edits(
            ladder=days,
            kind=DeadlineKind(kind) if kind else None,
            role_id=role,
            mention_user_id=member,
            silent=silent,
            fallback_channel_id=await writable(interaction, fallback) if fallback else None,
            escalate_after=escalate_after,
            last_resort_role_id=role_id(last_resort),
            without=Extra(without) if without else None,
        )
        page = await services(interaction).subscriptions.change(
            server(interaction),
            wish.id,
            edits,
            by=interaction.user.id,
            now=interaction.client.now(),
        )
        view = changed_card(page, unheard(mention, last_resort))
        await show(interaction, view, private=wish.user_id is not None)

    @app_commands.command(description="Switch reminders off")
    @app_commands.describe(reminders="Which; /remind list shows them")
    @app_commands.autocomplete(reminders=wish_choices)
    async def remove(self, interaction: Press, reminders: Text) -> None:
        wish = await _of_ones_own_or_the_team(interaction, reminders)
        removed = await services(interaction).subscriptions.remove(
            server(interaction), wish.id, by=interaction.user.id, now=interaction.client.now()
        )
        await show(interaction, unsubscribed_card(removed), private=wish.user_id is not None)


async def _of_ones_own_or_the_team(interaction: Press, name: str) -> Subscription:
    """The reminders of that name, if the person may change them."""
    wish = await named(interaction, name)
    if wish.user_id is None:
        await check_editor(interaction)
    return wish


def _check_changes(
    wish: Subscription, days: str | None, kind: str | None, mention: Whom | None
) -> None:
    """Raise UserError where options are of no use for these reminders."""
    if kind is not None and days is None:
        raise UserError(t("Say on which days as well: fill in days, such as 30, 7, 1, 0."))
    if wish.schedule is not None and days is not None:
        raise UserError(t("A digest has no days of its own: leave the days out."))
    check_mention(mention, wish.user_id)
