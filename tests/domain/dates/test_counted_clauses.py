"""Clauses that count: within, after, before, the n-th day, the n-th month."""

from datetime import time

import pytest

from bot.domain.dates.terms import FirstDay, Join, Roll
from bot.domain.dates.values import DeadlineKind, Direction, Form, Period, Unit
from tests.domain.dates.reading import DAYS, MONTHS, TODAY, WEEKS, YEARS, read

WITHIN = [
    ("within six (6) months of the date of this Framework", 6, MONTHS, "signature"),
    ("Within 180 days of signature", 180, DAYS, "signature"),
    ("no later than ninety days after entry into force", 90, DAYS, "entry into force"),
    ("not later than 60 days following its publication", 60, DAYS, "publication"),
    ("within a period of thirty (30) days from receipt of the request", 30, DAYS,
     "receipt of request"),
    ("within one hundred and eighty days of the effective date", 180, DAYS, "entry into force"),
    ("within twenty-one days of the Agreement entering into force", 21, DAYS, "entry into force"),
    ("within two (2) weeks of the announcement", 2, WEEKS, "announcement"),
    ("within a fortnight of deposit", 2, WEEKS, "deposit"),
    ("within half a year of the signing ceremony", 6, MONTHS, "signature"),
    ("within one and a half years of commencement", 18, MONTHS, "commencement"),
    ("within a year and a half of commencement", 18, MONTHS, "commencement"),
    ("in no more than 45 days from the date on which notice is received", 45, DAYS,
     "receipt of notification"),
    ("at the latest within 3 months after ratification", 3, MONTHS, "ratification"),
    ("within thirty calendar days of the last of the two notifications", 30, DAYS,
     "exchange of notifications"),
    ("by the tenth day after publication", 10, DAYS, "publication"),
    ("by the fifth anniversary of entry into force", 5, YEARS, "entry into force"),
    ("The Participants intend to take measures within six months of the date hereof", 6, MONTHS,
     "signature"),
    ("within 30 days of the opening of the window", 30, DAYS, "opening of the window"),
    ("six months", 6, MONTHS, None),
    ("within the next 30 days", 30, DAYS, None),
    ("within the coming year", 1, YEARS, None),
    ("30 days", 30, DAYS, None),
    ("180d", 180, DAYS, None),
    ("within 2 yrs", 2, YEARS, None),
    ("within 90 days thereof", 90, DAYS, None),
    ("within 90 days of that date", 90, DAYS, None),
    ("within a six-month period following signature", 6, MONTHS, "signature"),
    ("during the six months after signature", 6, MONTHS, "signature"),
    ("in the coming six months", 6, MONTHS, None),
    ("within the next month", 1, MONTHS, None),
    ("within 90 days of “Start the funding”", 90, DAYS, "start the funding"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "count", "unit", "event"), WITHIN)
def test_within(phrase: str, count: int, unit: Unit, event: str | None) -> None:
    rule = read(phrase)
    assert (rule.form, rule.period, rule.anchor) == (Form.WITHIN, Period(count, unit), event)
    assert rule.direction is Direction.BY
    assert not rule.unread


POINTS = [
    ("60 days after exchange of written notifications", 60, DAYS, "exchange of notifications"),
    ("6 months after signature", 6, MONTHS, "signature"),
    ("shall enter into force sixty days after the Parties have exchanged written notices", 60, DAYS,
     "exchange of notifications"),
    ("180 days after the notice of termination", 180, DAYS, "notice of termination"),
    ("upon the expiry of six months from the deposit of the tenth instrument", 6, MONTHS,
     "deposit"),
    ("after a period of three months following accession", 3, MONTHS, "accession"),
    ("on 180 days' written notice", 180, DAYS, "notification"),
    ("on the fifth anniversary of entry into force", 5, YEARS, "entry into force"),
    ("the day after signature", 1, DAYS, "signature"),
    ("the next business day after publication", 1, Unit.BUSINESS_DAYS, "publication"),
    ("72 hours after notification", 72, Unit.HOURS, "notification"),
    ("effective 180 days after written notice of termination", 180, DAYS, "notice of termination"),
    ("10 days after service, excluding weekends", 10, Unit.BUSINESS_DAYS, "service"),
    ("not earlier than 60 days after signature", 60, DAYS, "signature"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "count", "unit", "event"), POINTS)
def test_points_after_an_event(phrase: str, count: int, unit: Unit, event: str) -> None:
    rule = read(phrase)
    assert (rule.form, rule.period, rule.anchor) == (Form.AFTER, Period(count, unit), event)


def test_words_before_a_clause_tell_what_kind_of_date_it_sets() -> None:
    assert read("The duty expires 150 days after publication").kind is DeadlineKind.EXPIRY
    assert read("This measure remains in effect for one year").kind is DeadlineKind.EXPIRY
    assert read("This Agreement enters into force on 1 May 2026").kind is DeadlineKind.IN_FORCE
    assert read("It is their duty to report within 30 days of signature").kind is None
    notice = "A Party may terminate by notice no later than 90 days before expiry"
    assert read(notice).kind is None


def test_a_lower_bound_is_told_from_an_upper_one() -> None:
    assert read("no sooner than 60 days after signature").direction is Direction.FROM
    assert read("no later than 60 days after signature").direction is Direction.BY
    assert read("not before 1 May 2026").direction is Direction.FROM
    assert read("shall enter into force 60 days after deposit").kind is DeadlineKind.IN_FORCE


BEFORE = [
    ("not less than ninety days before expiry", 90, DAYS, "expiry"),
    ("at least 30 days prior to termination", 30, DAYS, "termination"),
    ("no later than two months before the summit", 2, MONTHS, "summit"),
    ("30 days' notice before expiry", 30, DAYS, "expiry"),
    ("10 business days in advance of the meeting", 10, Unit.BUSINESS_DAYS, "meeting"),
    ("48 hours before the meeting", 48, Unit.HOURS, "meeting"),
    ("on the fifth day before the hearing", 5, DAYS, "hearing"),
    ("10 days before", 10, DAYS, None),
]


@pytest.mark.parametrize(("phrase", "count", "unit", "event"), BEFORE)
def test_counting_back(phrase: str, count: int, unit: Unit, event: str | None) -> None:
    rule = read(phrase)
    assert (rule.form, rule.period, rule.anchor) == (Form.BEFORE, Period(count, unit), event)
    assert rule.direction is Direction.BEFORE


def test_a_phrase_may_carry_its_own_date_time_and_place() -> None:
    rule = read("within 180 days of 28 Oct 2025 in Tokyo")
    assert rule.named is not None
    assert (rule.named.on, rule.named.zone, rule.anchor) == (TODAY, "Asia/Tokyo", None)
    rule = read("72 hours after 2 November 2007 at 10:23 a.m. in New York")
    assert rule.named is not None
    assert (rule.named.at, rule.named.zone) == (time(10, 23), "America/New_York")
    rule = read("within six months of signature in Tokyo on 28 October 2025")
    assert rule.named is not None
    assert (rule.named.on, rule.named.zone, rule.named.name) == (TODAY, "Asia/Tokyo", "signature")
    rule = read("within six months of signature (Asia/Tokyo)")
    assert (rule.anchor, rule.zone) == ("signature", "Asia/Tokyo")
    rule = read("2025-10-28 + 180 days")
    assert (rule.form, rule.period) == (Form.WITHIN, Period(180, DAYS))
    rule = read("10 Nov 2026 - 30 days")
    assert (rule.form, rule.period) == (Form.BEFORE, Period(30, DAYS))


MONTH_POINTS: list[tuple[str, int, int, Period | None, str]] = [
    ("on the first day of the third month following entry into force", 3, 1, None,
     "entry into force"),
    ("the first day of the month following the date of the last notification", 1, 1, None,
     "exchange of notifications"),
    ("on the last day of the sixth month after signature", 6, -1, None, "signature"),
    ("on the 15th day of the second month following ratification", 2, 15, None, "ratification"),
    ("on the first day of the month following the expiration of a period of three months after "
     "deposit", 1, 1, Period(3, MONTHS), "deposit"),
    ("on the first of the second month after publication", 2, 1, None, "publication"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "nth", "day", "period", "event"), MONTH_POINTS)
def test_days_of_months_that_follow(
    phrase: str, nth: int, day: int, period: Period | None, event: str
) -> None:
    rule = read(phrase)
    assert rule.form is Form.FIRST_OF_MONTH
    assert (rule.nth, rule.day_of_month, rule.period, rule.anchor) == (nth, day, period, event)


def test_ordinal_days() -> None:
    for phrase in (
        "on the twentieth day following that of its publication in the Official Journal",
        "the 20th day after publication",
        "on the twentieth (20th) day following publication",
    ):
        rule = read(phrase)
        assert (rule.form, rule.period) == (Form.ORDINAL_DAY, Period(20, DAYS))
        assert rule.anchor == "publication"
    rule = read("on the one hundred and twentieth day after deposit")
    assert rule.period == Period(120, DAYS)


def test_how_long_something_lasts() -> None:
    rule = read("for a period of 150 days from 24 February 2026")
    assert (rule.form, rule.period, rule.kind) == (
        Form.WITHIN,
        Period(150, DAYS),
        DeadlineKind.EXPIRY,
    )
    assert read("for two years from and including 1 May 2026").first_day is FirstDay.COUNTED
    assert read("for two years from but excluding 1 May 2026").first_day is FirstDay.EXCLUDED
    rule = read("three months, renewable once")
    assert (rule.renewal, rule.renewals) == (Period(3, MONTHS), 1)
    rule = read("one year, extendable twice for a further period of six months")
    assert (rule.renewal, rule.renewals) == (Period(6, MONTHS), 2)


def test_lengths_of_several_units() -> None:
    assert read("within 1 year and 6 months").period == Period(1, YEARS, Period(6, MONTHS))
    assert read("within 2 months and 15 days").period == Period(2, MONTHS, Period(15, DAYS))
    half = Period(1, Unit.HALF_MONTHS)
    assert read("within one and a half months").period == Period(1, MONTHS, half)
    assert read("within 1.5 months").period == Period(1, MONTHS, half)
    assert read("within half a month").period == half


def test_days_that_are_left_out_make_working_days() -> None:
    for phrase in (
        "within 10 days (excluding Saturdays, Sundays and public holidays)",
        "within 10 days, weekends and holidays excluded",
        "within 10 days not counting weekends",
    ):
        rule = read(phrase)
        assert (rule.period, rule.unread) == (Period(10, Unit.BUSINESS_DAYS), "")
    rule = read("within 10 days, not counting holidays")
    assert (rule.period, rule.unread) == (Period(10, DAYS), "not counting holidays")


def test_what_is_not_meant_to_the_day_is_said() -> None:
    assert read("approximately six months after signature").unread == "approximately"
    assert read("within about six months of signature").unread == "about"
    assert read("on or about 1 May 2026").unread == "on or about"


def test_clear_and_working_days_and_whose() -> None:
    assert read("five clear days after service").clear
    rule = read("within 10 business days in Tokyo and New York")
    assert (rule.period, rule.calendars, rule.joined) == (
        Period(10, Unit.BUSINESS_DAYS),
        ("JP", "US"),
        Join.ANY,
    )
    rule = read("within 10 working days in Germany or France")
    assert (rule.calendars, rule.joined) == (("DE", "FR"), Join.ALL)
    assert read("within 5 US business days").calendars == ("US",)


def test_a_clause_may_say_itself_how_the_day_moves() -> None:
    rule = read("by 1 May 2027 or, if that is not a business day, the next business day")
    assert (rule.roll, rule.unread) == (Roll.FOLLOWING, "")
    rule = read("30 days before 30 June 2026 or the preceding working day")
    assert rule.roll is Roll.PRECEDING
    assert read("on 30 May 2026, modified following").roll is Roll.MODIFIED_FOLLOWING
