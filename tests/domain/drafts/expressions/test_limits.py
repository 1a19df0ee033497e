"""No text, however hostile, takes more than time in proportion to its length."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drafts.contracts.lines import answer
from bot.domain.drafts.expressions.tag import tag

LONG = 8_000
WORDS = (
    *(" ", "1", "_", "_ ", "\n", ".", "-", "[ ", "(", "1 ", "1,", "1/", "12:", "'", "*** "),
    *("the ", "a ", "of ", "one ", "twenty-", "hundred and ", "May ", "October ", "about "),
    *("day of ", "28 October 2025 ", "two years and ", "last ", "first ", "2000 ", "end of the "),
    *("within 5 days of ", "done at ", "renew for ", "until ", "notice of 5 days ", "dated: "),
    *("anniversary of ", "the second quarter of ", "every ", "twice a ", "5 p.m. ", "3. januar "),
    *("年", "一", "令和7年", "10月", "İ"),
)


def spent(work: Callable[[], object]) -> float:
    """Processor seconds, the least of three tries."""
    tries = []
    for _ in range(3):
        start = time.process_time()
        work()
        tries.append(time.process_time() - start)
    return min(tries)


def repeated(word: str, length: int) -> str:
    return (word * (length // len(word) + 1))[:length]


@pytest.mark.parametrize("word", WORDS)
def test_twice_the_text_takes_about_twice_the_time(word: str) -> None:
    once = spent(lambda: answer({"text": repeated(word, LONG), "dct": "2025-10-29"}))
    twice = spent(lambda: answer({"text": repeated(word, 2 * LONG), "dct": "2025-10-29"}))
    assert twice < 3.2 * once + 0.02


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(1, 400)), max_size=6))
def test_long_runs_in_any_order_are_read_to_their_end(runs: list[tuple[str, int]]) -> None:
    text = "".join(word * count for word, count in runs)
    assert "error" not in answer({"text": text, "dct": None})


@settings(max_examples=150)
@given(st.text(max_size=400), st.dates() | st.none())
def test_any_text_of_any_day_is_read(text: str, written_on: date | None) -> None:
    for one in tag(text, written_on):
        assert text[one.start : one.end]
