"""PDFs: paragraphs from pages, and what is said of those that cannot be read."""

import re
import zlib
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from bot.domain.papers.limits import Limits
from bot.domain.papers.reading import written
from bot.domain.papers.values import Paper
from bot.errors import TooMuch, Unreadable
from tests.domain.papers.making import numbered, pdf, stream

BODY = [
    "FRAMEWORK ON THE SUPPLY OF MINERALS",
    "The two Governments, wishing to deepen their work on the supply of rare",
    "earths and other minerals, and recalling their long-standing friend-",
    "ship, have agreed as set out below in the articles of this Framework.",
    "Article 1",
    "Within six months of the date of this Framework, each Party shall pro-",
    "vide funding to at least one project.",
    "(a) the first item",
    "(b) the second item",
]


def read(body: bytes, **limits: int) -> str:
    return written(Paper(body), Limits(**limits)).text


def locked(body: bytes, *, user: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(body)))
    writer.encrypt(user_password=user, owner_password="owner", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_wrapped_lines_become_paragraphs_and_headings_stay_lines() -> None:
    assert read(pdf([BODY])).split("\n") == [
        "FRAMEWORK ON THE SUPPLY OF MINERALS",
        "The two Governments, wishing to deepen their work on the supply of rare earths and other "
        "minerals, and recalling their long-standing friendship, have agreed as set out below in "
        "the articles of this Framework.",
        "Article 1",
        "Within six months of the date of this Framework, each Party shall provide funding to at "
        "least one project.",
        "(a) the first item",
        "(b) the second item",
    ]


def test_a_greater_distance_begins_a_paragraph_even_after_a_full_line() -> None:
    title = "Framework of the two Governments on securing the supply of rare earths"
    lines = [
        title,
        "",
        "The President met with the Prime Minister in the capital and signed it in",
        "the presence of the Ministers of both Governments and of many others who",
        "had come from near and far to see it done on that day.",
        "",
        "Both spoke of the friend-",
        "ship of the two peoples over many years, as President Donald J.",
        "Trump and others have done.",
    ]
    assert read(pdf([lines])).split("\n") == [
        title,
        "The President met with the Prime Minister in the capital and signed it in the presence of "
        "the Ministers of both Governments and of many others who had come from near and far to "
        "see it done on that day.",
        "Both spoke of the friendship of the two peoples over many years, as President Donald J. "
        "Trump and others have done.",
    ]


def test_what_browsers_print_around_a_page_is_left_out() -> None:
    pages = [
        [f"11/23/26, 12:51 PM {BODY[0]}", *BODY[3:], "https://mines.example/framework 1/2"],
        [f"11/23/26, 12:51 PM {BODY[0]}", "The end.", "https://mines.example/framework 2/2"],
    ]
    text = read(pdf(pages))
    assert "12:51" not in text
    assert "mines.example" not in text


def test_japanese_lines_are_joined_without_a_space() -> None:
    lines = [
        "重要鉱物の供給に関する枠組み",
        "両政府は、重要鉱物の供給を確保するため、この枠組みの署名の日から六か月以",
        "内に支援を開始する。",
        "第２条",
        "両政府は、毎年協議する。",
    ]
    assert read(pdf([lines])).split("\n") == [
        "重要鉱物の供給に関する枠組み",
        "両政府は、重要鉱物の供給を確保するため、この枠組みの署名の日から六か月以内に支援を開始する。",
        "第２条",
        "両政府は、毎年協議する。",
    ]


def test_what_is_repeated_on_every_page_is_left_out_and_articles_are_not() -> None:
    pages = [
        ["Draft for the Ministry", f"Article {number}", f"Party {number} acts.", f"- {number} -"]
        for number in range(1, 7)
    ]
    text = read(pdf(pages))
    assert "Draft" not in text
    assert "- 3 -" not in text
    assert re.findall(r"Article \d", text) == [f"Article {number}" for number in range(1, 7)]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first = ["The Parties shall meet in the capital of one of them in each year in order", "1"]
    second = ["to review how this Framework is applied.", "2"]
    assert read(pdf([first, second])) == f"{first[0]} {second[0]}"


def test_spaced_out_letters_are_closed_up() -> None:
    assert read(pdf([["M E M O R A N D U M", "令 和 ７ 年 10 月 28 日 に署名された文書"]])) == (
        "MEMORANDUM\n令和７年10月28日に署名された文書"
    )


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_needs_no_password_to_open_is_read(algorithm: str) -> None:
    assert read(locked(pdf([BODY]), user="", algorithm=algorithm)) == read(pdf([BODY]))


def test_a_pdf_with_a_password_is_said_to_be_locked() -> None:
    with pytest.raises(Unreadable, match="locked with a password"):
        read(locked(pdf([BODY]), user="secret", algorithm="AES-256"))


def test_a_scan_is_said_to_hold_pictures_only() -> None:
    with pytest.raises(Unreadable, match="recognised"):
        read(pdf([[], []]))


def test_pages_that_hold_no_text_are_named() -> None:
    found = written(Paper(pdf([BODY, [], [], BODY, []])))
    assert found.notes == ("Pages 2-3, 5 hold no text and may be scans.",)


def test_pages_beyond_the_limit_are_named() -> None:
    found = written(Paper(pdf([BODY] * 5)), Limits(pages=2))
    assert found.notes == ("Pages 3-5 were not read.",)


def test_a_pdf_that_is_too_long_is_read_up_to_the_limit() -> None:
    found = written(Paper(pdf([BODY] * 5)), Limits(characters=300))
    assert len(found.text) <= 300
    assert found.notes == (
        "Pages 2-5 were not read.",
        f"Only the first {len(found.text)} characters were read.",
    )


def test_the_title_is_taken_unless_it_is_a_name_of_a_file() -> None:
    assert written(Paper(pdf([BODY], title="重要鉱物の枠組み"))).title == "重要鉱物の枠組み"
    assert written(Paper(pdf([BODY], title="Microsoft Word - draft 3.docx"))).title is None


def test_a_pdf_says_its_language_and_no_day() -> None:
    found = written(Paper(pdf([BODY])))
    assert (found.language, found.published_on) == ("en", None)


@pytest.mark.parametrize("kept", [12, 200, 700])
def test_a_pdf_that_is_cut_off_is_damaged(kept: int) -> None:
    with pytest.raises(Unreadable):
        read(pdf([BODY])[:kept])


def test_a_pdf_whose_table_of_places_is_wrong_is_still_read() -> None:
    whole = pdf([BODY])
    assert read(re.sub(rb"startxref\n\d+", b"startxref\n17", whole)) == read(whole)


def page_with(content: bytes) -> bytes:
    return numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>",
            content,
        ]
    )


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    bomb = stream(b" " * 3_000_000)
    with pytest.raises(TooMuch, match="unpacks to far more"):
        read(page_with(bomb), page_bytes=100_000)


def test_a_bomb_within_a_bomb_is_refused() -> None:
    inner = zlib.compress(zlib.compress(b"0" * 3_000_000, 9), 9)
    content = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%b\nendstream"
    with pytest.raises(Unreadable):
        read(page_with(content % (len(inner), inner)), page_bytes=100_000)


@pytest.mark.parametrize(
    "objects",
    [
        [b"<< /Type /Catalog /Pages 1 0 R >>"],
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"],
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"2 0 R"],
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 20_000],
        [b"<< /Type /Catalog >>"],
    ],
    ids=["root is its own pages", "pages hold themselves", "itself", "nested", "no pages"],
)
def test_objects_that_lead_to_themselves_end_in_a_sentence(objects: list[bytes]) -> None:
    with pytest.raises(Unreadable):
        read(numbered(objects))


def test_a_table_of_places_that_leads_to_itself_ends() -> None:
    body = pdf([BODY]).replace(b"trailer\n<< ", b"trailer\n<< /Prev 20 ")
    start = body.rindex(b"xref\n0")
    looped = body.replace(b"/Prev 20 ", b"/Prev %d " % start)
    assert "MINERALS" in read(looped)


def test_a_picture_that_draws_itself_ends() -> None:
    body = numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
            b"/Resources << /XObject << /X 5 0 R >> >> >>",
            stream(b"/X Do"),
            stream(
                b"/X Do /X Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                b"/Resources << /XObject << /X 5 0 R >> >>",
            ),
        ]
    )
    with pytest.raises(Unreadable):
        read(body)


def test_letters_that_no_table_explains_are_said_to_be_unknown() -> None:
    with pytest.raises(Unreadable, match="which letters"):
        read(pdf([["\ue001\ue002\ue003 \ue004 ab \ue005\ue006 cd"] * 4]))
