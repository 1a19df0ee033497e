"""Times of day in clauses: “10:23”, “11.00 p.m.”, “noon”."""

from datetime import time

from bot.domain.dates.grammar.tokens import Cursor, Kind
from bot.errors import UserError
from bot.messages import t


def clock(cursor: Cursor) -> tuple[bool, time | None]:
    """Whether a time of day stands here, and which; “midnight” and “24:00” are the day's end.

    The day's end is no time of its own: (True, None). UserError for a time that does not exist.
    """
    start = cursor.at
    cursor.take("at", "@")
    if cursor.take("noon", "midday"):
        return True, time(12)
    if cursor.take("midnight", "the end of the day"):
        return True, None
    parts = _parts(cursor)
    if parts is None:
        cursor.at = start
        return False, None
    hour, minute, second = parts
    half = cursor.take("am", "pm")
    cursor.take("hours", "hrs", "h", "o ' clock")
    if half:
        hour = _twelve_hours(hour, half)
    if (hour, minute, second) == (24, 0, 0):
        return True, None
    if hour > 23 or minute > 59 or second > 59:
        raise UserError(t("There is no such time of day: write it as 09:30."))
    return True, time(hour, minute, second)


def _parts(cursor: Cursor) -> tuple[int, int, int] | None:
    if cursor.kind() is Kind.CLOCK:
        numbers = [int(part) for part in cursor.word().replace(".", ":").split(":")]
        cursor.at += 1
        return numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 0
    if cursor.kind() is Kind.NUMBER and cursor.word(1) in {"am", "pm"}:
        hour = int(cursor.word().replace(",", "")[:4])
        cursor.at += 1
        return hour, 0, 0
    return None


def _twelve_hours(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise UserError(t("There is no such time of day: write it as 09:30."))
    return hour % 12 + (12 if half == "pm" else 0)
