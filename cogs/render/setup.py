"""The first-run walk, as the server's managers see it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import discord
from discord import ui

from bot.domain.guilds import Guild
from bot.domain.ladders import DEFAULT_LADDER
from bot.messages import t, tn
from bot.services.catalogue import CatalogueReport
from cogs.render.look import Block, Tone, card, channel, role
from cogs.render.rungs import ladder_words
from cogs.render.safe import said, small
from cogs.render.settings import clock, settings_lines
from cogs.zones import COMMON_ZONES, zone_label

ID = "milepost:setup"
"""How the custom id of every control of the walk begins; what it does follows."""

Rows = list[list[ui.Item[Any]]]


class Step(StrEnum):
    """A question of the walk, in order."""

    CHANNEL = "channel"
    ZONE = "zone"
    HOUR = "hour"
    TEAM = "team"
    CATALOGUE = "catalogue"
    REMINDERS = "reminders"
    DONE = "done"


ORDER = tuple(Step)

KEPT_SHOWN = 8
"""How many of the fields that people had edited are named after a load."""


def walk_card(
    step: Step,
    guild: Guild,
    now: datetime,
    *,
    reminding: bool,
    report: CatalogueReport | None = None,
) -> ui.LayoutView:
    """One step of the walk; `reminding` is whether the channel hears of everything already.

    `report` is on the catalogue that was loaded on the way to it.
    """
    if step is Step.DONE:
        return _finished(guild, reminding=reminding)
    question, rows = _STEPS[step](guild, now)
    if step is Step.REMINDERS and (reminding or guild.channel_id is None):
        question, rows = _no_question(guild), []
    number = ORDER.index(step) + 1
    return card(
        t("Set up Milepost"),
        *([Block(_loaded(report))] if report else []),
        question,
        under=t("Step {number} of {count}", number=number, count=len(ORDER) - 1),
        rows=[*rows, _moves(step, guild, asks=bool(rows))],
    )


def _channel_step(guild: Guild, now: datetime) -> tuple[str, Rows]:
    pick: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=f"{ID}:{Step.CHANNEL}",
        channel_types=[discord.ChannelType.text, discord.ChannelType.news],
        placeholder=t("Choose a channel"),
    )
    text = t(
        "**Where do reminders go?**\n"
        "I need to see the channel, to write in it and to embed links there."
    )
    if guild.channel_id:
        text += "\n" + t("Chosen: {channel}", channel=channel(guild.channel_id))
    return text, [[pick]]


def _zone_step(guild: Guild, now: datetime) -> tuple[str, Rows]:
    zones = dict.fromkeys((guild.zone, *COMMON_ZONES))
    pick: ui.Select[Any] = ui.Select(
        custom_id=f"{ID}:{Step.ZONE}",
        placeholder=t("Choose a time zone"),
        options=[
            discord.SelectOption(
                label=zone_label(zone, now), value=zone, default=zone == guild.zone
            )
            for zone in list(zones)[:25]
        ],
    )
    text = t(
        "**By whose clock does your team live?**\n"
        "Reminders come by this clock. Every deadline is still counted where it counts, and "
        "Discord shows each reader their own time."
    )
    return text, [[pick]]


def _hour_step(guild: Guild, now: datetime) -> tuple[str, Rows]:
    pick: ui.Select[Any] = ui.Select(
        custom_id=f"{ID}:{Step.HOUR}",
        placeholder=t("Choose an hour"),
        options=[
            discord.SelectOption(label=clock(hour), value=str(hour), default=hour == guild.hour)
            for hour in range(24)
        ],
    )
    text = t(
        "**At what hour are reminders posted?**\nThe clock is that of {zone}.", zone=guild.zone
    )
    return text, [[pick]]


def _team_step(guild: Guild, now: datetime) -> tuple[str, Rows]:
    pick: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=f"{ID}:{Step.TEAM}", placeholder=t("Choose the role of your team")
    )
    text = t(
        "**Who may change the record?**\n"
        "Members who may manage this server always can. Choose a role to let your team do so too. "
        "Everybody can read."
    )
    if guild.role_id:
        text += "\n" + t("Chosen: {role}", role=role(guild.role_id))
    return text, [[pick]]


def _catalogue_step(guild: Guild, now: datetime) -> tuple[str, Rows]:
    text = t(
        "**Begin with the starter catalogue?**\n"
        "It holds the critical-minerals agreements and export controls of 2025 and 2026 that are "
        "publicly known, each with its dates and sources. What you edit stays yours."
    )
    if guild.catalogue_version:
        text += "\n" + t("Version {version} is loaded.", version=guild.catalogue_version)
    load: ui.Button[Any] = ui.Button(
        label=t("Load what is new") if guild.catalogue_version else t("Load it"),
        style=discord.ButtonStyle.success,
        custom_id=f"{ID}:{Step.CATALOGUE}",
    )
    return text, [[load]]


def _loaded(report: CatalogueReport) -> list[str]:
    """What a load of the catalogue did, and what it left as people have it."""
    if not (report.added or report.updated or report.kept):
        return [t("The starter catalogue holds nothing new.")]
    done = t(
        "Version {version} of the starter catalogue: {added} added, {updated} updated.",
        version=report.version,
        added=report.added,
        updated=report.updated,
    )
    kept = tn("{count} kept as you have it:", "{count} kept as you have them:", len(report.kept))
    listed = ", ".join(said(each, 60) for each in report.kept[:KEPT_SHOWN])
    if len(report.kept) > KEPT_SHOWN:
        listed += ", …"
    return [done, *([small(f"{kept} {listed}")] if report.kept else [])]


def _reminders_step(guild: Guild, now: datetime) -> tuple[str, Rows]:
    text = t(
        "**Remind {channel} of everything?**\n"
        "It hears of every deadline {ladder}. You can narrow it down later with `/remind`.",
        channel=channel(guild.channel_id or 0),
        ladder=ladder_words(DEFAULT_LADDER),
    )
    yes: ui.Button[Any] = ui.Button(
        label=t("Yes, remind us"),
        style=discord.ButtonStyle.success,
        custom_id=f"{ID}:{Step.REMINDERS}",
    )
    return text, [[yes]]


_STEPS: dict[Step, Callable[[Guild, datetime], tuple[str, Rows]]] = {
    Step.CHANNEL: _channel_step,
    Step.ZONE: _zone_step,
    Step.HOUR: _hour_step,
    Step.TEAM: _team_step,
    Step.CATALOGUE: _catalogue_step,
    Step.REMINDERS: _reminders_step,
}


def _no_question(guild: Guild) -> str:
    if guild.channel_id is None:
        return t(
            "**No channel is chosen, so nothing is posted yet.**\n"
            "Go back to choose one, or switch reminders on later with `/remind add`."
        )
    return t(
        "**{channel} is reminded of everything already.**\n`/remind list` shows what is on.",
        channel=channel(guild.channel_id),
    )


def _moves(step: Step, guild: Guild, *, asks: bool) -> Sequence[ui.Item[Any]]:
    """The row of buttons that go on and back."""
    place = ORDER.index(step)
    row = []
    if step is Step.CHANNEL:
        row.append(_move("here", t("Use this channel")))
    if step is Step.ZONE:
        row.append(_move("other-zone", t("Another zone")))
    if place > 0:
        row.append(_move(f"to-{ORDER[place - 1]}", t("Back")))
    row.append(_move(f"to-{ORDER[place + 1]}", _onward(step, guild, asks=asks)))
    return row


def _onward(step: Step, guild: Guild, *, asks: bool) -> str:
    if step is Step.REMINDERS:
        return t("Not now") if asks else t("Finish")
    if step is Step.CATALOGUE and guild.catalogue_version is None:
        return t("Not now")
    if step is Step.CHANNEL and guild.channel_id is None:
        return t("Skip")
    return t("Next")


def _move(act: str, label: str) -> ui.Button[Any]:
    return ui.Button(label=label, custom_id=f"{ID}:{act}")


def _finished(guild: Guild, *, reminding: bool) -> ui.LayoutView:
    catalogue = (
        t("Starter catalogue: version {version}", version=guild.catalogue_version)
        if guild.catalogue_version
        else t("Starter catalogue: not loaded")
    )
    on = t("Reminders of everything: on") if reminding else t("Reminders of everything: off")
    return card(
        t("Milepost is set up"),
        Block([*settings_lines(guild), catalogue, on]),
        Block(
            [
                t("`/due` – what falls due in the next 30 days"),
                t("`/brief` – where an agreement, a party or a commodity stands"),
                t("`/remind preview` – what I will post, and when"),
                t("`/help` – everything else"),
            ],
            heading=t("Try next"),
        ),
        tone=Tone.SETTLED,
    )
