"""What every button, select and form has in common: who pressed, and where its errors go.

discord.py only logs what a dynamic item or a modal raises, so that nobody would hear of it.
"""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, TypeVar

import discord

from bot.errors import NotAllowed
from bot.messages import language, t
from bot.services import Services
from cogs.answers import answer_error
from cogs.rights import may_edit

FORM_SECONDS = 15 * 60
"""How long a form waits for its reader: as long as Discord takes an answer."""

ID = r"[0-8]?[0-9]{1,18}"
"""How an id stands in a custom id: never longer than the 64 bits that the record holds."""

ItemT = TypeVar("ItemT")
Press = Callable[[ItemT, discord.Interaction[Any]], Coroutine[Any, Any, None]]


def answered(callback: Press[ItemT]) -> Press[ItemT]:
    """`callback` of a dynamic item, in the presser's language and with its errors answered."""

    @wraps(callback)
    async def press(item: ItemT, interaction: discord.Interaction[Any]) -> None:
        language.set(interaction.locale.value)
        try:
            await callback(item, interaction)
        except Exception as error:
            await answer_error(interaction, error)

    return press


class Form(discord.ui.Modal):
    """A modal; its subclasses say in `submitted` what happens with what was typed."""

    def __init__(self, title: str) -> None:
        super().__init__(title=title[:45], timeout=FORM_SECONDS)

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the form is for; raises UserError as a command would."""
        raise NotImplementedError

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        language.set(interaction.locale.value)
        await self.submitted(interaction)

    async def on_error(  # type: ignore[override]  # discord.py's Modal narrows its own base
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        await answer_error(interaction, error)


def services(interaction: discord.Interaction[Any]) -> Services:
    """What can be done with the record."""
    found: Services = interaction.client.services
    return found


def server(interaction: discord.Interaction[Any]) -> int:
    """The id of the server in which somebody acts. Raises NotAllowed elsewhere."""
    if interaction.guild_id is None:
        raise NotAllowed(t("This works only in a server."))
    return interaction.guild_id


async def check_reader(interaction: discord.Interaction[Any], guild_id: int) -> None:
    """Return if the presser belongs to that server, else NotAllowed; in messages too."""
    if interaction.guild_id != guild_id:
        await _member(interaction, guild_id)


async def check_writer(interaction: discord.Interaction[Any], guild_id: int) -> None:
    """Return if the presser may change that server's record, else NotAllowed; in messages too."""
    guild = await services(interaction).guilds.get(guild_id)
    if interaction.guild_id == guild_id:
        may_edit(interaction, guild)
        return
    member = await _member(interaction, guild_id)
    if member.guild_permissions.manage_guild or member.get_role(guild.role_id or 0):
        return
    raise NotAllowed(
        t(
            "You may read the record of {server} but not change it; ask its team to do it.",
            server=member.guild.name,
        )
    )


async def _member(interaction: discord.Interaction[Any], guild_id: int) -> discord.Member:
    """The presser as a member of another place than the one they pressed in, asked of Discord."""
    guild: discord.Guild | None = interaction.client.get_guild(guild_id)
    if guild is None or interaction.guild_id is not None:
        raise NotAllowed(t("This belongs to a server that I cannot see from here."))
    try:
        return await guild.fetch_member(interaction.user.id)
    except discord.NotFound:
        raise NotAllowed(
            t(
                "You are not a member of {server} any more, so I changed nothing.",
                server=guild.name,
            )
        ) from None
