"""A brief as a document: whole, and harmless whatever the record holds."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from bot.domain.agreements import Source
from bot.domain.briefs import Brief, Subject, SubjectKind, write_brief
from bot.domain.documents import Form, named, write
from tests.domain.making import milestone
from tests.domain.test_briefs import agreement

NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script> **bold** [a](b) `c` | # d'


def brief(words: str) -> Brief:
    source = Source(title=words, url='https://example.org/"><script>')
    found = [replace(agreement(), short_name=words, summary=words, sources=(source,))]
    dated = replace(milestone(), what=words, quote=words, source=source)
    return write_brief(Subject(SubjectKind.AGREEMENT, words), found, [dated], NOW)


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)


def test_markup_in_the_record_does_nothing_in_a_page() -> None:
    tags = Tags()
    tags.feed(write(brief(HOSTILE), NOW, Form.HTML))
    assert "script" not in tags.found
    assert {"h1", "h2", "li", "sup", "a"} <= tags.found


def test_markup_in_the_record_does_nothing_in_markdown() -> None:
    written = write(brief(HOSTILE), NOW, Form.MARKDOWN)
    assert not re.search(r"(?<!\\)<script", written)
    assert not re.search(r"(?<!\\)\*\*bold", written)


def test_each_footnote_points_to_a_numbered_source() -> None:
    page = write(brief("Pact"), NOW, Form.HTML)
    pointed = set(re.findall(r'href="#source-(\d+)"', page))
    assert pointed
    assert pointed <= set(re.findall(r'id="source-(\d+)"', page))


def test_each_footnote_of_a_markdown_file_opens_its_source() -> None:
    written = write(brief("Pact"), NOW, Form.MARKDOWN)
    assert ' [[1]](<https://example.org/"%3E%3Cscript%3E>)' in written


@pytest.mark.parametrize("form", Form)
def test_an_address_that_is_none_of_the_web_is_no_link(form: Form) -> None:
    found = brief("Pact")
    source = replace(found.sources[0], url="javascript:alert(1)")
    dated = replace(found.next[0], source=source)
    written = write(replace(found, next=(dated,), sources=(source,)), NOW, form)
    assert "javascript" not in written
    assert "[1]" in written


@pytest.mark.parametrize("form", Form)
def test_a_file_says_when_it_was_last_checked_and_that_no_date_lies_ahead(form: Form) -> None:
    subject = Subject(SubjectKind.AGREEMENT, "Pact")
    checked = replace(agreement(), verified_on=date(2026, 2, 4))
    written = write(write_brief(subject, [checked], [], NOW), NOW, form)
    assert "Last checked against its sources on 4 Feb 2026." in written
    assert "No date ahead is recorded." in written
    unknown = write(write_brief(subject, [agreement()], [], NOW), NOW, form)
    assert "Not recorded for all of it when it was last checked" in unknown


def test_a_file_is_named_so_that_every_system_takes_it() -> None:
    assert named(brief('A/B: "C" <D>'), Form.HTML) == "brief-a-b-c-d.html"
    assert named(brief("///"), Form.MARKDOWN) == "brief-record.md"
