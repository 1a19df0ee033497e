"""Spans of days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spans import Span, read_span
from bot.errors import UserError

TODAY = date(2026, 4, 22)  # a Wednesday


def read(text: str, *, past: bool = False) -> tuple[str, str]:
    found = read_span(text, today=TODAY, zone="Asia/Tokyo", past=past)
    return found.first.isoformat(), found.last.isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("next 30 days", "2026-04-22", "2026-05-22"),
        ("the next two weeks", "2026-04-22", "2026-05-06"),
        ("next month", "2026-05-01", "2026-05-31"),
        ("next 6 months", "2026-04-22", "2026-10-22"),
        ("last week", "2026-04-13", "2026-04-19"),
        ("this week", "2026-04-20", "2026-04-26"),
        ("past week", "2026-04-15", "2026-04-22"),
        ("last 10 days", "2026-04-12", "2026-04-22"),
        ("this quarter", "2026-04-01", "2026-06-30"),
        ("next quarter", "2026-07-01", "2026-09-30"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("May 2026", "2026-05-01", "2026-05-31"),
        ("Q3 2026", "2026-07-01", "2026-09-30"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026年5月", "2026-05-01", "2026-05-31"),
        ("tomorrow", "2026-04-23", "2026-04-23"),
        ("1 May to 30 June", "2026-05-01", "2026-06-30"),
        ("from 1 November 2025 to 31 January 2026", "2025-11-01", "2026-01-31"),
        ("1 December to 15 January", "2026-12-01", "2027-01-15"),
        ("between May 2026 and July 2026", "2026-05-01", "2026-07-31"),
        ("2026-05-01..2026-05-14", "2026-05-01", "2026-05-14"),
        ("until 30 June 2026", "2026-04-22", "2026-06-30"),
        ("before 1 July 2026", "2026-04-22", "2026-06-30"),
        ("from 1 July 2026", "2026-07-01", "2026-07-01"),
        ("30 days", "2026-04-22", "2026-05-22"),
        ("2 weeks", "2026-04-22", "2026-05-06"),
        ("the next fortnight", "2026-04-22", "2026-05-06"),
        ("1-15 May 2026", "2026-05-01", "2026-05-15"),
        ("1 to 15 May", "2026-05-01", "2026-05-15"),
        ("May 1–15, 2026", "2026-05-01", "2026-05-15"),
        ("May–June 2026", "2026-05-01", "2026-06-30"),
        ("2026–2027", "2026-01-01", "2027-12-31"),
        ("until Christmas", "2026-04-22", "2026-12-25"),
        ("\u202eMay 2026\u200b", "2026-05-01", "2026-05-31"),
    ],
)
def test_a_span_is_read_as_people_mean_it(text: str, first: str, last: str) -> None:
    assert read(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("since Monday", "2026-04-20"),
        ("since 1 April", "2026-04-01"),
        ("since March", "2026-03-01"),
    ],
)
def test_what_has_happened_since_a_day_reaches_up_to_today(text: str, first: str) -> None:
    assert read(text, past=True) == (first, "2026-04-22")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("30 June 2026 to 1 May 2026", "Tue 30 Jun 2026 comes after Fri 1 May 2026: give the ear"),
        ("15-1 May 2026", "give the earlier date first"),
        ("soonish", "I cannot read “soonish” as a time"),
        ("", "as a time"),
        ("31 February 2026", "February"),
        ("next 0 days", "at least one day"),
        ("next 900 years", "give a shorter time"),
        ("next 9999 years", "outside the years"),
        ("1 January 1000 to 1 January 3000", "give a shorter time"),
        ("x" * 500, "as a time"),
    ],
)
def test_what_is_no_span_is_answered_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read(text)


def test_a_span_holds_what_touches_it() -> None:
    span = Span(date(2026, 5, 1), date(2026, 5, 31))
    assert span.days == 31
    assert span.holds(date(2026, 5, 31), date(2026, 6, 3))
    assert not span.holds(date(2026, 6, 1), date(2026, 6, 3))
    assert not span.holds(None, None)


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_span_or_one_sentence(text: str) -> None:
    try:
        found = read_span(text, today=TODAY, zone="UTC")
    except UserError:
        return
    assert found.first <= found.last
