"""Rules for the end of a span: of a named one, of this one, of the one in which an event falls."""

from datetime import date

from bot.domain.dates.grammar.origins import AFTER, origin
from bot.domain.dates.grammar.spans import SpanEnd
from bot.domain.dates.grammar.tokens import Cursor
from bot.domain.dates.values import DeadlineKind, Direction, Form, Rule


def span_rule(
    cursor: Cursor,
    span: SpanEnd,
    direction: Direction,
    today: date | None,
    *,
    kind: DeadlineKind | None = None,
) -> Rule:
    """The rule for the end of `span`, with the event that it is counted from, if one follows."""
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
