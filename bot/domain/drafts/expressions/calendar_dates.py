"""Dates with a month's name: “28 October 2025”, “Oct. 28”, “the 28th day of October”, “May”."""

import re
from calendar import monthrange
from datetime import date

from bot.domain.drafts.expressions.numerals import DAY, ORDINAL_WORDS, ordinal_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.tense import Tense
from bot.domain.drafts.expressions.values import Kind
from bot.domain.drafts.expressions.vocabulary import (
    MONTH,
    MONTH_WORDS,
    PART,
    PART_WORDS,
    WEEKDAY,
    WEEKDAY_WORDS,
    YEAR,
    month_of,
    part_of,
)
from bot.domain.drafts.expressions.years import YEAR_WORDS, year_of

_ANY_YEAR = rf"(?:{YEAR}|{YEAR_WORDS}|'\d\d(?!\d|s))"
_YEAR_AFTER = (
    r"(?:(?: ?,? ?| of | in )(?:(?:in )?the year )?(?:of our lord )?(?:a\.?d\.? )?"
    rf"(?P<year>{_ANY_YEAR}))"
)
_RELATIVE_YEAR = (
    r"(?:,? (?:of )?(?P<rel>(?:the )?(?:last|this|next|previous|following|same|that|preceding)"
    r"|(?:the )?current) year)"
)
_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{WEEKDAY}) ?,? (?:the )?)?"
_LATER_YEAR = (
    r"(?=(?: ?- ?|,? (?:to|and|or|through|until|&) )\d{1,2}(?:st|nd|rd|th)? ?,? "
    rf"(?P<later>{YEAR}))"
)
_NO_DAY = (
    r"(?!\d|[:/]\d|\.\d|,\d{3}| ?%| (?:percent|per cent|million|billion|people|points|times)\b)"
)
_FAR_BACK = 270
_COMING = re.compile(r"\b(?:from|by|until|before|through|starting|beginning|effective|after) $")
_BEHIND = 0.6
_STEP = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1}


def _day_first(found: re.Match[str], scene: Scene) -> Found | None:
    day = ordinal_of(found["day"])
    if not day or (found["month"] == "may" and not _is_may(found, scene)):
        return None
    return _dated(found, scene, month_of(found["month"]), day)


def _is_may(found: re.Match[str], scene: Scene) -> bool:
    """Whether “may” after a number is the month: by its capital, or by the year after it."""
    return scene.capital(found.start("month")) or found["year"] is not None


def _month_first(found: re.Match[str], scene: Scene) -> Found | None:
    day = ordinal_of(found["day"])
    small = found["month"] in ("may", "march", "mar", "dec", "jan")
    if not day or (small and not scene.capital(found.start("month")) and not found["year"]):
        return None
    return _dated(found, scene, month_of(found["month"]), day)


def _dated(found: re.Match[str], scene: Scene, month: int, day: int) -> Found | None:
    if not 1 <= day <= monthrange(2000, month)[1]:
        return None
    year = _year(found, scene, month, day)
    if year is None:
        return Found(Kind.DATE, f"XXXX-{month:02}-{day:02}")
    if day > monthrange(year, month)[1]:
        return None
    return Found(Kind.DATE, f"{year:04}-{month:02}-{day:02}")


def _year(found: re.Match[str], scene: Scene, month: int, day: int) -> int | None:
    parts = found.groupdict()
    written = parts.get("year") or parts.get("later")
    if written:
        return year_of(written, scene.written_on)
    if relative := parts.get("rel"):
        return relative_year(relative, scene)
    return nearest_year(scene, found.start(), month, day)


def relative_year(words: str, scene: Scene) -> int | None:
    """The year that “last” or “the following” names, beside the day or the story."""
    word = words.removeprefix("the ").split()[0]
    told = word in ("previous", "following", "same", "that", "preceding") or scene.narrative
    base = scene.told_on if told else scene.written_on or scene.told_on
    return base.year + _STEP.get(word, 0) if base else None


def nearest_year(scene: Scene, place: int, month: int, day: int | None) -> int | None:
    """The year of a month or day that names none: by the verb beside it, else the nearest one.

    In a history it is the year that was told last, or the next where the story has turned it;
    elsewhere a day that is named again is the same day.
    """
    base = scene.base
    if base is None:
        return None
    if scene.narrative:
        return base.year + 1 if base.month - month >= 9 else base.year
    if day is None:
        return _year_beside(scene, base, place, month, day)
    again = (month, day)
    if again not in scene.years:
        scene.years[again] = _year_beside(scene, base, place, month, day)
    return scene.years[again]


def _year_beside(scene: Scene, base: date, place: int, month: int, day: int | None) -> int:
    before = (month, day or 1) <= (base.month, base.day if day else 1)
    tense = _tense(scene, place)
    coming = _COMING.search(scene.before(place)) is not None
    far = coming and _far(base, base.year - (not before), month, day)
    if tense is Tense.PAST and not far:
        return base.year if before else base.year - 1
    same = (month, day or 1) == (base.month, base.day if day else 1)
    if tense is Tense.FUTURE:
        return base.year + 1 if before and not same else base.year
    return min((base.year - 1, base.year, base.year + 1), key=lambda y: _gap(base, y, month, day))


def _far(base: date, year: int, month: int, day: int | None) -> bool:
    """Whether a day lies so far back that a year would have been named: it is still to come."""
    return bool(day) and _gap(base, year, month, day) > _FAR_BACK * _BEHIND


def _gap(base: date, year: int, month: int, day: int | None) -> int:
    last = monthrange(year, month)[1]
    return _weighed((date(year, month, min(day or 15, last)) - base).days)


def _weighed(days: int) -> int:
    """How far off a day is: what is told lies more often behind than ahead."""
    return round(-days * _BEHIND) if days < 0 else days


def _tense(scene: Scene, place: int) -> Tense | None:
    before = scene.before(place)
    if re.search(r"\b(?:since|ended|dated) $", before):
        return Tense.PAST
    if re.search(r"\b(?:by|until|due|due on) $", before) and scene.tense(place) is not Tense.PAST:
        return Tense.FUTURE
    return scene.tense(place)


def _month(found: re.Match[str], scene: Scene) -> Found | None:
    part, written = found["part"], found["year"] or found["later"] or found["rel"]
    place = found.start("month")
    if part and re.match(r" \d{1,2}(?!\d)", scene.after(found.end(), 4)):
        return None
    if not scene.capital(place) and not written:
        return None
    if found["month"] in ("may", "march", "mar", "sep", "dec", "jan") and not written:
        before = scene.before(place, 16)
        after = scene.after(found.end(), 12)
        if not part and not _month_wanted(before) and not re.match(r"[,.;)]|\n|$", after):
            return None
    if not part and not written and _person(found, scene):
        return None
    month = month_of(found["month"])
    year = _year(found, scene, month, 0)
    value = f"{year:04}-{month:02}" if year is not None else f"XXXX-{month:02}"
    return Found(Kind.DATE, value, part_of(part))


def _person(found: re.Match[str], scene: Scene) -> bool:
    """Whether a month is somebody's name: a capital follows, and nothing asks for a month."""
    after = scene.flat.cased[found.end() : found.end() + 3]
    named = found["month"] in ("april", "june", "august", "may", "jan", "march")
    before = scene.before(found.start(), 16)
    return named and re.match(r" [A-Z][a-z]", after) is not None and not _month_wanted(before)


def _month_wanted(before: str) -> bool:
    """Whether the words before ask for a month: “in May”, “from March”."""
    wanted = (
        r"\b(?:in|of|by|since|until|till|from|to|for|and|or|last|next|this|before|after|through"
        r"|early|late|mid|during|on|between) $|[,(-] ?$"
    )
    return re.search(wanted, before) is not None


def _listed(found: re.Match[str], scene: Scene) -> Found | None:
    """The first of several days that share their month: “1 and 15 February”, “3 to 6 May”."""
    end = found.end("day")
    if found["month"] == "may" and not scene.capital(found.start("month")) and not found["year"]:
        return None
    dated = _dated(found, scene, month_of(found["month"]), ordinal_of(found["day"]) or 0)
    start = found.start("day") if found["day"].isdigit() else -1
    return Found(dated.kind, dated.value, start=start, end=end) if dated else None


def _next_day(found: re.Match[str], scene: Scene) -> Found | None:
    """A further day after one with its month: the 6 of “March 3-6, 2004”."""
    last = scene.previous
    if last is None or not 0 < found.start() - scene.previous_end <= 9:
        return None
    gap = scene.flat.plain[scene.previous_end : found.start()]
    if not re.fullmatch(r" ?- ?|,? (?:to|and|or|through|until|&) (?:the )?|, ", gap):
        return None
    shape = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", last.value)
    ends_in_day = re.search(r"[a-z.] ?\d{1,2}(?:st|nd|rd|th)?$", scene.before(scene.previous_end))
    day = ordinal_of(found["day"])
    if not shape or not ends_in_day or not day or not int(shape[3]) < day <= 31:
        return None
    year = found["year"] or shape[1]
    return Found(Kind.DATE, f"{year}-{shape[2]}-{day:02}")


_DAY_SEPARATOR = r"(?: ?- ?|,? (?:to|and|or|through|until|&) (?:the )?)"

RULES: tuple[Rule, ...] = (
    rule(
        WEEKDAY_WORDS | ORDINAL_WORDS | {"the"},
        rf"{_WEEKDAY_BEFORE}(?:the )?(?P<day>{DAY})(?: ?\(\d{{1,2}}(?:st|nd|rd|th)?\))?"
        rf"(?:(?: day)? of (?:the month of )?| ?-? ?)(?P<month>{MONTH})(?:-(?=\d{{4}}))?"
        rf"(?:{_YEAR_AFTER}|{_RELATIVE_YEAR})?",
        _day_first,
    ),
    rule(
        WEEKDAY_WORDS | MONTH_WORDS,
        rf"{_WEEKDAY_BEFORE}(?P<month>{MONTH}) ?(?:the )?(?P<day>{DAY}){_NO_DAY}"
        rf"(?:{_YEAR_AFTER}|{_LATER_YEAR}|{_RELATIVE_YEAR})?",
        _month_first,
    ),
    rule(
        MONTH_WORDS | PART_WORDS | {"the"},
        rf"(?P<part>{PART})?(?:the month of )?(?P<month>{MONTH})(?:{_YEAR_AFTER}|{_RELATIVE_YEAR}"
        rf"|(?=(?: ?- ?|,? (?:to|and|or|through|until|&) ){MONTH}(?: of|,)? (?P<later>{YEAR})))?",
        _month,
    ),
    rule(
        ORDINAL_WORDS | {"the"},
        rf"(?:the )?(?P<day>{DAY})(?=(?:, \d{{1,2}}(?:st|nd|rd|th)?){{0,4}}{_DAY_SEPARATOR}{DAY}"
        rf"(?: day)?(?: of)? (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?)",
        _listed,
    ),
    rule(
        {"0"}, rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>{YEAR}))?(?![\d:%])", _next_day
    ),
)
