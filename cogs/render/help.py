"""What Milepost can do and what its words mean, on one screen."""

from discord import ui

from bot.domain import wording
from bot.domain.milestones import State
from bot.messages import t
from cogs.render.look import Block, card


def help_card() -> ui.LayoutView:
    """The whole of it."""
    return card(
        "Milepost",
        Block([f"- {each}" for each in _commands()]),
        Block([f"- {each}" for each in _words()], heading=t("The words")),
        t(
            "### Where the facts come from\n"
            "Each statement names its source, or says that none is recorded. The starter catalogue "
            "was written from public documents and press reports and names when each record was "
            "last checked against them; everything else was entered or accepted by your team. I "
            "read no message that you do not hand me, and decide nothing: a date is saved only "
            "after a person has seen it."
        ),
        foot=t("Write dates as you like: 28 April 2026, 2026-04-28, 6 months after signature."),
        under=t("I keep the record of your agreements and remind you of what falls due."),
    )


def _commands() -> list[str]:
    return [
        t("`/due` – what falls due, by days ahead, party, commodity, owner or state"),
        t("`/ask` – a plain question, answered from the record with its source"),
        t("`/brief` – where an agreement, a party, a commodity, a topic or everything stands"),
        t("`/changes` – what has changed since you looked, or since a day"),
        t("`/compare` – two to four agreements side by side"),
        t("`/timeline` and `/calendar` – the same as a picture"),
        t("`/agreement` – look one up, search, add, record what happened to it"),
        t("`/milestone` – look one up, add, move its date, record it as done"),
        t(
            "`/import` – a link, a file or a text becomes a draft that you review; so does a "
            "message, from its menu under Apps"
        ),
        t("`/deadline` – when a period ends, with every reading and every step"),
        t("`/remind` – who is reminded of what, where and how early; `/remind preview` first"),
        t("`/digest` – where things stand, every day or week, in a channel or for you"),
        t("`/board` – a message in a channel that keeps itself current"),
        t("`/undelivered` and `/health` – what did not arrive, and whether reminders go out"),
        t("`/setup` and `/settings` – channel, time zone, hour, team"),
    ]


def _words() -> list[str]:
    return [
        t("**Milestone** – something that is to happen, or a date worth a reminder."),
        t("**Reading** – one defensible date, where the text can be read in more than one way."),
        t("**Intends to** – the text is a wish and binds nobody; **shall** binds."),
        t(
            "**{mark} Unverified** – the date has passed and nobody has recorded whether it was "
            "met. It does not mean that it was missed.",
            mark=wording.MARKS[State.UNVERIFIED_PAST],
        ),
        t(
            "**{mark} Overdue** – every reading has passed, and somebody answers for it or has "
            "checked that it is not done.",
            mark=wording.MARKS[State.OVERDUE],
        ),
        t(
            "**{mark} Awaiting its trigger** – it counts from something that has not happened yet.",
            mark=wording.MARKS[State.AWAITING_TRIGGER],
        ),
    ]
