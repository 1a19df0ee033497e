"""The buttons on a milestone: under a reminder, on its page and in what a command answers."""

from datetime import datetime
from typing import Any

import discord

from bot.domain.milestones import Milestone, State, state
from bot.messages import t
from cogs.forms import DoneForm, SnoozeForm
from cogs.milestone_button import IDS, TIME, MilestoneButton
from cogs.paging import show
from cogs.press import answered, check_reader, check_writer, services
from cogs.render.changes import change_card
from cogs.render.milestones import milestone_page
from cogs.seen import NotSeen, Seen
from cogs.why import Why, WhyPick


class Done(MilestoneButton, template=f"milepost:done:{IDS}{TIME}"):
    """Asks for what shows that the milestone was met, and records it.

    Of a recurring one, this is about the time that was shown, whatever time it has come to.
    """

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


class Snooze(MilestoneButton, template=f"milepost:snooze:{IDS}{TIME}"):
    """Asks when to be reminded once more, in the same place, of the time that was shown."""

    word = "snooze"

    @classmethod
    def label(cls) -> str:
        return t("Snooze")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        own = interaction.guild_id is None
        await (check_reader if own else check_writer)(interaction, self.guild_id)
        milestone = await self.open_milestone(interaction)
        await interaction.response.send_modal(SnoozeForm(milestone, interaction.client.now()))


class Show(MilestoneButton, template=f"milepost:show:{IDS}"):
    """Shows the milestone's page to the presser only."""

    word = "show"

    @classmethod
    def label(cls) -> str:
        return t("Show")

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_reader(interaction, self.guild_id)
        now = interaction.client.now()
        page = await services(interaction).milestones.show(
            self.guild_id, self.milestone_id, reader=interaction.user.id
        )
        await show(interaction, milestone_page(page, now, [page_row(page.milestone, now)]))


class NotDone(MilestoneButton, template=f"milepost:not-done:{IDS}"):
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
        row = [Why(self.guild_id, self.milestone_id)]
        view = change_card(t("Checked: not done yet"), change, now, interaction.user.id, [row])
        await show(interaction, view, private=False)


class Reopen(MilestoneButton, template=f"milepost:reopen:{IDS}"):
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
        row = [Why(self.guild_id, self.milestone_id)]
        view = change_card(t("Open again"), change, now, interaction.user.id, [row])
        await show(interaction, view, private=False)


BUTTONS = (Done, Seen, NotSeen, Snooze, Show, Why, WhyPick, NotDone, Reopen)
"""What has to be made known to the client, so that presses on old messages are heard."""


def page_row(milestone: Milestone, now: datetime) -> tuple[MilestoneButton, ...]:
    """The buttons on a milestone's page: what can be done with it as it stands."""
    ids = (milestone.guild_id, milestone.id)
    if not milestone.is_open:
        return (Reopen(*ids), Why(*ids))
    if state(milestone, now) in {State.UNVERIFIED_PAST, State.OVERDUE}:
        return (Done(*ids, milestone.occurrence), NotDone(*ids), Why(*ids))
    return (Done(*ids, milestone.occurrence), Why(*ids))
