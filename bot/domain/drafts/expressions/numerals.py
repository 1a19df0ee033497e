"""Numbers in running text: “six”, “twenty-five (25)”, “2.5”, “several”, “31st”, “5t h”."""

import re
from functools import lru_cache

from bot.domain.dates.grammar.numerals import cardinal, ordinal
from bot.domain.dates.grammar.tokens import Cursor, Unsettled, tokens_of

_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_TEEN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_HUNDRED = rf"(?:(?:{_TENS})(?:[- ](?:{_UNIT}))?|{_TEEN}|{_UNIT})"
IN_WORDS = (
    rf"(?:(?:a|{_BELOW_HUNDRED}) (?:hundred|thousand)(?:(?: and)? {_BELOW_HUNDRED}\b)?"
    rf"|{_BELOW_HUNDRED})"
)
"""A number in words, below a thousand or in round thousands."""
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,4}(?:\.\d{1,2})?)"
VAGUE = (
    r"(?:(?:a |the )?(?:couple|few|number|dozen)(?: of)?(?: more)?|(?:several|a few|many) "
    r"(?:hundred|thousand|dozen|million)|several(?: more)?|some|many"
    r"|dozens of|scores of|numerous|multiple|hundreds of|thousands of|recent|various)"
)
"""A number that the text leaves open."""
HALVES = r"(?:(?:a|one)[- ]half|half(?: an?)?|\d{1,2} 1/2|a quarter of a)"
AGAIN = rf" ?\( ?(?:{DIGITS}|{IN_WORDS}) ?\)"
"""The same number once more, in brackets."""
COUNT = rf"(?:(?:{DIGITS}|{IN_WORDS})(?:[- ]and[- ]a[- ]half|{AGAIN})?)"

_ORDINAL_UNIT = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
ORDINAL_WORD = (
    rf"(?:(?:{_TENS})[- ](?:{_ORDINAL_UNIT})|{_ORDINAL_UNIT}|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
ORDINAL_DIGITS = r"(?:\d{1,2} ?(?:st|nd|rd|th|s t|n d|r d|t h)\b)"
ORDINAL = rf"(?:{ORDINAL_DIGITS}|{ORDINAL_WORD})"
DAY = rf"(?:{ORDINAL_DIGITS}|{ORDINAL_WORD}|[0-3]?\d(?!\d))"
"""The day of a month."""

NUMBER_WORDS = frozenset(
    f"{_UNIT}|{_TEEN}|{_TENS}|a|an|half|couple|few|several|some|many|dozens|scores|numerous"
    "|multiple|hundreds|thousands|various|recent|0".split("|")
)
"""The first words of numbers; 0 stands for any digits."""
ORDINAL_WORDS = frozenset(
    f"{_ORDINAL_UNIT}|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth"
    f"|eighteenth|nineteenth|twentieth|thirtieth|{_TENS}|0".split("|")
)
_FIXED = {"a": 1.0, "an": 1.0, "the": 1.0, "one": 1.0, "a quarter of a": 0.25}
_BRACKETED = re.compile(AGAIN)
_NOISE = re.compile(r"(\d) ?(?:s ?t|n ?d|r ?d|t ?h)\b")


@lru_cache(maxsize=512)
def count_of(words: str) -> float | None:
    """The number that `words` say; None for one left open.

    Where words and digits in brackets disagree the words are taken, as courts do.
    """
    plain = _BRACKETED.sub("", words).strip()
    if re.fullmatch(DIGITS, plain):
        return float(plain.replace(",", ""))
    if plain in _FIXED:
        return _FIXED[plain]
    if more := re.fullmatch(r"(.+)[- ]and[- ]a[- ]half", plain):
        whole = count_of(more[1])
        return whole + 0.5 if whole is not None else None
    if plain.endswith(" 1/2"):
        return int(plain.removesuffix(" 1/2")) + 0.5
    if "half" in plain:
        return 0.5
    return _in_words(plain)


def _in_words(plain: str) -> float | None:
    cursor = Cursor(plain, tokens_of(plain))
    try:
        found_count = cardinal(cursor)
    except Unsettled:
        return None
    return float(found_count) if found_count is not None and cursor.done else None


@lru_cache(maxsize=256)
def ordinal_of(words: str) -> int | None:
    """The ordinal or plain number that `words` say: 31 for “31st” and “thirty-first”."""
    plain = _NOISE.sub(r"\1", words).strip()
    if plain.isdigit():
        return int(plain)
    return ordinal(Cursor(plain, tokens_of(plain)))
