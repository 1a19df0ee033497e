"""/setup, a walk through what a server needs."""

from collections.abc import Awaitable, Callable
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.guilds import Guild
from bot.domain.subscriptions import Scope
from bot.messages import t
from bot.services.catalogue import CatalogueReport
from cogs.paging import show
from cogs.places import check_channel, writable
from cogs.press import Form, answered, server, services
from cogs.render.setup import ID, ORDER, Step, walk_card
from cogs.settings import SettingsCommands, Zone, change, check_manages, team
from cogs.zones import zone_choices

Press = discord.Interaction[Any]


async def put_step(
    interaction: Press, step: Step, *, first: bool = False, report: CatalogueReport | None = None
) -> None:
    """Show a step: in a new message at first, then always in the same one.

    `report` is on the catalogue that was loaded on the way to it.
    """
    if step is Step.DONE:
        await change(interaction, set_up=True)
    guild = await services(interaction).guilds.get(server(interaction))
    reminding = await _reminding(interaction, guild)
    view = walk_card(step, guild, interaction.client.now(), reminding=reminding, report=report)
    view.stop()  # its controls say what they do: nothing of it has to stay in memory
    if first:
        await show(interaction, view)
    elif interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.edit_message(view=view)


async def _reminding(interaction: Press, guild: Guild) -> bool:
    every = await services(interaction).subscriptions.list(guild.id)
    return any(
        each.scope is Scope.EVERYTHING and each.channel_id == guild.channel_id
        for each in every
        if each.channel_id
    )


class SetupItem(ui.DynamicItem[ui.Item[Any]], template=ID + r":(?P<act>[a-z-]+)"):
    """A control of the walk; what it does is in its custom id, what it set is in the record."""

    def __init__(self, item: ui.Item[Any], act: str) -> None:
        super().__init__(item)
        self.act = act

    @classmethod
    async def from_custom_id(cls, interaction: Press, item: ui.Item[Any], match: Any, /) -> Self:
        return cls(item, match["act"])

    @answered
    async def callback(self, interaction: Press) -> None:
        check_manages(interaction)
        if self.act == "other-zone":
            await interaction.response.send_modal(ZoneForm())
            return
        if self.act.startswith("to-"):
            await put_step(interaction, Step(self.act.removeprefix("to-")))
            return
        if self.act == Step.CATALOGUE:
            report = await _load_catalogue(interaction)
            await put_step(interaction, Step.REMINDERS, report=report)
            return
        selects = (ui.Select, ui.ChannelSelect, ui.RoleSelect)
        values = list(self.item.values) if isinstance(self.item, selects) else []
        step = await _ACTS[self.act](interaction, values)
        await put_step(interaction, ORDER[ORDER.index(step) + 1])


async def _set_channel(interaction: Press, values: list[Any]) -> Step:
    await check_channel(interaction, values[0].id)
    await change(interaction, channel_id=values[0].id)
    return Step.CHANNEL


async def _set_here(interaction: Press, values: list[Any]) -> Step:
    await change(interaction, channel_id=await writable(interaction, None))
    return Step.CHANNEL


async def _set_zone(interaction: Press, values: list[Any]) -> Step:
    await change(interaction, zone=values[0])
    return Step.ZONE


async def _set_hour(interaction: Press, values: list[Any]) -> Step:
    await change(interaction, hour=int(values[0]))
    return Step.HOUR


async def _set_team(interaction: Press, values: list[Any]) -> Step:
    await change(interaction, role_id=team(values[0]))
    return Step.TEAM


async def _load_catalogue(interaction: Press) -> CatalogueReport:
    await interaction.response.defer()
    return await services(interaction).catalogue.load(
        server(interaction), by=interaction.user.id, now=interaction.client.now()
    )


async def _remind(interaction: Press, values: list[Any]) -> Step:
    guild = await services(interaction).guilds.get(server(interaction))
    await check_channel(interaction, guild.channel_id or 0)
    if not await _reminding(interaction, guild):
        await services(interaction).subscriptions.add(
            guild.id,
            by=interaction.user.id,
            now=interaction.client.now(),
            scope=Scope.EVERYTHING,
            subject=None,
            channel_id=guild.channel_id,
            user_id=None,
        )
    return Step.REMINDERS


_ACTS: dict[str, Callable[[Press, list[Any]], Awaitable[Step]]] = {
    Step.CHANNEL: _set_channel,
    "here": _set_here,
    Step.ZONE: _set_zone,
    Step.HOUR: _set_hour,
    Step.TEAM: _set_team,
    Step.REMINDERS: _remind,
}


class ZoneForm(Form):
    """Asks for a zone that is not on the list."""

    def __init__(self) -> None:
        super().__init__(t("Time zone"))
        self.zone: ui.TextInput[Any] = ui.TextInput(
            custom_id="zone", placeholder="Asia/Tashkent", max_length=60
        )
        self.add_item(
            ui.Label(
                text=t("Which time zone?"),
                description=t("A region and a city, such as Asia/Tashkent."),
                component=self.zone,
            )
        )

    async def submitted(self, interaction: Press) -> None:
        check_manages(interaction)
        await change(interaction, zone=self.zone.value)
        await put_step(interaction, Step.HOUR)


class SetupCog(SettingsCommands, name="setup"):
    """What a server needs to be served."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(SetupItem)

    @app_commands.command(description="Set Milepost up for this server, step by step")
    @app_commands.describe(zone="Your team's time zone; start typing a city")
    @app_commands.autocomplete(zone=zone_choices)
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: Press, zone: Zone | None = None) -> None:
        check_manages(interaction)
        name = interaction.guild.name if interaction.guild else None
        await change(interaction, name=name, zone=zone)
        await put_step(interaction, Step.CHANNEL, first=True)
