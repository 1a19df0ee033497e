"""The first deadline of a text that a calendar can hold: “by 1 May”, “within six months of …”."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter

from bot.domain.dates.grammar.events import known_event
from bot.domain.dates.lines import answer
from bot.domain.drafts.expressions.flat import Flat
from bot.domain.drafts.expressions.intervals import days_of, interval, unit_of
from bot.domain.drafts.expressions.numerals import COUNT
from bot.domain.drafts.expressions.values import Expression, Kind

_UNIT = (
    r"(?:(?:calendar|business|working|clear|consecutive) )?"
    r"(?:hours?|days?|weeks?|fortnights?|months?|quarters?|years?)"
)
_FROM = r"(?:of|from|after|following|before|prior to|preceding|as from|as of|counted from|starting from|in advance of)"
_PERIOD = re.compile(
    rf"\b(?:(?:by |for )?(?:within|not later than|no later than|not more than|no more than"
    rf"|not less than|at least|in|on|for)"
    rf" )?(?:a (?:period|term) of )?(?:(?:the|an?) )?(?:{COUNT}|an?)[ -]{_UNIT} (?:"
    rf"{_FROM} [^,;:()\n]{{1,90}}|therefrom|thereafter|hence|from now)"
    rf"|\b(?:on |by |no later than |from )?the (?:first|last|1st) day of the [^,;()\n]{{3,80}}"
    rf"|\b(?:on |by |until |no later than )?(?:the )?[a-z]{{3,8}} anniversary of [^,;()\n]{{3,60}}"
)
_CUT = re.compile(
    r"\.(?: |$)| (?:the (?:parties|participants|governments|two sides|sides|commission|committee"
    r"|seller|buyer)|each|both|either|shall|will|must|may(?! \d)"
    r"|unless|if|provided|whichever|or|and (?:shall|will|the|to)|to (?!force|effect)[a-z]+|they"
    r"|it|which (?!the))\b"
)
_LIMITS = re.compile(
    r"\b(?P<way>by(?: no later than| the latest)?|before|(?:no|not) later than|on or before"
    r"|until|till|through|not after|deadline(?: is| of| for [a-z ]{2,40} is)?:?"
    r"|due(?: date)?(?: is| on| by)?:?|expires on|ending on|at the latest(?: by| on)?|prior to"
    r"|up to|within|no later)(?: midnight| close of business)?(?: on| of)? ?$"
)
_BACK = re.compile(
    r"\b(?:therefrom|thereafter|(?:of|from|after|following) (?:that|such|the said) (?:date|day))\b",
    re.I,
)
_COUNTED_BACK = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|quarters?|years?) (?:before|prior to|in advance of)"
    r"(?: the)? ?$"
)
_TERM = re.compile(r" ?\((?:the |hereinafter )*[\"“'](?:the )?(?P<name>[a-z][\w -]{2,40})[\"”']\)")
_MEANS = re.compile(r"[\"“'](?P<name>[a-z][\w -]{2,40})[\"”'] (?:means|is|shall be|shall mean) $")
_MOST = 60
_EVENT_REACH = 90


def deadline_of(
    flat: Flat, expressions: Sequence[Expression], signed_on: date | None, begins_on: date | None
) -> date | None:
    """The day by which the first dated duty of a text falls due.

    A period counts only from an event that the text dates, or from its own signature,
    `signed_on`; `begins_on` is the entry into force. What hangs on anything else has no date.
    """
    events = _events(flat, expressions, signed_on, begins_on)
    found: list[tuple[int, date | str]] = [*_by_date(flat, expressions), *_periods(flat)]
    for place, words in sorted(found, key=itemgetter(0))[:_MOST]:
        on = words if isinstance(words, date) else _counted(words, events, place, expressions)
        if on is not None:
            return on
    return None


def _events(
    flat: Flat, expressions: Sequence[Expression], signed_on: date | None, begins_on: date | None
) -> dict[str, str | None]:
    """The events that the text dates, by the names that the rules of deadlines know."""
    events: dict[str, str | None] = {}
    if begins_on:
        events["entry into force"] = begins_on.isoformat()
    for one in expressions:
        days = days_of(one.value) if one.kind in (Kind.DATE, Kind.TIME) else None
        if days is None or days[0] != days[1]:
            continue
        term = _TERM.match(flat.plain, one.end) or _MEANS.search(
            flat.plain, max(0, one.start - 60), one.start
        )
        if term:
            events.setdefault(term["name"], days[0].isoformat())
        before = flat.plain[max(0, one.start - _EVENT_REACH) : one.start]
        sentence = re.split(r"[.;](?= )|\n", before)[-1]
        name = known_event(sentence)
        if name and re.search(
            r"\b(?:on|of|dated?|since|is|was)(?: the)? ?$|\b(?:signed|adopted|published"
            r"|received) $|ed $",
            sentence,
        ):
            events.setdefault(name, days[0].isoformat())
    if signed_on:
        events.setdefault("signature", signed_on.isoformat())
    return events


def _by_date(flat: Flat, expressions: Sequence[Expression]) -> Iterator[tuple[int, date]]:
    """The dates that stand after “by”, “until” and the like: the last day that they leave."""
    for one in expressions:
        days = interval(one)
        if days is None or one.mod in ("START", "MID", "APPROX"):
            continue
        found = _LIMITS.search(flat.plain[max(0, one.start - 40) : one.start])
        if found is None or _COUNTED_BACK.search(flat.plain[max(0, one.start - 40) : one.start]):
            continue
        before = found["way"] in ("before", "prior to")
        yield one.start, days[0] - timedelta(1) if before and one.mod != "END" else days[1]


def _last_day(place: int, expressions: Sequence[Expression]) -> str | None:
    """The last whole date before a place."""
    days = [one.value for one in expressions if one.end <= place and unit_of(one.value) == "D"]
    return days[-1][:10] if days else None


def _periods(flat: Flat) -> Iterator[tuple[int, str]]:
    for found in _PERIOD.finditer(flat.plain):
        phrase = flat.cased[found.start() : found.end()]
        cut = _CUT.search(phrase.lower(), 8)
        yield found.start(), (phrase[: cut.start()] if cut else phrase).strip(" .")


def _counted(
    phrase: str, events: dict[str, str | None], place: int, expressions: Sequence[Expression]
) -> date | None:
    """The date that the rule of `phrase` gives; that of “thereafter” counts from the last date."""
    anchor = events.get("signature") if re.search(r"\b(?:from now|hence|today)\b", phrase) else None
    if back := _BACK.search(phrase):
        anchor = _last_day(place, expressions)
        if anchor is None:
            return None
        phrase = f"{phrase[: back.start()]} after that date"
    request = {"phrase": phrase, "events": events} | ({"anchor": anchor} if anchor else {})
    due = answer(request).get("due")
    return date.fromisoformat(due) if due else None
