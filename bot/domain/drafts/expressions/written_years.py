"""Years written out in Spanish, Portuguese and French: “dos mil doce”, “mil neuf cent soixante”."""

import re
from calendar import monthrange

from bot.domain.drafts.expressions.european_words import (
    MONTH,
    MONTHS,
    NUMBER,
    NUMBERS,
    OF_MONTH,
)
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind

_WORTH = {
    "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800,
    "novecientos": 900, "oitocentos": 800, "novecentos": 900,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "oitenta": 80, "noventa": 90,
    "vingts": 20, "dezesseis": 16, "dezessete": 17, "dezenove": 19,
}  # fmt: skip
_THOUSAND = frozenset(("mil", "mille"))
_HUNDRED = frozenset(("cent", "cents"))
_JOIN = frozenset(("y", "e", "et"))
_KNOWN = {word: number for word, number in NUMBERS.items() if word.isalpha()} | _WORTH
_TOKEN = "|".join(sorted((*_KNOWN, *_THOUSAND, *_HUNDRED, *_JOIN), key=len, reverse=True))
_WORDS = rf"(?:(?:dos|deux|dois) )?mil(?:le)?(?:[ -](?:{_TOKEN})(?![^\W_])){{0,8}}"
_FIRST: tuple[str, ...] = ()


def written_year(words: str) -> int:
    """The year that `words` spell out; 0 where they spell none of these centuries."""
    total, part = 0, 0
    for word in re.split(r"[ -]", words):
        if word in _THOUSAND:
            total, part = (part or 1) * 1000, 0
        elif word in _HUNDRED:
            part = (part or 1) * 100
        elif word not in _JOIN:
            worth = _KNOWN.get(word, 0)
            # Four twenties are eighty in French.
            part = part - 4 + 80 if worth == 20 and part % 10 == 4 else part + worth
    year = total + part
    return year if 1600 <= year <= 2199 else 0


def _day(found: re.Match[str], _: Scene) -> Found | None:
    words = found["day"]
    day = int(words) if words.isdigit() else NUMBERS.get(words, 0)
    month, year = MONTHS[found["month"]], written_year(found["written"])
    if not year or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Found(Kind.DATE, f"{year}-{month:02}-{day:02}")


RULES: tuple[Rule, ...] = (
    rule(
        _FIRST,
        rf"(?P<day>{NUMBER})(?:er|º)?{OF_MONTH} (?P<month>{MONTH})"
        rf"(?: de| del| del año| do ano)*,? (?P<written>{_WORDS})",
        _day,
    ),
)
