"""Dates in digits: “2025-10-28”, “10/30/89”, “28.10.2025”, “19980301”."""

import re
from datetime import date

from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind
from bot.domain.drafts.expressions.years import full_year

_CLOCK = r"(?:[t ](?P<hour>[0-2]?\d):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d))?z?(?![\d:]))?"


def _iso(found: re.Match[str], scene: Scene) -> Found | None:
    return _checked(found, int(found["year"]), int(found["month"]), int(found["day"]))


def _checked(found: re.Match[str], year: int, month: int, day: int) -> Found | None:
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    hour = found.groupdict().get("hour")
    if not hour or int(hour) > 24:
        return Found(Kind.DATE, on.isoformat(), end=found.end("day") if hour else -1)
    second = f":{found['second']}" if found["second"] else ""
    return Found(Kind.TIME, f"{on.isoformat()}T{int(hour):02}:{found['minute']}{second}")


def _compact(found: re.Match[str], scene: Scene) -> Found | None:
    digits = found["digits"]
    return _checked(found, int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _parted(found: re.Match[str], scene: Scene) -> Found | None:
    """Slashes put the month first, as in America, unless it cannot be; dots put the day first."""
    one, two, written = int(found["one"]), int(found["two"]), found["year"]
    if re.search(r"[\d/.$-]$", scene.before(found.start(), 1)):
        return None
    if written is None or (len(written) == 2 and found["sign"] == "."):
        return None
    year = int(written) if len(written) == 4 else full_year(int(written), scene.written_on)
    day_first = found["sign"] == "." or one > 12
    month, day = (two, one) if day_first and two <= 12 else (one, two)
    try:
        return Found(Kind.DATE, date(year, month, day).isoformat())
    except ValueError:
        return None


def _month_and_year(found: re.Match[str], scene: Scene) -> Found | None:
    month = int(found["month"])
    if not 1 <= month <= 12 or re.search(r"[\d/.$-]$", scene.before(found.start(), 1)):
        return None
    return Found(Kind.DATE, f"{found['year']}-{month:02}")


_ANY = frozenset({"0"})

RULES: tuple[Rule, ...] = (
    rule(
        _ANY,
        rf"(?P<year>(?:1[6-9]|20|21)\d\d)([-/.])(?P<month>[01]?\d)\2(?P<day>[0-3]?\d)(?!\d)"
        rf"{_CLOCK}(?![\d-])",
        _iso,
    ),
    rule(_ANY, r"(?P<digits>(?:1[89]|20)\d\d[01]\d[0-3]\d)(?![\d.,]\d|\d)", _compact),
    rule(
        _ANY,
        r"(?P<one>[0-3]?\d) ?(?P<sign>[/.-]) ?(?P<two>[0-3]?\d) ?(?P=sign) ?(?P<year>(?:1[6-9]"
        r"|20|21)\d\d|\d\d)(?![\d/-])(?!\.\d)",
        _parted,
    ),
    rule(_ANY, r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)(?![\d-])", _month_and_year),
    rule(_ANY, r"(?P<month>[01]?\d)/(?P<year>(?:19|20)\d\d)(?![\d/])", _month_and_year),
)
