"""Printing: a document as one page that needs nothing else, for a browser and its printer."""

import html
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from bot.domain.documents import Document, Entry, Section

_STYLE = """
body { font: 11pt/1.45 Georgia, "Noto Serif CJK JP", serif; max-width: 42rem; margin: 2rem auto;
  padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.1rem; margin: 1.4rem 0 .3rem; }
.under, footer { color: #555; } li { margin: .35rem 0; break-inside: avoid; }
li p { margin: 0; color: #444; font-size: .92em; } sup a { text-decoration: none; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; }
  h2 { break-after: avoid; } }
"""


def page(document: "Document") -> str:
    """One page that needs nothing else and prints well."""
    body = "".join(map(_html_section, document.sections))
    title, under, foot = map(html.escape, (document.title, document.under, document.foot))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1><p class=under>{under}</p>\n"
        f"{body}<footer><p>{foot}</p></footer></body></html>\n"
    )


def _html_section(section: "Section") -> str:
    tag = "ol" if section.numbered else "ul"
    items = "".join(
        _html_entry(entry, number if section.numbered else None)
        for number, entry in enumerate(section.entries, 1)
    )
    return f"<h2>{html.escape(section.heading)}</h2>\n<{tag}>{items}</{tag}>\n"


def _html_entry(entry: "Entry", number: int | None) -> str:
    line = html.escape(entry.line)
    if opens(entry.link):
        line = f'<a href="{html.escape(entry.link)}">{line}</a>'
    note = entry.footnote
    mark = f'<sup><a href="#source-{note}">[{note}]</a></sup>' if note else ""
    under = "".join(f"<p>{html.escape(each)}</p>" for each in entry.under)
    place = f' id="source-{number}"' if number else ""
    return f"<li{place}>{line}{mark}{under}</li>\n"


def opens(address: str | None) -> TypeGuard[str]:
    """Whether an address is one of the web: no other does anything in a document."""
    return address is not None and address.startswith(("http://", "https://"))
