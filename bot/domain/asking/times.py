"""Times: the stretch of days that a question names: “before Christmas”, “since Monday”."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.domain import wording
from bot.domain.asking.datenames import MONTH, is_name, without_denied
from bot.domain.asking.tables import listed, table
from bot.domain.spans import Span, read_span
from bot.errors import UserError
from bot.messages import t

MOST_WORDS = 8
"""Words in the longest time that is looked for."""

_DAY_NAMES = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_HINT = re.compile(
    rf"\d|\b(?:{MONTH}|mon|tue|wed|thu|fri|sat|sun)\w*\b"
    r"|\b(?:today|tomorrow|yesterday|days?|weeks?|weekend|months?|quarter|year|years|half|christmas"
    r"|xmas|fortnight|summer|autumn|fall|spring|easter|tonight|now|new|soon|q[1-4]|eo[mwyq])\b"
)
_BARE = re.compile(
    rf"\d|(?:{MONTH}|{_DAY_NAMES})\w*|[qh][1-4]|christmas|first|second|tonight|eo[mwy]|\w+ago"
)
_LAST = re.compile(
    rf"(?:\d\w*|\b(?:(?:{MONTH})[a-z]*|{_DAY_NAMES}|mon|tues?|wed|thur?s?|fri|sat|sun"
    r"|(?:day|week|month|quarter|half|year|hour)s?|today|tomorrow|yesterday|tonight|now|ago|soon"
    r"|weekends?|fortnights?|christmas|xmas|eve|easter|spring|summer|autumn|fall|winter|break"
    r"|recess|holidays?|time|out|ahead|eo[mwyq]|end|future|past))$"
)
"""With which words a time ends."""

_CLAUSE = re.compile(
    r"^(?:(?:for )?(?:within|in|for|the|over|after|beyond|by|before|until|following) )?(?:the )?"
    r"(?:\d+|an?|one|two|three|four|five|six|nine|ten|twelve|thirty|sixty)"
    r" (?:days?|weeks?|months?|years?)$"
)
"""A length of time that may as well be the words of a clause."""

_PART_OF = re.compile(
    r"(?:(by|before|until|since|after|from) |(?:in|at|on|around|towards|during) )?(?:the )?"
    r"(early|beginning|start|mid|middle|late|end)(?: of)? "
    rf"(?:(?:the|this) (?=week|month|year|quarter))?(week|month|year|quarter|(?:{MONTH})\w*"
    r"(?: 20\d\d)?|20\d\d|q[1-4](?: 20\d\d)?)"
)
_UPTO = ("by", "before", "until")
_NEAR = re.compile(r"(?:around|round|near|circa|roughly|on or (?:about|around)) (.+)")
_NEAR_DAYS = 7
"""How far from a day something is still around it."""

_FAR_DAYS = 3650
"""A stretch of days that is longer has no end, or no beginning, that anybody named."""


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
    plain = without_denied(text)
    found = _longest(plain, today, zone, past=past, lengths=lengths)
    if found is None and plain != text:
        return _longest(text, today, zone, past=past, lengths=lengths)
    return found


def in_words(span: Span) -> str:
    """A stretch of days, said; one without a beginning or an end of its own is not given one."""
    if span.days <= _FAR_DAYS:
        return wording.span(span.first, span.last)
    if span.last.month == 12 and span.last.day == 31:
        return t("from {day} on", day=wording.day(span.first, weekday=False))
    return t("until {day}", day=wording.day(span.last, weekday=False))


def _longest(text: str, today: date, zone: str, *, past: bool, lengths: bool) -> Time | None:
    words = text.split()
    for size in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            said = " ".join(part).strip(" ,.?;:")
            if (
                not _may_be_time(said, part[0])
                or (not lengths and _CLAUSE.match(said))
                or is_name(said, words[start + size :])
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
    if not _LAST.search(said):
        return False
    return first in listed("times", "leads") or bool(_BARE.match(first)) or said.endswith(" ago")


def _read(said: str, today: date, zone: str, *, past: bool) -> Span | None:
    if said in listed("times", "none"):
        return None
    near = _NEAR.fullmatch(said)
    if near is not None:
        return _near(near[1], today, zone, past=past)
    said = re.sub(_HALF_WAY, r"\1 30 june\2", said)
    week = _END_OF_WEEK.fullmatch(said)
    if week is not None:
        sunday = today + timedelta(days=6 - today.weekday() + (7 if week[1] else 0))
        return Span(today, sunday)
    part = _PART_OF.fullmatch(said)
    if part is not None:
        found = _part(part, today, zone, past=past)
        if found is not None:
            return found
    if said.startswith(("since ", "after ", "from ")) and " now " not in said:
        return _since(said, today, zone)
    return _plain(said, today, zone, past=past)


_END_OF_WEEK = re.compile(
    r"(?:(?:by|before|until|at|to) )?(?:the )?end of (?:the |this )?(?:(next|coming) )?week"
)
_HALF_WAY = r"^(by|before|until) (?:the )?mid(?:dle)?(?: of)?(?: the| this)?(?: year|( 20\d\d))$"


def _near(said: str, today: date, zone: str, *, past: bool) -> Span | None:
    """The days before and after a day; of a longer time that time itself."""
    found = _read(said, today, zone, past=past)
    if found is None or found.days > 1:
        return found
    some = timedelta(days=_NEAR_DAYS)
    return Span(found.first - some, found.last + some)


def _part(found: re.Match[str], today: date, zone: str, *, past: bool) -> Span | None:
    """The first, second or last third of a period, or up to it; None for the very end of one."""
    lead, part, period = found.groups()
    if part in ("end", "late") and (lead in _UPTO or not re.match(MONTH, period)):
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
    for written in dict.fromkeys((_rewritten(said, today), said)):
        try:
            return read_span(written, today=today, zone=zone, past=past)
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
