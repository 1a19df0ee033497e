"""Snoozes: when somebody wants to be reminded once more, as they write it.

"tomorrow 15:00", "in 3 hours", "Monday", "until 7 days before". A time that was written is kept as
written; a day alone means the server's posting hour.
"""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.dates.grammar.month_names import WEEKDAYS
from bot.domain.dates.written import WrittenDate, read_date
from bot.domain.dates.zones import instant
from bot.domain.guilds import Guild
from bot.domain.hours import next_posting, posting_hour
from bot.domain.ladders import read_ladder
from bot.domain.milestones import Milestone
from bot.domain.names import folded
from bot.domain.rungs import rung_at
from bot.errors import UserError
from bot.messages import t

MAX_SNOOZE_DAYS = 365

_SOON = re.compile(r"(?:in )?(\d{1,4}|an?|one|half an) (hour|hr|h|minute|min)s?")
_SOON_SHORT = re.compile(r"(?:in )?(\d{1,4}) ?(h|min|m)")
_TO_RUNG = re.compile(
    r"(?:until |till |to )?(.*(?:before|after|earlier|later|on the day|the date))"
)
_BEFORE_IT = re.compile(r"(before|after) (?:it|the date|the day|the deadline|then)$")
_AT = re.compile(r" (?=(?:\d{1,2}[:.]\d{2}|\d{1,2} ?[ap]\.?m\.?|noon|midday)\b)")
_CLOCK = re.compile(r"(?:at )?(?:\d{1,2}[:.]\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m|noon|midday)")


def snoozed_for(days: int, guild: Guild, now: datetime) -> datetime:
    """The posting hour that many days on, or the next on which the server is open."""
    today = now.astimezone(ZoneInfo(guild.zone)).date()
    return next_posting(guild, today + timedelta(days=days))


def read_snooze(text: str, milestone: Milestone, guild: Guild, now: datetime) -> datetime:
    """The instant (UTC) that a person wrote: a time, a day, or a rung of the ladder.

    Raises UserError for what is none of them, is not ahead, or lies more than a year away.
    """
    typed = _BEFORE_IT.sub(r"\1", folded(text))
    at = _soon(typed, now) or _rung(typed, milestone, guild) or _moment(text, guild, now)
    if not now < at <= now + timedelta(days=MAX_SNOOZE_DAYS):
        raise UserError(
            t(
                "Snooze to a time ahead, from now to a year from now, such as tomorrow 15:00 or "
                "in 3 hours; “{typed}” is not.",
                typed=text.strip()[:40],
            )
        )
    return at


def _soon(typed: str, now: datetime) -> datetime | None:
    """ "in 3 hours", "in an hour", "90 min"."""
    found = _SOON.fullmatch(typed) or _SOON_SHORT.fullmatch(typed)
    if found is None:
        return None
    count = {"half an": 0.5}.get(found[1], float(found[1]) if found[1].isdigit() else 1.0)
    return now + (timedelta(hours=count) if found[2][0] == "h" else timedelta(minutes=count))


def _rung(typed: str, milestone: Milestone, guild: Guild) -> datetime | None:
    """ "until 7 days before", "on the day"."""
    found = _TO_RUNG.fullmatch(typed)
    if found is None:
        return None
    rungs = read_ladder(re.sub(r"^on the date$|^the date$", "on the day", found[1]))
    if len(rungs) > 1:
        raise UserError(t("Snooze to one of the days, such as “until 7 days before”."))
    at = rung_at(milestone, rungs[0], guild)
    if at is None:
        raise UserError(t("“{what}” has no date to count from.", what=milestone.what))
    return at


def _moment(text: str, guild: Guild, now: datetime) -> datetime:
    """A day, with a time of day or at the posting hour; a time alone is the next such time."""
    today = now.astimezone(ZoneInfo(guild.zone)).date()
    typed = folded(text)
    if _CLOCK.fullmatch(typed):
        today_at = _instant(read_date(f"today {typed}", today=today, zone=guild.zone), guild)
        if today_at > now:
            return today_at
        return _instant(read_date(f"tomorrow {typed}", today=today, zone=guild.zone), guild)
    first = typed.removeprefix("on ").removeprefix("next ").partition(" ")[0]
    if first in WEEKDAYS:
        text = _AT.sub(" at ", typed.replace(" at ", " "), count=1)
    return _instant(read_date(text, today=today, zone=guild.zone), guild)


def _instant(found: WrittenDate, guild: Guild) -> datetime:
    if found.at is None:
        return posting_hour(guild, found.on)
    at: time = found.at
    return instant(found.on, at, found.zone)
