"""Questions in Japanese and Chinese: the few words that say what is asked, put into English.

What is named in such a question is found by the names of the record, which hold these scripts.
"""

import re
from collections.abc import Collection
from unicodedata import normalize

from bot.domain.asking.tables import table

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")


def is_eastern(text: str) -> bool:
    """Whether a text has Japanese, Chinese or Korean signs."""
    return _SIGNS.search(text) is not None


def runs(text: str) -> list[str]:
    """The stretches of a text that are in these scripts."""
    return _RUN.findall(normalize("NFKC", text))


def in_english(text: str, recorded: Collection[str] = ()) -> str:
    """The words of the table that stand in `text`, the longer first, and what it has in Latin.

    Words of the record in these scripts that stand in it are kept as they are.
    """
    plain = normalize("NFKC", text)
    found: list[tuple[int, str]] = []
    rest = plain
    for sign in sorted(table("eastern"), key=len, reverse=True):
        place = rest.find(sign)
        if place >= 0:
            found.append((place, table("eastern")[sign]))
            rest = rest.replace(sign, " " * len(sign))
    kept = [each for each in recorded if is_eastern(each) and len(each) > 1 and each in plain]
    latin = " ".join(re.findall(r"[A-Za-z0-9][A-Za-z0-9.-]*", rest))
    return " ".join([*(word for _, word in sorted(found)), latin, *sorted(kept)]).strip()
