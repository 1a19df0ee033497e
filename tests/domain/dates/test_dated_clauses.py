"""Clauses that name a date, or the end of a year, quarter or month."""

import pytest

from bot.domain.dates.values import DeadlineKind, Direction, Form, Precision
from tests.domain.dates.reading import read

NAMED: list[tuple[str, Form, Direction, str, Precision]] = [
    ("by 31 December 2026", Form.FIXED, Direction.BY, "2026-12-31", Precision.DAY),
    ("no later than December 31st, 2026", Form.FIXED, Direction.BY, "2026-12-31", Precision.DAY),
    ("on or before 2026-12-31", Form.FIXED, Direction.BY, "2026-12-31", Precision.DAY),
    ("before 1 May 2026", Form.FIXED, Direction.BEFORE, "2026-05-01", Precision.DAY),
    ("on the 28th day of April, 2026", Form.FIXED, Direction.ON, "2026-04-28", Precision.DAY),
    ("Tuesday, 28 April 2026", Form.FIXED, Direction.ON, "2026-04-28", Precision.DAY),
    ("from 1 December 2025", Form.FIXED, Direction.FROM, "2025-12-01", Precision.DAY),
    ("with effect from 1 Dec. 2025", Form.FIXED, Direction.FROM, "2025-12-01", Precision.DAY),
    ("in June 2026", Form.FIXED, Direction.IN, "2026-06-01", Precision.MONTH),
    ("in the second quarter of 2026", Form.FIXED, Direction.IN, "2026-04-01", Precision.QUARTER),
    ("during H2 2026", Form.FIXED, Direction.IN, "2026-07-01", Precision.HALF),
    ("by 2027", Form.FIXED, Direction.BY, "2027-01-01", Precision.YEAR),
    ("by 15 January", Form.FIXED, Direction.BY, "2026-01-15", Precision.DAY),
    ("by 28.10.2026", Form.FIXED, Direction.BY, "2026-10-28", Precision.DAY),
    ("by the end of 2025", Form.PERIOD_END, Direction.BY, "2025-01-01", Precision.YEAR),
    ("before the end of June 2026", Form.PERIOD_END, Direction.BY, "2026-06-01", Precision.MONTH),
    ("by end-2026", Form.PERIOD_END, Direction.BY, "2026-01-01", Precision.YEAR),
    ("by year-end 2026", Form.PERIOD_END, Direction.BY, "2026-01-01", Precision.YEAR),
    ("by the end of Q3 2026", Form.PERIOD_END, Direction.BY, "2026-07-01", Precision.QUARTER),
    ("in early July 2026", Form.PERIOD_END, Direction.BY, "2026-07-01", Precision.MONTH),
    ("until 10 November 2026", Form.UNTIL, Direction.UNTIL, "2026-11-10", Precision.DAY),
    ("suspended until Nov. 10, 2026", Form.UNTIL, Direction.UNTIL, "2026-11-10", Precision.DAY),
    ("up to 10 November 2026", Form.UNTIL, Direction.UNTIL, "2026-11-10", Precision.DAY),
    ("from 10 November 2025 to 10 November 2026", Form.UNTIL, Direction.UNTIL, "2026-11-10",
     Precision.DAY),
    ("through November 9, 2026", Form.THROUGH, Direction.THROUGH, "2026-11-09", Precision.DAY),
    ("between 1 and 15 May 2026", Form.THROUGH, Direction.THROUGH, "2026-05-15", Precision.DAY),
    ("through June", Form.THROUGH, Direction.THROUGH, "2026-06-01", Precision.MONTH),
    ("until and including 9 November 2026", Form.THROUGH, Direction.THROUGH, "2026-11-09",
     Precision.DAY),
    ("until 9 November 2026 (inclusive)", Form.THROUGH, Direction.THROUGH, "2026-11-09",
     Precision.DAY),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "form", "direction", "on", "precision"), NAMED)
def test_dates_that_a_phrase_names(
    phrase: str, form: Form, direction: Direction, on: str, precision: Precision
) -> None:
    rule = read(phrase)
    assert rule.named is not None
    assert (rule.form, rule.direction) == (form, direction)
    assert (rule.named.on.isoformat(), rule.named.precision) == (on, precision)
    assert not rule.unread


def test_until_is_settled_only_by_words_that_settle_it() -> None:
    assert read("until 10 November 2026").inclusive is None
    assert read("until but excluding 10 November 2026").inclusive is False
    assert read("until 10 November 2026, inclusive").inclusive is True
    assert read("until further notice").form is Form.INDEFINITE
    rule = read("until 30 days after entry into force")
    assert (rule.form, rule.kind, rule.direction) == (
        Form.AFTER,
        DeadlineKind.EXPIRY,
        Direction.UNTIL,
    )


SPANS: list[tuple[str, Precision, int, bool | None, str | None]] = [
    ("by the end of this year", Precision.YEAR, 0, False, None),
    ("by the end of next year", Precision.YEAR, 1, False, None),
    ("in the course of this year", Precision.YEAR, 0, False, None),
    ("by the end of the calendar quarter", Precision.QUARTER, 0, False, None),
    ("by the end of the quarter", Precision.QUARTER, 0, None, None),
    ("by the end of the fiscal year", Precision.YEAR, 0, True, None),
    ("by the end of the third year following entry into force", Precision.YEAR, 3, False,
     "entry into force"),
    ("by the end of the calendar year in which the agreement enters into force", Precision.YEAR, 0,
     False, "entry into force"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "span", "nth", "fiscal", "event"), SPANS)
def test_ends_of_years_and_quarters(
    phrase: str, span: Precision, nth: int, fiscal: bool | None, event: str | None
) -> None:
    rule = read(phrase)
    assert rule.form is Form.PERIOD_END
    assert (rule.span, rule.nth, rule.fiscal, rule.anchor) == (span, nth, fiscal, event)


EVENTS = [
    ("on the day of signature", Direction.ON, "signature"),
    ("on the date of the summit", Direction.ON, "summit"),
    ("on the day of the opening of the mine", Direction.ON, "opening of the mine"),
    ("the date on which the Fund is launched", Direction.ON, "fund is launched"),
    ("upon the date of signature in Tokyo", Direction.ON, "signature"),
    ("upon the launch of the Fund", Direction.ON, "launch of the fund"),
    ("by the date of accession", Direction.BY, "accession"),
]


@pytest.mark.parametrize(("phrase", "direction", "event"), EVENTS)
def test_the_day_of_an_event(phrase: str, direction: Direction, event: str) -> None:
    rule = read(phrase)
    assert (rule.form, rule.direction, rule.anchor) == (Form.EVENT, direction, event)
    assert not rule.unread
