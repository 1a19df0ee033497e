"""The buttons on a milestone: under a reminder, on its page and in what a command answers.

Each carries the server's and the milestone's id, so that it works after a restart, next month and
in a direct message.
"""

import re
from datetime import datetime
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.domain import wording
from bot.domain.milestones import Milestone, SettlementKind, State, state
from bot.errors import Conflict
from bot.messages import t
from cogs.forms import DoneForm, SnoozeForm
from cogs.paging import show
from cogs.press import answered, check_reader, check_writer, services
from cogs.render.changes import change_card
from cogs.render.milestones import milestone_page
from cogs.render.safe import said

_IDS = r"(?P<guild>[0-9]{1,20}):(?P<milestone>[0-9]{1,19})"


class MilestoneButton(ui.DynamicItem[ui.Button[Any]], template=f"milepost:milestone:{_IDS}"):
    """A button that knows its milestone; subclasses say what pressing it does."""

    word: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, guild_id: int, milestone_id: int) -> None:
        button: ui.Button[Any] = ui.Button(
            label=self.label(),
            style=self.style,
            custom_id=f"milepost:{self.word}:{guild_id}:{milestone_id}",
        )
        super().__init__(button)
        self.guild_id = guild_id
        self.milestone_id = milestone_id

    @classmethod
    def label(cls) -> str:
        """What the button says."""
        raise NotImplementedError

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["guild"]), int(match["milestone"]))

    async def milestone(self, interaction: discord.Interaction[Any]) -> Milestone:
        """The milestone as the record has it now; NotFound once it is gone."""
        return await services(interaction).milestones.by_id(self.guild_id, self.milestone_id)

    async def open_milestone(self, interaction: discord.Interaction[Any]) -> Milestone:
        """As `milestone`, while it can still be met; Conflict once it has ended."""
        milestone = await self.milestone(interaction)
        ended = milestone.settlement and milestone.settlement.kind is not SettlementKind.SUSPENDED
        if ended:
            raise Conflict(
                t(
                    "“{what}” is recorded as {state} already; press Show to see by whom.",
                    what=said(milestone.what, 120),
                    state=wording.state_word(state(milestone, interaction.client.now())),
                )
            )
        return milestone


class Done(MilestoneButton, template=f"milepost:done:{_IDS}"):
    """Asks for what shows that the milestone was met, and records it."""

    word = "done"
    style = discord.ButtonStyle.success

    @classmethod
    def label(cls) -> str:
        return t("Done")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_writer(interaction, self.guild_id)
        milestone = await self.open_milestone(interaction)
        reopen = Reopen(self.guild_id, self.milestone_id)
        await interaction.response.send_modal(DoneForm(milestone, reopen))


class Snooze(MilestoneButton, template=f"milepost:snooze:{_IDS}"):
    """Asks when to be reminded once more, in the same place."""

    word = "snooze"

    @classmethod
    def label(cls) -> str:
        return t("Snooze")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        own = interaction.guild_id is None
        await (check_reader if own else check_writer)(interaction, self.guild_id)
        milestone = await self.open_milestone(interaction)
        await interaction.response.send_modal(SnoozeForm(milestone))


class Show(MilestoneButton, template=f"milepost:show:{_IDS}"):
    """Shows the milestone's page to the presser only."""

    word = "show"

    @classmethod
    def label(cls) -> str:
        return t("Show")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_reader(interaction, self.guild_id)
        now = interaction.client.now()
        page = await services(interaction).milestones.show(self.guild_id, self.milestone_id)
        await show(interaction, milestone_page(page, now, [page_row(page.milestone, now)]))


class NotDone(MilestoneButton, template=f"milepost:not-done:{_IDS}"):
    """Records that somebody looked, and that it has not been done."""

    word = "not-done"

    @classmethod
    def label(cls) -> str:
        return t("Checked: not done yet")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_writer(interaction, self.guild_id)
        await self.open_milestone(interaction)
        now = interaction.client.now()
        change = await services(interaction).milestones.checked(
            self.guild_id, by=interaction.user.id, now=now, reference=self.milestone_id
        )
        view = change_card(t("Checked: not done yet"), change, now, interaction.user.id)
        await show(interaction, view, private=False)


class Reopen(MilestoneButton, template=f"milepost:reopen:{_IDS}"):
    """Takes back that the milestone is settled."""

    word = "reopen"

    @classmethod
    def label(cls) -> str:
        return t("Reopen")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_writer(interaction, self.guild_id)
        now = interaction.client.now()
        change = await services(interaction).milestones.reopen(
            self.guild_id, by=interaction.user.id, now=now, reference=self.milestone_id
        )
        await show(
            interaction,
            change_card(t("Open again"), change, now, interaction.user.id),
            private=False,
        )


BUTTONS = (Done, Snooze, Show, NotDone, Reopen)
"""What has to be made known to the client, so that presses on old messages are heard."""


def page_row(milestone: Milestone, now: datetime) -> tuple[MilestoneButton, ...]:
    """The buttons on a milestone's page: what can be done with it as it stands."""
    ids = (milestone.guild_id, milestone.id)
    if not milestone.is_open:
        return (Reopen(*ids),)
    if state(milestone, now) in {State.UNVERIFIED_PAST, State.OVERDUE}:
        return (Done(*ids), NotDone(*ids))
    return (Done(*ids),)
