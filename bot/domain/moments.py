"""Moments: a time ahead as somebody writes it.

"in 3 hours", "15:00", "tomorrow 9am", "Monday", "4 May". A day alone means the server's posting
hour.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.dates.grammar.month_names import WEEKDAYS
from bot.domain.dates.written import WrittenDate, read_date
from bot.domain.dates.zones import instant
from bot.domain.guilds import Guild
from bot.domain.hours import posting_hour
from bot.domain.names import folded

_SOON = re.compile(r"(?:in |for )?(\d{1,4}|an?|one|half an) (hour|hr|h|minute|min)s?")
_SOON_SHORT = re.compile(r"(?:in |for )?(\d{1,4}) ?(h|min|m)")
_AT = re.compile(r" (?=(?:\d{1,2}[:.]\d{2}|\d{1,2} ?[ap]\.?m\.?|noon|midday)\b)")
_CLOCK = re.compile(r"(?:at )?(?:\d{1,2}[:.]\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m|noon|midday)")


def read_moment(text: str, guild: Guild, now: datetime) -> datetime:
    """The instant (UTC) that `text` means; a time alone is the next such time.

    Days and times are the server's unless the text names a place. Raises UserError for what is no
    date and no time.
    """
    typed = folded(text)
    soon = _soon(typed, now)
    if soon is not None:
        return soon
    today = now.astimezone(ZoneInfo(guild.zone)).date()
    if _CLOCK.fullmatch(typed):
        today_at = _instant(read_date(f"today {typed}", today=today, zone=guild.zone), guild)
        if today_at > now:
            return today_at
        return _instant(read_date(f"tomorrow {typed}", today=today, zone=guild.zone), guild)
    first = typed.removeprefix("on ").removeprefix("next ").partition(" ")[0]
    if first in WEEKDAYS:
        text = _AT.sub(" at ", typed.replace(" at ", " "), count=1)
    return _instant(read_date(text, today=today, zone=guild.zone), guild)


def _soon(typed: str, now: datetime) -> datetime | None:
    """ "in 3 hours", "in an hour", "90 min"."""
    found = _SOON.fullmatch(typed) or _SOON_SHORT.fullmatch(typed)
    if found is None:
        return None
    count = {"half an": 0.5}.get(found[1], float(found[1]) if found[1].isdigit() else 1.0)
    return now + (timedelta(hours=count) if found[2][0] == "h" else timedelta(minutes=count))


def _instant(found: WrittenDate, guild: Guild) -> datetime:
    if found.at is None:
        return posting_hour(guild, found.on)
    return instant(found.on, found.at, found.zone)
