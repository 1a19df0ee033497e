"""The way back from the text as it is searched to the text itself."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.drafts.expressions.flat import flatten
from bot.domain.drafts.expressions.tag import tag

PIECES = st.sampled_from(
    (
        *(" ", "  ", "\n", "\n\n", "\t", "28", "October", "2025", "Octo-\nber", "six", "months"),
        *("’", "–", "İ", "ẞ", "10月", "last", "week", "now", ",", ".", "\u00a0", "𝟚", "année"),
        *("\ud800", "(3)"),
    )
)


@given(st.lists(PIECES, max_size=60))
def test_every_expression_is_a_slice_of_its_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for one in tag(text, date(2025, 10, 29)):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end


@given(st.text(max_size=200))
def test_each_sign_of_the_flat_text_leads_back_to_one_like_it(text: str) -> None:
    flat = flatten(text)
    assert len(flat.cased) == len(flat.plain)
    for place, sign in enumerate(flat.cased):
        if sign.isalpha():
            assert text[flat.original(place)] == sign


def test_lines_are_joined_and_paragraphs_are_not() -> None:
    text = "signed on 28\n   October\t2025.\n\nMay they"
    assert flatten(text).cased == "signed on 28 October 2025.\nMay they"
    (one,) = tag(text, None)
    assert text[one.start : one.end] == "28\n   October\t2025"


def test_a_month_broken_over_two_lines_is_whole_again() -> None:
    text = "by Novem-\nber 30, 2026 at a low-\ncost"
    (one,) = tag(text, None)
    assert (text[one.start : one.end], one.value) == ("Novem-\nber 30, 2026", "2026-11-30")
