"""Times: the stretch of days that a question names: “before Christmas”, “since Monday”."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.asking.words import STOP, listed, stem
from bot.domain.spans import Span, read_span
from bot.errors import UserError

MOST_WORDS = 7
"""Words in the longest time that is looked for."""

_LEADS = listed(
    """
    before by until since from after in on during over within between for this next last
    past coming through up today tomorrow yesterday end the as
    """
)
_HINT = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\w*\b"
    r"|\b(?:today|tomorrow|yesterday|days?|weeks?|weekend|months?|quarter|year|years|half|christmas"
    r"|summer|autumn|fall|winter|spring|easter|tonight|now|new|soon|q[1-4])\b"
)
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY_NAMES = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""The months of each season, as they are counted in the north."""

_CLAUSE = re.compile(
    r"^(?:for )?(?:within|in|for|the|over) "
    r"(?:\d+|an?|one|two|three|four|five|six|nine|ten|twelve|thirty|sixty)"
    r" (?:days?|weeks?|months?|years?)$"
)
"""A length of time that may as well be the words of a clause."""


@dataclass(frozen=True, slots=True)
class Time:
    """The days that a question names, and by which of its words."""

    span: Span
    words: str
    open_start: bool = False


def find_time(
    text: str, *, today: date, zone: str, past: bool = False, lengths: bool = False
) -> Time | None:
    """The longest time named in a tidied question; None where there is none.

    With `past`, of what has happened already. A bare length such as “within six months” counts
    only with `lengths`: it may be meant as the words of a clause.
    """
    if not _HINT.search(text):
        return None
    words = text.split()
    for size in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            said = " ".join(part).strip(" ,.?;:")
            after = words[start + size] if start + size < len(words) else ""
            if (
                not _may_be_time(said, part[0])
                or (not lengths and _CLAUSE.match(said))
                or _is_name(said, after)
            ):
                continue
            span = _read(said, today, zone, past=past)
            if span is not None:
                return Time(span, said, said.startswith(("before ", "by ", "until ", "up to ")))
    return None


def _may_be_time(said: str, first: str) -> bool:
    """Whether it is worth reading: no bare number, nothing that ends in the middle."""
    if re.fullmatch(r"[\d.,%]+", said) and not re.fullmatch(r"20\d\d", said):
        return False
    if re.search(r"\b(?:before|by|until|since|from|after|in|on|the|of|for|and)$", said):
        return False
    bare = re.match(
        rf"\d|(?:{_MONTH}|{_DAY_NAMES})\w*|q[1-4]|christmas|first|second|tonight|\w+ago", first
    )
    return first in _LEADS or bare is not None or said.endswith(" ago")


def _is_name(said: str, after: str) -> bool:
    """Whether a month is part of a name, as in “the February ministerial”."""
    named = re.fullmatch(rf"(?:the )?(?:{_MONTH})\w*(?: 20\d\d)?", said)
    root = stem(after.strip(" ,.?"))
    return named is not None and root != "" and root not in STOP


def _read(said: str, today: date, zone: str, *, past: bool) -> Span | None:
    if said in (
        "may",
        "march",
        "the",
        "mar",
        "sat",
        "sun",
        "fall",
        "second",
        "first",
        "now",
        "soon",
    ):
        return None
    if said.startswith(("since ", "after ", "from ")):
        return _since(said, today, zone)
    return _plain(said, today, zone, past=past)


def _plain(said: str, today: date, zone: str, *, past: bool) -> Span | None:
    for wording in _wordings(said, today):
        try:
            return read_span(wording, today=today, zone=zone, past=past)
        except UserError:
            continue
    return None


def _since(said: str, today: date, zone: str) -> Span | None:
    """From a day on; what has been since then reaches to today."""
    lead, _, rest = said.partition(" ")
    found = _plain(rest, today, zone, past=lead == "since")
    if found is None or lead == "since":
        return Span(found.first, max(found.first, today)) if found else None
    first = found.first if lead == "from" else found.last + timedelta(days=1)
    return Span(first, date(first.year + 20, 12, 31))


def _wordings(said: str, today: date) -> list[str]:
    """How the time is written for the reader of spans: as said, or in its terms."""
    plain = re.sub(r"^(?:during|over|as of|for|on or before|no later than|up until)\s+", "", said)
    plain = re.sub(r"^(?:within|in|over) (?:the )?(?=next|coming|last|past|this)", "", plain)
    plain = re.sub(r"^within (?:an?|one) ", "next 1 ", plain)
    plain = re.sub(r"^(?:within|in) (\w+) (days?|weeks?|months?|years?)$", r"next \1 \2", plain)
    plain = re.sub(r"^next couple of ", "next two ", plain).replace("next few ", "next three ")
    plain = re.sub(r"^(coming) (days|weeks|months)$", r"next three \2", plain)
    plain = re.sub(r"\b(?:year end|years end|end of year|eoy)\b", "the end of the year", plain)
    plain = re.sub(r"\b(?:month end|end of month|eom)\b", "the end of the month", plain)
    plain = re.sub(r"\bend of (?=week|month|quarter|year)", "end of the ", plain)
    plain = re.sub(r"\bthe (\d{1,2})(?:st|nd|rd|th)(?: of)? ", r"\1 ", plain)
    plain = plain.replace("christmas eve", "24 december").replace("christmas", "25 december")
    plain = re.sub(r"\bnew years?(?: day| eve)?\b", "31 december", plain)
    plain = re.sub(r"\b(?:the |this |coming )?weekend\b", _weekend(today), plain)
    plain = _with_season(plain, today)
    return list(dict.fromkeys((plain, said)))


def _weekend(today: date) -> str:
    """The coming Saturday and Sunday, or those of today."""
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 if today.weekday() != 6 else -1)
    return f"{saturday.isoformat()} to {(saturday + timedelta(days=1)).isoformat()}"


def _with_season(text: str, today: date) -> str:
    """Seasons as months: “by summer” is by its first day, “this summer” all of it."""
    found = re.search(
        r"\b(?:(this|next|the|last) )?(spring|summer|autumn|fall)(?: (20\d\d))?\b", text
    )
    if found is None:
        return text
    first, last = _SEASONS[found[2]]
    year = int(found[3] or (today.year if today.month <= last else today.year + 1))
    start = date(year, first, 1)
    lead = text[: found.start()].strip()
    if lead in ("by", "before", "until", "up to"):
        return f"before {start.isoformat()}" if lead != "by" else f"by {start.isoformat()}"
    end = date(year, last + 1, 1) - timedelta(days=1)
    if lead in ("after", "since", "from"):
        return f"{lead} {(end if lead == 'after' else start).isoformat()}"
    return f"{start.isoformat()} to {end.isoformat()}"
