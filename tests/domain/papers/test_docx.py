"""DOCX: paragraphs, numbers that Word writes, tables; and packages that are out to hurt."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from bot.domain.papers.limits import Limits
from bot.domain.papers.reading import written
from bot.domain.papers.values import Paper
from bot.errors import TooMuch, Unreadable, WrongKind
from tests.domain.papers.making import RELATIONS, W, docx, p, package


def read(body: bytes, **limits: int) -> str:
    return written(Paper(body), Limits(**limits)).text


def in_list(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(place: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{"".join(levels)}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f"{more}</w:numbering>"
    )


def test_paragraphs_are_lines() -> None:
    assert read(docx(p("Framework") + p("") + p("The Parties meet."))) == (
        "Framework\n\nThe Parties meet."
    )


def test_numbers_that_word_writes_are_written() -> None:
    numbers = lists(
        level(0, "decimal", "Article %1"),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "(%3)"),
    )
    body = (
        p("Aims", in_list(1)) + p("First", in_list(1, 1)) + p("Second", in_list(1, 1))
        + p("a point", in_list(1, 2)) + p("Money", in_list(1)) + p("Third", in_list(1, 1))
    )  # fmt: skip
    assert read(docx(body, numbering=numbers)).split("\n\n") == [
        "Article 1 Aims",
        "1.1 First",
        "1.2 Second",
        "(a) a point",
        "Article 2 Money",
        "2.1 Third",
    ]


@pytest.mark.parametrize(
    ("form", "fourth"),
    [
        ("upperRoman", "IV"),
        ("lowerRoman", "iv"),
        ("upperLetter", "D"),
        ("japaneseCounting", "四"),
        ("decimalFullWidth", "４"),
        ("decimalEnclosedCircle", "④"),
        ("iroha", "ニ"),
        ("aiueo", "エ"),
        ("decimalZero", "04"),
        ("unheardOf", "4"),
    ],
)
def test_numbers_have_the_form_that_the_file_names(form: str, fourth: str) -> None:
    body = "".join(p(f"item {place}", in_list(1)) for place in range(4))
    text = read(docx(body, numbering=lists(level(0, form, "第%1条"))))
    assert text.endswith(f"第{fourth}条 item 3")


def test_a_number_may_come_from_the_style_or_the_style_beneath_it() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Base"><w:pPr>{in_list(1)}</w:pPr></w:style>'
        '<w:style w:styleId="Heading1"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    body = p("Aims", '<w:pStyle w:val="Heading1"/>') * 2
    numbers = lists(level(0, "decimal", "%1."))
    assert read(docx(body, numbering=numbers, styles=styles)) == "1. Aims\n\n2. Aims"


def test_styles_that_rest_on_each_other_end() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    assert read(docx(p("Aims", '<w:pStyle w:val="A"/>'), styles=styles)) == "Aims"


def test_a_list_that_begins_anew_counts_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = p("one", in_list(1)) + p("two", in_list(1)) + p("one again", in_list(2))
    text = read(docx(body, numbering=lists(level(0, "decimal", "%1)"), more=more)))
    assert text.split("\n\n") == ["1) one", "2) two", "1) one again"]


def test_a_row_of_a_table_is_a_line() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{p(text)}</w:tc>"

    table = (
        f"<w:tbl><w:tr>{cell('What')}{cell('By')}</w:tr>"
        f"<w:tr>{cell('Funds')}{cell('1 May 2027')}</w:tr></w:tbl>"
    )
    assert read(docx(p("Before") + table + p("After"))) == (
        "Before\n\nWhat | By\nFunds | 1 May 2027\n\nAfter"
    )


def test_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    english, japanese = "The Parties shall meet. " * 20, "両政府は会合する。" * 40
    row = f"<w:tr><w:tc>{p(english)}</w:tc><w:tc>{p(japanese)}</w:tc></w:tr>"
    assert read(docx(f"<w:tbl>{row}</w:tbl>")) == f"{english.strip()}\n\n{japanese}"


def test_inserted_text_is_read_and_what_was_struck_out_is_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:p>{run('Within ')}<w:del><w:r><w:delText>six</w:delText></w:r></w:del>"
        f"<w:ins>{run('nine')}</w:ins>{run(' months.')}"
        f"<w:moveFrom>{run('Moved.')}</w:moveFrom></w:p>"
        f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>"
    )
    assert read(docx(body)) == "Within nine months.\n\nIn a control."


def test_furigana_hidden_text_and_contents_are_left_out() -> None:
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>しょめい</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>署名</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>not this</w:t></w:r></w:p>"
    contents = p("Aims 3", '<w:pStyle w:val="TOC1"/>')
    assert read(docx(ruby + hidden + contents)) == "署名"


def test_footnotes_are_said_not_to_be_read() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"/>'
        f'<w:footnote w:id="1">{p("Aside.")}</w:footnote></w:footnotes>'
    )
    found = written(Paper(docx(p("Text."), footnotes=notes)))
    assert (found.text, found.notes) == ("Text.", ("Footnotes were not read.",))


def test_the_title_is_the_one_in_the_properties() -> None:
    core = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:title>Framework</d:title>'
        "<d:language>ja-JP</d:language></c:coreProperties>"
    )
    document = f'<w:document xmlns:w="{W}"><w:body>{p("Text.")}</w:body></w:document>'
    found = written(
        Paper(
            package(
                {
                    "_rels/.rels": RELATIONS,
                    "word/document.xml": document,
                    "docProps/core.xml": core,
                }
            )
        )
    )
    assert (found.title, found.language) == ("Framework", "ja")


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(TooMuch, match="unpacks to far more"):
        read(docx(p(" " * 200_000)), part_bytes=100_000)


def test_a_part_that_is_packed_beyond_any_text_is_refused() -> None:
    with pytest.raises(TooMuch):
        read(docx(p("0" * 3_000_000)))


def test_more_parts_than_any_document_has_are_refused() -> None:
    parts = {f"word/media/{number}.png": b"" for number in range(60)}
    with pytest.raises(TooMuch):
        read(package({"_rels/.rels": RELATIONS, **parts}), entries=50)


def test_a_declared_size_beyond_the_limit_is_refused_before_anything_is_unpacked() -> None:
    with pytest.raises(TooMuch):
        read(docx(p("x" * 5_000)), package_bytes=4_000)


def test_a_size_that_is_declared_too_small_does_not_help() -> None:
    body = bytearray(docx(p("0123456789abcdef" * 20_000)))
    with ZipFile(BytesIO(bytes(body))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lied = bytes(body).replace(struct.pack("<I", size), struct.pack("<I", 10))
    with pytest.raises(Unreadable):
        read(lied, part_bytes=100_000)


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:body>'
    "</w:document>"
)


@pytest.mark.parametrize(
    "document",
    [
        BILLION,
        f'<!DOCTYPE b SYSTEM "file:///etc/passwd"><w:document xmlns:w="{W}"/>',
        f'<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}">'
        "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>",
        "<w:p>" * 50_000,
        "no XML at all",
    ],
    ids=["billion laughs", "outside type", "outside entity", "nested", "no xml"],
)
def test_xml_that_is_out_to_hurt_is_damaged(document: str) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(package({"_rels/.rels": RELATIONS, "word/document.xml": document}))


def test_elements_nested_within_reason_are_read() -> None:
    depth = 60
    nested = "<w:sdt><w:sdtContent>" * depth + p("deep") + "</w:sdtContent></w:sdt>" * depth
    assert read(docx(nested)) == "deep"


def test_a_cut_off_file_is_damaged() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(docx(p("Text."))[:-30])


def test_a_part_whose_bytes_are_wrong_is_damaged() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}">marker</w:document>')
    with pytest.raises(Unreadable, match="damaged"):
        read(out.getvalue().replace(b"marker", b"broken"))


def test_an_archive_within_an_archive_is_not_opened() -> None:
    inner = package({"a.txt": "0" * 1_000_000})
    for _ in range(20):
        inner = package({"inner.zip": inner})
    with pytest.raises(WrongKind, match="archive"):
        read(inner)


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("xl/workbook.xml", "spreadsheet"),
        ("ppt/presentation.xml", "slides"),
        ("content.xml", "OpenDocument"),
        ("OEBPS/book.xhtml", "e-book"),
    ],
)
def test_other_packages_are_named(part: str, says: str) -> None:
    parts = {"mimetype": "x", part: "<x/>"}
    if "/" in part and not part.startswith("OEBPS"):
        parts["_rels/.rels"] = RELATIONS.replace("word/document.xml", part)
    with pytest.raises(WrongKind, match=says):
        read(package(parts))


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(Unreadable, match="no text"):
        read(docx(p("")))


def test_a_long_document_is_read_up_to_the_limit() -> None:
    found = written(Paper(docx(p("The Parties meet. ") * 400)), Limits(characters=1_000))
    assert found.notes == (f"Only the first {len(found.text)} characters were read.",)


def test_a_locked_part_is_said_to_be_locked() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
    body = bytearray(out.getvalue())
    body[body.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unreadable, match="password"):
        read(bytes(body))
