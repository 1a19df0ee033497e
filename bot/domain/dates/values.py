"""The values of the deadline engine: what a period counts from, how, and what came out."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.dates.terms import FirstDay, Join, MonthEnd, Roll
from bot.errors import UserError
from bot.messages import t


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Standing(StrEnum):
    """How sure the record is of a fact."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    EXPECTED = "expected"
    DISPUTED = "disputed"


class Unit(StrEnum):
    """What a period is counted in. A half month is 15 days, where a convention says so."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business days"
    WEEKS = "weeks"
    HALF_MONTHS = "half months"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"


class Form(StrEnum):
    """The shape of a clause that sets a deadline."""

    WITHIN = "within"
    AFTER = "point after"
    ORDINAL_DAY = "ordinal day"
    FIRST_OF_MONTH = "day of the n-th month following"
    BEFORE = "not later than before"
    PERIOD_END = "by the end of a period"
    UNTIL = "until"
    THROUGH = "through"
    RECURRING = "recurring"
    FIXED = "fixed date"
    EVENT = "on the event"
    INDEFINITE = "indefinite"
    EARLIEST_OF = "earliest of"
    LATEST_OF = "latest of"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """How the date bounds what is to happen."""

    BY = "by"
    ON = "on"
    IN = "in"
    BEFORE = "before"
    FROM = "from"
    UNTIL = "until"
    THROUGH = "through"


class DeadlineKind(StrEnum):
    """Acts move to a working day where a convention says so; entry into force and expiry never."""

    ACT_BY = "act_by"
    IN_FORCE = "in_force"
    EXPIRY = "expiry"


class DeadlineState(StrEnum):
    """Whether there is a date, and if not, why."""

    DATED = "dated"
    AWAITING_TRIGGER = "awaiting its trigger"
    UNDETERMINED = "undetermined"
    INDEFINITE = "indefinite"


LONGEST = {
    Unit.HOURS: 100_000,
    Unit.DAYS: 400_000,
    Unit.BUSINESS_DAYS: 2_500,
    Unit.WEEKS: 60_000,
    Unit.HALF_MONTHS: 24_000,
    Unit.MONTHS: 12_000,
    Unit.QUARTERS: 4_000,
    Unit.YEARS: 1_000,
}
"""The longest period of each unit that is taken for meant: about a thousand years, but ten of
working days, each of which is looked up in calendars."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: `count` of `unit`, then `plus`. UserError unless it makes sense."""

    count: int
    unit: Unit
    plus: "Period | None" = None

    def __post_init__(self) -> None:
        if self.count <= 0:
            raise UserError(t("A period must be longer than nothing: write for example “30 days”."))
        if self.count > LONGEST[self.unit]:
            raise UserError(
                t(
                    "{count} {unit} is longer than any agreement runs: check the number.",
                    count=f"{self.count:,}",
                    unit=t(self.unit.value),
                )
            )

    @property
    def parts(self) -> tuple["Period", ...]:
        """This period and what follows it, in order."""
        return (self, *self.plus.parts) if self.plus else (self,)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The event from which a period is counted.

    `on` is the local date in `zone` (for a precision coarser than a day, the first day of that
    span) and `at` the local time of day where it is known. `alternatives` are other dates under
    which the same event is known, such as the other capital's.
    """

    on: date
    zone: str
    at: time | None = None
    precision: Precision = Precision.DAY
    standing: Standing = Standing.CONFIRMED
    name: str = ""
    alternatives: tuple["Anchor", ...] = ()


GIVEN = ""
"""The key in `anchors` of the event that a person chose, whatever the phrase calls it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to settle, and wordings that would each settle it."""

    text: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How a clause sets its deadline; what is None is left to the convention.

    `anchor` names the event it counts from. `named` is a date that the phrase itself gives, as
    the end or as what it counts from; its zone is empty where the phrase names no place. `nth`
    and `day_of_month` (-1: the last) belong to "first day of the n-th month following", `span`
    and `nth` to the end of a year, quarter, half or month (0: the one in which the anchor lies).
    `inclusive` says whether "until" takes in the day, `by_calendar` whether a recurrence follows
    calendar periods, `fiscal` whether a year or quarter is a fiscal one; None: the text does not
    say. `month_of_year` fixes a yearly date, `first` an earlier or later first occurrence.
    `said_on` is the day from which "this year" or "now" is understood, `unread` the words of
    the phrase that were not understood, `doubt` what the wording itself leaves open.
    """

    form: Form
    phrase: str
    anchor: str | None = None
    period: Period | None = None
    direction: Direction = Direction.BY
    named: Anchor | None = None
    kind: DeadlineKind | None = None
    first_day: FirstDay | None = None
    clear: bool = False
    roll: Roll | None = None
    calendars: tuple[str, ...] = ()
    joined: Join = Join.ANY
    month_end: MonthEnd | None = None
    zone: str | None = None
    nth: int = 0
    day_of_month: int | None = None
    month_of_year: int | None = None
    span: Precision | None = None
    fiscal: bool | None = False
    inclusive: bool | None = None
    by_calendar: bool | None = False
    first: Period | None = None
    last_on: date | None = None
    renewal: Period | None = None
    renewals: int = 0
    parts: tuple["Rule", ...] = ()
    said_on: date | None = None
    unread: str = ""
    doubt: Question | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One defensible result of a rule: the last day, and the instant (UTC) at which it is over.

    `counts` is false for a date that is shown but does not widen earliest and latest, such as
    the arithmetic beside an official date.
    """

    name: str
    on: date
    ends_at: datetime
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a rule gives: a date with all its readings, or the reason why there is none.

    `due` is the prevailing reading, `earliest` and `latest` the bounds of all that count.
    `passes_at` (UTC) is the instant at which the prevailing reading has certainly passed,
    `ends_at` the latest one; None without a date, and while nobody can say that it has passed,
    since it counts from an event that is only expected or is disputed. `then_on` is the first
    day on which something that lasts until or through `due` no longer holds. `trace` is the
    working, a step a line.
    """

    due: date | None
    earliest: date | None
    latest: date | None
    precision: Precision
    readings: tuple[Reading, ...]
    trace: tuple[str, ...]
    zone: str
    passes_at: datetime | None
    ends_at: datetime | None
    state: DeadlineState
    question: Question | None
    convention: str
    calendar_digest: str | None = None
    then_on: date | None = None
