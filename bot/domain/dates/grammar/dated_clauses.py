"""Clauses that name their date or event: by, on, before, from, in, upon, or nothing but it."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.calendar_dates import calendar_date
from bot.domain.dates.grammar.counted_clauses import counted_clause
from bot.domain.dates.grammar.ends_of_spans import span_rule
from bot.domain.dates.grammar.events import KNOWN_EVENTS, event_name, known_event
from bot.domain.dates.grammar.lasting_clauses import lasting_clause
from bot.domain.dates.grammar.lengths import length
from bot.domain.dates.grammar.origins import AFTER, origin
from bot.domain.dates.grammar.spans import SpanEnd, relative_span, span_end, vague_span
from bot.domain.dates.grammar.tokens import Cursor, Kind, wordings
from bot.domain.dates.values import DeadlineKind, Direction, Form, Precision, Rule

_BY = wordings(
    "by no later than | by not later than | no later than | not later than | at the latest by"
    "| at the latest on | at the latest | latest by | latest | on or before | before or on"
    "| by the close of business on | by close of business on | by close of business , | by cob on"
    "| by cob | by close of business | due by | due on | due | by"
)
_FROM = wordings(
    "not earlier than | no earlier than | not before | from and including | from and after"
    "| with effect from | effective from | effective as of | effective on | effective | as from"
    "| as of | starting on | starting from | starting | beginning on | beginning | commencing on"
    "| on or after | from | after | since"
)
_LEADS = (
    (Direction.BY, _BY),
    (Direction.FROM, _FROM),
    (Direction.BEFORE, wordings("before | prior to | ahead of | earlier than")),
    (Direction.IN, wordings("in the course of | sometime in | during | within | in")),
    (Direction.ON, wordings("on or about | on or around | on | at | upon")),
)
_MOMENTS = frozenset(
    {"entry into force", "expiry", "termination", "commencement", "summit", "meeting"}
)
"""Events by which something may be due; “by notice” or “by signature” is how, not when."""
_MOST_EVENT_WORDS = 8
_DAY_OF = wordings(
    "the day of | the date of | the day on which | the date on which | the day when"
    "| the date when | the day that | the date that"
)
_DAYS = frozenset({"on", "upon", "by", "no later than", "not later than", "on or before"})
"""Words after which “the day of” names an event of whatever kind."""


def dated_clause(cursor: Cursor, today: date | None) -> Rule | None:
    """The rule here that names its date, or None."""
    start = cursor.at
    for reader in (lasting_clause, _led, _bare):
        cursor.at = start
        rule = reader(cursor, today)
        if rule is not None:
            return rule
    cursor.at = start
    return None


def _led(cursor: Cursor, today: date | None) -> Rule | None:
    """A date, the end of a span, or an event, after a word such as “by”."""
    start = cursor.at
    for direction, leads in _LEADS:
        cursor.at = start
        numbered = start > 0 and cursor.kind(-1) is Kind.NUMBER
        lead = cursor.take(*leads)
        if not lead or (numbered and direction is Direction.FROM):
            continue  # “Day 90 after signature” is not signature.
        place = cursor.at
        for reader in (_end_after, _date_after, _span_after, _counted_after, _event_after):
            cursor.at = place
            rule = reader(cursor, today, direction, lead)
            if rule is not None:
                return rule
    return None


def _end_after(cursor: Cursor, today: date | None, direction: Direction, _: str) -> Rule | None:
    """The end of a span: before it, or in it, is by it."""
    span = vague_span(cursor, today) or span_end(cursor, today)
    if span is None:
        return None
    if direction in {Direction.BEFORE, Direction.IN}:
        direction = Direction.BY
    return span_rule(cursor, span, direction, today)


def _date_after(
    cursor: Cursor, today: date | None, direction: Direction, _lead: str
) -> Rule | None:
    named = calendar_date(cursor, today)
    if named is None or (direction is Direction.IN and named.precision is Precision.DAY):
        return None
    return Rule(Form.FIXED, "", named=named, direction=direction)


def _span_after(
    cursor: Cursor, today: date | None, direction: Direction, _lead: str
) -> Rule | None:
    """A span seen from the day on which it is said: “this year”, “later this month”."""
    cursor.take("later", "the course of")
    span = relative_span(cursor)
    if span is None or not (span.this or direction is Direction.IN):
        return None
    return span_rule(cursor, span, direction, today)


def _event_after(
    cursor: Cursor, today: date | None, direction: Direction, lead: str
) -> Rule | None:
    """An event of a usual kind; after “upon” and “on the day of” any event."""
    if direction is Direction.IN:
        return None
    start = cursor.at
    any_event = lead == "upon" or (lead in _DAYS and cursor.take(*_DAY_OF))
    cursor.at = start
    where = origin(cursor, today)
    if where is None or where.event is None or where.named is not None:
        return None
    words = cursor.between(start, cursor.at)
    usual = known_event(words) is not None and len(words.split()) <= _MOST_EVENT_WORDS
    due_by = direction is not Direction.BY or where.event in _MOMENTS
    if not any_event and not (usual and due_by):
        return None
    return Rule(Form.EVENT, "", anchor=where.event, zone=where.zone, direction=direction)


def _counted_after(
    cursor: Cursor, today: date | None, direction: Direction, lead: str
) -> Rule | None:
    """ "by the fifth anniversary", "effective 180 days after notice of termination"."""
    if direction is not Direction.BY and not lead.startswith("effective"):
        return None
    rule = counted_clause(cursor, today)
    if rule is None or direction is Direction.BY:
        return rule
    return replace(rule, kind=DeadlineKind.IN_FORCE)


def _bare(cursor: Cursor, today: date | None) -> Rule | None:
    """A date or the end of a span alone, also with a length added or taken off."""
    before = cursor.word(-1) if cursor.at else ":"
    if before not in {",", ":", "(", ")", ";", "is", "date", "deadline"}:
        return None
    span: SpanEnd | None = span_end(cursor, today)
    if span is not None:
        return span_rule(cursor, span, Direction.BY, today)
    named = calendar_date(cursor, today)
    if named is None:
        return _event_alone(cursor, today)
    place = cursor.at
    back = cursor.take("-", "minus")
    if back or cursor.take("+", "plus", ","):
        found = length(cursor)
        if found is not None and not cursor.take(*AFTER):
            form = Form.BEFORE if back else Form.WITHIN
            direction = Direction.BEFORE if back else Direction.BY
            return Rule(form, "", period=found.period, named=named, direction=direction)
    cursor.at = place
    return Rule(Form.FIXED, "", named=named, direction=Direction.ON)


def _event_alone(cursor: Cursor, today: date | None) -> Rule | None:
    """A phrase that is nothing but the name of an event, or “the day of” one."""
    if not cursor.at and cursor.take(*_DAY_OF):
        cursor.at = 0
        where = origin(cursor, today)
        if where is None or where.event is None or where.named is not None or not cursor.done:
            return None
        return Rule(Form.EVENT, "", anchor=where.event, zone=where.zone, direction=Direction.ON)
    tidy = cursor.text.lower().strip(" .").removeprefix("the ")
    if cursor.at or tidy not in KNOWN_EVENTS:
        return None
    cursor.at = len(cursor.tokens)
    return Rule(Form.EVENT, "", anchor=event_name(tidy), direction=Direction.ON)
