"""A server's settings, as its managers see them."""

from discord import ui

from bot.domain import wording
from bot.domain.guilds import EVERY_DAY, Guild
from bot.messages import t, tn
from cogs.render.look import Block, Tone, card, channel, role


def settings_card(guild: Guild, reminders: int, *, changed: bool = False) -> ui.LayoutView:
    """What is set for this server."""
    return card(
        t("Settings saved") if changed else t("Settings"),
        Block(settings_lines(guild)),
        _how_many(reminders),
        foot=t("Change one with /settings and its options, or walk through all with /setup."),
        tone=Tone.SETTLED if changed else Tone.PLAIN,
    )


def _how_many(reminders: int) -> str:
    if not reminders:
        return t("No reminders are on: `/remind add` switches them on.")
    return tn(
        "{count} set of reminders is on: `/remind list`.",
        "{count} sets of reminders are on: `/remind list`.",
        reminders,
    )


def settings_lines(guild: Guild) -> list[str]:
    """The settings, one line each."""
    where = channel(guild.channel_id) if guild.channel_id else t("not chosen")
    managers = t("members who may manage this server")
    who = f"{role(guild.role_id)}, {managers}" if guild.role_id else managers
    return [
        t("Channel for reminders: {channel}", channel=where),
        t("Time zone: **{zone}**", zone=guild.zone),
        t("Reminders are posted at **{hour}**", hour=clock(guild.hour)),
        *_closed_lines(guild),
        t("The record is changed by {people}", people=who),
        _told(guild),
    ]


def _closed_lines(guild: Guild) -> list[str]:
    """When nothing is posted."""
    if guild.quiet_from is None or guild.quiet_until is None:
        quiet = t("Quiet hours: none")
    else:
        hours = {"start": clock(guild.quiet_from), "end": clock(guild.quiet_until)}
        quiet = t("Quiet hours: **{start} to {end}**", **hours)
    if len(guild.workdays) == len(EVERY_DAY):
        days = t("every day")
    else:
        days = wording.weekdays(guild.workdays)
    kept = ", ".join(guild.calendars) or t("none")
    return [
        quiet,
        t("Working days: **{days}**", days=days),
        t("Public holidays kept: **{countries}**", countries=kept),
    ]


def _told(guild: Guild) -> str:
    if guild.admin_channel_id is None:
        return t("What cannot be delivered is told to nobody else: choose an admin_channel")
    return t(
        "What cannot be delivered is told in {channel}", channel=channel(guild.admin_channel_id)
    )


def clock(hour: int) -> str:
    """An hour as it is read: 09:00."""
    return f"{hour:02d}:00"
