"""Where sentences end, and where they do not."""

import pytest

from bot.domain.drafts.sentences import LONGEST, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("President J. Smith of the U.S. signed it. It holds.", 2),
        ("See Art. 5 and No. 7. They apply.", 2),
        ("It costs 3.5 billion. Nobody paid.", 2),
        ("両国は合意した。署名は明日だ。", 2),
        ("One line\nAnother line", 2),
        ("They met at 4 p.m. on Monday in Geneva.", 1),
        ("Zij zijn authentiek.Voor het Koninkrijk", 2),
        ("", 0),
        (" \n \n", 0),
    ],
)
def test_a_stop_ends_a_sentence_unless_it_shortens_a_word(text: str, count: int) -> None:
    found = sentences(text)
    assert len(found) == count
    assert all(text[each.start : each.end] == each.words for each in found)


def test_no_sentence_is_longer_than_can_be_read_at_once() -> None:
    assert max(len(each.words) for each in sentences("word " * 2_000)) <= LONGEST


def test_a_line_that_its_page_broke_goes_on() -> None:
    text = "The Parties shall, within six\nmonths of signature, meet.\nArticle 2"
    first, second = sentences(text)
    assert first.raw == "The Parties shall, within six\nmonths of signature, meet."
    assert first.words == "The Parties shall, within six months of signature, meet."
    assert second.words == "Article 2"
