"""Ends of years, halves, quarters and months: “the end of 2025”, “the end of this quarter”."""

from dataclasses import dataclass
from datetime import date

from bot.domain.dates.counting import span_last
from bot.domain.dates.grammar.calendar_dates import calendar_date
from bot.domain.dates.grammar.numerals import ordinal
from bot.domain.dates.grammar.numeric_dates import year_here
from bot.domain.dates.grammar.tokens import Cursor, Unsettled
from bot.domain.dates.values import Anchor, Precision, Question
from bot.domain.dates.wording import plain_date
from bot.messages import t

_SPANS = {
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "half": Precision.HALF,
    "semester": Precision.HALF,
    "year": Precision.YEAR,
}
_VAGUE = {"early": (3, 4), "mid": (6, 7), "late": (11, 12)}
"""The months at whose end an early, middle or late part of a year may be over."""
_FISCAL = ("fiscal", "financial", "budget")


@dataclass(frozen=True, slots=True)
class SpanEnd:
    """The end of a span: of one that the text names, or of the one `nth` after what it counts from.

    `fiscal` None: the text does not say whether it is one of the calendar. `this`: seen from the
    day on which it is said.
    """

    span: Precision
    named: Anchor | None = None
    nth: int = 0
    fiscal: bool | None = False
    this: bool = False


def span_end(cursor: Cursor, today: date | None) -> SpanEnd | None:
    """The end of a span here; the words “the end of” are required, or “year-end”."""
    start = cursor.at
    found = _year_end(cursor, today) or _end_of(cursor, today)
    if found is None:
        cursor.at = start
    return found


def _year_end(cursor: Cursor, today: date | None) -> SpanEnd | None:
    """ "year-end", "year-end 2026", "end-2026", "end June 2026"."""
    start = cursor.at
    cursor.take("the")
    if cursor.take("year - end", "year end", "yearend", "years - end", "year ' s end"):
        cursor.take("of")
        year = year_here(cursor)
        if year is None:
            return SpanEnd(Precision.YEAR, this=True)
        return SpanEnd(Precision.YEAR, Anchor(date(year, 1, 1), "", None, Precision.YEAR))
    if cursor.take("end -", "end") and cursor.word() != "of":
        return _named(cursor, today)
    cursor.at = start
    return None


def _end_of(cursor: Cursor, today: date | None) -> SpanEnd | None:
    cursor.take("the")
    if not cursor.take("end of", "close of", "last day of", "conclusion of"):
        return None
    return _named(cursor, today) or relative_span(cursor, bare=True)


def _named(cursor: Cursor, today: date | None) -> SpanEnd | None:
    """A span that the text names, calendar or fiscal."""
    start = cursor.at
    cursor.take("the")
    fiscal = _fiscal(cursor)
    if fiscal:
        cursor.take("year", "quarter")
    found = calendar_date(cursor, today)
    if found is None or found.precision is Precision.DAY:
        cursor.at = start
        return None
    return SpanEnd(found.precision, found, fiscal=fiscal)


def _fiscal(cursor: Cursor) -> bool:
    taken = cursor.take("fy", *_FISCAL, *(f"us {word}" for word in _FISCAL))
    return bool(taken)


def relative_span(cursor: Cursor, *, bare: bool = False) -> SpanEnd | None:
    """ "this year", "the quarter", "the third year following", "the calendar year in which"."""
    start = cursor.at
    determiner = cursor.take(
        "this", "the current", "the present", "the same", "the", "each", "every"
    )
    ahead = bool(cursor.take("next", "coming", "following", "subsequent"))
    nth = 0 if ahead else ordinal(cursor)
    calendar = bool(cursor.take("calendar"))
    fiscal = _fiscal(cursor)
    span = _SPANS.get(cursor.word())
    if span is None or not (determiner or ahead or nth or bare):
        cursor.at = start
        return None
    cursor.at += 1
    open_quarter = span is Precision.QUARTER and not calendar and not ahead and not nth
    unsure = None if open_quarter else False
    return SpanEnd(
        span,
        nth=1 if ahead else nth or 0,
        fiscal=True if fiscal else unsure,
        this=determiner in {"this", "the current", "the present"} or ahead,
    )


def vague_span(cursor: Cursor, today: date | None) -> SpanEnd | None:
    """ "early July 2026" is the month; "mid-2026" is asked about (Unsettled)."""
    start = cursor.at
    cursor.take("the")
    word = cursor.take("early", "mid", "late", "beginning of", "middle of", "start of")
    cursor.take("-", "in")
    if word in {"mid", "middle of"} and cursor.take("year", "the year"):
        raise _by_when(cursor, start, "mid", today.year if today else None)
    found = calendar_date(cursor, today) if word else None
    if found is None or found.precision is Precision.DAY:
        cursor.at = start
        return None
    if found.precision is not Precision.YEAR:
        return SpanEnd(found.precision, found)
    part = {"beginning of": "early", "start of": "early", "middle of": "mid"}.get(word, word)
    raise _by_when(cursor, start, part, found.on.year)


def _by_when(cursor: Cursor, start: int, part: str, year: int | None) -> Unsettled:
    """The question that a vague part of a year leaves, with ends that it may have."""
    months = _VAGUE[part] if year else ()
    ends = (span_last(date(year or 1, month, 1), Precision.MONTH) for month in months)
    options = tuple(t("by {date}", date=plain_date(end)) for end in ends)
    words = cursor.between(start, cursor.at)
    return Unsettled(
        Question(t("“{words}” is no date: by when at the latest?", words=words), options)
    )
