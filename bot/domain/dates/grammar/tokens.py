"""A phrase as tokens, and a cursor that walks over them.

Tokens are found by one linear expression, and phrases are short, so no wording can make reading
slow.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.domain.dates.values import Question
from bot.errors import UserError
from bot.messages import t

LONGEST_PHRASE = 400
"""A clause longer than this, in characters, is not one deadline."""


class Unsettled(Exception):
    """The wording itself leaves something open; carries the question to put."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.text)
        self.question = question


class Kind(StrEnum):
    """What a token is."""

    ISO = "iso"
    YEAR_MONTH = "month"
    SLASHED = "slashed"
    CLOCK = "clock"
    DECIMAL = "decimal"
    ORDINAL = "ordinal"
    QUARTER = "quarter"
    NUMBER = "number"
    ZONE = "zone"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark, in lower case, with its place in the phrase."""

    kind: Kind
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"(?P<iso>\d{1,5}-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?P<month>\d{4}-\d{2}(?![\d-]))"
    r"|(?P<slashed>\d{1,2}([/.])\d{1,2}\4\d{2,5}(?!\d))"
    r"|(?P<clock>\d{1,2}:\d{2}(:\d{2})?(?!\d)|\d{1,2}\.\d{2}(?=\s?[ap]m\b))"
    r"|(?P<decimal>\d{1,6}\.\d{1,4}(?!\d))"
    r"|(?P<ordinal>\d{1,4}(st|nd|rd|th)\b)"
    r"|(?P<quarter>[qh][1-4]\b)"
    r"|(?P<number>\d{1,3}(,\d{3})+(?!\d)|\d+)"
    r"|(?P<zone>[a-z_]{2,20}/[a-z_+/0-9-]{2,40})"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\s\w]|_)",
    re.IGNORECASE,
)
_MERIDIEM = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "’": "'", "\u00a0": " "})


@cache
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Each of `phrases` with its words, under its first word: most stand nowhere near."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((phrase, words))
    return {first: tuple(those) for first, those in found.items()}


def wordings(text: str) -> tuple[str, ...]:
    """The wordings that `text` lists between bars, the longest first."""
    return tuple(sorted((one.strip() for one in text.split("|")), key=len, reverse=True))


def tidy(phrase: str) -> str:
    """`phrase` with single spaces, plain dashes and am/pm. UserError if empty or too long."""
    if len(phrase) > LONGEST_PHRASE:
        raise UserError(
            t(
                "That is too long for one deadline: give only the words that set it, at most "
                "{most} characters.",
                most=LONGEST_PHRASE,
            )
        )
    text = _MERIDIEM.sub(r"\1m", " ".join(phrase.translate(_DASHES).split()))
    if not text:
        raise UserError(t("Write when it is due, for example “within six months of signature”."))
    return text


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a tidy phrase."""
    return tuple(
        Token(Kind(match.lastgroup or "mark"), match[0].lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


class Cursor:
    """A place in the tokens of a phrase. Readers move it on only by what they understand."""

    __slots__ = ("at", "text", "tokens")

    def __init__(self, text: str, tokens: tuple[Token, ...], at: int = 0) -> None:
        self.text = text
        self.tokens = tokens
        self.at = at

    def kind(self, ahead: int = 0) -> Kind | None:
        """The kind of the token `ahead`; None past the end."""
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else None

    def word(self, ahead: int = 0) -> str:
        """The text of the token `ahead`; empty past the end."""
        place = self.at + ahead
        return self.tokens[place].text if place < len(self.tokens) else ""

    def take(self, *phrases: str) -> str:
        """Moves over the first of `phrases` (words with spaces between) that stands here.

        Returns it, or the empty string if none does.
        """
        for phrase, words in _by_first_word(phrases).get(self.word(), ()):
            if all(self.word(ahead) == word for ahead, word in enumerate(words)):
                self.at += len(words)
                return phrase
        return ""

    def skip(self, *words: str) -> None:
        """Moves over any run of `words`."""
        while self.word() and self.word() in words:
            self.at += 1

    def words(self, count: int) -> str:
        """The next `count` words with spaces between; empty where there are not so many."""
        here = self.tokens[self.at : self.at + count]
        return " ".join(token.text for token in here) if len(here) == count else ""

    def between(self, start: int, end: int) -> str:
        """The phrase from token `start` up to, without, token `end`, as it was written."""
        if start >= end or start >= len(self.tokens):
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    @property
    def done(self) -> bool:
        """Whether all is read."""
        return self.at >= len(self.tokens)
