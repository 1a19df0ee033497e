"""Dates that people type."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.dates.values import Precision
from bot.domain.dates.written import WrittenDate, read_date
from bot.errors import UserError

TODAY = date(2026, 4, 1)  # a Wednesday


def read(text: str) -> WrittenDate:
    return read_date(text, today=TODAY, zone="Asia/Tokyo")


DAYS = [
    ("2026-04-28", "2026-04-28"),
    ("2026-4-8", "2026-04-08"),
    ("28 Apr 2026", "2026-04-28"),
    ("28 April 2026.", "2026-04-28"),
    ("28th of April, 2026", "2026-04-28"),
    ("April 28, 2026", "2026-04-28"),
    ("apr 28", "2026-04-28"),
    ("28 March", "2027-03-28"),
    ("1 April", "2026-04-01"),
    ("29 February", "2028-02-29"),
    ("28/04/2026", "2026-04-28"),
    ("04/28/2026", "2026-04-28"),
    ("05/05/2026", "2026-05-05"),
    ("28.04.2026", "2026-04-28"),
    ("Tuesday 28 April 2026", "2026-04-28"),
    ("Tuesday, April 28", "2026-04-28"),
    ("today", "2026-04-01"),
    ("Tomorrow", "2026-04-02"),
    ("yesterday", "2026-03-31"),
    ("the day after tomorrow", "2026-04-03"),
    ("Friday", "2026-04-03"),
    ("on Friday", "2026-04-03"),
    ("this Friday", "2026-04-03"),
    ("next Friday", "2026-04-10"),
    ("Wednesday", "2026-04-08"),
    ("last Monday", "2026-03-30"),
    ("in 2 weeks", "2026-04-15"),
    ("in a fortnight", "2026-04-15"),
    ("3 months from now", "2026-07-01"),
    ("10 days ago", "2026-03-22"),
    ("end of June 2026", "2026-06-30"),
    ("the end of next month", "2026-05-31"),
    ("end of this year", "2026-12-31"),
    ("year-end", "2026-12-31"),
    ("end of Q2 2026", "2026-06-30"),
    ("2026年4月28日", "2026-04-28"),
    ("2026年 4月 28日", "2026-04-28"),
    ("２０２６年４月２８日", "2026-04-28"),
    ("令和8年4月28日", "2026-04-28"),
    ("令和元年5月1日", "2019-05-01"),
    ("平成30年12月31日", "2018-12-31"),
    ("2026年6月末", "2026-06-30"),
]


@pytest.mark.parametrize(("text", "on"), DAYS)
def test_days(text: str, on: str) -> None:
    assert read(text) == WrittenDate(date.fromisoformat(on), Precision.DAY, None, "Asia/Tokyo")


SPANS = [
    ("2026-04", "2026-04-01", Precision.MONTH),
    ("April 2026", "2026-04-01", Precision.MONTH),
    ("June", "2026-06-01", Precision.MONTH),
    ("March", "2027-03-01", Precision.MONTH),
    ("next month", "2026-05-01", Precision.MONTH),
    ("this quarter", "2026-04-01", Precision.QUARTER),
    ("next year", "2027-01-01", Precision.YEAR),
    ("Q2 2026", "2026-04-01", Precision.QUARTER),
    ("2026 Q3", "2026-07-01", Precision.QUARTER),
    ("second half of 2026", "2026-07-01", Precision.HALF),
    ("2026", "2026-01-01", Precision.YEAR),
    ("2026年4月", "2026-04-01", Precision.MONTH),
    ("令和8年", "2026-01-01", Precision.YEAR),
]


@pytest.mark.parametrize(("text", "on", "precision"), SPANS)
def test_months_quarters_and_years(text: str, on: str, precision: Precision) -> None:
    found = read(text)
    assert (found.on.isoformat(), found.precision, found.at) == (on, precision, None)


def test_a_time_and_a_place_are_kept() -> None:
    assert read("28 Apr 2026 09:30").at == time(9, 30)
    assert read("2026-04-28T09:30").at == time(9, 30)
    assert read("28 April 2026 at 11.00 p.m.").at == time(23)
    assert read("tomorrow at noon").at == time(12)
    assert read("28 April 2026 24:00").at is None
    assert read("28 April 2026 in Washington").zone == "America/New_York"
    assert read("28 April 2026 09:30 Europe/London") == WrittenDate(
        date(2026, 4, 28), Precision.DAY, time(9, 30), "Europe/London"
    )


WRONG = [
    ("", "I cannot read"),
    ("soon", "I cannot read “soon” as a date"),
    ("28 April 2026 or so", "I cannot read"),
    ("31 February 2026", "There is no 31 February 2026"),
    ("29 Feb 2026", "There is no 29 February 2026"),
    ("31/02/2026", "There is no 31 February 2026"),
    ("04/05/2026", "read in two ways: write 4 May 2026 or 5 April 2026"),
    ("28/04/26", "four digits"),
    ("0000-01-01", "The year 0"),
    ("10000-01-01", "The year 10000"),
    ("2026-13-01", "no month 13"),
    ("Q5 2026", "I cannot read"),
    ("Monday 28 April 2026", "28 April 2026 is a Tuesday"),
    ("28 April 2026 25:00", "no such time of day"),
    ("in 5 business days", "do not count hours or working days"),
    ("end of the fiscal year", "Fiscal years differ"),
    ("2026年13月1日", "no month 13"),
    ("x" * 500, "I cannot read"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_what_is_no_date_is_refused_with_what_to_write(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        read(text)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UserError, match="no time zone “Mars/Base”"):
        read_date("tomorrow", today=TODAY, zone="Mars/Base")


@settings(max_examples=200)
@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_the_common_ways_to_write_a_date_mean_the_same(on: date) -> None:
    written = [
        on.isoformat(),
        f"{on:%d %B} {on.year}",
        f"{on:%B %d}, {on.year}",
        f"{on:%a %d %b} {on.year}",
        f"{on.year}年{on.month}月{on.day}日",
    ]
    assert {read(text).on for text in written} == {on}


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UserError):
        assert read(text).zone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 April", date(2026, 4, 28)),
        ("April 28", date(2026, 4, 28)),
        ("29 April", date(2026, 4, 29)),
        ("on Friday", date(2026, 4, 24)),
        ("Wednesday", date(2026, 4, 29)),
        ("yesterday", date(2026, 4, 28)),
        ("1 December", date(2025, 12, 1)),
        ("Friday 24 April", date(2026, 4, 24)),
        ("Friday, April 24.", date(2026, 4, 24)),
        ("Thursday 25 December", date(2025, 12, 25)),
    ],
)
def test_of_what_has_happened_the_last_day_of_that_name_is_meant(text: str, expected: date) -> None:
    assert read_date(text, today=date(2026, 4, 29), zone="UTC", past=True).on == expected


@pytest.mark.parametrize(
    "text", ["30 April", "Friday 1 May", "tomorrow", "in 2 weeks", "1 May 2027"]
)
def test_a_day_just_ahead_is_not_taken_for_one_of_last_year(text: str) -> None:
    assert read_date(text, today=date(2026, 4, 29), zone="UTC", past=True).on > date(2026, 4, 29)


@pytest.mark.parametrize("text", ["Saturday 24 April", "Sunday 24 April"])
def test_the_last_such_day_decides_which_weekday_is_wrong(text: str) -> None:
    with pytest.raises(UserError, match="24 April 2026 is a Friday, not a S"):
        read_date(text, today=date(2026, 4, 29), zone="UTC", past=True)


def test_a_day_that_no_year_has_is_refused_without_naming_one() -> None:
    with pytest.raises(UserError, match=r"There is no 31 February:"):
        read_date("31 February", today=date(2026, 4, 29), zone="UTC")
