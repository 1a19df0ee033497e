"""Words for the past, the present and the future: “now”, “recently”, “the near future”."""

import re

from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import FUTURE, PAST, PRESENT, Kind

_NO_NOUN = (
    r"(?=[,.;:)!?\"']|\n|$| (?:and|or|to|but|that|when|was|is|are|has|as|for|with|have|on|by|at"
    r"|he|she|it|they|we|i|the|in|from|would|will|may|can|could)\b)"
)
"""No noun follows, so that what stands before is one."""


def _present(found: re.Match[str], _: Scene) -> Found:
    return Found(Kind.DATE, PRESENT)


def _past(found: re.Match[str], _: Scene) -> Found:
    return Found(Kind.DATE, PAST)


def _future(found: re.Match[str], _: Scene) -> Found:
    return Found(Kind.DATE, FUTURE)


def _that_time(found: re.Match[str], scene: Scene) -> Found | None:
    return Found(Kind.DATE, PAST)


RULES: tuple[Rule, ...] = (
    rule({"now", "right"}, r"(?:right )?now(?![a-z-])", _present),
    rule(
        {"currently", "presently", "nowadays"},
        r"(?:currently|presently|nowadays)(?![a-z])",
        _present,
    ),
    rule(
        {"current"},
        r"current(?= [a-z])(?! (?:account|ratio|asset|liabilit|affair|events|of|fiscal|week|month"
        r"|quarter|year|decade))",
        _present,
    ),
    rule({"the", "these", "at"}, r"the (?:present|moment)(?: (?:day|time))?" + _NO_NOUN, _present),
    rule({"present"}, rf"(?<=\bat )present{_NO_NOUN}|present(?:-| )day(?![a-z])", _present),
    rule({"these"}, r"these days(?![a-z])", _present),
    rule({"recently", "lately"}, r"(?:recently|lately)(?![a-z])", _past),
    rule(
        {"recent"},
        r"recent(?= [a-z])(?! (?:quarter|fiscal|week|month|year|decade)s?\b)",
        _past,
    ),
    rule({"the"}, rf"the (?:recent |distant |not-too-distant )?past{_NO_NOUN}", _past),
    rule({"that"}, r"that time(?![a-z])", _that_time),
    rule(
        {"the", "future"},
        r"(?:the (?:(?:very )?(?:near|immediate|foreseeable|distant|not-too-distant) )?|(?<=\bin ))"
        rf"future{_NO_NOUN}",
        _future,
    ),
    rule({"as"}, r"as soon as (?:possible|practicable)(?![a-z])", _future),
)
