"""Kinds: bytes are believed before what is said of them."""

import pytest

from bot.domain.papers.kinds import Kind, kind_of
from bot.domain.papers.values import Paper
from bot.errors import WrongKind
from tests.domain.papers.making import docx, p, pdf

PAGE = b"<!DOCTYPE html><html><body><p>The Parties meet.</p></body></html>"
MAIL = b"Received: by x\r\nSubject: Framework\r\nMIME-Version: 1.0\r\n\r\nThe Parties meet."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (pdf([["Text"]]), Kind.PDF),
        (b"\n\njunk\n" + pdf([["Text"]]), Kind.PDF),
        (docx(p("Text")), Kind.PACKAGE),
        (PAGE, Kind.HTML),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- made -->\n<html>" + PAGE, Kind.HTML),
        (PAGE.decode().encode("utf-16"), Kind.HTML),
        (MAIL, Kind.MAIL),
    ],
)
@pytest.mark.parametrize("name", [None, "a.pdf", "a.docx", "a.html", "a.eml", "a.txt", "a.exe"])
@pytest.mark.parametrize("media_type", [None, "application/pdf", "text/plain", "image/png"])
def test_the_bytes_decide_whatever_is_said(
    body: bytes, kind: Kind, name: str | None, media_type: str | None
) -> None:
    assert kind_of(Paper(body, name=name, media_type=media_type)) is kind


@pytest.mark.parametrize(
    ("name", "media_type", "kind"),
    [
        (None, None, Kind.PLAIN),
        ("notes.md", None, Kind.MARKDOWN),
        ("notes.md", "text/html", Kind.MARKDOWN),
        ("notes", "text/markdown; charset=utf-8", Kind.MARKDOWN),
        ("a.eml", None, Kind.MAIL),
        ("a.pdf", None, Kind.PLAIN),
        ("a.html", None, Kind.PLAIN),
    ],
)
def test_a_text_is_what_it_is_said_to_be_if_it_may_be(
    name: str | None, media_type: str | None, kind: Kind
) -> None:
    assert kind_of(Paper(b"The Parties meet.", name=name, media_type=media_type)) is kind


def test_a_piece_of_a_page_is_a_page_where_it_is_said_to_be() -> None:
    assert kind_of(Paper(b"<p>The Parties</p>", media_type="text/html")) is Kind.HTML


@pytest.mark.parametrize(
    "text", ["MZ Wallace wrote this.", "ID3 tags", "Subject: minerals\n\nText", "From: me"]
)
def test_a_text_that_begins_like_something_else_is_a_text(text: str) -> None:
    assert kind_of(Paper(text.encode())) is Kind.PLAIN


@pytest.mark.parametrize(
    ("body", "name", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.pdf", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", None, "picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", None, "picture"),
        (b"\x00\x00\x00\x18ftypmp42\x00", "a.docx", "recording"),
        (b"ID3\x04\x00\x00\x00", None, "recording"),
        (b"MZ\x90\x00\x03\x00", "a.txt", "program"),
        (b"\x7fELF\x02\x01\x01\x00", None, "program"),
        (b"\x1f\x8b\x08\x00abc", None, "archive"),
        (b"{\\rtf1\\ansi text}", "a.doc", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "a.doc", "older Word; save it as PDF or DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "a.xls", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "a.msg", "Outlook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "password",
        ),
        (b"day,what\n2027-05-01,funds\n", "a.csv", "spreadsheet"),
        (bytes(range(256)), "a.txt", "no text"),
    ],
)
def test_other_kinds_are_refused_in_one_sentence(body: bytes, name: str | None, says: str) -> None:
    with pytest.raises(WrongKind, match=says) as refusal:
        kind_of(Paper(body, name=name))
    assert str(refusal.value).count(".") == 1
