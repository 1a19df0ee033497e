"""Kinds: what a paper is, by what its bytes show before what was said of it."""

import re
from enum import StrEnum

from bot.domain.papers.values import Paper
from bot.errors import WrongKind
from bot.messages import t


class Kind(StrEnum):
    """The kinds of paper that are read."""

    PDF = "pdf"
    PACKAGE = "package"
    """A zip file: a DOCX, or something else that is told apart when it is opened."""
    HTML = "html"
    MAIL = "mail"
    MARKDOWN = "markdown"
    PLAIN = "plain"


_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", "package"),
    (0, b"PK\x05\x06", "package"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"{\\rtf", "rtf"),
    (0, b"\x89PNG", "picture"),
    (0, b"\xff\xd8\xff", "picture"),
    (0, b"GIF8", "picture"),
    (0, b"II*\x00", "picture"),
    (0, b"MM\x00*", "picture"),
    (8, b"WEBP", "picture"),
    (4, b"ftypheic", "picture"),
    (4, b"ftypmif1", "picture"),
    (4, b"ftypavif", "picture"),
    (4, b"ftyp", "recording"),
    (8, b"AVI ", "recording"),
    (8, b"WAVE", "recording"),
    (0, b"\x1aE\xdf\xa3", "recording"),
    (0, b"ID3", "recording"),
    (0, b"OggS", "recording"),
    (0, b"fLaC", "recording"),
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"\xcf\xfa\xed\xfe", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"\x1f\x8b", "archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "archive"),
    (0, b"Rar!", "archive"),
    (0, b"BZh", "archive"),
    (0, b"\xfd7zXZ", "archive"),
)
_ALSO_TEXT = frozenset({"MZ", "ID3", "BZh", "Rar!", "GIF8", "WEBP", "AVI ", "WAVE", "OggS", "fLaC"})
"""Magic that a text may begin with by chance; believed where the bytes cannot be text."""

_TYPES = {
    "application/pdf": "pdf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "message/rfc822": "mail",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/msword": "ole",
    "application/vnd.ms-excel": "table",
    "text/csv": "table",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
}
_ENDINGS = {
    "pdf": "pdf",
    **dict.fromkeys(("html", "htm", "xhtml"), "html"),
    "eml": "mail",
    **dict.fromkeys(("md", "markdown", "mdown"), "markdown"),
    **dict.fromkeys(("doc", "dot"), "ole"),
    **dict.fromkeys(("csv", "tsv", "xls", "xlsx", "ods"), "table"),
    "rtf": "rtf",
    "svg": "picture",
}
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|From|Date|Subject|To|X-[\w-]+|"
    rb"Content-Type|DKIM-Signature|ARC-Seal|Reply-To|Sender|Cc|Thread-Topic):[ \t]",
    re.IGNORECASE,
)
_OF_MAIL = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.I | re.MULTILINE)
_TAG = re.compile(rb"<(?:p|div|span|br|h[1-6]|table|ul|ol|a|img|section)\b[^>]{0,500}>", re.I)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 16_384


def kind_of(paper: Paper) -> Kind:
    """What `paper` is; raises WrongKind where it is nothing that can be read.

    The bytes decide, then the media type, then the name: a page that is called `report.pdf` is
    read as a page.
    """
    shown = _shown(paper.body)
    if shown is None:
        shown = _said(paper)
    if shown == "ole":
        shown = _ole(paper)
    if shown in _REFUSED:
        raise WrongKind(_REFUSED[shown]())
    return Kind(shown)


def _shown(body: bytes) -> str | None:
    """What the bytes show; None where they may be any text."""
    head = _head(body)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    binary = is_binary(body)
    for place, magic, kind in _MAGIC:
        found = head[place : place + len(magic)] == magic
        if found and (binary or magic.decode("latin-1") not in _ALSO_TEXT):
            return kind
    if binary:
        return "binary"
    if re.match(rb"\s*(?:<\?xml[^>]*>\s*)?<svg\b", head):
        return "picture"
    if _MARKUP.match(head):
        return "html"
    first = head.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    headed = all(_HEADER.match(line) for line in first.splitlines()[:1]) and bool(first)
    return "mail" if headed and _OF_MAIL.search(first) else None


def _head(body: bytes) -> bytes:
    """The first bytes, with a byte each for the letters of ASCII also where they came with two."""
    head = body[:_HEAD]
    if head.startswith(_UTF16):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head


def is_binary(body: bytes) -> bool:
    """Whether the bytes cannot be a text: NUL bytes without a mark of UTF-16, or control codes."""
    if body.startswith(_UTF16):
        return False
    head = body[:_HEAD]
    strange = sum(1 for code in head if code < 32 and code not in b"\t\n\r\x0b\x0c\x1b")
    return b"\x00" in body or strange * 20 > len(head)


def _said(paper: Paper) -> str:
    """What a text is said to be, by its media type or else by its name."""
    media = (paper.media_type or "").partition(";")[0].strip().lower()
    ending = (paper.name or "").rpartition(".")[2].lower()
    for said in (_TYPES.get(media), _ENDINGS.get(ending)):
        # A file of another program that is a text all the same counts as the text that it is.
        if said in {"mail", "markdown", "table"} or (
            said == "html" and _TAG.search(_head(paper.body))
        ):
            return said
    return "plain"


def _ole(paper: Paper) -> str:
    """What the old container of Office holds."""
    if "EncryptedPackage".encode("utf-16-le") in paper.body:
        return "locked"
    ending = (paper.name or "").rpartition(".")[2].lower()
    return {"xls": "table", "ppt": "slides", "msg": "outlook"}.get(ending, "old")


_REFUSED = {
    "binary": lambda: t("This file is no text; give a PDF, DOCX, HTML, text or mail file."),
    "picture": lambda: t("This is a picture; have its text recognised (OCR), or type it in."),
    "recording": lambda: t("This is a recording; give its text instead."),
    "program": lambda: t("This is a program; give a PDF, DOCX, HTML, text or mail file."),
    "archive": lambda: t("This is an archive; unpack it and give the document in it."),
    "table": lambda: t("This is a spreadsheet; save its text as PDF or DOCX."),
    "slides": lambda: t("These are slides; save them as PDF."),
    "open": lambda: t("This is an OpenDocument file; save it as PDF or DOCX."),
    "book": lambda: t("This is an e-book; save the part that you need as PDF or paste its text."),
    "outlook": lambda: t("This is a mail in Outlook's own form; save it as EML or paste its text."),
    "rtf": lambda: t("This is an RTF file; save it as PDF or DOCX."),
    "old": lambda: t("This is a file of an older Word; save it as PDF or DOCX."),
    "locked": lambda: t("The file is locked with a password; give one without."),
}


def refused(kind: str) -> WrongKind:
    """Why a zip file is not read that is `table`, `slides`, `open`, `book` or `archive`."""
    return WrongKind(_REFUSED[kind]())
