"""Numbers and ordinals in words and digits: “six (6)”, “one hundred and eighty”, “31st”."""

from bot.domain.dates.grammar.tokens import Cursor, Kind, Unsettled
from bot.domain.dates.values import Question
from bot.messages import t

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_CARDINALS = {word: value for value, word in enumerate(_UNITS)} | {
    word: (place + 2) * 10 for place, word in enumerate(_TENS)
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    **{f"{_UNITS[value]}th": value for value in (4, 6, 7, 10, 11, *range(13, 20))},
    **{f"{word[:-1]}ieth": (place + 2) * 10 for place, word in enumerate(_TENS)},
}
_MILLIONS = {"thousand": 1_000, "million": 1_000_000}


def cardinal(cursor: Cursor) -> int | None:
    """The number here, with the same number in brackets after it if there is one.

    Where the two differ, as in “six (7)”, a person has to say which is meant: Unsettled.
    """
    start = cursor.at
    value = _digits(cursor)
    if value is None:
        value = _in_words(cursor)
    if value is None:
        return None
    again = _bracketed(cursor)
    if again is not None and again != value:
        raise _disagreement(cursor, start, value, again)
    return value


def _disagreement(cursor: Cursor, start: int, value: int, again: int) -> Unsettled:
    first, last = cursor.tokens[start].start, cursor.tokens[cursor.at - 1].end
    before, after = cursor.text[:first], cursor.text[last:]
    text = t("The text says both {one} and {other}: which is meant?", one=value, other=again)
    options = (f"{before}{value}{after}", f"{before}{again}{after}")
    return Unsettled(Question(text, options))


def _digits(cursor: Cursor) -> int | None:
    if cursor.kind() is not Kind.NUMBER:
        return None
    value = int(cursor.word().replace(",", "")[:12])
    cursor.at += 1
    return value * _MILLIONS.get(cursor.take(*_MILLIONS), 1)


def _bracketed(cursor: Cursor) -> int | None:
    """The number in brackets here, as in “six (6)”; leaves other brackets alone."""
    start = cursor.at
    if cursor.take("("):
        value = _digits(cursor)
        if value is None:
            value = _in_words(cursor)
        if value is None and cursor.kind() is Kind.ORDINAL:
            value = int(cursor.word()[:-2])
            cursor.at += 1
        if value is not None and cursor.take(")"):
            return value
    cursor.at = start
    return None


def _in_words(cursor: Cursor) -> int | None:
    """The number in words here, below a thousand or in round thousands and millions."""
    start = cursor.at
    total = _below_hundred(cursor)
    if total is None and cursor.word() == "a" and cursor.word(1) in {"hundred", *_MILLIONS}:
        cursor.at += 1
        total = 1
    if total is None:
        cursor.at = start
        return None
    if cursor.take("hundred"):
        total *= 100
        place = cursor.at
        cursor.take("and")
        rest = _below_hundred(cursor)
        if rest is None:
            cursor.at = place
        total += rest or 0
    return total * _MILLIONS.get(cursor.take(*_MILLIONS), 1)


def _below_hundred(cursor: Cursor) -> int | None:
    value = _CARDINALS.get(cursor.word())
    if value is None:
        return None
    cursor.at += 1
    ahead = 1 if cursor.word() == "-" else 0
    unit = _CARDINALS.get(cursor.word(ahead), 0)
    if value >= 20 and 1 <= unit <= 9:
        cursor.at += ahead + 1
        return value + unit
    return value


def ordinal(cursor: Cursor) -> int | None:
    """The ordinal here, “third”, “31st” or “one hundred and twentieth”, with its brackets."""
    start = cursor.at
    value = _ordinal_words(cursor) if cursor.kind() is Kind.WORD else None
    if cursor.kind() is Kind.ORDINAL and value is None:
        value = int(cursor.word()[:-2])
        cursor.at += 1
    if value is None:
        cursor.at = start
        return None
    _bracketed(cursor)
    return value


def _ordinal_words(cursor: Cursor) -> int | None:
    total = 0
    if cursor.word(1) == "hundred" or (cursor.word() == "a" and cursor.word(1) == "hundred"):
        total = _CARDINALS.get(cursor.word(), 1) * 100
        cursor.at += 2
        cursor.take("and")
    elif cursor.word() == "hundredth":
        cursor.at += 1
        return 100
    if cursor.word() in _TENS:
        ahead = 2 if cursor.word(1) == "-" else 1
        unit = _ORDINALS.get(cursor.word(ahead), 0)
        if 1 <= unit <= 9:
            total += _CARDINALS[cursor.word()] + unit
            cursor.at += ahead + 1
            return total
    value = _ORDINALS.get(cursor.word())
    if value is None:
        return None
    cursor.at += 1
    return total + value
