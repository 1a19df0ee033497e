"""Markup: an HTML tree without what no reader sees, and the lines that its elements make."""

import re
from collections.abc import Iterator
from typing import Any

from bot.domain.papers.wrapping import unwrapped

_UNSEEN = (
    *("script", "style", "template", "svg", "math", "noscript", "iframe", "object", "canvas"),
    *("audio", "video", "rt", "rp", "select", "option", "button", "input", "textarea", "dialog"),
)
_AROUND = ("nav", "footer", "aside", "header")
_UNWRAPPED = ["ruby", "rb", "rtc", "wbr", "bdi", "bdo", "nobr"]
"""Elements that only colour the words in them; the library for main text would break lines."""

_BLOCKS = re.compile(
    r"(?:address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|h[1-6]|header|hr|legend|li|main|nav|ol|p|pre|section|summary|"
    r"table|tbody|tfoot|thead|tr|ul)$"
)
_CELLS = frozenset({"td", "th"})
_WHITE = re.compile(r"[ \t\r\n\f]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def parsed(text: str) -> Any | None:
    """The tree of a page; None where there is no element in it.

    Elements nested deeper than 256 are cut off by the parser.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(
            text.replace("\x00", "").encode("utf-8", "replace"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None


def clean(tree: Any) -> None:
    """Take out of `tree` what is not seen: scripts, furigana, fields, hidden elements; and join
    the lines of text that came wrapped."""
    for element in list(tree.iter(*_UNSEEN)):
        _drop(element)
    for element in tree.xpath("./body//*[@hidden or @aria-hidden or @style]"):
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if hidden or _HIDDEN.search(element.get("style") or ""):
            _drop(element)
    for element in list(tree.iter(*_UNWRAPPED)):
        element.drop_tag()
    for element in tree.iter("pre"):
        if element.text and not len(element):
            bare = _CONTROL.sub("", element.text)  # which a tree may hold but not be given
            element.text = "\n".join(unwrapped(bare.splitlines()))


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def main_part(tree: Any) -> Any | None:
    """The element that the page itself marks as its matter, where it marks one and only one."""
    for path in (".//main", ".//*[@role='main']", ".//article", ".//*[@id='content']"):
        found = tree.xpath(path)
        if len(found) == 1:
            return found[0]
    return None


def without_surroundings(tree: Any) -> None:
    """Take out menus, headers and footers that stand outside the matter."""
    for element in list(tree.iter(*_AROUND)):
        if not any(up.tag in {"article", "main"} for up in element.iterancestors()):
            _drop(element)


def linked_share(element: Any) -> float:
    """How much of the text of an element is the text of links."""
    whole = len("".join(element.itertext()))
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked / whole if whole else 0.0


def lines(element: Any, most: int) -> str:
    """The text of an element, a block a line and a row a line, up to about `most` characters."""
    pieces: list[str] = []
    length = 0
    for piece in _pieces(element):
        pieces.append(piece)
        length += len(piece)
        if length > 2 * most:
            break
    whole = (line.strip(" |\t") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in whole if line)


def _pieces(root: Any) -> Iterator[str]:
    """Of every element its text and its tail, without calling itself, however deep the tree."""
    waiting = [(root, iter(root))]
    kept = sum(1 for _ in root.iterancestors("pre")) + (root.tag == "pre")
    yield _flat(root.text, kept)
    while waiting:
        element, inside = waiting[-1]
        each = next(inside, None)
        if each is not None:
            waiting.append((each, iter(each)))
            kept += each.tag == "pre"
            yield "\n" if each.tag == "br" or _breaks(each) else ""
            yield "- " if each.tag == "li" else ""
            yield _flat(each.text, kept)
            continue
        waiting.pop()
        kept -= element.tag == "pre"
        yield "\n" if _breaks(element) else " | " if element.tag in _CELLS else ""
        if element is not root:
            yield _flat(element.tail, kept)


def _breaks(element: Any) -> bool:
    """Whether an element stands in lines of its own; the only paragraph of a cell does not."""
    if not _BLOCKS.match(element.tag):
        return False
    up = element.getparent()
    return not (
        element.tag in {"p", "div"} and up is not None and up.tag in _CELLS and len(up) == 1
    )


def _flat(text: str | None, kept: int) -> str:
    """Text with its line breaks as blanks, unless it is to be `kept` as it is."""
    return (text if kept else _WHITE.sub(" ", text)) if text else ""
