"""The first deadline of a text that a calendar can hold: “by 1 May”, “within six months of …”."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.domain.dates.grammar.events import known_event
from bot.domain.dates.lines import answer
from bot.domain.drafts.expressions.flat import Flat
from bot.domain.drafts.expressions.intervals import days_of, interval
from bot.domain.drafts.expressions.numerals import COUNT
from bot.domain.drafts.expressions.values import Expression, Kind

_UNIT = (
    r"(?:(?:calendar|business|working|clear|consecutive) )?"
    r"(?:hours?|days?|weeks?|fortnights?|months?|quarters?|years?)"
)
_FROM = r"(?:of|from|after|following|before|prior to|preceding|as from|as of|counted from|starting from|in advance of)"
_PERIOD = re.compile(
    rf"\b(?:(?:by |for )?(?:within|not later than|no later than|not more than|no more than|not less than|at least|in|on|for)"
    rf" )?(?:a (?:period|term) of )?(?:(?:the|an?) )?(?:{COUNT}|an?)[ -]{_UNIT} (?:{_FROM} [^,;:()\n]{{1,90}}|therefrom|hence|from now)"
    rf"|\b(?:on |by |no later than |from )?the (?:first|last|1st) day of the [^,;()\n]{{3,80}}"
    rf"|\b(?:on |by |until |no later than )?(?:the )?[a-z]{{3,8}} anniversary of [^,;()\n]{{3,60}}"
)
_CUT = re.compile(
    r"\.(?: |$)| (?:the (?:parties|participants|governments|two sides|sides|commission|committee|seller|buyer)|each|both|either|shall|will|must|may"
    r"|unless|if|provided|whichever|or|and (?:shall|will|the|to)|to (?!force|effect)[a-z]+|they|it|which (?!the))\b"
)
_LIMITS = re.compile(
    r"\b(?P<way>by(?: no later than| the latest)?|before|(?:no|not) later than|on or before|until|till|through|not after|deadline(?: is| of| for [a-z ]{2,40} is)?:?"
    r"|due(?: date)?(?: is| on| by)?:?|expires on|ending on|at the latest(?: by| on)?|prior to|up to|effective from)(?: midnight| close of business)?(?: on| of)? ?$"
)
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
    dated = sorted([*_by_date(flat, expressions), *_periods(flat)], key=lambda one: one[0])
    for _, found in dated[:_MOST]:
        on = found if isinstance(found, date) else _counted(found, events)
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
        before = flat.plain[max(0, one.start - _EVENT_REACH) : one.start]
        sentence = re.split(r"[.;](?= )|\n", before)[-1]
        name = known_event(sentence)
        if name and re.search(
            r"\b(?:on|of|dated?|since|is|was)(?: the)? ?$|\b(?:signed|adopted|published|received) $|ed $",
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
        if found is None:
            continue
        before = found["way"] in ("before", "prior to")
        yield one.start, days[0] - timedelta(1) if before and one.mod != "END" else days[1]


def _periods(flat: Flat) -> Iterator[tuple[int, str]]:
    for found in _PERIOD.finditer(flat.plain):
        phrase = flat.cased[found.start() : found.end()]
        cut = _CUT.search(phrase.lower(), 8)
        yield found.start(), (phrase[: cut.start()] if cut else phrase).strip(" .")


def _counted(phrase: str, events: dict[str, str | None]) -> date | None:
    now = events.get("signature") if re.search(r"\b(?:from now|hence|today)\b", phrase) else None
    request = {"phrase": phrase, "events": events} | ({"anchor": now} if now else {})
    due = answer(request).get("due")
    return date.fromisoformat(due) if due else None
