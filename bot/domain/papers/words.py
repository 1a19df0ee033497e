"""Word's XML: its namespace, and how its elements are asked for what they hold."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""The namespace of files that are saved as "Strict Open XML"; made into the usual one."""

_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "rt", "rPr", "pPr", "instrText", "delText")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What was struck out or moved away, furigana, properties, the second form of a text box."""

_SIGNS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}p": "\n",
}


def usual(root: Any) -> Any:
    """The same tree with the usual namespace."""
    if root is not None and str(root.tag).startswith(_STRICT):
        for element in root.iter(f"{_STRICT}*"):
            element.tag = W + element.tag[len(_STRICT) :]
            for name, value in list(element.attrib.items()):
                if name.startswith(_STRICT):
                    element.set(W + name[len(_STRICT) :], value)
    return root


def child(element: Any, name: str) -> Any | None:
    """The first child of that name, or None; also of None."""
    return None if element is None else element.find(f"{W}{name}")


def attribute(element: Any, name: str) -> str | None:
    """An attribute's value, or None; also of None."""
    value = None if element is None else element.get(f"{W}{name}")
    return None if value is None else str(value)


def text_of(paragraph: Any) -> str:
    """What is written in a paragraph: with what was inserted, without what was struck out."""
    return "".join(_pieces(paragraph)).strip()


def _pieces(paragraph: Any) -> Iterator[str]:
    waiting = [iter(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        tag = element.tag
        if tag in _SKIPPED or (tag == f"{W}r" and _hidden(element)):
            continue
        if tag == f"{W}t":
            yield element.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        waiting.append(iter(element))


def _hidden(run: Any) -> bool:
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val") not in {"0", "false", "off"}
