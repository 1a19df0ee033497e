"""Text files and Markdown."""

import pytest

from bot.domain.papers.limits import Limits
from bot.domain.papers.reading import written
from bot.domain.papers.values import Paper, Written
from bot.errors import Unreadable, WrongKind


def plain(text: str | bytes, **limits: int) -> str:
    body = text.encode() if isinstance(text, str) else text
    return written(Paper(body, name="a.txt"), Limits(**limits)).text


def markdown(text: str) -> Written:
    return written(Paper(text.encode(), name="notes.md"))


def test_lines_of_any_kind_end_as_one_kind() -> None:
    assert plain("one\r\ntwo\rthree\u2028four\n\n\n\nfive  \n") == "one\ntwo\nthree\nfour\n\nfive"


def test_signs_that_cannot_be_seen_are_left_out() -> None:
    assert plain("with\u200bin\u00ad six\x07 months\u202e of it") == "within six months of it"


def test_letters_are_composed() -> None:
    assert plain("カ\u3099イト\u3099 e\u0301tude") == "ガイド étude"


def test_text_that_was_wrapped_is_joined_to_paragraphs() -> None:
    wrapped = (
        "MEMORANDUM OF COOPERATION\n\n"
        "The Parties to this Memorandum, wishing to work together in the field of\n"
        "minerals, shall within six months of the date of its signature set up a\n"
        "committee.\n\n"
        "Article 1\n"
        "The committee shall meet in each year, and shall report to the two of the\n"
        "Governments.\n"
    )
    assert plain(wrapped).split("\n") == [
        "MEMORANDUM OF COOPERATION",
        "",
        "The Parties to this Memorandum, wishing to work together in the field of minerals, shall "
        "within six months of the date of its signature set up a committee.",
        "",
        "Article 1",
        "The committee shall meet in each year, and shall report to the two of the Governments.",
    ]


def test_text_that_was_not_wrapped_stays_as_it_is() -> None:
    text = "One short line\n" + "A long paragraph that was never wrapped at all. " * 8 + "\nLast"
    assert plain(text) == text.replace(" \n", "\n")


def test_hyphens_at_the_end_of_lines_stay_where_they_belong() -> None:
    wrapped = (
        "This Framework is the long-term plan of both Governments for their co-\n"
        "operation, and the long-\n"
        "term supply under the US-\n"
        "Japan Framework lasts for 180-\n"
        "day periods."
    )
    assert plain(wrapped).endswith(
        "long-term supply under the US-Japan Framework lasts for 180-day periods."
    )


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp932", "euc_jp"])
def test_the_charset_is_found(charset: str) -> None:
    text = "両政府は、この枠組みの署名の日から六か月以内に会合する。"
    assert plain(text.encode(charset)) == text


def test_western_quotation_marks_are_read() -> None:
    text = "Les “Parties” se réunissent à Genève – dès l’été."
    assert plain(text.encode("cp1252")) == text


@pytest.mark.parametrize("body", [b"", b"  \n\n ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_an_empty_document_says_so(body: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        plain(body)


def test_signs_that_leave_nothing_are_an_empty_document() -> None:
    with pytest.raises(Unreadable, match="empty"):
        plain("\u200b\u200b\u00ad")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(WrongKind, match="no text"):
        plain(b"some text\x00and more")


def test_a_megabyte_in_one_line_is_read_up_to_the_limit() -> None:
    found = written(Paper(b"word " * 200_000), Limits(characters=1_000))
    assert found.text == ("word " * 200)[:999].rstrip()
    assert found.notes == ("Only the first 999 characters were read.",)


@pytest.mark.parametrize("piece", [" ", "\t", "-", "|", "a-\n", ". . ", "(", "\n", "１", "第"])
def test_a_megabyte_of_one_sign_ends(piece: str) -> None:
    body = ("Text " + piece * (400_000 // len(piece.encode())) + " end").encode()
    assert plain(body).startswith("Text")


def test_reading_a_text_again_changes_nothing() -> None:
    once = plain("A  B\t C \n\n\n\n(a)\u3000 one\u00a0\u00a0two\n\u3000三\u3099 ")
    assert plain(once) == once


def test_markdown_loses_its_signs_and_keeps_its_words() -> None:
    source = (
        "---\nlayout: post\n---\n"
        "# Framework on *minerals*\n\n"
        "The **Parties** shall meet [within six months](https://example.org/a_b) "
        "of `signature`.\n\n"
        "## Article 2\n"
        "- first _item_\n- second\n\n"
        "> quoted words\n\n"
        "| What | By |\n|---|:--:|\n| Funds | 1 May 2027 |\n\n"
        "```\nas it stands: **not bold**\n```\n"
        "![a picture](a.png) snake_case_stays 2 * 3 * 4\n\n"
        "[1]: https://example.org\n"
    )
    found = markdown(source)
    assert found.title == "Framework on minerals"
    assert [line for line in found.text.split("\n") if line] == [
        "Framework on minerals",
        "The Parties shall meet within six months of signature.",
        "Article 2",
        "- first item",
        "- second",
        "quoted words",
        "What | By",
        "Funds | 1 May 2027",
        "as it stands: **not bold**",
        "a picture snake_case_stays 2 * 3 * 4",
    ]


@pytest.mark.parametrize("piece", ["[", "![", "**", "`", "[a](", "> ", "<p", "#", "|", "\\"])
def test_markdown_of_one_sign_without_end_ends(piece: str) -> None:
    assert markdown("Text " + piece * 60_000 + " end").text.startswith("Text")
