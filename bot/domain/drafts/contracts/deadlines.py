"""The first deadline of a text that a calendar can hold: “by 1 May”, “within six months of …”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from bot.domain.dates.lines import answer
from bot.domain.drafts.contracts.dated_events import Events, events_of, happened_on, last_day
from bot.domain.drafts.expressions.flat import Flat
from bot.domain.drafts.expressions.intervals import interval
from bot.domain.drafts.expressions.numerals import COUNT
from bot.domain.drafts.expressions.values import Expression

_UNIT = (
    r"(?:(?:calendar|business|working|clear|consecutive) )?"
    r"(?:hours?|days?|weeks?|fortnights?|months?|quarters?|years?)"
)
_FROM = (
    r"(?:of|from|after|following|before|prior to|preceding|as from|as of|counted from"
    r"|starting from|in advance of)"
)
_WORDS = r"(?:[^,;:()\n.]|\.(?! |$))"
_PERIOD = re.compile(
    rf"\b(?:(?:by |for )?(?:within|not later than|no later than|not more than|no more than"
    rf"|not less than|at least|in|on|for)"
    rf" )?(?:a (?:period|term) of )?(?:(?:the|an?) )?(?:{COUNT}|an?)[ -]{_UNIT} (?:"
    rf"{_FROM} {_WORDS}{{1,90}}|therefrom|thereafter|hence|from now)"
    rf"|\b(?:on |by |no later than |from )?the (?:first|last|1st) day of the {_WORDS}{{3,80}}"
    rf"|\b(?:on |by |until |no later than )?(?:the )?[a-z]{{3,8}} anniversary of {_WORDS}{{3,60}}"
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
    r"|up to|within|no later)(?:(?: the)? (?:midnight|noon|close of business"
    r"|\d{1,2}[:.]?\d{0,2} ?(?:[ap]\.?m\.?|hours)?))?(?: on| of)? ?$"
)
_BACK = re.compile(
    r"\b(?:therefrom|thereafter|(?:of|from|after|following) (?:that|such|the said) (?:date|day))\b",
    re.I,
)
_COUNTED_BACK = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|quarters?|years?) (?:before|prior to|in advance of)"
    r"(?: the)? ?$"
)
_ORIGIN = re.compile(
    r"(?P<way>\b(?:of|from|after|following|before|prior to|preceding|in advance of)) "
    r"(?P<origin>.*)",
    re.I,
)
_COMES = re.compile(r"\b(?:into force|takes? effect|becomes? effective|be effective)\b[^.;]{0,30}$")
_MOST = 60


def deadline_of(
    flat: Flat, expressions: Sequence[Expression], signed_on: date | None, begins_on: date | None
) -> date | None:
    """The day by which the first dated duty of a text falls due.

    A period counts only from an event that the text dates, or from its own signature,
    `signed_on`; `begins_on` is the entry into force. What hangs on anything else has no date.
    """
    events = events_of(flat, expressions, signed_on, begins_on)
    asking = _Asking(flat, expressions, events)
    found: list[tuple[int, date | str]] = [*_by_date(flat, expressions), *_periods(flat)]
    comes: date | None = None
    for place, words in sorted(found, key=itemgetter(0))[:_MOST]:
        on = words if isinstance(words, date) else asking.counted(words, place)
        if on is None:
            continue
        if not _COMES.search(flat.plain[max(0, place - 60) : place]):
            return on
        events.setdefault("entry into force", on.isoformat())
        comes = comes or on
    return comes


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


def _periods(flat: Flat) -> Iterator[tuple[int, str]]:
    for found in _PERIOD.finditer(flat.plain):
        phrase = flat.cased[found.start() : found.end()]
        cut = _CUT.search(phrase.lower(), 8)
        yield found.start(), (phrase[: cut.start()] if cut else phrase).strip(" .")


@dataclass(frozen=True, slots=True)
class _Asking:
    """What the date engine is told beside a phrase."""

    flat: Flat
    expressions: Sequence[Expression]
    events: Events

    def counted(self, phrase: str, place: int) -> date | None:
        """The date that a rule gives; that of “thereafter” counts from the last date before."""
        now = re.search(r"\b(?:from now|hence|today)\b", phrase)
        anchor = self.events.get("signature") if now else None
        if back := _BACK.search(phrase):
            anchor = last_day(place, self.expressions)
            if anchor is None:
                return None
            phrase = f"{phrase[: back.start()]} after that date"
        return self._due(phrase, anchor) or self._from_happening(phrase)

    def _from_happening(self, phrase: str) -> date | None:
        """The date where the phrase counts from what the text dates in other words."""
        found = _ORIGIN.search(phrase)
        on = happened_on(self.flat, self.expressions, found["origin"].lower()) if found else None
        if found is None or on is None:
            return None
        return self._due(f"{phrase[: found.start()]}{found['way']} {on}", None)

    def _due(self, phrase: str, anchor: str | None) -> date | None:
        request = {"phrase": phrase, "events": self.events}
        due = answer(request | ({"anchor": anchor} if anchor else {})).get("due")
        return date.fromisoformat(due) if due else None
