"""What a convention on the counting of time can say, and finding one by its id."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.dates.terms import FirstDay, MonthEnd, Roll
from bot.domain.dates.values import DeadlineKind
from bot.errors import UserError
from bot.messages import t


class Months(StrEnum):
    """Where a period of months, quarters or years ends.

    CORRESPONDING: on the date of the event. FROM_NEXT_DAY: on the date of the day after it. EVE:
    on the eve of the date of the first day counted, so that whole months stay whole months.
    """

    CORRESPONDING = "corresponding date"
    FROM_NEXT_DAY = "date corresponding to the next day"
    EVE = "eve of the date corresponding to the first day"


class Alternative(StrEnum):
    """A further reading that a convention leaves open."""

    FIRST_DAY_COUNTED = "first day counted"
    ROLLED = "moved to a working day"
    CLEAR = "clear days"


@dataclass(frozen=True, slots=True)
class Convention:
    """How one authority counts time.

    `says` is its wording in short, a rule a sentence, for a reader to hold against `source`.
    `roll` is for a last day reached forward, `roll_back` for one counted backward; both for acts
    only. `rolls_fixed`: also dates that are named and not counted. `rolls_hours`: also periods
    of hours, to the same time of day. `whole_hours`: the hour of the event does not count.
    Periods of up to `short_days` days count working days only. `half_month` is the length of
    half a month in days, None where it has none. `least_working_days` must lie in any period of
    two days or more. `calendars` are used unless the caller names others. `alternatives` are
    the further readings that it leaves open. `kind`: it speaks of this kind of date alone.
    """

    id: str
    version: int
    name: str
    authority: str
    source: str
    says: tuple[str, ...]
    first_day: FirstDay = FirstDay.EXCLUDED
    months: Months = Months.CORRESPONDING
    month_end: MonthEnd = MonthEnd.SAME_NUMBER
    roll: Roll = Roll.NONE
    roll_back: Roll = Roll.NONE
    rolls_fixed: bool = False
    rolls_hours: bool = False
    whole_hours: bool = False
    short_days: int = 0
    half_month: int | None = None
    least_working_days: int = 0
    clear: bool = False
    backward: bool = True
    calendars: tuple[str, ...] = ()
    alternatives: frozenset[Alternative] = frozenset()
    kind: DeadlineKind | None = None

    @property
    def label(self) -> str:
        """The id with its version, as it is recorded with a deadline."""
        return f"{self.id}@{self.version}"


def convention_named(convention_id: str) -> Convention:
    """The convention with this id, which may carry its version. UserError if there is none."""
    from bot.domain.dates.authorities import CONVENTIONS

    found = CONVENTIONS.get(convention_id.partition("@")[0].strip().lower())
    if found is None:
        raise UserError(
            t(
                "I know no convention “{id}”: use one of {known}.",
                id=convention_id[:40],
                known=", ".join(CONVENTIONS),
            )
        )
    return found
