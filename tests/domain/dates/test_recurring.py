"""What recurs, and the earlier or later of several."""

from datetime import date

from bot.domain.dates.compute import occurrences
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import (
    GIVEN,
    DeadlineState,
)
from tests.domain.dates.making import anchor, dates, day, deadline, due


def test_only_the_first_of_what_recurs_bounds_the_deadline() -> None:
    found = deadline("every two years after entry into force", "2026-07-01")
    assert dates(found) == ["2028-07-01", "2030-07-01", "2032-07-01", "2034-07-01"]
    assert (found.earliest, found.latest) == (found.due, found.due)


def test_a_leap_day_recurs_on_the_last_of_february() -> None:
    rule = read_rule("annually from 29 February 2024")
    found = occurrences(rule, zone="UTC", count=5)
    assert [one.due for one in found] == [
        *(date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)),
        date(2029, 2, 28),
    ]


def test_the_quarters_of_the_calendar_are_taken_when_the_text_says_so() -> None:
    found = deadline("by the end of each calendar quarter", "2025-10-26")
    assert dates(found) == ["2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30"]
    assert found.question is None
    open_ = deadline("regular quarterly meetings", "2025-10-26")
    assert open_.question is not None
    assert [dates(deadline(option, "2025-10-26"))[0] for option in open_.question.options] == [
        *("2026-01-26", "2025-12-31"),
    ]


def test_the_next_occurrences_after_a_day() -> None:
    rule = read_rule("by 31 March each year")
    signed = {GIVEN: anchor("2025-10-26")}
    found = occurrences(rule, signed, zone="UTC", count=2, after=day("2027-03-31"))
    assert [one.due for one in found] == [day("2028-03-31"), day("2029-03-31")]
    assert occurrences(rule, zone="UTC") == ()
    yearly = read_rule("25 MMT annually 2026-2028")
    assert [one.due for one in occurrences(yearly, zone="UTC", count=9)] == [
        *(day("2026-12-31"), day("2027-12-31"), day("2028-12-31")),
    ]
    once = read_rule("by 1 May 2026")
    assert len(occurrences(once, zone="UTC")) == 1
    assert occurrences(once, zone="UTC", after=day("2026-05-01")) == ()


def test_occurrences_that_are_acts_move_one_by_one() -> None:
    found = deadline("monthly on the 31st", "2026-01-31", convention="business-day-following")
    assert dates(found) == ["2026-03-02", "2026-03-31", "2026-04-30", "2026-06-01"]


def test_a_day_before_a_yearly_date() -> None:
    found = deadline("before 31 March each year", "2026-01-05")
    assert dates(found)[:2] == ["2026-03-30", "2027-03-30"]


def test_what_ends_before_it_begins_has_no_date() -> None:
    found = deadline("25 MMT annually through 2020", "2026-01-05")
    assert (found.due, found.state) == (None, DeadlineState.UNDETERMINED)
    assert found.question is not None
    assert "check the years" in found.question.text


def test_the_last_business_day_of_each_month() -> None:
    found = deadline("the last business day of each month", "2026-01-05")
    assert dates(found) == ["2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30"]


def test_the_first_may_come_at_another_time_than_the_next() -> None:
    found = deadline("within one year of signature and every two years thereafter", "2026-01-31")
    assert dates(found) == ["2027-01-31", "2029-01-31", "2031-01-31", "2033-01-31"]
    weekly = deadline("weekly starting on 2 March 2026")
    assert dates(weekly)[:2] == ["2026-03-02", "2026-03-09"]


def test_the_earlier_and_the_later_of_events_that_may_not_have_happened() -> None:
    phrase = "the {} of 1 May 2026 and 60 days after ratification"
    ratified = {"ratification": anchor("2026-04-01")}
    assert due(phrase.format("earlier")) == "2026-05-01"
    assert due(phrase.format("earlier"), events=ratified) == "2026-05-01"
    assert due(phrase.format("later"), events=ratified) == "2026-05-31"
    waiting = deadline(phrase.format("later"))
    assert (waiting.state, waiting.due) == (DeadlineState.AWAITING_TRIGGER, None)
    assert waiting.earliest == day("2026-05-01")
    none = deadline("within 30 days of signature or 60 days of ratification, whichever is earlier")
    assert none.state is DeadlineState.AWAITING_TRIGGER


def test_the_event_that_a_person_chose_does_not_count_as_the_one_waited_for() -> None:
    phrase = "until connected or 31 December 2029, whichever is the earlier"
    assert due(phrase, "2026-01-01") == "2029-12-31"
    assert due(phrase, "2026-01-01", events={"connection": anchor("2030-01-01")}) == "2029-12-31"
    assert due(phrase, "2026-01-01", events={"connection": anchor("2028-03-01")}) == "2028-03-01"
