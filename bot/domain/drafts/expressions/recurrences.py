"""What comes again: “every week”, “twice a year”, “daily”, “Mondays”."""

import re

from bot.domain.drafts.expressions.lengths import length
from bot.domain.drafts.expressions.numerals import (
    COUNT,
    IN_WORDS,
    ORDINAL,
    ORDINAL_WORDS,
    count_of,
    ordinal_of,
)
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind
from bot.domain.drafts.expressions.vocabulary import (
    LENGTH,
    MONTH,
    PART_OF_DAY,
    PARTS_OF_DAY,
    SEASON,
    SEASONS,
    WEEKDAY_WORDS,
    month_of,
    weekday_of,
)
from bot.domain.drafts.expressions.weekdays import NAME

_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "bi-weekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "bi-monthly": "P2M",
    "quarterly": "P1Q",
    "annual": "P1Y",
    "annually": "P1Y",
    "semi-annually": "P6M",
    "semiannually": "P6M",
    "semi-annual": "P6M",
    "semiannual": "P6M",
    "biannual": "P6M",
    "biannually": "P6M",
    "biennial": "P2Y",
    "biennially": "P2Y",
    "yearly": "P1Y",
}


def _every(found: re.Match[str], scene: Scene) -> Found | None:
    count = 2.0 if found["other"] else _count(found["count"])
    quantity = "EACH" if found["each"] == "each" else "EVERY"
    if found["unit"]:
        if count is None:
            return None
        if found["each"] == "each" and re.match(r" of\b", scene.after(found.end(), 4)):
            return None
        return Found(Kind.SET, length(count, found["unit"]), quantity=quantity)
    if found["weekday"]:
        value = f"XXXX-WXX-{weekday_of(found['weekday']) + 1}"
        if found["part"]:
            value += "T" + PARTS_OF_DAY[found["part"]]
    elif found["month"]:
        value = f"XXXX-{month_of(found['month']):02}" + (
            f"-{int(found['day']):02}" if found["day"] else ""
        )
    elif found["season"]:
        value = f"XXXX-{SEASONS[found['season']]}"
    else:
        value = f"XXXX-XX-XXT{PARTS_OF_DAY[found['part_alone']]}"
    return Found(Kind.SET, value, quantity=quantity)


def _count(words: str | None) -> float | None:
    if not words:
        return 1.0
    return count_of(words) or _ordinal(words)


def _ordinal(words: str) -> float | None:
    number = ordinal_of(words)
    return float(number) if number else None


def _times(found: re.Match[str], _: Scene) -> Found | None:
    words = found["often"]
    often = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get(words.split()[0])
    often = often or count_of(words.removesuffix(" times"))
    frequency = f"{often:g}X" if often else ""
    return Found(
        Kind.SET, length(count_of(found["count"] or "one"), found["unit"]), frequency=frequency
    )


def _adverb(found: re.Match[str], scene: Scene) -> Found | None:
    if scene.capital(found.start()) and not re.search(
        r"(?:^|[.!?:;\"'(] ?|\n)$", scene.before(found.start(), 3)
    ):
        return None
    return Found(Kind.SET, _ADVERBS[found[0]], quantity="EVERY")


def _weekdays(found: re.Match[str], scene: Scene) -> Found | None:
    if found["name"]:
        value = f"XXXX-WXX-{weekday_of(found['name']) + 1}"
        if found["part"]:
            value += "T" + PARTS_OF_DAY[found["part"]]
        return Found(Kind.SET, value)
    if not re.search(r"\b(?:on|during|at|and|or) $", scene.before(found.start(), 8)):
        return None
    return Found(Kind.SET, "XXXX-WXX-WE" if found["other"] == "weekends" else "XXXX-WXX")


RULES: tuple[Rule, ...] = (
    rule(
        {"every", "each"},
        r"(?P<each>every|each)(?: and every)? (?:(?P<other>other|second|alternate) |single )?"
        rf"(?:(?:(?P<count>{COUNT}|{ORDINAL})[ -])?(?P<unit>{LENGTH})(?!-)|(?P<weekday>{NAME})"
        rf"(?: (?P<part>{PART_OF_DAY}))?"
        rf"|(?P<month>{MONTH})(?: (?P<day>\d\d?))?|(?P<season>{SEASON})|(?P<part_alone>"
        rf"{PART_OF_DAY}))(?![a-z])",
        _every,
    ),
    rule(
        {"once", "twice", "thrice", "0"}
        | ORDINAL_WORDS
        | frozenset(IN_WORDS.split("|"))
        | {"three", "four", "five", "six", "several"},
        rf"(?P<often>once|twice|thrice|(?:{COUNT}|several) times) (?:(?:an?|every|each|per)(?: "
        rf"(?P<count>{COUNT}))?"
        rf"|in (?:every|each)(?: (?P<_c>{COUNT}))?) (?P<unit>{LENGTH})",
        _times,
    ),
    rule(
        {word.partition("-")[0] for word in _ADVERBS},
        r"(?:" + "|".join(sorted(_ADVERBS, key=len, reverse=True)) + r")(?![a-z-])",
        _adverb,
    ),
    rule(
        {word + "s" for word in WEEKDAY_WORDS} | WEEKDAY_WORDS | {"weekdays", "weekends"},
        rf"(?:(?P<name>{NAME})(?:s| (?P<part>morning|afternoon|evening|night)s)|"
        rf"(?P<other>weekdays|weekends))(?![a-z])",
        _weekdays,
    ),
)
