"""/remind pause, resume, skip and unskip: not now, and not this one."""

from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.subscriptions import Subscription
from bot.errors import NotAllowed, NotFound
from bot.messages import t
from cogs.milestone_choices import open_choices
from cogs.paging import show
from cogs.press import ID, answered, server, services
from cogs.render.pauses import paused_card, resumed_card, skipped_card, unskipped_card
from cogs.rights import check_editor
from cogs.wishes import named, visible, wish_choices

Text = app_commands.Range[str, 1, 300]
When = app_commands.Range[str, 1, 60]
Press = discord.Interaction[Any]


async def check_of(interaction: Press, wish: Subscription | None) -> None:
    """Return if the person may hold back these reminders (None: all), else NotAllowed."""
    if wish is None and not interaction.permissions.manage_guild:
        raise NotAllowed(
            t(
                "Only members who may manage this server can pause or resume all of its reminders. "
                "Name the ones that you mean."
            )
        )
    if wish is not None and wish.user_id is None:
        await check_editor(interaction)


class Unskip(
    ui.DynamicItem[ui.Button[Any]],
    template=rf"milepost:unskip:(?P<milestone>{ID}):(?P<wish>{ID})",
):
    """Takes back that a date is skipped here, or (with a subscription's id) by its reminders."""

    def __init__(self, milestone_id: int, wish_id: int) -> None:
        custom_id = f"milepost:unskip:{milestone_id}:{wish_id}"
        super().__init__(ui.Button(label=t("Undo"), custom_id=custom_id))
        self.milestone_id, self.wish_id = milestone_id, wish_id

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: Any, /) -> Self:
        return cls(int(match["milestone"]), int(match["wish"]))

    @answered
    async def callback(self, interaction: Press) -> None:
        wish = next((each for each in await visible(interaction) if each.id == self.wish_id), None)
        if self.wish_id and wish is None:
            raise NotFound(t("These reminders are off already. Look at /remind list."))
        await unskip(interaction, self.milestone_id, wish)


async def unskip(interaction: Press, milestone: str | int, wish: Subscription | None) -> None:
    """Plan again what was skipped: of these reminders, or of all those of this channel."""
    await _check_place(interaction, wish)
    skipped = await services(interaction).reminders.unskip(
        server(interaction),
        milestone,
        by=interaction.user.id,
        now=interaction.client.now(),
        channel_id=interaction.channel_id,
        subscription_id=wish.id if wish else None,
    )
    await show(interaction, unskipped_card(skipped), private=_is_own(wish))


async def _check_place(interaction: Press, wish: Subscription | None) -> None:
    if not _is_own(wish):
        await check_editor(interaction)


def _is_own(wish: Subscription | None) -> bool:
    return wish is not None and wish.user_id is not None


class PauseCommands(commands.GroupCog):
    """What holds reminders back."""

    @app_commands.command(description="Hold reminders back for a while; none is lost")
    @app_commands.describe(
        reminders="Which; empty: all of this server's",
        until="Until when: 4 May, for 2 weeks; empty: until you resume them",
    )
    @app_commands.autocomplete(reminders=wish_choices)
    async def pause(
        self, interaction: Press, reminders: Text | None = None, until: When | None = None
    ) -> None:
        wish = await named(interaction, reminders) if reminders else None
        await check_of(interaction, wish)
        paused = await services(interaction).pauses.pause(
            server(interaction),
            by=interaction.user.id,
            now=interaction.client.now(),
            until=until,
            subscription_id=wish.id if wish else None,
        )
        await show(interaction, paused_card(paused), private=_is_own(wish))

    @app_commands.command(description="End a pause; what waited is posted")
    @app_commands.describe(reminders="Which; empty: all of this server's")
    @app_commands.autocomplete(reminders=wish_choices)
    async def resume(self, interaction: Press, reminders: Text | None = None) -> None:
        wish = await named(interaction, reminders) if reminders else None
        await check_of(interaction, wish)
        now = interaction.client.now()
        paused = await services(interaction).pauses.resume(
            server(interaction),
            by=interaction.user.id,
            now=now,
            subscription_id=wish.id if wish else None,
        )
        guild = await services(interaction).guilds.get(server(interaction))
        view = resumed_card(paused, now, still=guild.paused_until)
        await show(interaction, view, private=_is_own(wish))

    @app_commands.command(description="Do not remind of a milestone this time")
    @app_commands.describe(
        milestone="Which milestone", reminders="In which reminders; empty: all in this channel"
    )
    @app_commands.autocomplete(milestone=open_choices, reminders=wish_choices)
    async def skip(
        self, interaction: Press, milestone: Text, reminders: Text | None = None
    ) -> None:
        wish = await named(interaction, reminders) if reminders else None
        await _check_place(interaction, wish)
        wish_id = wish.id if wish else None
        skipped = await services(interaction).reminders.skip(
            server(interaction),
            milestone,
            by=interaction.user.id,
            now=interaction.client.now(),
            channel_id=interaction.channel_id,
            subscription_id=wish_id,
        )
        view = skipped_card(skipped, [[Unskip(skipped.milestone.id, wish_id or 0)]])
        await show(interaction, view, private=_is_own(wish))

    @app_commands.command(name="unskip", description="Remind of a skipped milestone after all")
    @app_commands.describe(
        milestone="Which milestone", reminders="In which reminders; empty: all in this channel"
    )
    @app_commands.autocomplete(milestone=open_choices, reminders=wish_choices)
    async def take_back(
        self, interaction: Press, milestone: Text, reminders: Text | None = None
    ) -> None:
        wish = await named(interaction, reminders) if reminders else None
        await unskip(interaction, milestone, wish)
