"""Lengths of time: “six months”, “the last two years”, “two-year”, “several weeks”."""

import re

from bot.domain.drafts.expressions.lengths import length, letter_of
from bot.domain.drafts.expressions.numerals import COUNT, HALVES, NUMBER_WORDS, VAGUE, count_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.single_lengths import UNIT_WORDS
from bot.domain.drafts.expressions.values import PAST, Kind
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


def _counted(found: re.Match[str], scene: Scene) -> Found | None:
    unit = found["unit"]
    count = None if found["vague"] else count_of(found["count"])
    if _no_length(found, scene, count) or _too_small(found, scene):
        return None
    if found["vague"] == "recent":
        return Found(Kind.DATE, PAST)
    value = length(count, unit)
    if found["about"] == "over " and found[0].startswith(("over a ", "over an ")):
        return Found(Kind.DURATION, value, start=found.end("about"))  # “over” is no bound here
    if found["also"] and not _finer(found["also_unit"], unit):
        return Found(Kind.DURATION, value, about_of(found["about"]), end=found.end("unit"))
    if found["also"]:
        value += length(count_of(found["more"]), found["also_unit"])[1:]
    return Found(Kind.DURATION, value, about_of(found["about"]))


def _no_length(found: re.Match[str], scene: Scene, count: float | None) -> bool:
    """Whether number and unit belong to something else: a price, a fraction, a year's name."""
    unit, number = found["unit"], found["count"]
    before = scene.before(found.start(), 4)
    fraction = letter_of(unit) == "Q" and (count in (0.25, 1, 3) or number in ("a", "an", "some"))
    single = bool(found["vague"]) and "-" not in found[0]
    single = single and not unit.endswith(("s", "century", "centuries"))
    as_many = found["vague"] == "many" and before.endswith("as ")
    named = number.isdigit() and " year" in unit and 1900 <= int(number) <= 2100
    price = not found["about"] and re.search(r"[$£€¥.,\d]$", before) is not None
    return fraction or single or as_many or named or price


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


def _long(found: re.Match[str], scene: Scene) -> Found | None:
    plural = found["unit"].endswith("s") and not found["unit"].endswith("ss")
    return Found(Kind.DURATION, length(None if plural else 1, found["unit"]))


def _alternative(found: re.Match[str], scene: Scene) -> Found | None:
    """The two of “two or three years”."""
    if re.search(r"[$£€¥.,/:-]$", scene.before(found.start(), 1)):
        return None
    value = length(count_of(found["count"]), found["unit"])
    return Found(Kind.DURATION, value, about_of(found["about"]), end=found.end("count"))


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
        UNIT_WORDS | {"hour", "day", "week", "month", "year", "decade", "century"},
        r"(?P<unit>hours?|days?|weeks?|months?|years?|decades?|century|centuries)-?long(?![a-z])",
        _long,
    ),
    rule(
        NUMBER_WORDS | ABOUT_WORDS,
        rf"(?P<about>{ABOUT})?(?P<count>{COUNT})(?= (?:or|to|and) {COUNT} (?P<unit>{LENGTH}))",
        _alternative,
    ),
)
