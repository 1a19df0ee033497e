"""Tidy text: what every paper's text looks like when it is handed on.

Newlines are \\n, no line begins or ends with a blank, no two blanks or blank lines follow each
other, no sign is one that cannot be seen, and letters are composed (Unicode's form C), so that the
same paper gives the same text, and the same text quotes, every time.
"""

import re
from unicodedata import category, normalize

from bot.domain.papers.limits import LIMITS
from bot.messages import t

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANK = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_BLANKS = re.compile(rf"{_BLANK}{{2,}}|\t")
_EDGES = re.compile(rf"{_BLANK}?\n{_BLANK}?")
_GAPS = re.compile(r"\n{3,}")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_JOINERS = frozenset("\n\t\u200c\u200d")
"""Signs among the unseen that are kept: without the joiners Hindi and Persian change letters."""


def tidy(text: str) -> str:
    """`text` without what cannot be seen; applied again it changes nothing."""
    text = _BREAKS.sub("\n", text)
    unseen = {sign for sign in set(text) if category(sign) in _UNSEEN} - _JOINERS
    if unseen:
        text = text.translate(dict.fromkeys(map(ord, unseen)))
    text = _BLANKS.sub(" ", normalize("NFC", text))
    return _GAPS.sub("\n\n", _EDGES.sub("\n", text)).strip()


def one_line(text: str, most: int = 300) -> str | None:
    """`text` as a title or a name in one line, cut at `most`; None where nothing is left."""
    return " ".join(tidy(text[: 20 * most]).split())[:most].rstrip() or None


def bounded(text: str, most: int = LIMITS.characters) -> tuple[str, tuple[str, ...]]:
    """As much of tidy `text` as is read, up to a whole line or word, and the note that says so."""
    if len(text) <= most:
        return text, ()
    end = max(text.rfind("\n", most - most // 20, most), text.rfind(" ", most - most // 20, most))
    kept = text[: end if end > 0 else most].rstrip()
    note = t("Only the first {count} characters were read.", count=f"{len(kept):,}")
    return kept, (note,)
