"""Shorthand: what people at work write short, written out: “6mo”, “w/o”, “ga ge”, “msia”."""

import re
from functools import cache, lru_cache

from bot.domain.asking.tables import listed, table

_JOIN = ("of", "on", "for", "and", "the")
_NAME = re.compile(r"[A-Z][a-z]+(?:(?: of| on| for| and| the){0,2} [A-Z][a-z]+){2,}")


def written_out(text: str) -> str:
    """A text in small letters with the shorthand of the table written out."""
    text = _units().sub(_with_number, text)
    text = _beside().sub(lambda found: _long("beside", found[0]), text)
    return _words().sub(lambda found: _whole()[found[1]], text)


@lru_cache(maxsize=2_000)
def names_in(text: str) -> frozenset[str]:
    """The names of three to five words in a text, in small letters, by whose initials they go."""
    found: set[str] = set()
    for run in _NAME.findall(text):
        words = [each for each in run.casefold().split() if each not in _JOIN]
        for size in (3, 4, 5):
            rows = zip(*(words[start:] for start in range(size)), strict=False)
            found.update(" ".join(row) for row in rows)
    return frozenset(found)


def _with_number(found: re.Match[str]) -> str:
    """A number, or what stands for one, with its unit: of two or more, as they are called."""
    unit = _long("units", found[2])
    many = found[1].isdigit() and found[1] != "1" and unit in listed("shorthand", "counted")
    return f"{found[1].rstrip()} {unit}{'s' if many else ''}"


def _long(table_of: str, short: str) -> str:
    return str(table("shorthand")[table_of][short])


@cache
def _whole() -> dict[str, str]:
    """What stands by itself for something else."""
    rows = table("shorthand")
    alone = {unit: rows["units"][unit] for unit in listed("shorthand", "alone")}
    return {**rows["words"], **rows["symbols"], **alone}


def _any(words: dict[str, str] | tuple[str, ...]) -> str:
    """One of these words, the longer first."""
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


@cache
def _words() -> re.Pattern[str]:
    """A short word by itself, with its dot; not the minutes and hours of “3 pm”."""
    return re.compile(rf"(?<![\w'/.-])(?<!\d )({_any(_whole())})(?:\.(?=\s*[\w,]))?(?![\w'/-])")


@cache
def _units() -> re.Pattern[str]:
    """A unit after the number, or the word for one, to which it belongs."""
    counts = _any(listed("shorthand", "counts"))
    return re.compile(rf"(\d|\b(?:{counts})\s)\s?({_any(table('shorthand')['units'])})\b")


@cache
def _beside() -> re.Pattern[str]:
    """A symbol that may be a word too, where it stands among symbols or before goods.

    Not at the beginning, where “re” begins the subject of a letter.
    """
    symbols = _any({**table("shorthand")["symbols"], **table("shorthand")["beside"]})
    goods = "|".join(listed("shorthand", "goods"))
    between = r"(?:, ?| and | or | |/|&| & )"
    short = _any(table("shorthand")["beside"])
    return re.compile(
        rf"(?<![\w'/])(?:{short})(?={between}(?:{symbols})\b)"
        rf"|(?<![\w'/])(?<!^)(?:{short})(?= (?:{goods})\b)"
    )
