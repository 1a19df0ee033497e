"""Lengths without a number: “a year”, “for years”, “the coming weeks”."""

import re

from bot.domain.drafts.expressions.lengths import length, letter_of
from bot.domain.drafts.expressions.numerals import NUMBER_WORDS
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import FUTURE, PAST, Kind
from bot.domain.drafts.expressions.vocabulary import ABOUT, ABOUT_WORDS, LENGTH, about_of

UNIT_WORDS = frozenset(
    ("seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries")
)
_ORDERS = frozenset({"recent", "coming", "past", "next", "last", "following", "previous"})


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
    order, open_length = found["order"], length(None, found["unit"])
    if order in ("recent", "coming"):
        return Found(Kind.DATE, PAST if order == "recent" else FUTURE)
    if order is not None:
        past_alone = order == "past" and not found["the"]
        return None if past_alone else Found(Kind.DURATION, open_length)
    if found["the"]:
        ahead = scene.after(found.end(), 6) == " ahead"
        return Found(Kind.DATE, FUTURE, end=found.end() + len(" ahead")) if ahead else None
    return Found(Kind.DURATION, open_length) if _lasts(found, scene) else None


def _lasts(found: re.Match[str], scene: Scene) -> bool:
    """Whether “years” and the like tell how long something takes."""
    before = scene.before(found.start(), 16)
    asked = re.search(
        r"\b(?:for|in|after|within|took|takes?|over|by|lasting|lasted|of|spent|last) $", before
    )
    further = re.match(r" (?:of|to|when|that|\d)|-", scene.after(found.end(), 8))
    if asked is None or letter_of(found["unit"]) in ("Q", "TS", "WE"):
        return False
    return not further or "for" in before


RULES: tuple[Rule, ...] = (
    rule(
        NUMBER_WORDS | ABOUT_WORDS | {"an", "another"},
        rf"(?P<about>{ABOUT})?(?P<article>an? (?:full |whole |entire |single |good )?|another "
        rf"|one more )(?P<unit>{LENGTH})"
        rf"(?: and a half| or so| or two| or more)?",
        _single,
    ),
    rule(
        UNIT_WORDS | _ORDERS | {"the"},
        r"(?P<the>the )?(?:(?P<order>recent|coming|past|next|last|following|previous) )?"
        r"(?P<unit>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)"
        r"(?![a-z'-])",
        _bare,
    ),
)
