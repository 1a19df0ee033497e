"""DOCX: paragraphs with their automatic numbers, and tables a row a line.

Read with lxml part by part and not with python-docx, whose last release is of June 2025: it
unpacks every part whatever its size, and it loses automatic numbers, content controls and
inserted text that nobody has accepted yet.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from bot.domain.papers.kinds import refused
from bot.domain.papers.limits import Limits
from bot.domain.papers.numbering import Numbering, numbering
from bot.domain.papers.packages import Package, opened
from bot.domain.papers.tidy import bounded, one_line, tidy
from bot.domain.papers.values import Paper, Written
from bot.domain.papers.words import W, attribute, child, text_of, usual
from bot.errors import Unreadable
from bot.messages import t

_THROUGH = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_CONTENTS = re.compile(r"(?:TOC|目次)\s*\d", re.IGNORECASE)
_LONG_CELL = 300
"""Characters; cells this long are columns of text, such as two languages side by side."""


def read(paper: Paper, limits: Limits) -> Written:
    """What is written in a DOCX; raises Unreadable where it is damaged, locked or empty."""
    with opened(paper.body, limits) as package:
        main = package.main() or "word/document.xml"
        if not main.startswith("word/"):
            raise refused(package.kind())
        body = child(usual(package.parsed(main)), "body")
        if body is None:
            raise refused(package.kind())
        folder = posixpath.dirname(main)
        numbers = numbering(
            usual(package.parsed(f"{folder}/numbering.xml")),
            usual(package.parsed(f"{folder}/styles.xml")),
        )
        text = tidy("\n".join(_lines(body, numbers, limits)))
        if not text:
            raise Unreadable(
                t("The DOCX holds no text; if it holds pictures of pages, have them recognised.")
            )
        text, cut = bounded(text, limits.characters)
        title, language = _said(package)
        return Written(
            text=text, title=title, language=language, notes=(*_unread(package, folder), *cut)
        )


def _lines(body: Any, numbers: Numbering, limits: Limits) -> Iterator[str]:
    """The lines of a document in order, with an empty one between paragraphs."""
    written = 0
    for element in _blocks(body):
        lines = _table(element, numbers) if element.tag == f"{W}tbl" else _line(element, numbers)
        for line in lines:
            written += len(line)
            yield line
        yield ""
        if written > 2 * limits.characters:
            return


def _blocks(body: Any) -> Iterator[Any]:
    """The paragraphs and tables, also those in content controls and insertions."""
    waiting = [iter(body)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in {f"{W}p", f"{W}tbl"}:
            yield element
        elif element.tag in _THROUGH:
            waiting.append(iter(element))


def _line(paragraph: Any, numbers: Numbering) -> Iterator[str]:
    style = attribute(child(child(paragraph, "pPr"), "pStyle"), "val") or ""
    text = text_of(paragraph)
    if text and not _CONTENTS.match(style):
        mark = numbers.mark(paragraph)
        yield f"{mark} {text}" if mark else text


def _table(table: Any, numbers: Numbering) -> Iterator[str]:
    """A row as a line with its cells apart; where cells hold long texts, cell after cell."""
    for row in _rows(table):
        cells = [
            [line for paragraph in cell.iter(f"{W}p") for line in _line(paragraph, numbers)]
            for cell in row.iter(f"{W}tc")
            if next(cell.iterancestors(f"{W}tbl")) is table
        ]
        if len(cells) == 1 or any(sum(map(len, cell)) > _LONG_CELL for cell in cells):
            for cell in cells:
                yield from (*cell, "")
        else:
            yield " | ".join(" ".join(" ".join(cell).split()) for cell in cells).strip("| ")


def _rows(table: Any) -> Iterator[Any]:
    return (row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table)


def _said(package: Package) -> tuple[str | None, str | None]:
    """The title and the language that the file gives as its own; templates leave them wrong."""
    core = package.parsed("docProps/core.xml")
    if core is None:
        return None, None
    found = {str(each.tag).rpartition("}")[2]: each.text or "" for each in core}
    named = found.get("language", "")
    language = named[:2].lower() if re.match(r"[A-Za-z]{2}(?:$|[-_])", named) else None
    return one_line(found.get("title", "")), language


def _unread(package: Package, folder: str) -> Iterator[str]:
    for part, note in (
        ("footnotes", t("Footnotes were not read.")),
        ("endnotes", t("Endnotes were not read.")),
    ):
        notes = usual(package.parsed(f"{folder}/{part}.xml"))
        # Every file has two that only draw the line above the notes.
        if notes is not None and any(attribute(each, "type") is None for each in notes):
            yield note
