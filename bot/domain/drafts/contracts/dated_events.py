"""The events that a text dates, so that its periods can count from them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.domain.dates.grammar.events import known_event
from bot.domain.drafts.expressions.flat import Flat
from bot.domain.drafts.expressions.intervals import days_of, unit_of
from bot.domain.drafts.expressions.values import Expression, Kind

Events = dict[str, str | None]
"""ISO dates by the names that the rules of deadlines know, or by the words of a definition."""

_REACH = 90
_TERM = re.compile(r" ?\((?:the |hereinafter )*[\"“'](?:the )?(?P<name>[a-z][\w -]{2,40})[\"”']\)")
_MEANS = re.compile(r"[\"“'](?P<name>[a-z][\w -]{2,40})[\"”'] (?:means|is|shall be|shall mean) $")
_DATES_IT = re.compile(
    r"\b(?:on|of|dated?|since|is|was)(?: the)? ?$|\b(?:signed|adopted|published|received) $|ed $"
)
_HAPPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bopen(?:s|ed|ing)?\b",
        r"\blaunch(?:es|ed|ing)?\b",
        r"\bclos(?:e|es|ed|ing|ure)\b",
        r"\belect(?:ion|ions|ed)\b",
        r"\b(?:start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?)\b",
        r"\bfil(?:ed|ing)\b",
        r"\bcomplet\w*",
        r"\bdeliver\w*",
        r"\bappoint\w*",
        r"\bestablish\w*",
        r"\binaugurat\w*",
        r"\bregist\w*",
        r"\bgrant(?:ed)?\b",
        r"\b(?:meeting|met|meets|session|summit)\b",
        r"\binvoice[ds]?\b",
        r"\bhandover|handed over\b",
        r"\bconference\b",
    )
)
_ANY = re.compile(r"\b(?:next|last|any|each|every|an?|such|subsequent|following|final)\b")


def events_of(
    flat: Flat, expressions: Sequence[Expression], signed_on: date | None, begins_on: date | None
) -> Events:
    """The events that the text dates; `signed_on` and `begins_on` where it does not itself."""
    events: Events = {"entry into force": begins_on.isoformat()} if begins_on else {}
    for one, on in _days(expressions):
        term = _TERM.match(flat.plain, one.end) or _MEANS.search(
            flat.plain, max(0, one.start - 60), one.start
        )
        if term:
            events.setdefault(term["name"], on)
        words = _words_before(flat, one)
        name = known_event(words)
        if name and _DATES_IT.search(words):
            events.setdefault(name, on)
    if signed_on:
        events.setdefault("signature", signed_on.isoformat())
    return events


def happened_on(flat: Flat, expressions: Sequence[Expression], origin: str) -> str | None:
    """The date that the text gives for what `origin`, the words of a period, names.

    What can come more than once, as “the next meeting”, has none.
    """
    if _ANY.search(origin):
        return None
    named = [one for one in _HAPPENINGS if one.search(origin)]
    for one, on in _days(expressions) if named else ():
        words = _words_before(flat, one)
        if any(each.search(words) for each in named):
            return on
    return None


def _days(expressions: Sequence[Expression]) -> Iterator[tuple[Expression, str]]:
    """The expressions that name a day, with it."""
    for one in expressions:
        value = one.value[:10]
        if one.kind in (Kind.DATE, Kind.TIME) and unit_of(value) == "D" and days_of(value):
            yield one, value


def _words_before(flat: Flat, one: Expression) -> str:
    before = flat.plain[max(0, one.start - _REACH) : one.start]
    return re.split(r"[.;](?= )|\n", before)[-1]


def last_day(place: int, expressions: Sequence[Expression]) -> str | None:
    """The last whole date before a place, which “that date” means."""
    days = [on for one, on in _days(expressions) if one.end <= place]
    return days[-1] if days else None
