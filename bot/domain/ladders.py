"""Ladders: how many days before and after a date somebody is to be reminded.

A rung is a number of days before the date; negative ones count the days after it.
"""

import re
from collections.abc import Iterable

from bot.domain.dates.values import DeadlineKind
from bot.domain.names import folded
from bot.errors import UserError
from bot.messages import t

DEFAULT_LADDER = (90, 30, 14, 7, 1, 0, -1, -7, -14, -21, -28)
"""For what somebody has to do: it is asked after once the day has passed, and that ends."""

DEFAULT_LADDERS = {
    DeadlineKind.ACT_BY: DEFAULT_LADDER,
    DeadlineKind.IN_FORCE: (90, 30, 7, 1, 0),
    DeadlineKind.EXPIRY: (180, 90, 30, 14, 7, 1, 0),
}
"""What begins or ends by itself is not asked after; a renewal takes longest to prepare."""

MAX_RUNGS = 20
MAX_LEAD_DAYS = 3650
MAX_NAG_DAYS = 365

_RUNG = re.compile(
    r"(?P<sign>\+?)\s?(?:(?P<count>\d{1,5})\s?(?P<unit>d|days?|w|weeks?)?"
    r"|(?:the|an?|one) (?P<one>day|week))\s?(?P<side>before|earlier|after|later)?"
)
_ON_THE_DAY = {"on the day", "the day", "on the date", "same day", "on the day itself"}


def read_ladder(text: str) -> tuple[int, ...]:
    """The ladder that a person typed: "30, 7, 1, 0, +1" or "2 weeks before, 1 and 7 days after".

    Bare numbers are days before the date, with a plus days after it. Raises UserError for what is
    no list of days, or not within bounds.
    """
    rungs = {rung for part in re.split(r"[,;]", folded(text)) for rung in _joined(part.strip())}
    if not rungs or len(rungs) > MAX_RUNGS:
        raise UserError(
            t("Give between 1 and {most} numbers of days, such as 30, 7, 1, 0.", most=MAX_RUNGS)
        )
    if max(rungs) > MAX_LEAD_DAYS or min(rungs) < -MAX_NAG_DAYS:
        raise UserError(
            t(
                "Reminders reach from {lead} days before a date to {nag} days after it; "
                "choose days within that.",
                lead=MAX_LEAD_DAYS,
                nag=MAX_NAG_DAYS,
            )
        )
    return tuple(sorted(rungs, reverse=True))


def _joined(part: str) -> Iterable[int]:
    """The rungs of "1 and 7 days after", where the first is of the same side as the last."""
    words = re.split(r" and |&", part.removeprefix("and "))
    ending = ""
    for word in reversed(words):
        if word.strip():
            rungs, ending = _read(word.strip(), ending)
            yield from rungs


def _read(word: str, ending: str) -> tuple[list[int], str]:
    """The rungs that `word` names, with the unit and side that `ending` gives if it has none."""
    if word in _ON_THE_DAY:
        return [0], ""
    match = _RUNG.fullmatch(word)
    if match is None:
        # As people also write it: numbers with nothing but spaces between them.
        return [rung for each in word.split() for rung in _numbers(each)], ""
    if word.isdigit():
        match = _RUNG.fullmatch(f"{word} {ending}".strip()) or match
    unit = match["unit"] or match["one"] or ""
    return [_rung(match)], f"{unit} {match['side'] or ''}".strip()


def _numbers(word: str) -> list[int]:
    match = _RUNG.fullmatch(word)
    if match is None:
        raise UserError(
            t(
                "“{word}” is not a number of days. Write days before the date separated by "
                "commas, and days after it with a plus: 30, 7, 1, 0, +1.",
                word=word[:40],
            )
        )
    return [_rung(match)]


def _rung(match: re.Match[str]) -> int:
    week = (match["unit"] or match["one"] or "").startswith("w")
    days = int(match["count"] or 1) * (7 if week else 1)
    after = match["sign"] == "+" or match["side"] in {"after", "later"}
    return -days if after else days


def write_ladder(ladder: Iterable[int]) -> str:
    """A ladder as `read_ladder` reads it."""
    return ", ".join(str(rung) if rung >= 0 else f"+{-rung}" for rung in ladder)
