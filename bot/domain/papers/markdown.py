"""Markdown: the text without its signs; links keep their words, tables their rows."""

import re
from collections.abc import Iterator

from bot.domain.papers.charsets import decoded
from bot.domain.papers.limits import Limits
from bot.domain.papers.tidy import bounded, one_line, tidy
from bot.domain.papers.values import Paper, Written
from bot.domain.papers.wrapping import unwrapped

_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*)")
_QUOTE = re.compile(r"(?:\s{0,3}>\s?){1,10}")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,200}\")?\)")
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]")
_TARGET = re.compile(r"\s{0,3}\[[^\[\]]{1,100}\]:\s+\S+")
_ADDRESS = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_TAG = re.compile(
    r"</?(?:br|p|div|span|sub|sup|u|em|strong|b|i|a|img|center|details|summary)\b[^<>]{0,300}>"
)
_STRONG = re.compile(r"(?<![\w*_~])(\*{1,3}|_{1,3}|~~)(?=[^\s*_~])([^*_~\n]{1,500})(?<=\S)\1(?!\w)")
_CODE = re.compile(r"`{1,2}([^`\n]{1,1000})`{1,2}")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def read(paper: Paper, limits: Limits) -> Written:
    """What is written in a Markdown file; its first heading of the first rank is its title."""
    source = decoded(paper.body, (paper.charset,))[: 2 * limits.characters]
    lines = source.splitlines()
    title = next((line[2:] for line in lines[:50] if line.startswith("# ")), "")
    text, notes = bounded(tidy("\n".join(unwrapped(list(_lines(lines))))), limits.characters)
    return Written(text=text, title=one_line(_bare(title)), notes=notes)


def _lines(lines: list[str]) -> Iterator[str]:
    """The lines without their signs; headings stand apart."""
    fenced = False
    for line in _without_front(lines):
        if _FENCE.match(line):
            fenced = not fenced
            yield ""
        elif fenced:
            yield line
        elif heading := _HEADING.match(line):
            yield from ("", _bare(heading[1].rstrip("# ")), "")
        elif not _TARGET.match(line) and not _ruled(line):
            quote = _QUOTE.match(line)
            yield _row(_bare(line[quote.end() :] if quote else line))


def _without_front(lines: list[str]) -> list[str]:
    """The lines after the front matter, which is about the file and not its text."""
    if lines and lines[0].strip() == "---":
        for place, line in enumerate(lines[1:60], start=1):
            if line.strip() in {"---", "..."}:
                return lines[place + 1 :]
    return lines


def _ruled(line: str) -> bool:
    """Whether a line only rules something off: a table's head, a section, a heading above it."""
    marks = line.replace(" ", "")
    return len(marks) > 2 and (set(marks) <= set("|-:") or set(marks) in ({"*"}, {"_"}, {"="}))


def _row(line: str) -> str:
    stripped = line.strip()
    return stripped.strip("| ") if stripped[:1] == "|" == stripped[-1:] else line


def _bare(line: str) -> str:
    """A line without emphasis, links and tags."""
    line = _TAG.sub(" ", _ADDRESS.sub(r"\1", line)) if "<" in line else line
    if "[" in line:
        line = _REFERENCE.sub(r"\1", _LINK.sub(r"\1", line))
    line = _CODE.sub(r"\1", line) if "`" in line else line
    for _ in range(3):  # emphasis within emphasis
        line, count = _STRONG.subn(r"\2", line)
        if not count:
            break
    return _ESCAPED.sub(r"\1", line)
