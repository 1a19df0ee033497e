"""Hours: when a server wants posts, and when it is closed.

It is closed in its quiet hours and on days on which its team does not work: other days of the week
than its working days, and the public holidays of its calendars.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.guilds import EVERY_DAY, Guild

LONGEST_BREAK = 60
"""Over how many days a closed span is followed at most."""

_UTC = ZoneInfo("UTC")


def quiet_since(guild: Guild, at: datetime) -> datetime | None:
    """The start of the closed span that holds the instant `at` (both UTC); None while open.

    Quiet hours and closed days that touch are one span.
    """
    if not closes(guild) or not _closed(guild, at):
        return None
    since = at
    for cut in _cuts(guild, at, -1):
        since = cut
        if not _closed(guild, cut - timedelta(microseconds=1)):
            break
    return since


def opens_at(guild: Guild, at: datetime) -> datetime:
    """The first instant from `at` on (both UTC) at which the server is open."""
    if not closes(guild) or not _closed(guild, at):
        return at
    return next((cut for cut in _cuts(guild, at, 1) if not _closed(guild, cut)), at)


def posting_hour(guild: Guild, day: date) -> datetime:
    """The instant (UTC) at which reminders are posted on that day."""
    return datetime.combine(day, time(guild.hour), ZoneInfo(guild.zone)).astimezone(_UTC)


def next_posting(guild: Guild, day: date, direction: int = 1) -> datetime:
    """The posting hour (UTC) of that day, or of the next day on which the server is open then.

    With a direction of -1 that of the last such day before it. Where none is near, that of `day`.
    """
    at = posting_hour(guild, day)
    if not closes(guild) or not _closed(guild, at):
        return at
    hours = (posting_hour(guild, day + timedelta(days=n * direction)) for n in range(LONGEST_BREAK))
    return next((hour for hour in hours if not _closed(guild, hour)), at)


def is_quiet_hour(hour: int, quiet_from: int | None, quiet_until: int | None) -> bool:
    """Whether an hour of the day lies in quiet hours, which may lie across midnight."""
    if quiet_from is None or quiet_until is None:
        return False
    if quiet_from <= quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until


def closes(guild: Guild) -> bool:
    """Whether the server is ever closed."""
    quiet = guild.quiet_from is not None and guild.quiet_from != guild.quiet_until
    return quiet or len(set(guild.workdays)) < len(EVERY_DAY) or bool(guild.calendars)


def _closed(guild: Guild, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(guild.zone))
    return is_quiet_hour(local.hour, guild.quiet_from, guild.quiet_until) or not _worked(
        guild, local.date()
    )


def _worked(guild: Guild, day: date) -> bool:
    if day.weekday() not in guild.workdays:
        return False
    return not any(day in _public_holidays(code, day.year) for code in guild.calendars)


@lru_cache(maxsize=512)
def _public_holidays(code: str, year: int) -> frozenset[date]:
    # Only a server that names a calendar pays for the library of holidays.
    from bot.domain.dates.public_holidays import country_holidays

    country = country_holidays(code)
    _ = date(year, 1, 1) in country  # fills the year in
    return frozenset(day for day in country if day.year == year)


def _cuts(guild: Guild, at: datetime, step: int) -> Iterator[datetime]:
    """The instants near `at` at which the server may open or close, going away from it.

    With a step of -1 those before it, itself included, with one of 1 those after it.
    """
    zone = ZoneInfo(guild.zone)
    hours = sorted({0, guild.quiet_from or 0, guild.quiet_until or 0}, reverse=step < 0)
    today = at.astimezone(zone).date()
    for away in range(-1, LONGEST_BREAK):
        day = today + timedelta(days=away * step)
        for hour in hours:
            cut = datetime.combine(day, time(hour), zone).astimezone(_UTC)
            # An hour that a zone leaves out begins where the clocks go on, unless they leave out
            # the day as well.
            if cut.astimezone(zone).date() == day and (cut > at if step > 0 else cut <= at):
                yield cut
