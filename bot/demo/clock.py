"""The demo's clock: it runs in real time from a chosen instant, and can be moved forward."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.dates.values import Precision
from bot.domain.dates.written import read_date
from bot.errors import UserError
from bot.messages import t

LEAD = timedelta(seconds=30)
"""How long before the posting hour the demo begins: time to open the page."""

FARTHEST = timedelta(days=366)
"""The longest single move."""

_STEP = re.compile(r"\+\s*(\d{1,4})\s*(h|d|w|hours?|days?|weeks?)", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}


class DemoClock:
    """Tells the demo's time: an aware instant in UTC."""

    def __init__(self, start: datetime, real: Callable[[], datetime]) -> None:
        self._real = real
        self._ahead = start - real()

    def __call__(self) -> datetime:
        return self._real() + self._ahead

    def move_to(self, instant: datetime) -> None:
        """Go on from `instant`; nothing happens where the clock is past it already."""
        self._ahead = max(self._ahead, instant - self._real())


def opening(day: date, hour: int, zone: str) -> datetime:
    """Where the demo begins on `day`: shortly before the hour at which reminders are posted."""
    posting = datetime.combine(day, time(hour), ZoneInfo(zone))
    return posting.astimezone(ZoneInfo("UTC")) - LEAD


def read_move(text: str, now: datetime, hour: int, zone: str) -> datetime:
    """The instant that a person wants the clock moved to: `+1d`, `+2w`, or a date.

    A date means its posting hour. Raises UserError for anything else, and for a move that is not
    forward or too far.
    """
    step = _STEP.fullmatch(text.strip())
    if step:
        target = now + timedelta(hours=int(step[1]) * _HOURS[step[2][0].lower()])
    else:
        day = _read_day(text, now, zone)
        target = datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
    if target <= now:
        raise UserError(
            t(
                "The demo's clock only moves forward, and it already shows {now}: choose a later "
                "date.",
                now=written(now, zone),
            )
        )
    if target - now > FARTHEST:
        raise UserError(t("The demo's clock moves at most a year at a time."))
    return target


def _read_day(text: str, now: datetime, zone: str) -> date:
    try:
        day = read_date(text, today=now.astimezone(ZoneInfo(zone)).date(), zone=zone)
    except UserError:
        day = None
    if day is None or day.precision is not Precision.DAY:
        raise UserError(
            t(
                "“{text}” does not say how far to move the clock. Write +1d for a day, +1w for a "
                "week, or a date such as 2026-04-28.",
                text=text.strip()[:40],
            )
        )
    return day.on


def written(instant: datetime, zone: str) -> str:
    """An instant as people at the desk read it, such as “Mon 20 April 2026, 09:00 (Asia/Tokyo)”."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%B %Y, %H:%M} ({zone})"
