"""What can be pressed on one part of a draft: accept, drop, restore, edit, the next one.

The draft itself, where it stands apart, is brought up to date after each decision.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

import discord

from bot.domain.drafts.items import Review
from bot.messages import t
from bot.services.drafts import Drafts
from bot.services.holding import DraftMoved
from cogs.draft_buttons import DraftPress
from cogs.draft_forms import FieldsForm, fields_of, redraw
from cogs.draft_views import ITEM_IDS, At, item_view, next_open, part, review_view
from cogs.press import answered, check_reader, check_writer, services
from cogs.refusals import UNANSWERED

Press = discord.Interaction[Any]
UseCase = Callable[..., Awaitable[Review]]


class Decide(DraftPress, template=f"draft-decide:{ITEM_IDS}"):
    """A button that decides of a part; subclasses say what is done with it."""

    def use_case(self, drafts: Drafts) -> UseCase:
        """What pressing it has done."""
        raise NotImplementedError

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_writer(interaction, self.at.guild_id)
        try:
            review = await self.use_case(services(interaction).drafts)(
                self.at.guild_id,
                self.at.draft_id,
                self.at.item_id,
                by=interaction.user.id,
                now=interaction.client.now(),
            )
        except DraftMoved as moved:
            await show_decided(interaction, moved.review, self.at)
            raise
        await show_decided(interaction, review, self.at)


class Accept(Decide, template=f"draft-accept:{ITEM_IDS}"):
    """Puts the part on record."""

    def use_case(self, drafts: Drafts) -> UseCase:
        return drafts.accept


class Drop(Decide, template=f"draft-drop:{ITEM_IDS}"):
    """Leaves the part out; it can be restored while the draft is there."""

    def use_case(self, drafts: Drafts) -> UseCase:
        return drafts.drop


class Restore(Decide, template=f"draft-restore:{ITEM_IDS}"):
    """Takes the part in again, undecided."""

    def use_case(self, drafts: Drafts) -> UseCase:
        return drafts.restore


class Edit(DraftPress, template=f"draft-edit:{ITEM_IDS}"):
    """Opens the form in which the part is put right."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_writer(interaction, self.at.guild_id)
        review = await services(interaction).drafts.show(
            self.at.guild_id, self.at.draft_id, now=interaction.client.now()
        )
        fields = fields_of(review, part(review, self.at.item_id))
        save = partial(save_edited, at=self.at)
        await interaction.response.send_modal(FieldsForm(t("Put this right"), fields, save))


class Next(DraftPress, template=f"draft-next:{ITEM_IDS}"):
    """Shows the next part of which nobody has decided."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_reader(interaction, self.at.guild_id)
        review = await services(interaction).drafts.show(
            self.at.guild_id, self.at.draft_id, now=interaction.client.now()
        )
        item = part(review, self.at.item_id)
        following = next_open(review, item) or item
        await redraw(interaction, item_view(review, self.at, following))


class Binding(DraftPress, template=f"draft-binding:{ITEM_IDS}"):
    """Whether the new agreement binds its parties."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await save_edited(interaction, {"binding": self.item.values[0]}, at=self.at)


ITEM_BUTTONS = (Accept, Drop, Restore, Edit, Next, Binding)
"""What has to be made known to the client, so that presses on old messages are heard."""


async def save_edited(interaction: Press, typed: dict[str, str], *, at: At) -> None:
    """Keep what a person wrote otherwise than the text was read, and show the part anew."""
    await check_writer(interaction, at.guild_id)
    drafts, now = services(interaction).drafts, interaction.client.now()
    if typed:
        review = await drafts.edit(
            at.guild_id, at.draft_id, at.item_id, by=interaction.user.id, now=now, **typed
        )
    else:
        review = await drafts.show(at.guild_id, at.draft_id, now=now)
    await show_decided(interaction, review, at)


async def show_decided(interaction: Press, review: Review, at: At) -> None:
    """Show the part as it stands now, and bring the draft up to date where it stands apart."""
    await redraw(interaction, item_view(review, at, part(review, at.item_id)))
    if at.message_id == 0 or interaction.channel_id is None:
        return
    channel = interaction.client.get_partial_messageable(
        interaction.channel_id, guild_id=interaction.guild_id
    )
    view = review_view(review, at.page)
    view.stop()
    with suppress(*UNANSWERED):  # its buttons answer by what stands then, however old it looks
        await channel.get_partial_message(at.message_id).edit(
            view=view, allowed_mentions=discord.AllowedMentions.none()
        )
