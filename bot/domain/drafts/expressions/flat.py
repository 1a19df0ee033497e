"""A text as it is searched: single spaces, plain signs, lower case, and the way back."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from bot.domain.dates.grammar.month_names import MONTHS, WEEKDAYS
from bot.domain.drafts.expressions.values import Expression

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ＇′", "'"),
        **dict.fromkeys("‐‑‒–—−―", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200a\u202f\u3000", " "),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "，": ",",
        "．": ".",
        "／": "/",
        "：": ":",
        "（": "(",
        "）": ")",
    }
)
_NAMES = MONTHS.keys() | WEEKDAYS.keys()
_SPACE = re.compile(r"\s+")
_UNEVEN = re.compile(r"\s\s|[^\S ]")


@dataclass(frozen=True, slots=True)
class Flat:
    """`cased` is the text with single spaces, a line feed between paragraphs; `plain` the same
    in lower case. `breaks` and `shifts` lead from a place in it back to the text itself."""

    cased: str
    plain: str
    breaks: tuple[int, ...]
    shifts: tuple[int, ...]

    def original(self, place: int) -> int:
        """The place in the text of the sign at `place`."""
        return place + self.shifts[bisect_right(self.breaks, place)]

    def original_end(self, place: int) -> int:
        """The place in the text after the sign before `place`."""
        return self.original(place - 1) + 1 if place else 0

    def original_span(self, one: Expression) -> Expression:
        """An expression of the flat text with its places in the text itself."""
        if not self.breaks:
            return one
        start, end = self.original(one.start), self.original_end(one.end)
        return replace(one, start=start, end=end)


def flatten(text: str) -> Flat:
    """`text` as it is searched, in one pass."""
    even = text.translate(_SIGNS)
    breaks: list[int] = []
    shifts = [0]
    if _UNEVEN.search(even):
        even = _joined(even, breaks, shifts)
    return Flat(even, _lower(even), tuple(breaks), tuple(shifts))


def _joined(text: str, breaks: list[int], shifts: list[int]) -> str:
    """`text` with each run of white space as one sign; notes where the places shift."""
    parts: list[str] = []
    length = last = 0
    for run in _SPACE.finditer(text):
        before = text[last : run.start()]
        gap = "\n" if run[0].count("\n") > 1 else " "
        if before.endswith("-") and "\n" in run[0] and _broken(text, run.start() - 1, run.end()):
            before, gap = before[:-1], ""
        parts += (before, gap)
        length += len(before) + len(gap)
        last = run.end()
        if last - length != shifts[-1]:
            breaks.append(length)
            shifts.append(last - length)
    parts.append(text[last:])
    return "".join(parts)


def _broken(text: str, hyphen: int, resume: int) -> bool:
    """Whether a hyphen at the end of a line parts the name of a month or weekday."""
    head = re.search(r"[^\W\d_]{1,9}$", text[max(0, hyphen - 10) : hyphen])
    tail = re.match(r"[^\W\d_]{1,9}", text[resume : resume + 10])
    return bool(head and tail and (head[0] + tail[0]).lower() in _NAMES)


def _lower(text: str) -> str:
    """`text` in lower case, sign for sign: a few capitals would become two."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
