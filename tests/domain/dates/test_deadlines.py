"""What a deadline shows beside its date: readings, working, state, question and instants."""

from datetime import date

import pytest

from bot.domain.dates.compute import compute
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.terms import MonthEnd, Roll
from bot.domain.dates.values import (
    GIVEN,
    Anchor,
    DeadlineKind,
    DeadlineState,
    Form,
    Period,
    Precision,
    Rule,
    Standing,
    Unit,
)
from bot.errors import UserError
from tests.domain.dates.making import NEW_YORK, TOKYO, anchor, dates, day, deadline, due


def test_the_working_can_be_followed_by_a_person() -> None:
    signed = anchor("2025-10-28", TOKYO, name="signature in Tokyo")
    found = deadline("within 180 days of signature", events={"signature": signed})
    assert found.trace == (
        "The clause: “within 180 days of signature”.",
        "Counted by: default for political instruments "
        "(no law applies; Milepost's own default; political-default@1).",
        "It counts from signature in Tokyo, Tuesday 28 October 2025 in Tokyo.",
        "That day is not counted. Day 1 is Wednesday 29 October 2025.",
        "180 days end on Sunday 26 April 2026.",
        "It is over at the end of Sunday 26 April 2026 in Tokyo: 2026-04-26 15:00 UTC.",
        "Other reading, the first day counted: Saturday 25 April 2026.",
        "Other reading, moved to a working day: Monday 27 April 2026.",
    )
    assert found.convention == "political-default@1"


def test_the_working_says_why_a_day_moved() -> None:
    found = deadline("within 10 days", anchor("2007-08-22", NEW_YORK), convention="us-federal")
    assert (
        "Saturday 1 September 2007 and Sunday 2 September 2007 (weekend), "
        "Monday 3 September 2007 (Labor Day) are days off, so it moves to "
        "Tuesday 4 September 2007. Days off: US." in found.trace
    )
    stays = deadline("two weeks", "2026-03-07", convention="us-federal", kind=DeadlineKind.EXPIRY)
    assert "It stays there: entry into force, effect and expiry do not move." in stays.trace


def test_every_day_that_is_passed_over_is_named_in_the_order_of_counting() -> None:
    back = deadline("30 days before 10 November 2026", convention="us-federal")
    assert (
        "Sunday 11 October 2026 and Saturday 10 October 2026 (weekend) are days off, so it moves "
        "to Friday 9 October 2026. Days off: US." in back.trace
    )
    golden = deadline("within 5 days", "2026-09-27", convention="cn-civil")
    named = next(step for step in golden.trace if "days off, so" in step)
    assert "Tuesday 6 October 2026 (day off in exchange for 20 September 2026)" in named
    assert named.count("2026 (") == 5


def test_hours_that_end_on_a_day_off_show_where_they_led_and_why_they_moved() -> None:
    found = deadline(
        "within 1 hour", anchor("2026-07-03", NEW_YORK, "09:30"), convention="us-federal"
    )
    assert found.due == day("2026-07-06")
    assert found.trace[3:5] == (
        "1 hour of elapsed time leads to 10:30 on Friday 3 July 2026 in Washington, "
        "2026-07-03 14:30 UTC.",
        "Friday 3 July 2026 (Independence Day, observed), Saturday 4 July 2026 "
        "(Independence Day), Sunday 5 July 2026 (weekend) are days off, so it moves to "
        "Monday 6 July 2026. Days off: US.",
    )


ONES = [
    ("within 1 month", "1 month ends on"),
    ("within 2 months", "2 months end on"),
    ("within 1 year and 1 day", "1 year and 1 day end on"),
    ("1 week before", "1 week counted back leads to"),
    ("every quarter", "They come every quarter, each"),
    ("every 2 weeks", "They come every 2 weeks, each"),
]


@pytest.mark.parametrize(("phrase", "words"), ONES)
def test_the_working_tells_one_from_several(phrase: str, words: str) -> None:
    assert any(words in step for step in deadline(phrase, "2026-01-01").trace)


def test_the_working_names_cities_and_no_zones() -> None:
    for phrase in ("within 10 days", "by 1 May 2026 17:00", "within 5 hours"):
        trace = deadline(phrase, anchor("2026-01-01", "Asia/Kuala_Lumpur")).trace
        assert any("in Kuala Lumpur" in step for step in trace)
        assert not any("Asia/" in step for step in trace)


def test_an_anchor_that_is_not_confirmed_is_said_to_be_so() -> None:
    for standing, told in (
        (Standing.EXPECTED, "only expected"),
        (Standing.REPORTED, "reported and not confirmed"),
        (Standing.DISPUTED, "disputed"),
    ):
        found = deadline("within 30 days", anchor("2026-01-01", standing=standing))
        assert any(told in step for step in found.trace)


def test_a_month_as_anchor_gives_a_range_and_keeps_its_precision() -> None:
    february = anchor("2026-02-01", precision=Precision.MONTH)
    found = deadline("within one month", february, convention="treaty-final-clauses")
    assert (found.earliest, found.due, found.latest) == (
        *(day("2026-03-01"), day("2026-03-28"), day("2026-03-28")),
    )
    assert found.precision is Precision.MONTH
    assert "February 2026" in found.trace[2]


def test_whose_days_are_counted() -> None:
    signed = anchor("2025-10-28", TOKYO, "10:50")
    assert deadline("within 30 days", signed).zone == TOKYO
    abroad = deadline("within 30 days of signature in Washington", events={"signature": signed})
    assert (abroad.zone, abroad.due) == (NEW_YORK, day("2025-11-26"))
    by_date = deadline("by 31 December 2025", zone=TOKYO)
    assert by_date.passes_at is not None
    assert by_date.passes_at.isoformat() == "2025-12-31T15:00:00+00:00"


def test_a_named_date_may_be_meant_in_two_ways() -> None:
    assert dates(deadline("by 2027")) == ["2027-12-31", "2026-12-31"]
    assert dates(deadline("by June 2026")) == ["2026-06-30", "2026-05-31"]
    assert dates(deadline("by the end of June 2026")) == ["2026-06-30"]
    assert dates(deadline("in June 2026")) == ["2026-06-30"]
    assert dates(deadline("before 2027")) == ["2026-12-31"]
    assert dates(deadline("before 1 May 2026")) == ["2026-04-30"]
    assert dates(deadline("not before 2027")) == ["2027-01-01"]
    assert deadline("by June 2026").precision is Precision.MONTH


def test_until_has_two_readings_and_a_question_whose_answers_settle_it() -> None:
    found = deadline("until 10 November 2026", zone="Asia/Shanghai")
    assert dates(found) == ["2026-11-10", "2026-11-09"]
    assert found.state is DeadlineState.DATED
    assert found.question is not None
    assert found.then_on == day("2026-11-11")
    assert [dates(deadline(option)) for option in found.question.options] == [
        ["2026-11-10"],
        ["2026-11-09"],
    ]
    assert dates(deadline("until 2027")) == ["2027-12-31", "2026-12-31"]
    assert dates(deadline("until the end of 2026")) == ["2026-12-31"]


def test_through_ends_at_the_next_local_midnight_and_something_follows() -> None:
    found = deadline("through November 9, 2026", zone=NEW_YORK)
    assert (dates(found), found.then_on) == (["2026-11-09"], day("2026-11-10"))
    assert found.passes_at is not None
    assert found.passes_at.isoformat() == "2026-11-10T05:00:00+00:00"
    assert deadline("through June", today="2026-02-04").due == day("2026-06-30")


QUESTIONS = [
    ("within six months", DeadlineState.UNDETERMINED),
    ("30 days before", DeadlineState.UNDETERMINED),
    ("regular quarterly meetings", DeadlineState.UNDETERMINED),
    ("by the end of this year", DeadlineState.UNDETERMINED),
    ("60 days after entry into force", DeadlineState.AWAITING_TRIGGER),
    ("until connected", DeadlineState.AWAITING_TRIGGER),
    ("promptly", DeadlineState.INDEFINITE),
    ("when pigs fly", DeadlineState.UNDETERMINED),
]


@pytest.mark.parametrize(("phrase", "state"), QUESTIONS)
def test_what_is_not_known_is_asked_and_not_guessed(phrase: str, state: DeadlineState) -> None:
    found = deadline(phrase)
    assert (found.state, found.due, found.earliest, found.latest) == (state, None, None, None)
    assert (found.passes_at, found.ends_at) == (None, None)
    assert found.question is not None
    assert found.trace[-1] == found.question.text
    assert all(read_rule(option).form is not Form.UNKNOWN for option in found.question.options)


def test_a_fiscal_year_is_asked_about_with_what_each_answer_gives() -> None:
    for phrase in ("by the end of fiscal year 2026", "by the end of the quarter"):
        found = deadline(phrase, "2026-02-01")
        assert found.state is DeadlineState.UNDETERMINED
        assert found.question is not None
        answers = {due(option) for option in found.question.options}
        assert answers == {reading.on.isoformat() for reading in found.readings}
    fiscal = deadline("by the end of fiscal year 2026")
    assert dates(fiscal) == ["2026-12-31", "2026-09-30", "2027-03-31"]


def test_half_a_month_is_asked_about_where_no_convention_defines_it() -> None:
    found = deadline("within half a month", "2026-03-01")
    assert found.state is DeadlineState.UNDETERMINED
    assert found.question is not None
    assert found.question.options == ("within 15 days of signature",)


def test_an_official_date_stands_even_before_the_event_is_known() -> None:
    found = deadline("60 days after entry into force", official=day("2026-05-01"))
    assert (found.state, found.due, found.question) == (
        DeadlineState.DATED,
        day("2026-05-01"),
        None,
    )


def test_an_official_date_of_expiry_is_followed_by_a_day_on_which_it_no_longer_holds() -> None:
    for phrase, kind in (
        ("until 10 November 2026", None),
        ("for a period of 30 days from 1 May 2026", None),
        ("one year after signature", DeadlineKind.EXPIRY),
    ):
        found = deadline(phrase, official=day("2026-12-31"), kind=kind)
        assert (found.due, found.then_on) == (day("2026-12-31"), day("2027-01-01"))
    act = deadline("within 30 days", "2026-05-01", official=day("2026-12-31"))
    assert act.then_on is None


def test_a_renewal_prolongs_the_period_from_its_anchor() -> None:
    window = "three months, renewable once"
    assert due(window, "2025-11-30") == "2026-02-28"
    renewed = deadline(window, "2025-11-30", events={"extension": anchor("2026-02-01")})
    assert renewed.due == day("2026-05-30")
    found = deadline(window, "2025-11-30")
    assert ("if renewed", day("2026-05-30"), False) in [
        (one.name, one.on, one.counts) for one in found.readings
    ]
    assert found.latest == day("2026-03-02")  # 28 February is a Saturday


def test_hours_from_a_day_without_a_time_end_within_a_day() -> None:
    found = deadline("72 hours after", anchor("2026-03-04", TOKYO))
    assert (found.earliest, found.due, found.latest) == (day("2026-03-07"),) * 3
    assert found.passes_at is not None
    assert found.passes_at.isoformat() == "2026-03-07T15:00:00+00:00"


def test_an_hour_that_comes_twice_gives_two_readings() -> None:
    found = deadline("24 hours after", anchor("2026-11-01", NEW_YORK, "01:30"))
    assert [one.ends_at.isoformat() for one in found.readings] == [
        "2026-11-02T05:30:00+00:00",
        "2026-11-02T06:30:00+00:00",
    ]


def test_the_clause_may_move_the_day_where_the_convention_does_not() -> None:
    phrase = "by 30 May 2026 or, if that is not a business day, the next business day"
    assert due(phrase) == "2026-06-01"
    assert due("30 days before 29 June 2026 or the preceding business day") == "2026-05-29"


def test_the_last_day_of_a_month_may_lead_to_the_last_day() -> None:
    rule = Rule(
        Form.WITHIN, "one month", period=Period(1, Unit.MONTHS), month_end=MonthEnd.LAST_DAY
    )
    found = compute(rule, {GIVEN: Anchor(date(2026, 2, 28), "UTC")}, zone="UTC")
    assert found.due == day("2026-03-31")


def test_a_rule_may_carry_its_own_manner_of_moving() -> None:
    rule = Rule(Form.BEFORE, "x", period=Period(30, Unit.DAYS), roll=Roll.PRECEDING)
    found = compute(rule, {GIVEN: anchor("2026-06-29")}, zone="UTC")
    assert found.due == day("2026-05-29")


def test_a_deadline_outside_the_calendar_is_refused() -> None:
    for phrase, on in (("within 900 years", "9500-01-01"), ("10 years before", "0005-01-01")):
        with pytest.raises(UserError, match="years 1 to 9999"):
            deadline(phrase, on)
    with pytest.raises(UserError, match="no time zone “Mars/Base”"):
        deadline("by 1 May 2026", zone="Mars/Base")
    with pytest.raises(UserError, match="no convention"):
        deadline("by 1 May 2026", convention="roman-law")
    with pytest.raises(UserError, match="no holiday calendar “ZZ”"):
        deadline("within 10 days", "2026-01-01", calendars=("ZZ",))
