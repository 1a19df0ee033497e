"""Working days by country: weekends, holidays, days worked in exchange, and what is not known."""

from datetime import date, timedelta
from time import process_time

import pytest

from bot.domain.dates.calendars import working_days
from bot.domain.dates.public_holidays import announced
from bot.domain.dates.terms import Join, Roll
from bot.errors import UserError
from tests.domain.dates.making import anchor, day, deadline, due

OFF = [
    ("US", "2026-07-03", True),  # Independence Day observed
    ("US", "2021-12-31", True),  # New Year's Day 2022 observed
    ("US", "2026-11-27", False),
    ("JP", "2026-05-06", True),  # the last day of the Golden Week
    ("JP", "2026-05-07", False),
    ("CN", "2026-10-10", False),  # a Saturday worked in exchange
    ("CN", "2026-10-07", True),
    ("SA", "2026-05-01", True),  # Friday
    ("SA", "2026-05-03", False),  # Sunday
    ("IL", "2026-05-02", True),  # Saturday
    ("IL", "2026-05-03", False),
    ("CD", "2026-05-02", False),  # a Saturday in the Congo
    ("GB", "2026-04-06", True),  # Easter Monday in England
    ("GB-SCT", "2026-04-06", False),
    ("gb-sct", "2026-01-02", True),
]


@pytest.mark.parametrize(("code", "on", "off"), OFF)
def test_days_off(code: str, on: str, off: bool) -> None:
    assert working_days((code,)).off(day(on)) is off


def test_without_a_calendar_only_saturdays_and_sundays_are_off() -> None:
    working = working_days(())
    assert [working.off(date(2026, 12, ahead)) for ahead in range(21, 28)] == [False] * 5 + [
        True
    ] * 2
    assert working.digest(date(2026, 1, 1), date(2026, 12, 31)) is None


def test_two_calendars_are_joined_by_any_or_all() -> None:
    independence_day, columbus_day = day("2026-07-03"), day("2026-10-12")
    either = working_days(("US", "JP"), Join.ANY)
    both = working_days(("US", "JP"), Join.ALL)
    assert (either.off(independence_day), both.off(independence_day)) == (True, False)
    assert (either.off(columbus_day), both.off(columbus_day)) == (True, True)


def test_working_days_are_counted_over_the_golden_week() -> None:
    assert due("within 10 business days in Japan", "2026-04-24") == "2026-05-14"
    assert due("within 10 business days", "2026-04-24") == "2026-05-08"
    assert due("10 business days before", "2026-05-14", calendars=("JP",)) == "2026-04-24"
    assert due("within 5 business days", "2026-09-30", calendars=("CN",)) == "2026-10-13"


def test_modified_following_stays_in_the_month() -> None:
    working = working_days(())
    assert working.rolled(day("2026-05-30"), Roll.MODIFIED_FOLLOWING) == day("2026-05-29")
    assert working.rolled(day("2026-05-30"), Roll.FOLLOWING) == day("2026-06-01")
    assert working.rolled(day("2026-05-30"), Roll.PRECEDING) == day("2026-05-29")
    assert working.rolled(day("2026-05-30"), Roll.NONE) == day("2026-05-30")


def test_a_calendar_that_is_not_announced_yet_is_flagged_in_the_working() -> None:
    assert announced("CN", 2026)
    assert not announced("CN", 2035)
    assert not announced("AE", 2035)  # holidays by the moon are estimates
    assert announced("US", 2035)
    assert not announced("JP", 2150)  # beyond what the calendar knows
    far = deadline("within 10 days", anchor("2035-09-25", "Asia/Shanghai"), convention="cn-civil")
    assert any("CN for 2035 is not announced yet" in step for step in far.trace)
    near = deadline("within 10 days", anchor("2026-09-26", "Asia/Shanghai"), convention="cn-civil")
    assert not any("announced" in step for step in near.trace)


def test_the_working_names_the_calendar_and_the_holiday() -> None:
    found = deadline("within 10 days", "2026-06-23", convention="us-federal")
    assert (
        "Friday 3 July 2026 (Independence Day, observed), Saturday 4 July 2026 "
        "(Independence Day), Sunday 5 July 2026 (weekend) are days off, so it moves to "
        "Monday 6 July 2026. Days off: US." in found.trace
    )
    plain = deadline("within 10 days", "2026-03-27", convention="eu-1182-71")
    assert any("no holiday calendar being named" in step for step in plain.trace)


def test_the_digest_changes_with_the_calendar_and_the_year_only() -> None:
    one = deadline("within 10 days", "2026-06-23", convention="us-federal").calendar_digest
    same = deadline("within 40 days", "2026-06-23", convention="us-federal").calendar_digest
    other = deadline("within 10 days", "2025-06-23", convention="us-federal").calendar_digest
    japan = deadline("within 10 days", "2026-06-23", calendars=("JP",)).calendar_digest
    assert one is not None
    assert one.startswith("US:")
    assert one == same
    assert len({one, other, japan}) == 3
    assert deadline("within 10 days", "2026-06-23").calendar_digest is None


@pytest.mark.parametrize("code", ["XX", "EU", "U", "US-ZZ", "Mars", "", "U S"])
def test_a_country_without_a_calendar_is_refused(code: str) -> None:
    with pytest.raises(UserError, match=f"no holiday calendar “{code}”"):
        working_days((code,))


def test_a_day_is_off_in_any_of_many_countries_and_yet_some_day_is_worked() -> None:
    busy = working_days(("US", "JP", "CN", "SA", "IL", "GB", "DE", "IN"))
    assert not busy.off(busy.step(day("2026-12-24"), 1))


def test_whole_years_of_working_days_are_taken_at_once_and_lead_to_the_same_day() -> None:
    for codes in ((), ("US",), ("CN", "JP")):
        working = working_days(codes)
        for start, count in (("2024-02-29", 700), ("2026-01-01", -900), ("2030-12-31", 262)):
            sign, counted, on = (1 if count > 0 else -1), 0, day(start)
            while counted < abs(count):
                on += timedelta(days=sign)
                counted += not working.off(on)
            assert working.step(day(start), count) == on


LONG = [
    ("within 400000 days", "us-10cfr1004"),
    ("2501 days before", "us-10cfr1004"),
    ("within 2501 business days", "political-default"),
    ("within a million months", "political-default"),
]


@pytest.mark.parametrize(("phrase", "convention"), LONG)
def test_a_count_that_no_agreement_holds_is_refused(phrase: str, convention: str) -> None:
    with pytest.raises(UserError, match=r"is longer than any agreement runs: check the number\."):
        deadline(phrase, "2026-01-01", convention=convention)


def test_working_days_are_not_counted_over_centuries_or_by_dozens_of_calendars() -> None:
    with pytest.raises(UserError, match="over 100 years at most"):
        working_days(("US",)).step(day("2026-01-01"), 80_000)
    with pytest.raises(UserError, match="at most 8 holiday calendars"):
        working_days(("US", "JP", "CN", "SA", "IL", "GB", "DE", "IN", "FR"))


def test_the_longest_count_of_working_days_is_quick() -> None:
    deadline("within 5 business days", "2026-01-01", calendars=("US",))
    begun = process_time()
    deadline("within 2500 business days in London, Paris, Seoul and Bangkok", "2040-01-01")
    assert process_time() - begun < 0.5


def test_years_whose_holidays_are_not_announced_are_named_together() -> None:
    found = deadline("within 1000 business days", "2026-01-01", calendars=("CN",))
    unsure = [step for step in found.trace if "not announced" in step]
    assert len(unsure) == 1
    assert "for 2027–2030 is" in unsure[0]
