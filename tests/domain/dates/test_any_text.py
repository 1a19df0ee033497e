"""The grammar on texts that nobody meant: it reads them or refuses them, and is quick."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.dates.grammar.tokens import LONGEST_PHRASE
from bot.errors import UserError
from tests.domain.dates.reading import read

PIECES = (
    *("within", "by", "until", "the", "of", "after", "before", "every", "quarterly", "first"),
    *("6", "six", "30", "(30)", "days", "months", "year", "2026", "28", "October", "2026-10-28"),
    *("-", "+", "/", ",", ".", "(", ")", "end", "day", "month", "following", "signature", "in"),
    *("Tokyo", "or", "and", "whichever", "is", "earlier", "half", "a", "at", "10:23", "pm"),
    *("next", "business", "fiscal", "mid", "Q2", "renewable", "once", "through", "inclusive"),
)


def refused(phrase: str) -> str:
    """What the grammar says of a phrase that it refuses; empty if it reads it."""
    try:
        rule = read(phrase)
    except UserError as error:
        return str(error)
    return "" if rule.phrase == phrase.strip() else "the phrase was not kept"


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_order_of_words_is_read_or_refused(phrase: str) -> None:
    assert refused(phrase) != "the phrase was not kept"


@settings(max_examples=200)
@given(st.text(max_size=LONGEST_PHRASE))
def test_any_text_is_read_or_refused(phrase: str) -> None:
    assert refused(phrase) != "the phrase was not kept"


RUNS = (" ", "a ", "1 ", "_", "((", "one hundred and ", "of the date of ", "or ", "exchange ", "-")


@pytest.mark.parametrize("piece", RUNS)
def test_long_runs_are_read_quickly(piece: str) -> None:
    begun = process_time()
    for lead in ("", "within 6 months of ", "the earlier of "):
        refused((lead + piece * LONGEST_PHRASE)[:LONGEST_PHRASE])
    assert process_time() - begun < 1.0


NESTED = (
    "1 day or " * 20 + "b b b b b b b b b biannually, whichever is the earlier",
    "the earlier of " * 20 + "1 day or 2 days",
    "the earlier of 1 day or " * 12 + "each x",
    "(i) within 1 day; " * 18 + "whichever is the later",
    "until 1 May 2026 or until " * 15,
)


@pytest.mark.parametrize("phrase", NESTED)
def test_parts_within_parts_do_not_double_the_work(phrase: str) -> None:
    begun = process_time()
    refused(phrase)
    assert process_time() - begun < 0.5


def test_what_joins_too_many_dates_is_refused() -> None:
    with pytest.raises(UserError, match="Too many dates are joined"):
        read(NESTED[0])
