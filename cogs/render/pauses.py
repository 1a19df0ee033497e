"""Pauses and skips, as people see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.messages import t, tn
from bot.services.pauses import LOOK_AHEAD_DAYS, Paused
from bot.services.skipping import Skipped
from cogs.render.look import Tone, card, stamp
from cogs.render.reminders import wish_lines
from cogs.render.safe import said

Rows = Sequence[Sequence[ui.Item[Any]]]


def paused_card(paused: Paused) -> ui.LayoutView:
    """What is paused, until when, and how much that holds back."""
    until = paused.ends_at
    if until is None or paused.until_resumed:
        held = tn(
            "{count} post of the next {days} days waits until somebody gives `/remind resume`.",
            "{count} posts of the next {days} days wait until somebody gives `/remind resume`.",
            paused.posts,
            days=LOOK_AHEAD_DAYS,
        )
    else:
        held = tn(
            "{count} post is held back until {at}.",
            "{count} posts are held back until {at}.",
            paused.posts,
            at=stamp(until, "f"),
        )
    kept = t("Nothing is lost: what waited is told then, in one post in each place.")
    return card(_title(paused), *_which(paused), f"{held}\n{kept}", tone=Tone.QUIET)


def _title(paused: Paused) -> str:
    if paused.subscription is None:
        return t("All reminders of this server are paused")
    return t("Reminders are paused")


def _which(paused: Paused) -> list[str]:
    return [wish_lines(paused.subscription)] if paused.subscription else []


def resumed_card(paused: Paused, now: datetime, *, still: datetime | None) -> ui.LayoutView:
    """What is posted again, and what the pause held back; `still`: the server's pause goes on."""
    if paused.posts:
        waited = tn(
            "{count} post was held back; it follows now, as soon as posts are made.",
            "{count} posts were held back; they follow now, as one in each place.",
            paused.posts,
        )
    else:
        waited = t("Nothing was held back meanwhile.")
    if still is not None and still > now:
        waited = t("All reminders of this server are paused still: `/remind resume` ends that too.")
    return card(t("Reminders are on again"), *_which(paused), waited, tone=Tone.SETTLED)


def skipped_card(skipped: Skipped, rows: Rows) -> ui.LayoutView:
    """What will not be posted of a milestone's present date."""
    gone = tn(
        "{count} reminder of {date} will not be posted.",
        "{count} reminders of {date} will not be posted.",
        skipped.count,
        date=wording.due(skipped.milestone),
    )
    then = (
        t("I remind again of its next time.")
        if skipped.again
        else t("Should the date move, I remind of the new one.")
    )
    return card(
        t("Skipped"),
        f"**{said(skipped.milestone.what, 200)}**\n{said(skipped.milestone.agreement, 60)}",
        f"{gone} {then}",
        rows=rows,
        tone=Tone.QUIET,
    )


def unskipped_card(skipped: Skipped) -> ui.LayoutView:
    """What will be posted after all."""
    back = tn(
        "{count} reminder of {date} is planned again.",
        "{count} reminders of {date} are planned again.",
        skipped.count,
        date=wording.due(skipped.milestone),
    )
    none = t("Nothing is left to come for {date}.", date=wording.due(skipped.milestone))
    return card(
        t("No longer skipped"),
        f"**{said(skipped.milestone.what, 200)}**\n{said(skipped.milestone.agreement, 60)}",
        back if skipped.count else none,
        tone=Tone.SETTLED,
    )
