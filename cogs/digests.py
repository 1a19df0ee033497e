"""/digest: where things stand, every day or every week at an hour."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain import subscription_names
from bot.domain.digests import Every
from bot.domain.edits import Edits
from bot.domain.subscriptions import Subscription
from bot.errors import UserError
from bot.messages import t
from bot.services.digests import DigestPage, When
from cogs.audience import audience, check_mention
from cogs.choices import choices
from cogs.digest_posts import DigestButton, digest_message
from cogs.mentions import mention_ids, unheard
from cogs.paging import show
from cogs.places import Place, place_names
from cogs.press import server, services
from cogs.render.digest_lists import (
    digest_changed_card,
    digest_off_card,
    digests_card,
    switched_on_card,
)
from cogs.rights import check_editor
from cogs.scopes import SCOPES, Text, name_choices, scope_of
from cogs.zones import zone_choices

Press = discord.Interaction[Any]
Hour = app_commands.Range[int, 0, 23]
Zone = app_commands.Range[str, 1, 100]

EVERY = [
    app_commands.Choice(name="day", value=Every.DAY.value),
    app_commands.Choice(name="week", value=Every.WEEK.value),
]
WEEKDAYS = [
    app_commands.Choice(name=name, value=number)
    for number, name in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    )
]


@choices
async def digest_choices(interaction: Press, typed: str) -> Iterable[str]:
    """The digests that the person may name: the channels' and their own."""
    wishes = [each.subscription for each in await _visible(interaction)]
    return subscription_names.offered(wishes, typed, place=place_names(interaction, wishes))


async def _visible(interaction: Press) -> list[DigestPage]:
    every = await services(interaction).digests.list(server(interaction))
    own = (None, interaction.user.id)
    return [each for each in every if each.subscription.user_id in own]


async def _named(interaction: Press, name: str) -> Subscription:
    wishes = [each.subscription for each in await _visible(interaction)]
    if not wishes:
        raise UserError(t("No digest is on. `/digest add` switches one on."))
    return subscription_names.named(wishes, name, place=place_names(interaction, wishes))


async def _own_or_the_teams(interaction: Press, name: str) -> Subscription:
    """The digest of that name, if the person may change it."""
    wish = await _named(interaction, name)
    if wish.user_id is None:
        await check_editor(interaction)
    return wish


@app_commands.guild_only()
class DigestsCog(commands.GroupCog, name="digests", group_name="digest"):
    """Briefs on a schedule."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(DigestButton)

    @app_commands.command(description="Get a digest every day or week, in a channel or for you")
    @app_commands.describe(
        what="Of what",
        every="How often",
        name="Which one, if you chose an agreement, a milestone, a party or a commodity",
        weekday="On which day of the week (Monday unless you say)",
        hour="At which hour, 0 to 23; empty: the server's hour for reminders",
        zone="By which city's clock; empty: the server's",
        channel="Where; empty: here",
        direct_message="Send it to you instead of a channel, with what you answer for",
        skip_empty="Leave it out when there is nothing to tell (yes unless you say)",
        silent="Post without a sound",
        mention="Whom to mention there: a role or a member",
    )
    @app_commands.choices(what=SCOPES, every=EVERY)
    @app_commands.choices(weekday=WEEKDAYS)
    @app_commands.autocomplete(name=name_choices, zone=zone_choices)
    async def add(
        self,
        interaction: Press,
        *,
        what: str,
        every: str,
        name: Text | None = None,
        weekday: int | None = None,
        hour: Hour | None = None,
        zone: Zone | None = None,
        channel: Place | None = None,
        direct_message: bool = False,
        skip_empty: bool = True,
        silent: bool = False,
        mention: discord.Role | discord.Member | None = None,
    ) -> None:
        if not direct_message:
            await check_editor(interaction)
        scope = scope_of(what, name)
        heard = await audience(interaction, channel, mention, alone=direct_message, silent=silent)
        page = await services(interaction).digests.add(
            server(interaction),
            by=interaction.user.id,
            now=interaction.client.now(),
            scope=scope,
            subject=name,
            when=When(Every(every), weekday, hour, zone, skip_empty),
            **heard,
        )
        view = switched_on_card(page, unheard(mention))
        await show(interaction, view, private=direct_message)

    @app_commands.command(name="list", description="Which digests are on, and when each comes")
    async def show_all(self, interaction: Press) -> None:
        found = await _visible(interaction)
        await show(interaction, digests_card(found, interaction.client.now()))

    @app_commands.command(description="Change a digest; what you leave out stays")
    @app_commands.describe(
        digest="Which; /digest list shows them",
        every="How often",
        weekday="On which day of the week",
        hour="At which hour, 0 to 23",
        zone="By which city's clock",
        skip_empty="Leave it out when there is nothing to tell",
        silent="Post without a sound",
        mention="Whom to mention instead: a role or a member",
    )
    @app_commands.choices(every=EVERY)
    @app_commands.choices(weekday=WEEKDAYS)
    @app_commands.autocomplete(digest=digest_choices, zone=zone_choices)
    async def change(
        self,
        interaction: Press,
        *,
        digest: Text,
        every: str | None = None,
        weekday: int | None = None,
        hour: Hour | None = None,
        zone: Zone | None = None,
        skip_empty: bool | None = None,
        silent: bool | None = None,
        mention: discord.Role | discord.Member | None = None,
    ) -> None:
        wish = await _own_or_the_teams(interaction, digest)
        check_mention(mention, wish.user_id)
        role, member = mention_ids(mention)
        page = await services(interaction).digests.change(
            server(interaction),
            wish.id,
            When(Every(every) if every else None, weekday, hour, zone, skip_empty),
            Edits(role_id=role, mention_user_id=member, silent=silent),
            by=interaction.user.id,
            now=interaction.client.now(),
        )
        view = digest_changed_card(page, unheard(mention))
        await show(interaction, view, private=wish.user_id is not None)

    @app_commands.command(description="Switch a digest off")
    @app_commands.describe(digest="Which; /digest list shows them")
    @app_commands.autocomplete(digest=digest_choices)
    async def remove(self, interaction: Press, digest: Text) -> None:
        wish = await _own_or_the_teams(interaction, digest)
        removed = await services(interaction).subscriptions.remove(
            server(interaction), wish.id, by=interaction.user.id, now=interaction.client.now()
        )
        await show(interaction, digest_off_card(removed), private=wish.user_id is not None)

    @app_commands.command(description="What a digest would say if it came now")
    @app_commands.describe(digest="Which; /digest list shows them")
    @app_commands.autocomplete(digest=digest_choices)
    async def preview(self, interaction: Press, digest: Text) -> None:
        wish = await _named(interaction, digest)
        post = await services(interaction).digests.preview(
            server(interaction), wish.id, now=interaction.client.now()
        )
        await show(interaction, digest_message(post))
