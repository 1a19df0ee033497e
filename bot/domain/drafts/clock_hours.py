"""Clock hours: “9:45 p.m. Khartoum time on May 22” is one moment, whose day stands behind it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.domain.drafts.expressions.values import Expression, Kind

_BARE = re.compile(
    r"^(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|hours)?|noon|midnight|正午|午[前後]\d{1,2}時)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^[^.;\n]{0,34}$")


def without_bare_hours(text: str, found: Sequence[Expression]) -> tuple[Expression, ...]:
    """`found` without the hours whose own day follows: alone they would be of another day."""
    dropped = {
        one.start
        for one, other in pairwise(found)
        if one.kind is Kind.TIME
        and other.kind is Kind.DATE
        and _BARE.match(text[one.start : one.end])
        and _BETWEEN.match(text[one.end : other.start])
    }
    return tuple(one for one in found if one.start not in dropped)
