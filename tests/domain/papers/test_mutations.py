"""Papers with a few bytes changed: a text or a sentence comes, and nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.papers.reading import written
from bot.domain.papers.tidy import tidy
from bot.domain.papers.values import Paper
from bot.errors import UserError
from tests.domain.papers.making import RELATIONS, W, docx, p, package, pdf

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta name="date" content="2026-10-28">'
    '<script type="application/ld+json">{"publisher": {"name": "Mines"}}</script></head><body>'
    "<h1>Framework</h1><p>The Parties meet.</p><table><tr><td>a</td><td>b</td></tr></table>"
    "<pre>kept\nas it is</pre></body></html>"
)
MAIL = (
    "MIME-Version: 1.0\nFrom: Mines <a@mines.example>\nSubject: =?utf-8?q?Framework?=\n"
    "Date: Wed, 28 Oct 2026 09:00:00 +0900\n"
    "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
    "The Parties meet.\n> quoted\n--x\nContent-Type: text/html\n\n<p>The Parties</p>\n--x--\n"
)
MARKDOWN = (
    "---\na: b\n---\n# T\n\n**The** [Parties](x) `meet`.\n\n|a|b|\n|-|-|\n|1|2|\n```\ncode\n```\n"
)
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>{p("The Parties meet.")}</w:body></w:document>'

PIECES = st.sampled_from(
    (
        *(b"<<", b">>", b"[", b" obj", b"<", b">", b"&#0;", b"&#1;", b"\xff", b"\x00", b"=?", b"|"),
        *(b"-1", b"99999999999", b"</w:p>", b"{", b"boundary=", b"/Prev 9", b"/Length 999999"),
    )
)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), PIECES), min_size=1, max_size=8)


def changed(body: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, taken, put in changes:
        place = int(where * len(body))
        body = body[:place] + put + body[place + taken :]
    return body


@pytest.mark.parametrize(
    "paper",
    [
        lambda changes: Paper(changed(pdf([["The Parties", "会合する"]] * 2), changes)),
        lambda changes: Paper(changed(docx(p("The Parties meet.")), changes)),
        lambda changes: Paper(
            package(
                {
                    "_rels/.rels": RELATIONS,
                    "word/document.xml": changed(DOCUMENT.encode(), changes),
                }
            )
        ),
        lambda changes: Paper(changed(PAGE.encode(), changes), url="https://mines.example/a"),
        lambda changes: Paper(changed(MAIL.encode(), changes)),
        lambda changes: Paper(changed(MARKDOWN.encode(), changes), name="a.md"),
    ],
    ids=["pdf", "docx", "document", "page", "mail", "markdown"],
)
@settings(max_examples=40)
@given(changes=CHANGES)
def test_a_changed_paper_gives_a_tidy_text_or_a_sentence(
    paper: Callable[[list[tuple[float, int, bytes]]], Paper],
    changes: list[tuple[float, int, bytes]],
) -> None:
    try:
        found = written(paper(changes))
    except UserError:
        return
    assert found.text == tidy(found.text) != ""
    assert found.title is None or found.title.strip() == found.title != ""
