"""The forms that the buttons under a reminder open: what shows that it is done, and when again."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.domain.milestones import Milestone
from bot.domain.texts import MAX_NOTE
from bot.errors import UserError
from bot.messages import t, tn
from cogs.paging import show
from cogs.press import Form, check_reader, check_writer, services
from cogs.proposals import propose
from cogs.render.changes import change_card
from cogs.render.look import card, stamp
from cogs.render.safe import said
from cogs.why import Why

LONGEST_LINK = 500
LONGEST_DATE = 60
SNOOZE_RUNGS = (30, 14, 7, 3, 1)


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
    """Asks when to be reminded once more: in a while, at a rung still ahead, or at a time typed."""

    def __init__(self, milestone: Milestone, now: datetime) -> None:
        super().__init__(t("Remind again"))
        self.milestone = milestone
        self.days: ui.Select[Any] = ui.Select(
            custom_id="days",
            min_values=0,
            required=False,
            placeholder=t("Choose"),
            options=_snooze_options(milestone, now),
        )
        self.on = _short("on", t("tomorrow 15:00, Monday, until 7 days before …"), LONGEST_DATE)
        self.add_item(_named(milestone))
        self.add_item(ui.Label(text=t("When?"), component=self.days))
        self.add_item(ui.Label(text=t("Or at a time"), component=self.on))

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        milestone = self.milestone
        own = interaction.guild_id is None
        await (check_reader if own else check_writer)(interaction, milestone.guild_id)
        typed, chosen = self.on.value or None, next(iter(self.days.values), None)
        if bool(typed) == bool(chosen):
            raise UserError(t("Choose one of the times or write a time, then send the form again."))
        days = int(chosen) if chosen and chosen.isdigit() else None
        at = await services(interaction).reminders.snooze(
            milestone.guild_id,
            milestone.id,
            now=interaction.client.now(),
            channel_id=None if own else interaction.channel_id,
            user_id=interaction.user.id if own else None,
            days=days,
            until=typed or (None if days else chosen),
            occurrence=milestone.occurrence,
        )
        line = t("I will remind you here again {at} ({away}).", at=stamp(at), away=stamp(at, "R"))
        await show(interaction, card(said(milestone.what, 200), line), private=own)


def _snooze_options(milestone: Milestone, now: datetime) -> list[discord.SelectOption]:
    """The times to choose from: in a while, and the days before the date that are still ahead.

    The value of each is a number of days, or what somebody might have typed instead.
    """
    labels = [(t("In 3 hours"), "in 3 hours"), (t("Tomorrow"), "1"), (t("In 3 days"), "3")]
    labels.append((t("In a week"), "7"))
    earliest = milestone.earliest_on
    if earliest is not None:
        left = (earliest - now.astimezone(ZoneInfo(milestone.zone)).date()).days
        ahead = [rung for rung in SNOOZE_RUNGS if rung < left]
        labels += [(_rung_label(rung), f"until {rung} days before") for rung in ahead]
        labels += [(t("On the day itself"), "on the day")] if left > 0 else []
    return [discord.SelectOption(label=label, value=value) for label, value in labels]


def _rung_label(rung: int) -> str:
    """A rung as one of the times to choose from."""
    return tn("Until {count} day before the date", "Until {count} days before the date", rung)
