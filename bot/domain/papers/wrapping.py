"""Wrapped lines: paragraphs from lines that were broken to fit a page or a screen.

A paragraph that stays broken costs little, as the reader of drafts takes lines for what they are;
two that are wrongly joined cost a heading or an article. So lines are joined where something says
that they belong together: a small letter, a word that leads on, or a line as wide as the page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from unicodedata import east_asian_width

BREAK = "\f"
"""What begins a line that is known to begin a paragraph."""

_UNWRAPPED = 170
"""Columns; text with lines this long was never wrapped."""

_NARROWEST = 24
"""Columns; what is narrower is a list or a table and no page."""

_LEADS_ON = re.compile(
    r"(?:,|[\s(“]|^)(?:,|and|or|of|the|a|an|in|on|at|by|to|for|from|with|between|among|concerning|"
    r"regarding|as|is|be|shall|that|which|its|their|und|der|die|das|des|den|zur|zum|von|mit|für|"
    r"et|de|du|des|la|le|les|pour|van|het|en|tussen|voor)$|,$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"(?:AND|OF|BETWEEN|ON|FOR|CONCERNING|REGARDING|THE|TO|WITH|IN)(?:\s|$)|"
    r"(?:及び|並びに|との間|に関する|における|のための)"
)
_NUMBER = r"[\d０-９一二三四五六七八九十百〇]+"
_MARK = re.compile(
    r"(?:(?:Article|Section|Chapter|Annex|Part|Artikel|Artículo|Article premier|Kapitel)\s+"
    r"[\dIVXLC]+(?!\s+[a-z]|,)\b|(?:ARTICLE|SECTION|CHAPTER|ANNEX|PART|PREAMBLE)\b|"
    rf"第{_NUMBER}[条章節項号編款](?:の{_NUMBER})?(?![にのをでとはがへ、及並又若])|"
    rf"\(?[a-z]{{1,3}}\)\s|\(\d{{1,3}}\)|\d{{1,3}}[.)]\s|\d{{1,2}}(?:\.\d{{1,2}})+\.?\s|"
    rf"[IVX]{{1,5}}\.\s|[A-Z][.)]\s|[（(]{_NUMBER}[）)]|{_NUMBER}[．、](?=\D)|"
    r"[•‣◦▪●○■□◆◇・※＊*]|[–—-]\s|[①-⑳]|\[\d|(?:記|別添|附属書|前文)$)"
)
_STOP = re.compile(r"(?<![ .][A-Z])[.!?;:。！？；：][\"'”’)\]）」』]{0,2}$")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_BROKEN = re.compile(r"[^\W_][-\u2010\u00ad]$")
_HYPHENATED = re.compile(r"[^\W\d_]+[-\u2010][^\W\d_]+")
_KEPT = re.compile(
    r"(?:non|long|short|mid|multi|co|self|well|low|high|half|so|two|three|four|five|six|cross|"
    r"inter|pre|post|ex|then|all|anti|semi|decision|policy|government|state|private|public)$",
    re.IGNORECASE,
)
"""Words before a hyphen that stays where a line broke at it."""

_CJK = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef]")


_EDGE = 3
"""How many lines at the head and the foot of a page may be repeated ones."""

_PAGE_NUMBER = re.compile(
    r"(?:[-–—\s]{0,4}\d{1,4}[-–—\s]{0,4}|(?:page|p\.|seite|página)\s*\d{1,4}"
    r"(?:\s*(?:/|of|von|de)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4}|[ivxl]{1,6}|"
    # As browsers print pages.
    r".{0,200}(?:https?|file)://\S{1,300}\s+\d{1,4}/\d{1,4}|"
    r"\d{1,4}/\d{1,2}/\d{1,4},? \d{1,2}:\d{2}(?: [AP]M)?(?: .{1,200})?)$",
    re.IGNORECASE,
)


_STAMP = re.compile(
    r"\b(?:draft|confidential|restricted|embargo\w*|unofficial|page|official journal)\b|案$|"
    r"未定稿|秘",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d+$|(?:…|・){2,}\s*\d+$")


def width(line: str) -> int:
    """Of `line` in columns: a Chinese or Japanese sign takes two."""
    return len(line) + sum(1 for sign in line if east_asian_width(sign) in "WF")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The paragraphs of `lines`; an empty line, a BREAK or a line set in begins a new one."""
    full = _full(lines)
    if full is None:
        return [line.strip() for line in lines]
    whole = frozenset(match[0].lower() for line in lines for match in _HYPHENATED.finditer(line))
    paragraphs: list[list[str]] = [[]]
    before = ""
    for line in lines:
        if not before.strip() or not line.strip() or not _joins(before, line, full):
            paragraphs.append([])
        paragraphs[-1].append(line.strip())
        before = line
    return [_joined(paragraph, whole) for paragraph in paragraphs if paragraph]


def _full(lines: Iterable[str]) -> int | None:
    """The columns of a full line; None where the text was not wrapped."""
    widths = sorted(width(line.strip()) for line in lines if line.strip())
    if not widths or widths[-1 - len(widths) // 50] > _UNWRAPPED:
        return None
    full = widths[-1 - len(widths) // 12]
    return full if full >= _NARROWEST else None


def _joins(before: str, line: str, full: int) -> bool:
    first, last = line.strip(), before.strip()
    if line.startswith(BREAK):
        return first[0].islower() and not _STOP.search(last)
    if (
        _MARK.match(first)
        or _LEADER.search(last[-200:])
        or (line[:1] == "\u3000" and before[:1] != "\u3000")
    ):
        return False
    share = width(last) / full
    if _CJK.match(last[-1]):
        ends = _STOP.search(last) and line[:1] in "\u3000 "
        return bool(_FOLLOWS.match(first)) or (share >= 0.9 and not ends)
    broken = first[0].isalnum() and _BROKEN.search(last)
    if first[0].islower() or broken or (_FOLLOWS.match(first) and last.isupper()):
        return True
    return share >= (0.4 if _LEADS_ON.search(last) else 0.85 if _STOP.search(last) else 0.72)


def _joined(lines: Sequence[str], whole: frozenset[str]) -> str:
    pieces: list[str] = []
    for line in lines:
        if pieces:
            pieces[-1], between = _seam(pieces[-1], line, whole)
            pieces.append(between)
        pieces.append(line)
    return "".join(pieces)


def _seam(before: str, line: str, whole: frozenset[str]) -> tuple[str, str]:
    """The end of a line as it stands before the next, and what comes between them."""
    hyphen = _HYPHEN.search(before)
    if hyphen:
        follows = re.match(r"[^\W\d_]*", line)
        compound = f"{hyphen[1]}-{follows[0] if follows else ''}".lower()
        if before[-1] != "\u00ad" and (
            not line[:1].islower() or compound in whole or _KEPT.match(hyphen[1])
        ):
            return before, ""
        return before[:-1], ""
    if re.search(r"\d[-–]$", before) and line[:1].isalnum():
        return before, ""
    both = _CJK.match(before[-1:]) or _CJK.match(line[:1])
    return before, "" if both else " "


def without_repeats(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each page without page numbers and what stands at the edge of most pages.

    What stands at the head of the first page stays, unless it is a stamp: the title often runs
    over all pages.
    """
    edges = Counter(
        key
        for page in pages
        for key in {_key(line) for line in [*page[:_EDGE], *page[-_EDGE:]]}
        if key
    )
    least = max(3, len(pages) // 3)
    repeated = {key for key, count in edges.items() if count >= least}
    return [
        [
            line
            for place, line in enumerate(page)
            if not _runs(line, place, len(page), repeated, first=number == 0)
        ]
        for number, page in enumerate(pages)
    ]


def _runs(line: str, place: int, count: int, repeated: Set[str], *, first: bool) -> bool:
    """Whether a line is a page's number, or one that runs over the pages."""
    head, foot = place < _EDGE, place >= count - _EDGE
    if not (head or foot):
        return False
    key = _key(line)
    stays = first and head and not _STAMP.search(key)
    return bool(_PAGE_NUMBER.match(line.strip())) or (key in repeated and not stays)


def _key(line: str) -> str:
    """What two headers have in common whose page numbers differ; headings of articles differ."""
    words = " ".join(line.split())
    return words if _MARK.match(words) else re.sub(r"\d+", "0", words)
