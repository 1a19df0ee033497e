"""Times that are asked about: which of the days named in a question are meant by it."""

import re
from datetime import date, timedelta

from bot.domain.asking.kinds import Kind
from bot.domain.asking.times import Time, find_time
from bot.domain.asking.windows import Turn, turn_of
from bot.domain.spans import Span

_NAMING = r"(?:\b[a-z]{{4,}} of {0}|\b(?=from ){0})(?: |$)"
_ON_DAYS = re.compile(
    r"\b(?:on|at|over|during) (?:an? |any |the |some )?(?:public |bank |national )?"
    r"(?:weekends?|\w+days?)\b"
)
_LATELY = timedelta(days=90)
"""How long ago a day without a year may be for one to ask why it is that day."""

_LENGTHS = re.compile(r"\b(?:due|coming|happening|deadlines?|expir\w+|anything|falls?|next)\b")
IN_TIMES = frozenset({Kind.WHICH, Kind.HAPPENED, Kind.COUNT, Kind.DUE, Kind.NEXT, Kind.CHANGED})
_NO_TIMES = frozenset({Kind.SAYS, Kind.SOURCE})

_WAS = re.compile(r"\b(?:was|were|fell|expired|ended|lapsed|passed)\b")
_PAST = re.compile(
    r"\b(?:was|were|did|had|has(?! to\b)|(?<!do we )(?<!do i )have(?! (?:to|we)\b)|been|ago|signed"
    r"|received|concluded|joined|happened|last|since|past)\b"
)
_AFTER = re.compile(
    r"^(?:after|once|following|upon|counting from|starting from) ([^,]+?),"
    r"|\b(?:days|weeks|months|long|time) (?:after|from|following|once) (?:the )?(.+?)"
    r"(?= (?:do|does|did|is|are|was|were|until|before|will|can|may|must|should|has|have)\b|$)"
)

_SERIES = re.compile(
    r"\b(?:and )?(?:in |for |by )?(?:each|every|all|later|following|subsequent|other|remaining"
    r"|coming|next few|the rest of the) years?"
    r"(?: (?:after(?:wards)?|thereafter|until|through|to))?\b"
    r"|\byear (?:by|after|on) year\b|\bthe years (?:after|that follow)\b"
    r"|\b(?:thereafter|onwards?)\b"
    r"|\b(?:from |between )?20\d\d (?:to|through|until|and|-) (?=20\d\d)"
    r"|\b(?:through|up to) 20\d\d\b"
)
"""Asks for every year of a row and not only for the one that is named."""

_YEARS = re.compile(r"\b(?:(?:and|in|from|for|to|through|until|since|by) )*20\d\d\b")
_COUNTED = re.compile(
    r"\b(?:how (?:many|much)|amounts?|quantit\w+|numbers?|volumes?|ton\w+|soy\w*"
    r"|purchas\w+|buys?|buying|billions?|millions?)\b"
)


def plainly(text: str) -> str:
    """A question of a row of years without the years, of a period after an event with its end.

    “How many days until it is in force, after the exchange?” asks of the time before that.
    """
    if counts_from_event(text):
        text = re.sub(r"\buntil\b", "before", text)
    if not (_SERIES.search(text) and _COUNTED.search(text)):
        return text
    return " ".join(_YEARS.sub(" ", _SERIES.sub(" ", text)).split()) or text


def speaks_of_the_past(text: str) -> bool:
    """Whether it asks of what has happened already."""
    return _PAST.search(text) is not None


def was(text: str) -> bool:
    """Whether it asks what was so."""
    return _WAS.search(text) is not None


def counts_from_event(text: str) -> bool:
    """Whether it asks for a period from an event on: “how many days after the exchange”."""
    return _AFTER.search(text) is not None


def time_and_turn(
    text: str, kind: Kind, today: date, zone: str, *, past: bool, was: bool
) -> tuple[Time | None, Turn | None]:
    """The time that is named, and what is to come about in it, where anything at all may be."""
    time = asked_time(text, kind, today, zone, past=was if kind is Kind.DUE else past)
    turn = turn_of(text, kind, time)
    if turn is not None and kind is not Kind.DUE:
        time = asked_time(text, Kind.DUE, today, zone, past=was)
    return time, turn


def asked_time(text: str, kind: Kind, today: date, zone: str, *, past: bool) -> Time | None:
    """The time that is named; none in “the one from October”, which names a thing."""
    if kind in _NO_TIMES:
        return None
    lengths = kind in (Kind.DUE, Kind.NEXT, Kind.MINE) or bool(_LENGTHS.search(text))
    past = past or kind in (Kind.CHANGED, Kind.HAPPENED)
    if kind is Kind.ON_DAYS:
        text = _ON_DAYS.sub(" ", text)
    time = find_time(text, today=today, zone=zone, past=past, lengths=lengths)
    if kind is Kind.WHY and time is not None and not past:
        lately = find_time(text, today=today, zone=zone, past=True, lengths=lengths)
        if lately and timedelta() <= today - lately.span.first <= _LATELY:
            time = lately
    if time and kind not in IN_TIMES and re.search(_NAMING.format(re.escape(time.words)), text):
        return None
    if time and kind is Kind.COUNTDOWN and time.span.first == today and time.span.days > 1:
        before = timedelta(days=time.words.startswith("before "))
        return Time(Span(time.span.last + before, time.span.last + before), time.words)
    return time
