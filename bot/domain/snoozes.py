"""Snoozes: when somebody wants to be reminded once more.

A time that was written is kept as written, also where the server is closed then.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.guilds import Guild
from bot.domain.hours import next_posting
from bot.domain.ladders import read_ladder
from bot.domain.milestones import Milestone
from bot.domain.moments import read_moment
from bot.domain.names import folded
from bot.domain.rungs import rung_at
from bot.errors import UserError
from bot.messages import t

MAX_SNOOZE_DAYS = 365

_TO_RUNG = re.compile(
    r"(?:until |till |to )?(.*(?:before|after|earlier|later|on the day|the date))"
)
_BEFORE_IT = re.compile(r"(before|after) (?:it|the date|the day|the deadline|then)$")
_THE_DATE = re.compile(r"(?:on )?the date")


def snoozed_for(days: int, guild: Guild, now: datetime) -> datetime:
    """The posting hour that many days on, or the next on which the server is open."""
    today = now.astimezone(ZoneInfo(guild.zone)).date()
    return next_posting(guild, today + timedelta(days=days))


def read_snooze(text: str, milestone: Milestone, guild: Guild, now: datetime) -> datetime:
    """The instant (UTC) that a person wrote: a time, a day, or a rung such as "7 days before".

    Raises UserError for what is none of them, is not ahead, or lies more than a year away.
    """
    at = _rung(_BEFORE_IT.sub(r"\1", folded(text)), milestone, guild)
    at = at or read_moment(text, guild, now)
    if not now < at <= now + timedelta(days=MAX_SNOOZE_DAYS):
        raise UserError(
            t(
                "Snooze to a time ahead, from now to a year from now, such as tomorrow 15:00 or "
                "in 3 hours; “{typed}” is not.",
                typed=text.strip()[:40],
            )
        )
    return at


def _rung(typed: str, milestone: Milestone, guild: Guild) -> datetime | None:
    """ "until 7 days before", "on the day"."""
    found = _TO_RUNG.fullmatch(typed)
    if found is None:
        return None
    rungs = read_ladder("on the day" if _THE_DATE.fullmatch(found[1]) else found[1])
    if len(rungs) > 1:
        raise UserError(t("Snooze to one of the days, such as “until 7 days before”."))
    at = rung_at(milestone, rungs[0], guild)
    if at is None:
        raise UserError(t("“{what}” has no date to count from.", what=milestone.what))
    return at
