"""The signature and the first deadline of a Japanese text."""

import re
from collections.abc import Sequence
from datetime import date

from bot.domain.drafts.expressions.flat import Flat
from bot.domain.drafts.expressions.intervals import days_of, interval, moved, unit_of
from bot.domain.drafts.expressions.values import Expression, Kind

_SIGNED = re.compile(r"[^。]{0,24}(?:署名|調印|締結|作成)")
_FROM = re.compile(
    r"(?P<event>署名|調印|締結|発効|効力発生|効力を生じ|施行|公布|公表|本協定|本日)[^。、]{0,12}(?:から|より|後)(?:起算して)?、?$"
)
_WITHIN = re.compile(r"(?:以内|後|間以内|が経過)")
_UNTIL = re.compile(r"(?:までに|まで|以前に|を期限)")
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_IN_FORCE = re.compile(r"[^。]{0,16}(?:に発効|効力を生じ|に施行)")
_OF_SIGNATURE = frozenset({"署名", "調印", "締結", "本協定", "本日"})


def signed_on(flat: Flat, expressions: Sequence[Expression]) -> date | None:
    """The day that the text names for its signing."""
    return _day_before(flat, expressions, _SIGNED)


def begins_on(flat: Flat, expressions: Sequence[Expression]) -> date | None:
    """The day that the text names for its entry into force."""
    return _day_before(flat, expressions, _IN_FORCE)


def _day_before(
    flat: Flat, expressions: Sequence[Expression], words: re.Pattern[str]
) -> date | None:
    for one in expressions:
        days = days_of(one.value) if one.kind is Kind.DATE and unit_of(one.value) == "D" else None
        if days and words.match(flat.plain, one.end):
            return days[0]
    return None


def deadline_of(
    flat: Flat, expressions: Sequence[Expression], signed: date | None, begins: date | None
) -> date | None:
    """The first day by which something is to be done: “…までに”, “署名から…以内”."""
    for one in expressions:
        days = interval(one)
        if days and _UNTIL.match(flat.plain, one.end):
            return days[1]
        length = _LENGTH.fullmatch(one.value)
        start = _FROM.search(flat.plain[max(0, one.start - 30) : one.start])
        if one.kind is Kind.DURATION and length and start and _WITHIN.match(flat.plain, one.end):
            anchor = signed if start["event"] in _OF_SIGNATURE else begins
            if anchor:
                return moved(anchor, int(length[1]), length[2])
    return None
