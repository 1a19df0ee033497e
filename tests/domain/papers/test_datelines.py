"""Datelines: the day in a line of its own at the head of a document."""

from datetime import date

import pytest

from bot.domain.papers.datelines import dateline
from bot.domain.papers.reading import written
from bot.domain.papers.values import Paper
from tests.domain.papers.making import pdf


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("28 October 2026", "en"),
        ("October 28, 2026", "en"),
        ("Wednesday, 28 October 2026", "en"),
        ("Tokyo, 28 October 2026", "en"),
        ("2026-10-28", "en"),
        ("FOR IMMEDIATE RELEASE: October 28, 2026", "en"),
        ("Published on 28 October 2026", None),
        ("令和８年10月28日", "ja"),
        ("（令和八年十月二十八日）", "ja"),
        ("2026年10月28日", None),
        ("28. Oktober 2026", "de"),
    ],
)
def test_a_line_that_holds_only_a_day_is_the_documents_day(line: str, language: str | None) -> None:
    text = f"Framework on minerals\n\n{line}\n\nThe Parties meet within six months."
    if "年" in line:
        text = text.replace("The Parties meet", "両政府は、重要鉱物の供給を確保するため会合する。")
    assert dateline(text, language) == date(2026, 10, 28)


@pytest.mark.parametrize(
    "line",
    [
        "Done at Tokyo on 28 October 2026",
        "It enters into force on 1 May 2027",
        "03/04/2026",
        "October 2026",
        "From 28 October 2026 to 30 October 2026",
        "30 February 2026",
        "Updated 28 October 2026",
        "Funds | 1 May 2027",
        "Report 1 May 2027",
        "1 May 2027: report",
    ],
)
def test_a_line_that_says_more_or_less_is_none(line: str) -> None:
    assert dateline(f"Framework on minerals\n{line}\nThe Parties meet.", "en") is None


def test_a_day_further_down_is_none() -> None:
    assert dateline("A line of text.\n" * 20 + "28 October 2026\n", "en") is None


def test_the_dateline_of_a_pdf_is_its_day() -> None:
    body = pdf([["Framework on minerals", "28 October 2026", "The Parties meet."]])
    assert written(Paper(body)).published_on == date(2026, 10, 28)
