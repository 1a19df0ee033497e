"""Quiet hours, working days and holiday calendars as people write them."""

import re

from bot.domain.dates.grammar.month_names import WEEKDAYS
from bot.domain.guilds import EVERY_DAY
from bot.domain.names import folded
from bot.errors import UserError
from bot.messages import t

WORKING_WEEK = (0, 1, 2, 3, 4)
NONE = {"none", "no", "off", "never", "-"}

_HOURS = re.compile(
    r"(?:from )?(\d{1,2})(?:[:.]00)? ?(am|pm)? ?(?:-|to|until) ?(\d{1,2})(?:[:.]00)? ?(am|pm)?"
)


def read_quiet_hours(text: str) -> tuple[int, int] | tuple[None, None]:
    """The hours in which nothing is posted, such as "22-7"; (None, None) for "none".

    They may lie across midnight. Raises UserError for what are not two different hours of the day.
    """
    typed = folded(text)
    if typed in NONE:
        return None, None
    match = _HOURS.fullmatch(typed)
    if match is not None:
        start, end = _hour(match[1], match[2]), _hour(match[3], match[4])
        if start is not None and end is not None and start != end:
            return start, end
    raise UserError(
        t(
            "“{typed}” are not hours: write two different hours of the day such as 22-7, or none.",
            typed=text[:40],
        )
    )


def _hour(digits: str, half: str | None) -> int | None:
    hour = int(digits)
    if half is None:
        return hour % 24 if hour <= 24 else None
    return hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else None


def read_workdays(text: str) -> tuple[int, ...]:
    """The days on which a team works (0 is Monday): "Mon-Fri", "Sun to Thu", "every day".

    Raises UserError for what names no day of the week.
    """
    typed = folded(text)
    if typed in {"every day", "all", "daily", "all days", "every", "7 days", "none"}:
        return EVERY_DAY
    if typed in {"weekdays", "working days"}:
        return WORKING_WEEK
    days: set[int] = set()
    for part in re.split(r",|;| and |&", typed):
        ends = [_weekday(word, text) for word in re.split(r"-| to | until ", part) if word.strip()]
        if not ends or len(ends) > 2:
            raise _no_days(text)
        span = (ends[-1] - ends[0]) % 7
        days |= {(ends[0] + ahead) % 7 for ahead in range(span + 1)}
    return tuple(sorted(days))


def _weekday(word: str, text: str) -> int:
    found = WEEKDAYS.get(word.strip().rstrip("."))
    if found is None:
        raise _no_days(text)
    return found


def _no_days(text: str) -> UserError:
    return UserError(
        t(
            "“{typed}” names no days of the week: write for example Mon-Fri, or every day.",
            typed=text[:40],
        )
    )


def read_calendars(text: str) -> tuple[str, ...]:
    """The countries whose public holidays are kept, such as "US, JP"; empty for "none".

    Raises UserError for a country without a calendar.
    """
    if folded(text) in NONE:
        return ()
    # Only whoever names a calendar pays for the library of holidays.
    from bot.domain.dates.calendars import working_days

    codes = [code for code in re.split(r"[,;\s]+", text.strip()) if code]
    return working_days(tuple(codes)).codes
