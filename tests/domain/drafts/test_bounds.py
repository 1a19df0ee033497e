"""However hostile a text is, it is read in bounded time, and every fact rests on its words."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drafts.reader import read
from tests.domain.drafts.test_instruments import HEAD, TAIL

HOSTILE = {
    "digits": "1234567890",
    "numbers": "12 ",
    "brackets": "(",
    "dates": "by 5 May 2030, ",
    "lines of dates": "by 5 May 2030\n",
    "spaces": " ",
    "blanks": "_",
    "quotation marks": "“",
    "lists of states": "Japan and ",
    "hyphens": "United-",
    "signatures": "For the Government of ",
    "periods": "within six months of the ",
    "stops": ".",
    "ends of lines": "\n",
    "between": "between ",
    "signed": "signed on 5 May 2020 at ",
    "addresses": "http://",
    "kanji": "千九百",
    "Japanese": "日本と米国は、6か月以内に、",
    "katakana": "ア",
    "bullets": "- \n",
}
SIZE = 40_000


def taken(text: str) -> float:
    begun = time.process_time()
    read(text, published_on=date(2025, 1, 1))
    return time.process_time() - begun


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    taken(HEAD + text[:400])  # the tables are made when they are first needed
    short = min(taken(HEAD + text), taken(HEAD + text))
    long = min(taken(HEAD + text * 4), taken(HEAD + text * 4))
    assert long < 8 * short + 0.2


PIECES = st.sampled_from(
    [
        "The Parties shall ", "within six months ", "of signature", "(", ")", "“", "5 May 2030",
        "by ", "until ", ", ", ". ", "\n", "Japan", "United States", "U.S.", "72-hour ",
        "令和7年", "10月28日", "までに", "停戦", "日米", "signed ", "on Monday", "every two years",
        "the first day of the second month following ", "1", "-", "é", "🙂", "\u200b", "Article 1",
        "P6M", "31 December", "9999", "0 days", "February 30", "no later than ", "before ", "____",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=60).map("".join), st.booleans())
def test_whatever_stands_there_every_quote_is_a_slice(middle: str, framed: bool) -> None:
    text = HEAD + middle + TAIL if framed else middle
    draft = read(text, published_on=date(2025, 10, 27))
    quotes = [each.quote for each in draft.milestones]
    quotes += [each.quote for each in draft.terms]
    quotes += [each.quote for each in draft.parties]
    quotes += [each.quote for each in draft.events]
    quotes += [each.quote for each in draft.commodities]
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.words


@settings(max_examples=100)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert len(read(text).sha256) == 64


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=50)
def test_the_same_text_gives_the_same_draft(text: str) -> None:
    assert read(text) == read(text)
