"""When an agreement ends: the date that it names, or its term counted from where it starts."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.domain.drafts.contracts.full_dates import FullDate, full_dates
from bot.domain.drafts.contracts.lengths import Length, lengths
from bot.domain.drafts.expressions.intervals import moved
from bot.domain.drafts.expressions.numerals import IN_WORDS, ORDINAL, count_of, ordinal_of
from bot.domain.drafts.expressions.vocabulary import MONTH, month_of

_ENDS = re.compile(
    r"\b(?:until|till|through|thru|to|expir(?:e|es|ed|ing|ation)|terminat(?:e|es|ed|ing|ion)|end"
    r"(?:s|ed|ing)?"
    r"|conclud(?:e|es|ing)|ceases?|no later than|up to|lapses?)"
    r"(?: (?:and|including|include|through|on|the|of|at|as|date|date is|is|shall be|will be"
    r"|close|business|midnight|upon|in|full"
    r"|automatically|and including|earlier of|later of|earliest of|latest of|or about|p\.?m\.?"
    r"|a\.?m\.?|\d{1,2}:\d\d|[a-z]{2,4} time"
    r"|eastern|standard|time|day|month))*[ :,(\"'a-d)]{0,6}$"
)
_STARTS = re.compile(
    r"\b(?:commenc(?:e|es|ed|ing|ement)|begin(?:s|ning)?|began|start(?:s|ing)?|effective|from"
    r"|after|dated?|as of|made|entered|hereof"
    r"|anniversary|following|since)"
    r"(?: (?:date|is|of|on|as|the|and|after|from|shall be|means|into|upon|retroactively"
    r"|this))*[ :,(\"'-]{0,4}$"
)
_ANNIVERSARY = re.compile(
    rf"(?:(?P<which>{ORDINAL})(?: ?\( ?\d{{1,3}} ?(?:st|nd|rd|th)? ?\))?|(?P<count>\d{{1,2}}|"
    rf"{IN_WORDS})(?: ?\( ?\d{{1,3}} ?\))?[ -]years?|(?P<one>the|an|its|next))"
    r" (?:annual |year |yearly )?anniversary"
)
_YEAR_END = re.compile(
    rf"\b(?:end|last day|expiration|close|completion) of (?:the |its )?(?:(?P<which>{ORDINAL})"
    rf"(?: ?\( ?\d{{1,2}}(?:st|nd|rd|th)? ?\))? )?(?:full |complete )?"
    r"(?P<kind>calendar|fiscal|contract|agreement|license|term)?[ -]?year"
)
_OF_YEAR_AFTER = re.compile(
    rf"\bdecember 31(?:st)?,? of (?:the |such )?(?:(?P<which>{ORDINAL}) )?(?:full )?"
    rf"(?:calendar )?year"
    r"(?P<after> (?:following|after))?"
)
_SPAN_END = re.compile(
    r"\b(?:end of|close of|through|until)(?: the)?(?: calendar| fiscal)?(?: year)? "
    r"(?P<year>20\d\d|19\d\d)(?![\d-])"
    rf"|\b(?:until|through|expires?(?: in| at)?|ends?(?: in)?|ending(?: in)?|end of) (?:the )?"
    rf"(?:end of )?(?P<month>{MONTH})[, ]{{1,2}}(?P<of>20\d\d|19\d\d)"
)
_DAY_BEFORE = re.compile(
    r"\b(?:day|date) (?:immediately )?(?:prior to|preceding|before)(?: the)? ?$"
)
_TERM = re.compile(
    r"(?:\b(?:initial|original|primary|base|first)(?: [a-z]+)? (?:term|period)[^.;]{0,90}"
    r"|\b(?:term|period|duration)(?: of this agreement| hereof)?[^.;]{0,50}"
    r"|\b(?:continue|continues|continuing|remain|remains|run|runs|last|lasts|be|effect|force"
    r"|effective|valid|extend|expire|expires"
    r"|terminate|terminates|end|ends|made|granted|appointed|binding)\b[^.;]{0,60}|\bfor (?:an? "
    r"|the )?)$"
)
_TERM_AFTER = re.compile(
    r"(?: ?\([^)]{0,40}\))?,? (?:initial |primary )?(?:term|period|from|after|following"
    r"|commencing|beginning|starting|thereafter|as of|of the (?:effective|date))"
)
_NOT_TERM = re.compile(
    r"\b(?:renew[a-z]*|extend(?:ed)? (?:for|automatically)|extension[a-z]*|successive|additional"
    r"|further|consecutive|option[a-z]*|another"
    r"|thereafter|every|each|after (?:such|the) (?:termination|expir)|warrant[a-z]*"
    r"|surviv[a-z]*)\b[^.;]{0,45}$"
    r"|\b(?:enters?|entry|comes?) into (?:force|effect)\b[^.;]{0,45}$"
    r"|\b(?:notice|prior|cure|breach|pay[a-z]*|within|receipt|notif[a-z]*|due"
    r"|report[a-z]*)\b[^.;,]{0,45}$"
)
_NOT_TERM_AFTER = re.compile(
    r"[ '’]{0,3}(?:\([^)]{0,30}\) )?(?:prior|advance|written|notice|before|in advance|after "
    r"(?:receipt|notice|the (?:termination|expiration)|such|written)|renewal|extension"
    r"|of (?:such |receipt|notice|the notice|written)|following (?:receipt|notice|termination"
    r"|expiration|written)|increments)"
)


_ABOUT_TERM = re.compile(
    r"\b(?:this (?:agreement|contract|licen[cs]e|lease|treaty|memorandum)|(?:the|initial"
    r"|original) term|term of|expiration date)\b"
)
_CLAUSE = 3_000
"""A text up to this length, in signs, is taken for a clause or two and not for a whole contract."""
_SURE = 3
_FRAGMENT = 40
"""A length that stands so near the start of a text is what the text is about."""


def expires_on(plain: str, starts_on: date | None) -> date | None:
    """The day on which the agreement of a clause ends, its first term and no renewal of it.

    `starts_on` is the day from which the term runs where the clause names none. A term of years
    ends on the anniversary, as contracts are read; “the day before” takes one day off.
    """
    dates = full_dates(plain)
    named = _named_end(plain, dates)
    if named is not None:
        return named
    span = _SPAN_END.search(plain) if len(plain) <= _CLAUSE else None
    if span is not None:
        year, month = (
            int(span["year"] or span["of"]),
            month_of(span["month"]) if span["month"] else 12,
        )
        return date(year, month, monthrange(year, month)[1])
    start = _named_start(plain, dates) or starts_on
    if start is None:
        return None
    return _anniversary(plain, start) or _after_term(plain, start) or _end_of_year(plain, start)


def _named_end(plain: str, dates: list[FullDate]) -> date | None:
    for one in dates:
        before = plain[max(0, one.start - 90) : one.start]
        if not _of_term(plain, one.start):
            continue
        if _ENDS.search(before) and not re.search(
            r"\b(?:prior|pursuant|subject) to (?:the )?$", before
        ):
            before_end = re.search(r"\b(?:renew|extend)[a-z]*\b[^.;]{0,60}$", before)
            if before_end is None or "until" in before:
                return one.on
    for one in dates:
        after = plain[one.end : one.end + 50]
        if re.match(
            r"[ ,]{0,2}\(?(?:the )?[\"'( ]{0,2}(?:expiration|expiry|termination|end) date", after
        ):
            return one.on
    return None


def _of_term(plain: str, place: int) -> bool:
    """Whether a place speaks of the term, which goes without saying in a clause on it alone."""
    around = plain[max(0, place - 240) : place + 60]
    return len(plain) <= _CLAUSE or _ABOUT_TERM.search(around) is not None


def _named_start(plain: str, dates: list[FullDate]) -> date | None:
    """The date from which the clause itself lets its term run."""
    for one in dates:
        if _STARTS.search(plain[max(0, one.start - 70) : one.start]):
            return one.on
    return None


def _anniversary(plain: str, start: date) -> date | None:
    for found in _ANNIVERSARY.finditer(plain):
        if re.search(
            r"\b(?:each|every|renew[a-z]*|thereafter on) (?:the )?$",
            plain[max(0, found.start() - 24) : found.start()],
        ):
            continue
        years = ordinal_of(found["which"]) if found["which"] else 1
        if found["count"]:
            years = int(count_of(found["count"]) or 1)
        end = moved(start, years or 1, "Y")
        return _placed(end, plain[max(0, found.start() - 70) : found.start()]) if end else None
    return None


def _placed(end: date, before: str) -> date:
    """An anniversary, the day before it, or the end of its month or year, as the words say."""
    if _DAY_BEFORE.search(before):
        return end - timedelta(1)
    if re.search(
        r"\b(?:last day|end) of the (?:calendar )?month (?:in|during) which (?:the )?$", before
    ):
        return date(end.year, end.month, monthrange(end.year, end.month)[1])
    if re.search(r"\byear (?:in|during) which (?:the )?$", before):
        return date(end.year, 12, 31)
    return end


def _after_term(plain: str, start: date) -> date | None:
    found = [one for one in lengths(plain) if one.count and _is_count(plain, one)]
    scored = [(_score(plain, one), -one.start, one) for one in found]
    best = max(scored, key=lambda one: (one[0], one[1]), default=None)
    least = _SURE if len(plain) <= _CLAUSE else _SURE + 2
    return best[2].after(start) if best and best[0] >= least else None


def _is_count(plain: str, one: Length) -> bool:
    return (
        re.match(r"an? |each|per|annual|year|month", plain[one.start : one.end]) is None
        or one.count > 1
    )


def _score(plain: str, one: Length) -> int:
    """How sure the words around a length make it the first term."""
    before, after = plain[max(0, one.start - 120) : one.start], plain[one.end : one.end + 60]
    score = 1 if one.unit in ("Y", "M", "DE") else 0
    score += 3 if _TERM.search(before) else 0
    score += 2 if one.start < _FRAGMENT and len(plain) < 10 * _FRAGMENT else 0
    score += 2 if len(plain) > _CLAUSE and _of_term(plain, one.start) else 0
    score += 1 if _TERM_AFTER.match(after) else 0
    score += (
        2
        if re.search(
            r"\b(?:initial|original|primary) (?:[a-z]+ )?(?:term|period)\b[^.;]{0,60}$", before
        )
        else 0
    )
    score -= 5 if _NOT_TERM.search(before) else 0
    score -= 5 if _NOT_TERM_AFTER.match(after) else 0
    return score


def _end_of_year(plain: str, start: date) -> date | None:
    if late := _OF_YEAR_AFTER.search(plain):
        years = ordinal_of(late["which"]) if late["which"] else 1
        return date(start.year + (years or 1) - (0 if late["after"] else 1), 12, 31)
    found = _YEAR_END.search(plain)
    if found is None:
        return None
    years = ordinal_of(found["which"]) if found["which"] else 1
    if found["kind"] in ("contract", "agreement", "license", "term"):
        return moved(start, years or 1, "Y")
    return date(start.year + (years or 1) - 1, 12, 31)
