"""The days that a value spans."""

from datetime import date

import pytest

from bot.domain.drafts.expressions.intervals import days_of, interval, moved, span_at
from bot.domain.drafts.expressions.values import Expression, Kind


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2026-04-28", "2026-04-28", "2026-04-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2027-Q2", "2027-04-01", "2027-06-30"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2025-W44", "2025-10-27", "2025-11-02"),
        ("2025-W44-WE", "2025-11-01", "2025-11-02"),
        ("2025-WI", "2025-12-01", "2026-02-28"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("20", "2000-01-01", "2099-12-31"),
    ],
)
def test_a_value_spans_its_days(value: str, first: str, last: str) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(last))
    assert interval(Expression(0, 1, Kind.DATE, value)) == expected


@pytest.mark.parametrize(
    "value",
    ["PAST_REF", "XXXX-05-05", "P6M", "BC0044", "2026-02-31", "2026-13", "2025-W60", "9999"],
)
def test_what_no_calendar_holds_spans_nothing(value: str) -> None:
    assert days_of(value) is None or value == "9999"


def test_a_length_is_no_span() -> None:
    assert interval(Expression(0, 1, Kind.DURATION, "2026")) is None


def test_months_keep_the_day_or_end_with_the_month() -> None:
    assert moved(date(2025, 8, 31), 6, "M") == date(2026, 2, 28)
    assert moved(date(2025, 10, 29), -2, "W") == date(2025, 10, 15)
    assert moved(date(9999, 1, 1), 1, "Y") is None
    assert span_at(date(2025, 10, 29), "Q") == "2025-Q4"
