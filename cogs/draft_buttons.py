"""What can be pressed on a draft under review: all of it at once, its pages, one part to look at.

What was thrown away or forgotten meanwhile answers with one sentence.
"""

import re
from dataclasses import replace
from functools import partial
from typing import Any, Self

import discord
from discord import ui

from bot.domain.drafts.items import Review
from bot.domain.texts import MAX_TITLE
from bot.messages import t
from bot.services.holding import DraftMoved
from cogs.agreement_lists import show_agreement
from cogs.draft_forms import Field, FieldsForm, redraw
from cogs.draft_views import IDS, At, item_view, part, review_view
from cogs.paging import show, turn
from cogs.press import answered, check_reader, check_writer, services
from cogs.render.drafts import thrown_away_card

Press = discord.Interaction[Any]


class DraftPress(ui.DynamicItem[Any], template=f"draft-press:{IDS}"):
    """A button or a list under a draft; subclasses say what pressing or choosing does."""

    def __init__(self, item: ui.Item[Any], at: At) -> None:
        super().__init__(item)
        self.at = at

    @classmethod
    async def from_custom_id(
        cls, interaction: Press, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(item, At.read(match))


class AcceptAll(DraftPress, template=f"draft-accept-all:{IDS}"):
    """Puts everything on record of which nobody has decided yet."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_writer(interaction, self.at.guild_id)
        await interaction.response.defer()  # a long draft takes its time
        try:
            review = await services(interaction).drafts.accept_all(
                self.at.guild_id,
                self.at.draft_id,
                by=interaction.user.id,
                now=interaction.client.now(),
            )
        except DraftMoved as moved:
            await redraw(interaction, review_view(moved.review))
            raise
        await redraw(interaction, review_view(review))


class ThrowAway(DraftPress, template=f"draft-throw-away:{IDS}"):
    """Forgets the draft now; what was accepted of it stays on record."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_writer(interaction, self.at.guild_id)
        drafts, now = services(interaction).drafts, interaction.client.now()
        review = await _review(interaction, self.at)
        await drafts.discard(self.at.guild_id, self.at.draft_id, by=interaction.user.id, now=now)
        await redraw(interaction, thrown_away_card(review))


class OnItsOwn(DraftPress, template=f"draft-on-its-own:{IDS}"):
    """Makes a new agreement of what was taken for more of one on record."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await _attach(interaction, self.at, None)


class TurnTo(DraftPress, template=f"draft-page:{IDS}"):
    """Shows a page of the draft."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_reader(interaction, self.at.guild_id)
        await turn(interaction, review_view(await _review(interaction, self.at), self.at.page))


class LookAt(DraftPress, template=f"draft-look:{IDS}"):
    """Shows one part of the draft whole: to the presser alone, or where the draft itself stood."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_reader(interaction, self.at.guild_id)
        review, message = await _review(interaction, self.at), interaction.message
        item = part(review, int(self.item.values[0]))
        if message is None or message.flags.ephemeral:
            await redraw(interaction, item_view(review, self.at, item))
        else:
            at = replace(self.at, message_id=message.id)
            await show(interaction, item_view(review, at, item))


class Join(DraftPress, template=f"draft-join:{IDS}"):
    """Takes the draft for more of an agreement that is on record."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await _attach(interaction, self.at, self.item.values[0])


class JoinNamed(DraftPress, template=f"draft-join-named:{IDS}"):
    """Asks of which agreement on record the draft is more."""

    @answered
    async def callback(self, interaction: Press) -> None:
        await check_writer(interaction, self.at.guild_id)
        fields = [Field("agreement", t("Which agreement on record?"), "", MAX_TITLE)]
        await interaction.response.send_modal(
            FieldsForm(t("Join one on record"), fields, partial(_join, at=self.at))
        )


class ShowAgreement(ui.DynamicItem[ui.Button[Any]], template="draft-agreement:(?P<name>.+)"):
    """Shows the record of the agreement that a draft has become, to the presser alone."""

    def __init__(self, item: ui.Button[Any], name: str) -> None:
        super().__init__(item)
        self.name = name

    @classmethod
    async def from_custom_id(
        cls, interaction: Press, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        if not isinstance(item, ui.Button):
            raise TypeError("this stands for a button")
        return cls(item, match["name"])

    @answered
    async def callback(self, interaction: Press) -> None:
        await show_agreement(interaction, self.name, private=True, full=True)


DRAFT_BUTTONS = (AcceptAll, ThrowAway, OnItsOwn, TurnTo, LookAt, Join, JoinNamed, ShowAgreement)
"""What has to be made known to the client, so that presses on old messages are heard."""


async def _review(interaction: Press, at: At) -> Review:
    """The draft as it stands. NotFound once it is thrown away or forgotten."""
    found: Review = await services(interaction).drafts.show(
        at.guild_id, at.draft_id, now=interaction.client.now()
    )
    return found


async def _join(interaction: Press, typed: dict[str, str], *, at: At) -> None:
    await _attach(interaction, at, typed["agreement"])


async def _attach(interaction: Press, at: At, agreement: str | None) -> None:
    await check_writer(interaction, at.guild_id)
    await interaction.response.defer()  # every date is computed anew
    review = await services(interaction).drafts.attach(
        at.guild_id,
        at.draft_id,
        agreement,
        by=interaction.user.id,
        now=interaction.client.now(),
    )
    await redraw(interaction, review_view(review))
