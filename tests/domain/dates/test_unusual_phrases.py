"""Unusual wording of treaties and of the press: read as a careful lawyer would, or asked about."""

from typing import Any

import pytest

from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import Direction, Form, Period, Unit
from tests.domain.dates.making import anchor, deadline, due
from tests.domain.dates.reading import DAYS, MONTHS, YEARS, read

ASKED = [
    ("within 6 to 12 months of signature", "gives two lengths"),
    ("in the next 90-120 days", "gives two lengths"),
    ("between 30 and 60 days after signature", "gives two lengths"),
    ("within 10 (ten) to 15 (fifteen) days of notice", "gives two lengths"),
    ("not less than 30 days nor more than 60 days before the meeting", "two limits"),
    ("at least 30 but not more than 90 days before expiry", "two limits"),
    ("two days before the anniversary of signature", "the anniversary of signature"),
    ("the third Friday of each month", "weekdays such as “third Friday”"),
    ("the Monday following signature", "weekdays such as “Monday following”"),
    ("within 15 days after each quarter ends", "comes back"),
]


@pytest.mark.parametrize(("phrase", "told"), ASKED)
def test_what_names_no_single_date_is_asked_about(phrase: str, told: str) -> None:
    rule = read(phrase)
    assert rule.form is Form.UNKNOWN
    assert rule.doubt is not None
    assert told in rule.doubt.text
    assert all(read_rule(option).form is not Form.UNKNOWN for option in rule.doubt.options)


NOT_READ = [
    "1H26",
    "2026年4月28日まで",
    "Day 90 after signature",
    "week 6 after signature",
]


@pytest.mark.parametrize("phrase", NOT_READ)
def test_what_only_looks_like_a_length_or_a_year_is_not_read(phrase: str) -> None:
    assert read(phrase).form is Form.UNKNOWN


COUNTED: list[tuple[str, Form, Period, str | None]] = [
    ("EIF + 60 days", Form.AFTER, Period(60, DAYS), "entry into force"),
    ("signature plus 6 months", Form.AFTER, Period(6, MONTHS), "signature"),
    ("60 days post-signature", Form.WITHIN, Period(60, DAYS), "signature"),
    ("once 30 days have elapsed since notification", Form.AFTER, Period(30, DAYS), "notification"),
    ("in no case later than 30 days after signature", Form.WITHIN, Period(30, DAYS), "signature"),
    ("at the expiration of 150 days from publication", Form.AFTER, Period(150, DAYS),
     "publication"),
    ("six months after the date of receipt by the depositary of the notification", Form.AFTER,
     Period(6, MONTHS), "receipt of notification"),
    ("within the 180-day negotiation window from signature", Form.WITHIN, Period(180, DAYS),
     "signature"),
    ("at intervals of not more than six months", Form.RECURRING, Period(6, MONTHS), None),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "form", "period", "event"), COUNTED)
def test_what_counts_from_an_event(
    phrase: str, form: Form, period: Period, event: str | None
) -> None:
    rule = read(phrase)
    assert (rule.form, rule.period, rule.anchor, rule.unread) == (form, period, event, "")


def test_a_lower_bound_is_not_taken_for_a_limit() -> None:
    for phrase in ("more than 30 days after signature", "after more than 30 days"):
        assert read(phrase).direction is Direction.FROM
    assert read("not more than 30 days after signature").direction is Direction.BY


def test_a_first_meeting_and_then_every_year() -> None:
    rule = read("The Parties will convene within 45 days of signature and at least annually after")
    assert rule.form is Form.RECURRING
    assert (rule.first, rule.period) == (Period(45, DAYS), Period(1, YEARS))


ENDS = [
    ("within 90 days after the end of 2026", "2027-03-31"),
    ("30 days before the end of 2026", "2026-12-01"),
    ("60 days after the beginning of May 2026", "2026-06-30"),
    ("by the end of the first half of next year", "2027-06-30"),
    ("a 60-day consultation period starting 1 May 2026", "2026-06-29"),
]


@pytest.mark.parametrize(("phrase", "on"), ENDS)
def test_the_edge_of_a_year_is_one_day(phrase: str, on: str) -> None:
    assert due(phrase, today="2026-04-29") == on


def test_a_period_with_an_outer_limit_ends_with_what_comes_first() -> None:
    signed = {"signature": anchor("2026-04-01")}
    for words in ("but not later than", "and in any event by", "but in no case later than"):
        phrase = f"within 60 days of signature, {words} 15 May 2026"
        assert due(phrase, events=signed) == "2026-05-15"
    assert due("within 30 days of signature, but not later than 15 May 2026", events=signed) == (
        "2026-05-01"
    )
    window = read("not before 1 May 2026 but no later than 1 June 2026")
    assert window.named is not None
    assert (window.named.on.month, window.unread) == (6, "not before 1 May 2026")


def test_the_next_working_day_is_no_date_of_its_own() -> None:
    rule = read(
        "within 30 days of notice or by 1 May 2026 or, if that is not a business day, the next "
        "business day, whichever is later"
    )
    assert [part.form for part in rule.parts] == [Form.WITHIN, Form.FIXED]


def test_lettered_parts_keep_their_own_words() -> None:
    rule = read(
        "until the earliest of (a) 31 December 2029, (b) the date on which the Project is "
        "commissioned, or (c) the fifth anniversary of entry into force"
    )
    assert [part.anchor for part in rule.parts] == [
        None,
        "project is commissioned",
        "entry into force",
    ]
    assert rule.parts[2].period == Period(5, Unit.YEARS)


VAGUE_HOURS: list[tuple[str, Any]] = [
    ("by close of business on 30 April 2026", "close of business"),
    ("by COB 30 April 2026", "COB"),
    ("by noon on the day following signature", "noon"),
    ("0001 hours on 10 November 2026", "0001 hours"),
]


@pytest.mark.parametrize(("phrase", "unread"), VAGUE_HOURS)
def test_an_hour_that_is_not_used_is_told(phrase: str, unread: str) -> None:
    assert read(phrase).unread == unread


def test_weeks_to_come_are_no_week() -> None:
    assert read("in the coming weeks").form is Form.INDEFINITE
    assert read("in the coming week").period == Period(1, Unit.WEEKS)
    assert deadline("in the coming weeks").due is None
