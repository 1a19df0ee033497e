"""/remind: who hears of what, where and how early."""

from dataclasses import replace
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.subscriptions import Scope, Subscription
from bot.errors import PostFailed, UserError
from bot.messages import t
from cogs.choices import agreement_choices, commodity_choices, party_choices
from cogs.milestone_choices import open_choices
from cogs.paging import page_of, show, turn
from cogs.places import Picked, PlaceTransformer, writable
from cogs.poster import put
from cogs.press import answered, server, services
from cogs.render.look import card
from cogs.render.reminders import (
    PAGE_SIZE,
    place_mention,
    preview_card,
    subscribed_card,
    subscriptions_card,
    unsubscribed_card,
)
from cogs.rights import check_editor
from cogs.wishes import named, visible, wish_choices

DEFAULT_DAYS = 90
LONGEST_DAYS = 3650

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


class PreviewButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"milepost:preview:(?P<page>\d{1,4}):(?P<days>\d{1,4}):(?P<wish>\d{1,19})",
):
    """Turns to a page of the coming reminders."""

    def __init__(self, page: int, days: int, wish_id: int, label: str | None = None) -> None:
        super().__init__(
            ui.Button(label=label or "…", custom_id=f"milepost:preview:{page}:{days}:{wish_id}")
        )
        self.page, self.days, self.wish_id = page, days, wish_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        return cls(int(match["page"]), int(match["days"]), int(match["wish"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        wishes = [each for each in await visible(interaction) if each.id == self.wish_id]
        wish = wishes[0] if wishes else None
        await turn(interaction, await preview_view(interaction, self.days, wish, self.page))


async def preview_view(
    interaction: discord.Interaction[Any], days: int, wish: Subscription | None, page: int = 0
) -> ui.LayoutView:
    """A page of what will be posted in the server's channels and to the person."""
    coming = await services(interaction).reminders.preview(
        server(interaction), now=interaction.client.now(), days=days, subscription=wish
    )
    own = [each for each in coming if each.subscription.user_id in (None, interaction.user.id)]
    shown, page, pages = page_of(own, page, PAGE_SIZE)
    wish_id = wish.id if wish else 0
    row = [PreviewButton(page - 1, days, wish_id, t("Previous"))] if page > 0 else []
    row += [PreviewButton(page + 1, days, wish_id, t("Next"))] if page + 1 < pages else []
    return preview_card(shown, len(own), days, (page, pages), [row] if row else [])


@app_commands.guild_only()
class RemindersCog(commands.GroupCog, name="reminders", group_name="remind"):
    """Who hears of what, where and how early."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(PreviewButton)

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

    @app_commands.command(name="list", description="Which reminders are on")
    async def show_all(self, interaction: discord.Interaction[Any]) -> None:
        undelivered = await services(interaction).subscriptions.undelivered(server(interaction))
        await show(interaction, subscriptions_card(await visible(interaction), undelivered))

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

    @app_commands.command(description="Post a sample where these reminders go")
    @app_commands.describe(reminders="Which; /remind list shows them")
    @app_commands.autocomplete(reminders=wish_choices)
    async def test(self, interaction: discord.Interaction[Any], reminders: Text) -> None:
        wish = await named(interaction, reminders)
        if wish.user_id is None:
            await check_editor(interaction)
        now = interaction.client.now()
        post = await services(interaction).reminders.sample(server(interaction), wish, now=now)
        await interaction.response.defer(ephemeral=True)
        try:
            await put(interaction.client, replace(post, nonce=f"test-{interaction.id}"))
        except PostFailed as failure:
            raise UserError(t("The test was not posted. {why}", why=failure.reason)) from failure
        sent = t("A test is posted: {place}.", place=place_mention(wish))
        view = card(t("It works"), sent)
        await interaction.followup.send(view=view, ephemeral=True)

    @app_commands.command(description="What I will post, and when")
    @app_commands.describe(
        days="How many days ahead (90 unless you say)", reminders="Only these; empty: all"
    )
    @app_commands.autocomplete(reminders=wish_choices)
    async def preview(
        self,
        interaction: discord.Interaction[Any],
        days: app_commands.Range[int, 1, LONGEST_DAYS] = DEFAULT_DAYS,
        reminders: Text | None = None,
    ) -> None:
        wish = await named(interaction, reminders) if reminders else None
        await show(interaction, await preview_view(interaction, days, wish))


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
