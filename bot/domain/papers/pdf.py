"""PDF: the words on its pages, as paragraphs.

What a PDF says of itself is a hint at most. Its title is taken where it is no name of a file. The
day on which the file was made is not: treaties are scanned decades after they were signed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

from bot.domain.papers.leading import lines_of
from bot.domain.papers.limits import Limits
from bot.domain.papers.tidy import bounded, one_line, tidy
from bot.domain.papers.values import Paper, Written
from bot.domain.papers.wrapping import unwrapped, without_repeats
from bot.errors import TooMuch, Unreadable
from bot.messages import t, tn

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|untitled|無題|document\d*$|スライド)|"
    r"\.(?:docx?|pdf|indd|jtd|rtf|odt|pptx?|xlsx?|tmp|html?)$",
    re.IGNORECASE,
)
_VARIANTS = re.compile(r"[\u2e80-\u2fdf\ufb00-\ufb06]")
"""Radicals and ligatures that fonts put in the place of the letters they look like."""

_RADICALS = str.maketrans("⺠⻑⻄⻘⻝⻩⻭⻲⻨⻤⻯⻁⻆⻫", "民長西青食黄歯亀麦鬼竜虎角斉")
"""Those of them that Unicode gives no letter for."""

_WIDE = r"[\u3001-\u30ff\u3400-\u9fff\uff08-\uff5e]"
_BETWEEN_WIDE = re.compile(
    rf"(?<={_WIDE}) (?={_WIDE})"
    r"|(?<=\d) (?=[年月日条号項時か箇ヶ億兆万円])|(?<=[年月第約和成昭]) (?=\d)"
)
_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\S)")
_UNREAD = re.compile(r"\ufffd|[\ue000-\uf8ff]|/g\d+|/G[0-9A-F]{2}|\(cid:\d+\)")
_ENOUGH = 16
"""Letters and digits; a scan with fewer holds only what its scanner stamped on it."""


@dataclass(slots=True)
class _Reading:
    """What came of the pages so far, each as its lines; numbers count from one."""

    pages: list[list[str]]
    blank: list[int]
    broken: list[int]
    count: int = 0
    error: Exception | None = None


def read(paper: Paper, limits: Limits) -> Written:
    """What is written in a PDF; raises Unreadable where it is locked, damaged or only pictures."""
    from pypdf import apply_configuration

    most = limits.page_bytes
    with apply_configuration(
        maximum_declared_stream_length=most,
        array_based_stream_maximum_output_length=most,
        lzw_maximum_output_length=most,
        run_length_maximum_output_length=most,
        zlib_maximum_output_length=most,
        brotli_maximum_output_length=most,
        jbig2dec_binary=None,
    ):
        try:
            return _written(paper, limits)
        except (Unreadable, MemoryError):
            raise
        except Exception as error:  # of a damaged file, anything may come
            raise _damaged(error) from error


def _damaged(error: Exception) -> Unreadable:
    from pypdf.errors import LimitReachedError

    if isinstance(error, LimitReachedError | RecursionError):
        return TooMuch(
            t("The PDF unpacks to far more than a text is; print it to a new PDF and give that.")
        )
    return Unreadable(
        t("The PDF is damaged and cannot be read; get it again, or paste its text instead.")
    )


def _written(paper: Paper, limits: Limits) -> Written:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(BytesIO(paper.body), strict=False)
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise Unreadable(
            t("The PDF is locked with a password; give one without, or paste its text instead.")
        )
    reading = _pages(reader, limits)
    # An empty line at the edge of a page says nothing of the paragraph that goes on over it.
    lines = [line for page in without_repeats(reading.pages) for line in _inner(page)]
    _refuse_unread("\n".join(lines))
    text = tidy("\n".join(unwrapped(lines)))
    text, cut = bounded(text, limits.characters)
    return Written(
        text=text,
        title=_title(reader),
        language=_language(reader),
        notes=(*_notes(reading), *cut),
    )


def _pages(reader: "PdfReader", limits: Limits) -> _Reading:
    reading = _Reading([], [], [], len(reader.pages))
    if not reading.count:
        raise Unreadable(t("The PDF has no pages; get it again, or paste its text instead."))
    characters = 0
    for number in range(1, min(reading.count, limits.pages) + 1):
        lines: list[str] = []
        try:
            lines = _lines_of(reader.pages[number - 1])
        except MemoryError:
            raise
        except Exception as error:  # one page may be damaged where the others are not
            reading.broken.append(number)
            reading.error = error
        else:
            if not any(line.strip() for line in lines):
                reading.blank.append(number)
        reading.pages.append(lines)
        characters += sum(map(len, lines))
        if characters > limits.characters:
            break
    if reading.error is not None and not characters:
        raise reading.error
    return reading


def _lines_of(page: "PageObject") -> list[str]:
    """The lines of a page; raises what is wrong with a page whose text cannot be had."""
    lines = lines_of(page)
    if not any(line.strip() for line in lines):
        contents = page.get_contents()
        if contents is not None:
            contents.get_data()  # raises the error that looking for text has passed over
    return [_letters(line) for line in lines]


def _inner(page: list[str]) -> list[str]:
    """The lines of a page from the first to the last that is not empty."""
    filled = [place for place, line in enumerate(page) if line.strip()]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _letters(line: str) -> str:
    """A line with its letters as they are written by hand, and close together."""
    letters = _VARIANTS.sub(lambda match: normalize("NFKC", match[0]), line.translate(_RADICALS))
    if _SPACED.search(letters):
        letters = _close_up(letters)
    return _BETWEEN_WIDE.sub("", letters.rstrip())


def _close_up(line: str) -> str:
    """`M E M O  O F` as `MEMO OF`: letters were spaced out, words further still."""
    words = re.split(r" {2,}", line)
    return " ".join(_SPACED.sub(lambda match: match[0].replace(" ", ""), word) for word in words)


def _refuse_unread(text: str) -> None:
    letters = sum(1 for sign in text[:20_000] if sign.isalnum())
    unread = len(_UNREAD.findall(text[:20_000]))
    if unread >= _ENOUGH and unread * 4 > letters:
        raise Unreadable(
            t("The PDF does not say which letters its signs are; paste its text instead.")
        )
    if letters < _ENOUGH:
        raise Unreadable(
            t(
                "The PDF holds pictures of pages and no text; "
                "have the text recognised (OCR), or paste it instead."
            )
        )


def _title(reader: "PdfReader") -> str | None:
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # a hint is not worth failing for
        return None
    title = one_line(title) if isinstance(title, str) else None
    return None if title is None or _NO_TITLE.search(title) else title


def _language(reader: "PdfReader") -> str | None:
    try:
        named = str(reader.root_object.get("/Lang") or "")
    except Exception:  # a hint is not worth failing for
        return None
    return named[:2].lower() if re.match(r"[A-Za-z]{2}(?:$|[-_])", named) else None


def _notes(reading: _Reading) -> Iterator[str]:
    read, count = len(reading.pages), reading.count
    if read < count:
        yield tn(
            "Page {pages} was not read.",
            "Pages {pages} were not read.",
            count - read,
            pages=_listed(list(range(read + 1, count + 1))),
        )
    if reading.blank:
        yield tn(
            "Page {pages} holds no text and may be a scan.",
            "Pages {pages} hold no text and may be scans.",
            len(reading.blank),
            pages=_listed(reading.blank),
        )
    if reading.broken:
        yield tn(
            "Page {pages} is damaged and was not read.",
            "Pages {pages} are damaged and were not read.",
            len(reading.broken),
            pages=_listed(reading.broken),
        )


def _listed(numbers: list[int]) -> str:
    """`1, 2, 3, 7` as `1-3, 7`, and no more than ten of these."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    named = [f"{first}" if first == last else f"{first}-{last}" for first, last in spans]
    return ", ".join(named[:10]) + (", …" if len(named) > 10 else "")
