"""Seen: people say that they have read a post, see who else has, and may take it back."""

import logging
import re
from typing import Any, Self

import discord
from discord import ui

from bot.messages import t
from bot.services.acknowledgements import Noted
from cogs.milestone_button import IDS, MilestoneButton
from cogs.paging import show
from cogs.press import ID, answered, check_reader, services
from cogs.render.acknowledgements import noted_card, seen_label, taken_back_card
from cogs.render.post_heads import named_in

VERSION = r"(?P<version>[0-9]{1,6})"
"""Of which version of the date the post spoke: having seen another does not count."""

_log = logging.getLogger(__name__)


class Seen(MilestoneButton, template=f"milepost:seen:{IDS}:{VERSION}"):
    """Notes that the presser has seen the date, and shows them alone who has and who has not.

    Under a post the button then says how many have; nothing else of the post changes.
    """

    word = "seen"

    def __init__(self, guild_id: int, milestone_id: int, due_version: int) -> None:
        super().__init__(guild_id, milestone_id, further=[due_version])
        self.due_version = due_version

    @classmethod
    def label(cls) -> str:
        return t("Seen")

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["guild"]), int(match["milestone"]), int(match["version"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_reader(interaction, self.guild_id)
        await self.open_milestone(interaction)
        noted = await services(interaction).acknowledgements.acknowledge(
            self.guild_id,
            self.milestone_id,
            due_version=self.due_version,
            by=interaction.user.id,
            now=interaction.client.now(),
        )
        await self._answer(interaction, noted)

    async def _answer(self, interaction: discord.Interaction[Any], noted: Noted) -> None:
        post, ids = interaction.message, (self.guild_id, self.milestone_id)
        private = post is None or post.flags.ephemeral
        if noted.outdated:
            row: MilestoneButton = Seen(*ids, noted.seen.milestone.due_version)
        else:
            place = (0, 0) if post is None or private else (post.channel.id, post.id)
            row = NotSeen(*ids, self.due_version, *place)
        card = noted_card(noted, interaction.user.id, [[row]])
        card.stop()
        if post is None or private:
            await interaction.response.edit_message(view=card)
        elif noted.changed and await _counted(interaction, post, self.custom_id, noted):
            await interaction.followup.send(
                view=card, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
            )
        else:
            await show(interaction, card)


class NotSeen(
    MilestoneButton,
    template=rf"milepost:not-seen:{IDS}:{VERSION}:(?P<channel>{ID}):(?P<message>{ID})",
):
    """Takes back that the presser has seen a date, and counts anew under the post, if it can."""

    word = "not-seen"

    def __init__(
        self, guild_id: int, milestone_id: int, due_version: int, channel_id: int, message_id: int
    ) -> None:
        super().__init__(guild_id, milestone_id, further=[due_version, channel_id, message_id])
        self.due_version = due_version
        self.channel_id = channel_id
        self.message_id = message_id

    @classmethod
    def label(cls) -> str:
        return t("Take it back")

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        names = ("guild", "milestone", "version", "channel", "message")
        return cls(*(int(match[name]) for name in names))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_reader(interaction, self.guild_id)
        noted = await services(interaction).acknowledgements.take_back(
            self.guild_id, self.milestone_id, due_version=self.due_version, by=interaction.user.id
        )
        card = taken_back_card(noted)
        card.stop()
        await interaction.response.edit_message(view=card)
        if noted.changed and not noted.outdated and self.message_id:
            await self._recount(interaction, noted)

    async def _recount(self, interaction: discord.Interaction[Any], noted: Noted) -> None:
        """Put the new count under the post; where Discord lets nobody, the next press does."""
        place = interaction.client.get_partial_messageable(
            self.channel_id, guild_id=interaction.guild_id
        )
        pressed = Seen(self.guild_id, self.milestone_id, self.due_version).custom_id
        try:
            post = await place.fetch_message(self.message_id)
            view = _recounted(post, pressed, len(noted.seen.by))
            await post.edit(view=view, allowed_mentions=_mentioned(post))
        except discord.HTTPException as error:
            _log.debug("The count under %s could not be renewed: %s", self.message_id, error)


async def _counted(
    interaction: discord.Interaction[Any], post: discord.Message, pressed: str, noted: Noted
) -> bool:
    """Answer a press by the new count in the post itself; False where Discord does not take it.

    It takes only so many edits of messages that are older than an hour.
    """
    view = _recounted(post, pressed, len(noted.seen.by))
    try:
        await interaction.response.edit_message(view=view, allowed_mentions=_mentioned(post))
    except discord.HTTPException as error:
        _log.debug("The count under %s could not be renewed: %s", post.id, error)
        return False
    return True


def _recounted(post: discord.Message, pressed: str, count: int) -> ui.LayoutView:
    """The post as it stands, but for what its button with this custom id says."""
    view = ui.LayoutView.from_message(post, timeout=None)
    view.stop()
    for item in view.walk_children():
        if isinstance(item, ui.Button) and item.custom_id == pressed:
            item.label = seen_label(count)
    return view


def _mentioned(post: discord.Message) -> discord.AllowedMentions:
    """Those whom the post mentioned: it goes on being marked as theirs, and edits notify nobody."""
    roles, people = named_in(getattr(post.components[0], "content", ""))
    return discord.AllowedMentions(
        everyone=False,
        users=[discord.Object(each) for each in people],
        roles=[discord.Object(each) for each in roles],
        replied_user=False,
    )
