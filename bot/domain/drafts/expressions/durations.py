"""Lengths of time: “six months”, “the last two years”, “two-year”, “several weeks”."""

import re

from bot.domain.drafts.expressions.lengths import length, letter_of
from bot.domain.drafts.expressions.numerals import COUNT, HALVES, NUMBER_WORDS, VAGUE, count_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import FUTURE, PAST, Kind
from bot.domain.drafts.expressions.vocabulary import ABOUT, ABOUT_WORDS, LENGTH, about_of

_ORDER = (
    r"(?:(?:last|past|next|first|final|coming|following|previous|preceding|initial|remaining"
    r"|opening|ensuing|subsequent|prior|latest|same|entire|full|whole) )"
)
_ORDER_WORDS = frozenset(
    [
        "last",
        "past",
        "next",
        "first",
        "final",
        "coming",
        "following",
        "previous",
        "preceding",
        "initial",
        "remaining",
        "opening",
        "ensuing",
        "subsequent",
        "prior",
        "same",
        "entire",
    ]
)
_AGE = r"(?P<age>[ -]olds?(?![a-z])| of age)?"
_VAGUE_PAST = re.compile(r"recent|past several")


def _counted(found: re.Match[str], scene: Scene) -> Found | None:
    unit = found["unit"]
    count = None if found["vague"] else count_of(found["count"])
    if letter_of(unit) == "Q" and (count in (0.25, 1, 3) or found["count"] in ("a", "an", "some")):
        return None
    if found["vague"] and not unit.endswith("s") and "-" not in found[0]:
        if not unit.endswith(("century", "centuries")):
            return None
    if found["vague"] == "many" and scene.before(found.start(), 3) == "as ":
        return None
    if found["count"].isdigit() and " year" in unit and 1900 <= int(found["count"]) <= 2100:
        return None
    if found["vague"] in ("recent",):
        return Found(Kind.DATE, PAST)
    if re.search(r"(?:[$£€¥.,\d]|\d ?- ?)$", scene.before(found.start(), 3)) and not found["about"]:
        if not re.search(r"\d ?- ?$", scene.before(found.start(), 4)):
            return None
    if _too_small(found, scene):
        return None
    value = length(count, unit)
    if found["also"] and not _finer(found["also_unit"], unit):
        return Found(Kind.DURATION, value, about_of(found["about"]), end=found.end("unit"))
    if found["also"]:
        value += length(count_of(found["more"]), found["also_unit"])[1:]
    return Found(Kind.DURATION, value, about_of(found["about"]))


def _finer(unit: str, than: str) -> bool:
    """Whether a unit goes on counting where a coarser one stopped: “a year and six months”."""
    order = ("CE", "DE", "Y", "Q", "M", "W", "D", "H", "TM", "TS")
    one, other = letter_of(unit), letter_of(than)
    return one in order and other in order and order.index(one) > order.index(other)


def _too_small(found: re.Match[str], scene: Scene) -> bool:
    """Whether “second” after a number is an ordinal, or “a second” just another one."""
    unit = found["unit"]
    if unit.endswith("second") and found["count"] not in ("1", "one"):
        return (
            re.search(r"\b(?:in|for|within|half|per) (?:a )?$", scene.before(found.start())) is None
        )
    return False


def _single(found: re.Match[str], scene: Scene) -> Found | None:
    """“a year”: a length, or a recurrence after an amount, as in “$5 a year”."""
    unit = found["unit"]
    letter = letter_of(unit)
    after, before = scene.after(found.end(), 14), scene.before(found.start(), 30)
    if letter in ("Q", "TS", "WE") or re.match(r"-|'s ", after):
        return None
    if re.match(
        r" of (?!the|each|his|her|their|its|work|waiting|fighting|talks|negotiat|war)", after
    ):
        return None
    if letter in ("D", "TM") and not re.search(_LASTING, before) and not re.match(_COMPARED, after):
        return _rate(found, before)
    count = 1.5 if found[0].endswith("and a half") else 1
    return _rate(found, before) or Found(
        Kind.DURATION, length(count, unit), about_of(found["about"])
    )


_LASTING = (
    r"\b(?:for|in|within|after|than|over|about|lasts?|lasted|took|takes?|only|just|once|half"
    r"|under|nearly|almost|spend|spent|every) $"
)
_COMPARED = r" (?:after|before|later|earlier|ago|from|or so|or two|or more|and a half|to)"
_RATE = re.compile(
    r"(?:\b(?:times|once|twice|percent|per cent|million|billion|dollars|cents|euros|pounds|yen|tons"
    r"|tonnes|barrels|people|cases|hours|days|weeks|months|minutes|units|vehicles|cars|trips)"
    r"|[%\d]| (?:[a-z]+ )?[a-z]+s) $"
)


def _rate(found: re.Match[str], before: str) -> Found | None:
    if (
        found["about"]
        or found[0].endswith("half")
        or not _RATE.search(before)
        or found["article"] not in ("a ", "an ")
    ):
        return None
    if re.search(r"\b(?:is|was|has|as|this|takes|lasts|less|us|its|his|plus|times as) $", before):
        return None
    return Found(Kind.SET, length(1, found["unit"]), frequency="1")


def _bare(found: re.Match[str], scene: Scene) -> Found | None:
    """“for years”, “in the coming weeks”, “the past decades”."""
    order = found["order"] or ""
    if order in ("recent", "coming", "past"):
        if order == "past" and not found["the"]:
            return None
        if order == "coming":
            return Found(Kind.DATE, FUTURE)
        value = length(None, found["unit"])
        return Found(Kind.DATE, PAST) if order == "recent" else Found(Kind.DURATION, value)
    if order in ("next", "last", "following", "previous"):
        return Found(Kind.DURATION, length(None, found["unit"]))
    if found["the"] and scene.after(found.end(), 6) == " ahead":
        end = found.end() + len(" ahead")
        return Found(Kind.DATE, FUTURE, end=end)
    if order or found["the"]:
        return None
    before = scene.before(found.start(), 16)
    if not re.search(
        r"\b(?:for|in|after|within|took|takes?|over|by|lasting|lasted|of|spent|last) $", before
    ):
        return None
    if re.match(r" (?:of|to|when|that|\d)|-", scene.after(found.end(), 8)) and "for" not in before:
        return None
    if letter_of(found["unit"]) in ("Q", "TS", "WE"):
        return None
    return Found(Kind.DURATION, length(None, found["unit"]))


def _long(found: re.Match[str], scene: Scene) -> Found | None:
    plural = found["unit"].endswith("s") and not found["unit"].endswith("ss")
    return Found(Kind.DURATION, length(None if plural else 1, found["unit"]))


def _alternative(found: re.Match[str], scene: Scene) -> Found | None:
    """The two of “two or three years”."""
    if re.search(r"[$£€¥.,/:-]$", scene.before(found.start(), 1)):
        return None
    value = length(count_of(found["count"]), found["unit"])
    return Found(Kind.DURATION, value, about_of(found["about"]), end=found.end("count"))


_UNIT_WORDS = frozenset(
    [
        "seconds",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "decades",
        "centuries",
        "nights",
        "weekends",
    ]
)
_COUNTED = NUMBER_WORDS | ABOUT_WORDS | _ORDER_WORDS | {"the", "another", "each"}

RULES: tuple[Rule, ...] = (
    rule(
        _COUNTED,
        rf"(?P<about>{ABOUT})?(?:an? (?=[a-z0-9]{{1,12}}[ -]"
        rf"(?:[a-z]{{1,8}} )?[a-z]{{3,7}}[ -]period))?"
        rf"(?:(?:the |these |those )(?![a-z0-9]{{1,9}}-[a-z]))?{_ORDER}?"
        rf"(?P<count>(?P<vague>{VAGUE})|{HALVES}|{COUNT})(?: |-| - )(?P<unit>{LENGTH})"
        rf"(?P<also>(?:,? and |, | (?=\d))(?P<more>{COUNT}|(?<=and )a) (?P<also_unit>{LENGTH}))?"
        rf"(?: (?:and a half|or so|or more|or less|periods?))?{_AGE}(?![a-z])",
        _counted,
    ),
    rule(
        NUMBER_WORDS | ABOUT_WORDS | {"an", "another"},
        rf"(?P<about>{ABOUT})?(?P<article>an? (?:full |whole |entire |single |good )?|another "
        rf"|one more )(?P<unit>{LENGTH})"
        rf"(?: and a half| or so| or two| or more)?",
        _single,
    ),
    rule(
        _UNIT_WORDS | _ORDER_WORDS | {"the", "recent"},
        r"(?P<the>the )?(?:(?P<order>recent|coming|past|next|last|following|previous) )?"
        r"(?P<unit>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)"
        r"(?![a-z'-])",
        _bare,
    ),
    rule(
        _UNIT_WORDS | {"hour", "day", "week", "month", "year", "decade", "century"},
        r"(?P<unit>hours?|days?|weeks?|months?|years?|decades?|century|centuries)-?long(?![a-z])",
        _long,
    ),
    rule(
        NUMBER_WORDS | ABOUT_WORDS,
        rf"(?P<about>{ABOUT})?(?P<count>{COUNT})(?= (?:or|to|and) {COUNT} (?P<unit>{LENGTH}))",
        _alternative,
    ),
)
