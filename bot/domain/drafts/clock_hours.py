"""Clock hours: “9:45 p.m. Khartoum time on May 22” is one moment, whose day stands behind it."""

import re
from collections.abc import Sequence

from bot.domain.drafts.expressions.values import Expression, Kind

_BARE = re.compile(
    r"^(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|hours)?|noon|midnight|正午|午[前後]\d{1,2}時)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^[^.;\n]{0,34}$")


def without_bare_hours(text: str, found: Sequence[Expression]) -> tuple[Expression, ...]:
    """`found` without the hours whose own day follows: alone they would be of another day."""
    kept: list[Expression] = []
    for one in reversed(found):
        other = kept[-1] if kept else None
        bare = one.kind is Kind.TIME and _BARE.match(text[one.start : one.end])
        if (
            bare
            and other
            and other.kind is Kind.DATE
            and _BETWEEN.match(text[one.end : other.start])
        ):
            continue
        kept.append(one)
    return tuple(reversed(kept))
