"""Reading phrases on a fixed day, for the tests of the grammar."""

from datetime import date

from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import Rule, Unit

TODAY = date(2025, 10, 28)
LAST_OF_2028 = date(2028, 12, 31)
DAYS, WEEKS, MONTHS, YEARS = Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS


def read(phrase: str) -> Rule:
    """The rule of `phrase`, said on `TODAY`."""
    return read_rule(phrase, today=TODAY)
