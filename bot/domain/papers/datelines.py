"""Datelines: the day that a document gives as its own in a line at its head."""

import re
from contextlib import suppress
from datetime import date

_LINES = 12
_LONGEST = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_AMBIGUOUS = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
"""Day and month in an order that only the writer knows."""

_WORDS = re.compile(
    r"(?:for immediate release|press release|published(?: on)?|posted(?: on)?|issued(?: on)?|date|"
    r"発表日?|掲載日?|公表日?|報道発表)$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?!(?:Updated|Modified|Revised|Done|Signed|Adopted|Effective|Due|Expires|By|"
    r"Until|From|Before|After|Through)\b)(?:[A-Z][^\W\d_.'-]{1,20}[ ,]{0,2}){1,3},$"
)
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")
_EDGES = " \t,.:;()（）[]【】–—-：　"


def dateline(text: str, language: str | None) -> date | None:
    """The day in the first line at the head of `text` that holds only a day.

    A place or a word such as "published" may stand beside it; a line that says what happened on
    the day, such as "Done at Tokyo on 28 October 2025", is none.
    """
    from bot.domain.drafts.expressions.tag import tag
    from bot.domain.drafts.kanji_dates import with_kanji_dates
    from bot.domain.drafts.languages import language_of

    head = [line for line in text[:4_000].split("\n") if line.strip()][:_LINES]
    spoken = language or language_of("\n".join(head))
    for line in head:
        if len(line) > _LONGEST or not _NUMBER.search(line):
            continue
        found = with_kanji_dates(line, tuple(tag(line, None, language=spoken)))
        if len(found) != 1 or not _DAY.match(found[0].value) or _AMBIGUOUS.search(line):
            continue
        before, after = line[: found[0].start].strip(), line[found[0].end :].strip(_EDGES)
        if not after and (
            not before.strip(_EDGES) or _WORDS.match(before.strip(_EDGES)) or _PLACE.match(before)
        ):
            with suppress(ValueError):  # the 30th of February, which a text may well give
                return date.fromisoformat(found[0].value)
    return None
