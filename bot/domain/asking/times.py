"""Times: the stretch of days that a question names: “before Christmas”, “since Monday”."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.domain.asking.tables import listed, table
from bot.domain.asking.words import stem, stop_words
from bot.domain.spans import Span, read_span
from bot.errors import UserError

MOST_WORDS = 8
"""Words in the longest time that is looked for."""

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY_NAMES = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_HINT = re.compile(
    rf"\d|\b(?:{_MONTH}|mon|tue|wed|thu|fri|sat|sun)\w*\b"
    r"|\b(?:today|tomorrow|yesterday|days?|weeks?|weekend|months?|quarter|year|years|half|christmas"
    r"|xmas|fortnight|summer|autumn|fall|spring|easter|tonight|now|new|soon|q[1-4]|eo[mwy])\b"
)
_BARE = re.compile(
    rf"\d|(?:{_MONTH}|{_DAY_NAMES})\w*|[qh][1-4]|christmas|first|second|tonight|eo[mwy]|\w+ago"
)
_CLAUSE = re.compile(
    r"^(?:(?:for )?(?:within|in|for|the|over|after|beyond|by|before|until|following) )?(?:the )?"
    r"(?:\d+|an?|one|two|three|four|five|six|nine|ten|twelve|thirty|sixty)"
    r" (?:days?|weeks?|months?|years?)$"
)
"""A length of time that may as well be the words of a clause."""

_PART_OF = re.compile(
    r"(?:(by|before|until|since|after|from) |(?:in|at|on|around|towards|during) )?(?:the )?"
    r"(early|beginning|start|mid|middle|late|end)(?: of)? "
    rf"(?:(?:the|this) (?=week|month|year|quarter))?(week|month|year|quarter|(?:{_MONTH})\w*"
    r"(?: 20\d\d)?|20\d\d|q[1-4](?: 20\d\d)?)"
)
_UPTO = ("by", "before", "until")


@dataclass(frozen=True, slots=True)
class Time:
    """The days that a question names, and by which of its words."""

    span: Span
    words: str


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
                return Time(span, said)
    return None


def _may_be_time(said: str, first: str) -> bool:
    """Whether it is worth reading: no bare number, nothing that ends in the middle."""
    if re.fullmatch(r"[\d.,%]+", said) and not re.fullmatch(r"20\d\d", said):
        return False
    if re.search(r"\b(?:before|by|until|since|from|after|in|on|the|of|for|and)$", said):
        return False
    return first in listed("times", "leads") or bool(_BARE.match(first)) or said.endswith(" ago")


def _is_name(said: str, after: str) -> bool:
    """Whether a month or a year is part of a name, as in “the February ministerial”."""
    named = re.fullmatch(rf"(?:the )?(?:(?:{_MONTH})\w*(?: 20\d\d)?|20\d\d)", said)
    root = stem(after.strip(" ,.?"))
    return named is not None and root != "" and root not in stop_words()


def _read(said: str, today: date, zone: str, *, past: bool) -> Span | None:
    if said in listed("times", "none"):
        return None
    part = _PART_OF.fullmatch(said)
    if part is not None:
        found = _part(part, today, zone, past=past)
        if found is not None:
            return found
    if said.startswith(("since ", "after ", "from ")) and " now " not in said:
        return _since(said, today, zone)
    return _plain(said, today, zone, past=past)


def _part(found: re.Match[str], today: date, zone: str, *, past: bool) -> Span | None:
    """The first, second or last third of a period, or up to it; None for the very end of one."""
    lead, part, period = found.groups()
    if part in ("end", "late") and (lead in _UPTO or not re.match(_MONTH, period)):
        return None
    named = f"this {period}" if period in ("week", "month", "quarter", "year") else period
    whole = _plain(named, today, zone, past=past or lead == "since")
    if whole is None:
        return None
    third = whole.days // 3
    first, last = whole.first, whole.last
    if part in ("early", "beginning", "start"):
        last = first + timedelta(days=third - 1)
    elif part in ("mid", "middle"):
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    else:
        first = last - timedelta(days=third - 1)
    return _led(lead, Span(first, last), today)


def _led(lead: str | None, span: Span, today: date) -> Span:
    """What “by”, “since” and their like make of a stretch of days."""
    if lead in _UPTO:
        last = span.first - timedelta(days=1) if lead == "before" else span.last
        return Span(min(today, last), last)
    if lead == "since":
        return Span(span.first, max(span.first, today))
    if lead in ("after", "from"):
        first = span.first if lead == "from" else span.last + timedelta(days=1)
        return Span(first, date(first.year + 20, 12, 31))
    return span


def _plain(said: str, today: date, zone: str, *, past: bool) -> Span | None:
    for wording in dict.fromkeys((_rewritten(said, today), said)):
        try:
            return read_span(wording, today=today, zone=zone, past=past)
        except UserError:
            continue
    return None


def _since(said: str, today: date, zone: str) -> Span | None:
    """From a day on; what has been since then reaches to today."""
    lead, _, rest = said.partition(" ")
    found = _plain(rest, today, zone, past=lead == "since")
    return _led(lead, found, today) if found else None


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(written), known) for written, known in table("times")["rewrites"])


def _rewritten(said: str, today: date) -> str:
    """How the time is written for the reader of spans."""
    numbers = table("words")["numbers"]
    said = " ".join(numbers.get(each, each) for each in said.split())
    for written, known in _rewrites():
        said = written.sub(known, said)
    said = re.sub(r"\b(?:the |this |coming )?weekend\b", _weekend(today), said)
    return _with_season(said, today)


def _weekend(today: date) -> str:
    """The coming Saturday and Sunday, or those of today."""
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 if today.weekday() != 6 else -1)
    return f"{saturday.isoformat()} to {(saturday + timedelta(days=1)).isoformat()}"


def _with_season(text: str, today: date) -> str:
    """Seasons as months: “by summer” is by its first day, “this summer” all of it."""
    found = re.search(
        r"\b(?:(?:this|next|the|last) )?(spring|summer|autumn|fall)(?: (20\d\d))?\b", text
    )
    if found is None:
        return text
    first, last = table("times")["seasons"][found[1]]
    year = int(found[2] or (today.year if today.month <= last else today.year + 1))
    start = date(year, first, 1)
    lead = text[: found.start()].strip()
    if lead in ("by", "before", "until", "up to"):
        return f"before {start.isoformat()}" if lead != "by" else f"by {start.isoformat()}"
    end = date(year, last + 1, 1) - timedelta(days=1)
    if lead in ("after", "since", "from"):
        return f"{lead} {(end if lead == 'after' else start).isoformat()}"
    return f"{start.isoformat()} to {end.isoformat()}"
