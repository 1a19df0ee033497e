"""Clauses that name their date or event: by, on, before, from, until, through, in, upon."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.calendar_dates import calendar_date
from bot.domain.dates.grammar.counted_clauses import counted_clause
from bot.domain.dates.grammar.events import KNOWN_EVENTS, event_name, known_event
from bot.domain.dates.grammar.lengths import length
from bot.domain.dates.grammar.origins import AFTER, origin
from bot.domain.dates.grammar.spans import SpanEnd, relative_span, span_end
from bot.domain.dates.grammar.tokens import Cursor
from bot.domain.dates.values import (
    Anchor,
    DeadlineKind,
    Direction,
    Form,
    Precision,
    Rule,
)

_LEADS: tuple[tuple[Direction, tuple[str, ...]], ...] = (
    (
        Direction.BY,
        (
            "by no later than",
            "by not later than",
            "no later than",
            "not later than",
            "at the latest by",
            "at the latest on",
            "at the latest",
            "latest by",
            "latest",
            "on or before",
            "before or on",
            "due by",
            "due on",
            "due",
            "by",
        ),
    ),
    (
        Direction.FROM,
        (
            "not earlier than",
            "no earlier than",
            "not before",
            "from and including",
            "from and after",
            "with effect from",
            "effective from",
            "effective as of",
            "effective on",
            "effective",
            "as from",
            "as of",
            "starting on",
            "starting from",
            "starting",
            "beginning on",
            "beginning",
            "commencing on",
            "on or after",
            "from",
            "after",
            "since",
        ),
    ),
    (Direction.BEFORE, ("before", "prior to", "ahead of", "earlier than")),
    (Direction.IN, ("in the course of", "sometime in", "during", "within", "in")),
    (Direction.ON, ("on", "at", "upon")),
)
_UNTIL = ("up to", "until", "till")
_INCLUDING = (
    "through and including",
    "until and including",
    "up to and including",
    "through",
    "thru",
)
_EXCLUDING = (
    "until but excluding",
    "until but not including",
    "up to but excluding",
    "up to but not including",
    "until but not on",
)


def dated_clause(cursor: Cursor, today: date | None) -> Rule | None:
    """The rule here that names its date, or None."""
    start = cursor.at
    for reader in (_range, _lasting, _led, _bare):
        cursor.at = start
        rule = reader(cursor, today)
        if rule is not None:
            return rule
    cursor.at = start
    return None


def _range(cursor: Cursor, today: date | None) -> Rule | None:
    """ "from 10 November 2025 until 10 November 2026", "between ... and ...": its end."""
    between = cursor.take("between")
    if not between and not cursor.take("from"):
        return None
    first = calendar_date(cursor, today)
    if first is None:
        return None
    cursor.take(",")
    if between and cursor.take("and"):
        last = calendar_date(cursor, first.on)
        return _until(last, inclusive=True) if last else None
    if cursor.take("to", "-"):
        last = calendar_date(cursor, first.on)
        return _until(last, inclusive=_settled_after(cursor, None)) if last else None
    return _lasting(cursor, first.on)


def _lasting(cursor: Cursor, today: date | None) -> Rule | None:
    """ "until", "through" and their like."""
    if cursor.take("until further notice"):
        return Rule(Form.INDEFINITE, "", direction=Direction.UNTIL)
    inclusive: bool | None = None
    if cursor.take(*_EXCLUDING):
        inclusive = False
    elif cursor.take(*_INCLUDING):
        inclusive = True
    elif not cursor.take(*_UNTIL):
        return None
    span = span_end(cursor, today)
    if span is not None:
        return _span_rule(cursor, span, Direction.UNTIL, today, kind=DeadlineKind.EXPIRY)
    named = calendar_date(cursor, today)
    if named is not None:
        return _until(named, inclusive=_settled_after(cursor, inclusive))
    return _until_event(cursor, today, inclusive=inclusive)


def _until_event(cursor: Cursor, today: date | None, *, inclusive: bool | None) -> Rule | None:
    """ "until 30 days after entry into force", "until connected"."""
    counted = counted_clause(cursor, today)
    if counted is not None:
        return replace(counted, kind=DeadlineKind.EXPIRY, direction=Direction.UNTIL)
    where = origin(cursor, today)
    if where is None or where.event is None:
        return None
    return Rule(
        Form.UNTIL,
        "",
        anchor=where.event,
        direction=Direction.UNTIL,
        kind=DeadlineKind.EXPIRY,
        inclusive=inclusive,
    )


def _settled_after(cursor: Cursor, inclusive: bool | None) -> bool | None:
    """Whether words after the date say that it is included or not."""
    start = cursor.at
    cursor.take(",", "(")
    if cursor.take("inclusive", "included", "including that day", "and including that day"):
        inclusive = True
    elif cursor.take("exclusive", "excluded", "excluding that day", "not included"):
        inclusive = False
    else:
        cursor.at = start
    cursor.take(")")
    return inclusive


def _until(named: Anchor, *, inclusive: bool | None) -> Rule:
    form = Form.THROUGH if inclusive else Form.UNTIL
    direction = Direction.THROUGH if inclusive else Direction.UNTIL
    return Rule(
        form,
        "",
        named=named,
        direction=direction,
        kind=DeadlineKind.EXPIRY,
        inclusive=inclusive,
    )


def _led(cursor: Cursor, today: date | None) -> Rule | None:
    """A date, the end of a span, or an event, after a word such as “by”."""
    start = cursor.at
    for direction, leads in _LEADS:
        cursor.at = start
        lead = cursor.take(*leads)
        if not lead:
            continue
        place = cursor.at
        for reader in (_end_after, _date_after, _span_after, _event_after):
            cursor.at = place
            rule = reader(cursor, today, direction, lead)
            if rule is not None:
                return rule
        counted = _counted_after(cursor, today, place) if direction is Direction.BY else None
        if counted is not None:
            return counted
    return None


def _counted_after(cursor: Cursor, today: date | None, place: int) -> Rule | None:
    cursor.at = place
    rule = counted_clause(cursor, today)
    if rule is None or rule.form is Form.BEFORE:
        return rule
    form = Form.WITHIN if rule.form is Form.AFTER else rule.form
    return replace(rule, form=form, direction=Direction.BY)


def _end_after(cursor: Cursor, today: date | None, direction: Direction, _lead: str) -> Rule | None:
    """The end of a span: before it, or in it, is by it."""
    span = span_end(cursor, today)
    if span is None:
        return None
    if direction in {Direction.BEFORE, Direction.IN}:
        direction = Direction.BY
    return _span_rule(cursor, span, direction, today)


def _span_after(
    cursor: Cursor, today: date | None, direction: Direction, _lead: str
) -> Rule | None:
    """A span seen from the day on which it is said: “this year”, “later this month”."""
    cursor.take("later", "the course of")
    span = relative_span(cursor)
    if span is None or not (span.this or direction is Direction.IN):
        return None
    return _span_rule(cursor, span, direction, today)


def _span_rule(
    cursor: Cursor,
    span: SpanEnd,
    direction: Direction,
    today: date | None,
    kind: DeadlineKind | None = None,
) -> Rule:
    """The end of a span, which may be the one in which an event falls, or one after that."""
    where = None
    if span.named is None and cursor.take("in which", "when", *AFTER):
        where = origin(cursor, today)
    return Rule(
        Form.PERIOD_END,
        "",
        anchor=where.event if where else None,
        named=span.named or (where.named if where else None),
        direction=direction,
        kind=kind,
        span=span.span,
        nth=span.nth,
        fiscal=span.fiscal,
        said_on=today if span.named is None and span.this else None,
    )


def _date_after(cursor: Cursor, today: date | None, direction: Direction, lead: str) -> Rule | None:
    named = calendar_date(cursor, today)
    if named is None:
        return None
    if direction is Direction.IN and named.precision is Precision.DAY:
        return None
    if lead == "after" and named.precision is Precision.DAY and cursor.done:
        return Rule(Form.FIXED, "", named=named, direction=Direction.FROM)
    return Rule(Form.FIXED, "", named=named, direction=direction)


def _event_after(
    cursor: Cursor, today: date | None, direction: Direction, lead: str
) -> Rule | None:
    """An event of a usual kind; after “upon” any event."""
    if direction is Direction.IN:
        return None
    start = cursor.at
    where = origin(cursor, today)
    if where is None or where.event is None or where.named is not None:
        cursor.at = start
        return None
    words = cursor.between(start, cursor.at)
    if lead != "upon" and (known_event(words) is None or len(words.split()) > 8):
        cursor.at = start
        return None
    return Rule(Form.EVENT, "", anchor=where.event, zone=where.zone, direction=direction)


def _bare(cursor: Cursor, today: date | None) -> Rule | None:
    """A date or the end of a span alone, also with a length added or taken off."""
    if cursor.at and cursor.word(-1) not in {",", ":", "(", ")", ";", "is", "date", "deadline"}:
        return None
    span = span_end(cursor, today)
    if span is not None:
        return _span_rule(cursor, span, Direction.BY, today)
    named = calendar_date(cursor, today)
    if named is None:
        return _event_alone(cursor)
    back = cursor.take("-", "minus")
    if back or cursor.take("+", "plus", ","):
        found = length(cursor)
        if found is not None and not cursor.take(*AFTER):
            form = Form.BEFORE if back else Form.WITHIN
            direction = Direction.BEFORE if back else Direction.BY
            return Rule(
                form, "", period=found.period, clear=found.clear, named=named, direction=direction
            )
    return Rule(Form.FIXED, "", named=named, direction=Direction.ON)


def _event_alone(cursor: Cursor) -> Rule | None:
    """A phrase that is nothing but the name of an event."""
    name = event_name(cursor.text)
    tidy = cursor.text.lower().strip(" .")
    if cursor.at or tidy.removeprefix("the ") not in KNOWN_EVENTS:
        return None
    cursor.at = len(cursor.tokens)
    return Rule(Form.EVENT, "", anchor=name, direction=Direction.ON)
