"""The words in which conventions differ, and in which a clause may settle the matter itself."""

from enum import StrEnum


class FirstDay(StrEnum):
    """Whether the day of the event is the first day of the period."""

    EXCLUDED = "excluded"
    COUNTED = "counted"
    COUNTED_FROM_MIDNIGHT = "counted if the period starts at 00:00"


class Roll(StrEnum):
    """Where a last day goes that is not a working day."""

    NONE = "none"
    FOLLOWING = "following"
    PRECEDING = "preceding"
    MODIFIED_FOLLOWING = "modified following"


class Join(StrEnum):
    """With several calendars: a day is off if it is off in any of them, or only if in all."""

    ANY = "any"
    ALL = "all"


class MonthEnd(StrEnum):
    """Months from the last day of a month: to the same number, or to the last day again."""

    SAME_NUMBER = "same number"
    LAST_DAY = "last day"
