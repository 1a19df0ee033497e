"""Clauses about how long something lasts: until, through, from one date to another."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.calendar_dates import calendar_date
from bot.domain.dates.grammar.counted_clauses import counted_clause
from bot.domain.dates.grammar.ends_of_spans import span_rule
from bot.domain.dates.grammar.origins import origin
from bot.domain.dates.grammar.spans import span_end
from bot.domain.dates.grammar.tokens import Cursor, Kind, wordings
from bot.domain.dates.values import Anchor, DeadlineKind, Direction, Form, Rule

_UNTIL = wordings("up to | until | till | up until")
_INCLUDING = wordings(
    "through and including | until and including | up to and including | through | thru"
    "| till and including | up until and including | through to | up through"
)
_EXCLUDING = wordings(
    "until but excluding | until but not including | up to but excluding | until but not on"
    "| up to but not including | until , but excluding | until , but not including"
)
_THAT_DAY_TOO = wordings(
    "inclusive | included | including that day | and including that day | both inclusive"
    "| both dates inclusive"
)
_NOT_THAT_DAY = wordings("exclusive | excluded | excluding that day | not included")


def lasting_clause(cursor: Cursor, today: date | None) -> Rule | None:
    """The rule here that says until when something lasts, or None."""
    start = cursor.at
    for reader in (_range, _until):
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
    day_alone = _day_of_range(cursor)
    first = None if day_alone else calendar_date(cursor, today)
    if day_alone:
        last = calendar_date(cursor, today)
        return _lasting(last, inclusive=True) if last else None
    if first is None:
        return None
    cursor.take(",")
    joint = cursor.take("and") if between else cursor.take("to", "-")
    if not joint:
        return _until(cursor, first.on)
    last = calendar_date(cursor, first.on)
    if last is None:
        return None
    return _lasting(last, inclusive=_settled_after(cursor, True if between else None))


def _day_of_range(cursor: Cursor) -> bool:
    """Whether the range begins with a bare day, as in “between 1 and 15 May”; moves past it."""
    digits = cursor.kind() is Kind.NUMBER and len(cursor.word()) <= 2
    if digits and cursor.word(1) in {"to", "and", "-"} and cursor.kind(2) is Kind.NUMBER:
        cursor.at += 2
        return True
    return False


def _until(cursor: Cursor, today: date | None) -> Rule | None:
    if cursor.take("until further notice"):
        return Rule(Form.INDEFINITE, "", direction=Direction.UNTIL)
    inclusive: bool | None = None
    limit = cursor.word() == "up"
    if cursor.take(*_EXCLUDING):
        inclusive = False
    elif cursor.take(*_INCLUDING):
        inclusive = True
    elif not cursor.take(*_UNTIL):
        return None
    span = span_end(cursor, today)
    if span is not None:
        return span_rule(cursor, span, Direction.UNTIL, today, kind=DeadlineKind.EXPIRY)
    named = calendar_date(cursor, today)
    if named is not None:
        return _lasting(named, inclusive=_settled_after(cursor, inclusive))
    return None if limit else _until_event(cursor, today, inclusive=inclusive)


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
    if cursor.take(*_THAT_DAY_TOO):
        inclusive = True
    elif cursor.take(*_NOT_THAT_DAY):
        inclusive = False
    else:
        cursor.at = start
        return inclusive
    cursor.take(")")
    return inclusive


def _lasting(named: Anchor, *, inclusive: bool | None) -> Rule:
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
