"""Conventions of markets, offices and politics, tried on dates where they decide."""

from datetime import date, timedelta

import pytest

from bot.domain.dates.values import DeadlineKind
from tests.domain.dates.making import anchor, dates, day, deadline, due

FINANCIAL = [
    ("business-day-following", "2026-05-30", "2026-06-01"),
    ("business-day-modified-following", "2026-05-30", "2026-05-29"),
    ("business-day-modified-following", "2026-05-23", "2026-05-25"),
    ("business-day-modified-following", "2020-10-31", "2020-10-30"),
]


@pytest.mark.parametrize(("convention", "on", "expected"), FINANCIAL)
def test_business_days(convention: str, on: str, expected: str) -> None:
    assert due(f"on {on}", convention=convention) == expected
    back = f"10 days before {(day(on) + timedelta(10)).isoformat()}"
    assert due(back, convention=convention) == str(
        next(one for one in before(day(on)) if one.weekday() < 5)
    )


def before(last: date) -> list[date]:
    """`last` and the days before it, backward."""
    return [last - timedelta(ahead) for ahead in range(5)]


def test_neither_the_first_nor_the_last_clear_day_counts() -> None:
    assert due("within 5 days", "2026-03-02", convention="clear-days") == "2026-03-08"
    assert due("five clear days", "2026-03-02") == "2026-03-08"
    assert due("5 days before", "2026-03-31", convention="clear-days") == "2026-03-25"
    found = deadline("within 5 days", "2026-03-02", convention="clear-days")
    assert dates(found) == ["2026-03-08", "2026-03-09"]  # a Sunday


INFORMATION_COMMISSIONER = [
    ("uk-ico-2018", "2026-01-30", "2026-03-02"),  # from 31 January: 28 February, a Saturday
    ("uk-ico-2018", "2024-08-30", "2024-09-30"),  # from 31 August
    ("uk-ico-2019", "2024-08-31", "2024-09-30"),
    ("uk-ico-2019", "2026-11-25", "2026-12-29"),  # Christmas, Saturday, Boxing Day on Monday
    ("uk-ico-2019", "2026-03-06", "2026-04-07"),  # Easter Monday, a holiday in England
]


@pytest.mark.parametrize(("convention", "on", "expected"), INFORMATION_COMMISSIONER)
def test_subject_access_requests(convention: str, on: str, expected: str) -> None:
    assert due("within one month", on, convention=convention) == expected


def test_a_political_period_shows_every_defensible_reading_and_moves_nothing() -> None:
    given = anchor(
        "2025-10-28", "Asia/Tokyo", name="signature in Tokyo",
        alternatives=(anchor("2025-10-27", "America/New_York", name="date in Washington"),),
    )  # fmt: skip
    found = deadline("within 180 days", given)
    assert {reading.name: reading.on for reading in found.readings} == {
        "as counted": day("2026-04-26"),
        "date in Washington": day("2026-04-25"),
        "the first day counted": day("2026-04-25"),
        "moved to a working day": day("2026-04-27"),
    }
    assert found.ends_at == found.readings[-1].ends_at
    in_force = deadline("within 180 days", given, kind=DeadlineKind.IN_FORCE)
    assert "moved to a working day" not in {reading.name for reading in in_force.readings}
