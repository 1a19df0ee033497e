"""The forms that the buttons under a reminder open: what shows that it is done, and when again."""

from typing import Any

import discord
from discord import ui

from bot.domain.milestones import Milestone
from bot.domain.texts import MAX_NOTE
from bot.errors import UserError
from bot.messages import t
from cogs.paging import show
from cogs.press import Form, check_reader, check_writer, services
from cogs.proposals import propose
from cogs.render.changes import change_card
from cogs.render.look import card, stamp
from cogs.render.safe import said
from cogs.why import Why

LONGEST_LINK = 500
LONGEST_DATE = 60
SNOOZE_DAYS = (1, 3, 7)


def _short(name: str, placeholder: str, most: int) -> ui.TextInput[Any]:
    return ui.TextInput(custom_id=name, required=False, placeholder=placeholder, max_length=most)


def _named(milestone: Milestone) -> ui.TextDisplay[Any]:
    """Which milestone the form is about: the post may have held several."""
    return ui.TextDisplay(f"**{said(milestone.what, 150)}**\n{said(milestone.agreement, 60)}")


class DoneForm(Form):
    """Asks for the evidence; without a date it counts as done today, and is saved at once.

    With a typed date what was understood is shown first. `reopen` goes under the answer.
    """

    def __init__(self, milestone: Milestone, reopen: ui.Item[Any]) -> None:
        super().__init__(t("Record as done"))
        self.milestone = milestone
        self.reopen = reopen
        self.evidence: ui.TextInput[Any] = ui.TextInput(
            custom_id="evidence", style=discord.TextStyle.paragraph, max_length=MAX_NOTE
        )
        self.address = _short("link", "https://", LONGEST_LINK)
        self.on = _short("on", t("2026-04-28, 28 April, yesterday …"), LONGEST_DATE)
        self.add_item(_named(milestone))
        self.add_item(
            ui.Label(
                text=t("What shows that it was met?"),
                description=t("For example a press release, a decision, a letter."),
                component=self.evidence,
            )
        )
        self.add_item(ui.Label(text=t("Link to it"), component=self.address))
        self.add_item(
            ui.Label(
                text=t("On which day?"),
                description=t("Leave empty for today."),
                component=self.on,
            )
        )

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        await check_writer(interaction, self.milestone.guild_id)
        await record_done(
            interaction,
            self.milestone,
            self.reopen,
            evidence=self.evidence.value,
            url=self.address.value or None,
            on=self.on.value or None,
        )


async def record_done(
    interaction: discord.Interaction[Any],
    milestone: Milestone,
    reopen: ui.Item[Any],
    *,
    evidence: str,
    url: str | None,
    on: str | None,
) -> None:
    """Record it as done today and say so; with a typed date show what was understood first."""
    if on:
        arguments = {
            "reference": milestone.reference,
            "on": on,
            "evidence": evidence,
            "url": url,
            "occurrence": milestone.occurrence,
        }
        await propose(interaction, milestone.guild_id, "milestone.done", arguments)
        return
    now = interaction.client.now()
    change = await services(interaction).milestones.done(
        milestone.guild_id,
        by=interaction.user.id,
        now=now,
        reference=milestone.id,
        evidence=evidence,
        url=url,
        occurrence=milestone.occurrence,
    )
    row = [reopen, Why(milestone.guild_id, milestone.id)]
    view = change_card(t("Recorded as done"), change, now, interaction.user.id, [row])
    await show(interaction, view, private=False)


class SnoozeForm(Form):
    """Asks when to be reminded once more: in some days, or on a date."""

    def __init__(self, milestone: Milestone) -> None:
        super().__init__(t("Remind again"))
        self.milestone = milestone
        labels = (t("Tomorrow"), t("In 3 days"), t("In a week"))
        self.days: ui.Select[Any] = ui.Select(
            custom_id="days",
            min_values=0,
            required=False,
            placeholder=t("Choose"),
            options=[
                discord.SelectOption(label=label, value=str(days))
                for label, days in zip(labels, SNOOZE_DAYS, strict=True)
            ],
        )
        self.on = _short("on", t("4 May, 2026-05-04, next Monday …"), LONGEST_DATE)
        self.add_item(_named(milestone))
        self.add_item(ui.Label(text=t("When?"), component=self.days))
        self.add_item(ui.Label(text=t("Or on a date"), component=self.on))

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        milestone = self.milestone
        own = interaction.guild_id is None
        await (check_reader if own else check_writer)(interaction, milestone.guild_id)
        until, days = self.on.value or None, next(iter(self.days.values), None)
        if bool(until) == bool(days):
            raise UserError(t("Choose one of the times or write a date, then send the form again."))
        at = await services(interaction).reminders.snooze(
            milestone.guild_id,
            milestone.id,
            now=interaction.client.now(),
            channel_id=None if own else interaction.channel_id,
            user_id=interaction.user.id if own else None,
            days=int(days) if days else None,
            until=until,
        )
        line = t("I will remind you here again {at} ({away}).", at=stamp(at), away=stamp(at, "R"))
        await show(interaction, card(said(milestone.what, 200), line), private=own)
