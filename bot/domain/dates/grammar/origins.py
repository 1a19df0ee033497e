"""What a period counts from: “the date of this Framework”, “signature on 28 October 2025”."""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.dates.counting import add_days, span_last
from bot.domain.dates.grammar.calendar_dates import calendar_date
from bot.domain.dates.grammar.events import event_name, known_event
from bot.domain.dates.grammar.places import place_zone
from bot.domain.dates.grammar.spans import span_end
from bot.domain.dates.grammar.tokens import Cursor, Unsettled, wordings
from bot.domain.dates.values import Anchor, Precision, Question
from bot.messages import t

AFTER = wordings(
    "from and including | from but excluding | with effect from | as from | as of | counting from"
    "| counted from | calculated from | reckoned from | running from | to be counted from"
    "| starting from | starting on | starting with | starting | beginning from | beginning on"
    "| beginning with | beginning | commencing from | commencing on | commencing | subsequent to"
    "| following | after | from | since | upon | of | post - | post"
)
"""Words that lead from a length to what it counts from."""

BEFORE = wordings("before | prior to | preceding | in advance of | ahead of | previous to")
_GIVEN = wordings(
    "thereof | therefrom | thereafter | that date | that day | that event | such date | such day"
    "| the said date | the date | the day | it | then | the event | the trigger"
)
_NOW = wordings("now | today | the present day | the present")
_STOPS = frozenset(
    (*".;:,)", *("unless", "if", "provided", "subject", "except", "whichever", "whereas"))
)
_OF_EVENTS = frozenset({"is", "are", "was", "were", "has", "have"})
_VERBS = frozenset({"shall", "will", "must", "may", "can", "should"}) | _OF_EVENTS - {"have"}
_DATE_OF = wordings(
    "the date of | the date on which | the date when | the date that | the day of"
    "| the day on which | the time of | the moment of | date of | when"
)
_EACH = re.compile(
    r"\b(each|every) (calendar |fiscal |financial )?(month|quarter|half|year|week)\b", re.IGNORECASE
)
_ANNIVERSARY = re.compile(r"\banniversar", re.IGNORECASE)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Origin:
    """The event or date that a period counts from. Neither: the one given beside the phrase."""

    event: str | None = None
    named: Anchor | None = None
    zone: str | None = None
    now: bool = False


def origin(cursor: Cursor, today: date | None) -> Origin | None:
    """The origin here, after a word such as “after”; None at the end of the phrase."""
    if cursor.done or cursor.word() in _STOPS:
        return None
    if cursor.take(*_NOW):
        return Origin(now=True)
    if today is not None and cursor.take("tomorrow"):
        return Origin(named=Anchor(add_days(today, 1), ""))
    start = cursor.at
    if cursor.take(*_GIVEN) and (cursor.done or cursor.word() in _STOPS):
        return Origin()
    cursor.at = start
    named = calendar_date(cursor, today)
    lead = ""
    if named is None:
        named = _edge_of_span(cursor, today)
    if named is None:
        lead = cursor.take(*_DATE_OF)
        named = calendar_date(cursor, today)
    if named is not None:
        return Origin(named=named)
    cursor.at = start
    return _event(cursor, today, sentence=lead.endswith(("which", "when", "that")))


def _edge_of_span(cursor: Cursor, today: date | None) -> Anchor | None:
    """The day of “the end of 2026”, “year-end 2026” or “the beginning of May 2026”."""
    start = cursor.at
    span = span_end(cursor, today)
    if span is not None and span.named is not None and not span.fiscal:
        return replace(span.named, on=span_last(span.named.on, span.span), precision=Precision.DAY)
    if span is not None and span.this and today is not None and span.fiscal is False:
        return Anchor(span_last(today, span.span, span.nth), "")
    cursor.at = start
    cursor.take("the")
    if cursor.take("beginning of", "start of"):
        named = calendar_date(cursor, today)
        if named is not None and named.precision is not Precision.DAY:
            return replace(named, precision=Precision.DAY)
    cursor.at = start
    return None


def _event(cursor: Cursor, today: date | None, *, sentence: bool) -> Origin | None:
    """The event here, which may carry its own date and place; `sentence`: with a verb."""
    start = cursor.at
    found = _collect(cursor, today)
    text = cursor.between(start, found.end)
    if _EACH.search(text):
        raise Unsettled(Question(t("“{words}” comes back: write its first date.", words=text)))
    if _ANNIVERSARY.search(text):
        raise Unsettled(Question(t("Write the date of “{words}” itself.", words=text)))
    if not known_event(text):
        found, text = _without_verb(cursor, start, found, text, sentence=sentence)
    name = event_name(text)[:_LONGEST_NAME].strip()
    if not name:
        return Origin() if text and found.named is None else None
    named = replace(found.named, name=name) if found.named else None
    if named is not None and found.zone and not named.zone:
        named = replace(named, zone=found.zone)
    return Origin(name, named, found.zone)


@dataclass(frozen=True, slots=True)
class _Collected:
    end: int
    named: Anchor | None = None
    zone: str | None = None


def _collect(cursor: Cursor, today: date | None) -> _Collected:
    """Moves to the end of the event's words; what date and place follow them."""
    zone = None
    while not cursor.done and cursor.word() not in _STOPS:
        end = cursor.at
        if end and cursor.take("on", "dated", "(", "of"):
            named = calendar_date(cursor, today)
            if named is not None:
                cursor.take(")")
                return _Collected(end, named, zone)
            cursor.at = end
        if cursor.take("in", "at", "("):
            zone = place_zone(cursor)
            if zone is not None:
                cursor.take(")")
                named = _date_after_place(cursor, today)
                return _Collected(end, named, zone)
            cursor.at = end
        if _new_clause(cursor):
            break
        cursor.at += 1
    return _Collected(cursor.at, None, zone)


def _date_after_place(cursor: Cursor, today: date | None) -> Anchor | None:
    place = cursor.at
    cursor.take("on", ", on", ",")
    named = calendar_date(cursor, today)
    if named is None:
        cursor.at = place
    return named


def _new_clause(cursor: Cursor) -> bool:
    """Whether something else than the event begins here: another “and”, “or”, or limit."""
    following = cursor.word(1)
    if cursor.word() in {"within", "before", "until", "no", "not"}:
        return True
    if cursor.word() == "and":
        again = {"every", "each", "then", "thereafter", "annually", "at", "once", "no", "not"}
        return following in again | {"shall", "will"}
    return cursor.word() == "or" and following in {",", "if", "on", "the"}


def _without_verb(
    cursor: Cursor, start: int, found: _Collected, text: str, *, sentence: bool
) -> tuple[_Collected, str]:
    """The event's words up to the verb of the main clause, if one got in.

    “The date on which the Fund is launched” has a verb of its own, which stays.
    """
    for place in range(start, found.end):
        word = cursor.tokens[place].text
        if sentence and word in _OF_EVENTS:
            sentence = False
        elif word in _VERBS:
            if place == start:
                break
            cursor.at = place
            return _Collected(place), cursor.between(start, place)
    return found, text
