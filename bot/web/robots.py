"""What a site's robots.txt lets Milepost open, after RFC 9309.

The standard library's parser takes the first rule that fits and knows no `*` and `$`; the RFC asks
for the longest rule and for both.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

TOKEN = "milepost"
"""The name by which a robots.txt speaks to Milepost, compared without regard to case."""

_PRODUCT = re.compile(r"[A-Za-z_-]+|\*")
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_ASCII = "".join(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: whether what `pattern` fits may be opened."""

    pattern: str
    allows: bool

    def fits(self, path: str) -> bool:
        """Whether `path` begins like the pattern; `*` is anything, a last `$` is the end.

        Each piece between two stars is looked for once and from left to right: no hostile pattern
        makes it try again.
        """
        first, *pieces = self.pattern.removesuffix("$").split("*")
        to_the_end = self.pattern.endswith("$")
        if not pieces:
            return path == first if to_the_end else path.startswith(first)
        if not path.startswith(first):
            return False
        at, last = len(first), pieces.pop()
        for piece in pieces:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        if to_the_end:
            return path.endswith(last, at)
        return path.find(last, at) >= 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site says to Milepost; the longest pattern comes first, and decides."""

    rules: tuple[Rule, ...] = ()

    def allow(self, path: str) -> bool:
        """Whether `path`, with its query, may be opened."""
        normal = _normal(path)
        return next((rule.allows for rule in self.rules if rule.fits(normal)), True)


def read_rules(text: str) -> Rules:
    """The rules for Milepost by name or, where there are none, those for everybody."""
    spoken: set[str] = set()  # whom the lines that follow are for
    open_to_names, named = True, False
    mine: list[Rule] = []
    everyones: list[Rule] = []
    for key, value in _lines(text):
        if key == "user-agent":
            spoken = spoken if open_to_names else set()
            open_to_names = True
            product = _PRODUCT.match(value)
            spoken.add(product[0].lower() if product else "")
            named = named or TOKEN in spoken
        elif key in ("allow", "disallow"):
            open_to_names = False
            if value and TOKEN in spoken:
                mine.append(Rule(_normal(value), key == "allow"))
            if value and "*" in spoken:
                everyones.append(Rule(_normal(value), key == "allow"))
    rules = mine if named else everyones
    return Rules(tuple(sorted(rules, key=lambda rule: (-len(rule.pattern), not rule.allows))))


def _lines(text: str) -> list[tuple[str, str]]:
    parts = (line.partition("#")[0].partition(":") for line in text.lstrip("\ufeff").splitlines())
    return [(key.strip().lower(), value.strip()) for key, _, value in parts]


def _normal(path: str) -> str:
    """`path` in the one spelling in which RFC 9309 compares: what is no ASCII is escaped, what
    needs no escape has none."""

    def plain(escaped: re.Match[str]) -> str:
        sign = chr(int(escaped[0][1:], 16))
        return sign if _UNRESERVED.fullmatch(sign) else escaped[0].upper()

    return _ESCAPED.sub(plain, quote(path, safe=_ASCII))
