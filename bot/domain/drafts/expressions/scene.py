"""What a reader of expressions knows at a place: the text, its day, and what was told before."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.domain.drafts.expressions.flat import Flat
from bot.domain.drafts.expressions.intervals import days_of, first_day, moved, span_at, unit_of
from bot.domain.drafts.expressions.tense import Tense, tense_at
from bot.domain.drafts.expressions.values import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of its words. `start` and `end`, where given, narrow the match; one
    that stands `aside`, such as “a year ago”, does not move the story."""

    kind: Kind
    value: str
    mod: str = ""
    quantity: str = ""
    frequency: str = ""
    start: int = -1
    end: int = -1
    aside: bool = False


@dataclass(slots=True)
class Scene:
    """The text while it is read from left to right.

    `written_on` is the day from which “today” counts. `reference` is the value of the latest date
    met, `day_told` the latest one known to the day; in a `narrative`, a history whose own day
    matters little, years are taken from them. `years` are those in which
    days and months without one were found before. `previous` is the latest expression, which ended
    at `previous_end`.
    """

    flat: Flat
    written_on: date | None
    narrative: bool
    reference: str = ""
    day_told: date | None = None
    years: dict[tuple[int, int], int] = field(default_factory=dict)
    previous: Found | None = None
    previous_end: int = -1

    @property
    def told_on(self) -> date | None:
        """The day that the story has reached."""
        return first_day(self.reference) or self.written_on

    @property
    def base(self) -> date | None:
        """The day beside which a date without its year is looked for."""
        return self.told_on if self.narrative else self.written_on or self.told_on

    def tense(self, place: int) -> Tense | None:
        """Whether what is told around `place` has happened; None where nothing shows it."""
        return tense_at(self.flat.cased, place)

    def before(self, place: int, width: int = 24) -> str:
        """The words before `place`, in lower case."""
        return self.flat.plain[max(0, place - width) : place]

    def after(self, place: int, width: int = 24) -> str:
        """The words from `place` on, in lower case."""
        return self.flat.plain[place : place + width]

    def capital(self, place: int) -> bool:
        """Whether the word at `place` begins with a capital."""
        return self.flat.cased[place].isupper()

    def note(self, found: Found, end: int) -> None:
        """Remember what was found, for what comes after it."""
        self.previous, self.previous_end = found, end
        value = found.value.partition("T")[0] if found.kind is Kind.TIME else found.value
        dated = found.kind in (Kind.DATE, Kind.TIME) and not found.aside
        if dated and unit_of(value) not in ("", "DE", "CE") and days_of(value):
            self.reference = value
            if unit_of(value) == "D":
                self.day_told = first_day(value)


_REPORTING = 60
"""For how many days of a quarter people still speak of the one before it."""


def last_quarter(scene: Scene) -> date | None:
    """A day in the quarter that “the quarter” means: the one told last, else the one reported."""
    if unit_of(scene.reference) == "Q":
        return first_day(scene.reference)
    base = scene.base
    if base is None:
        return None
    begins = first_day(span_at(base, "Q"))
    assert begins is not None
    return moved(begins, -1, "M") if (base - begins).days <= _REPORTING else base


Read = Callable[[re.Match[str], Scene], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the words it can begin with (`0` is any number), and what it means."""

    first: frozenset[str]
    pattern: re.Pattern[str]
    read: Read


def rule(first: Iterable[str], pattern: str, read: Read) -> Rule:
    """The rule, with its pattern compiled."""
    return Rule(frozenset(first), re.compile(pattern), read)


_ANY_YEAR = re.compile(r"\b(1[0-9]\d\d|20\d\d)\b")
_NEWS = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|said|says|(?:last|this|next) (?:week|month|year)"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_FAR = 2
_FEWEST = 5


def tells_history(plain: str, written_on: date | None) -> bool:
    """Whether a text tells of other years than its own, so that dates hang on one another."""
    years = [int(year) for year in _ANY_YEAR.findall(plain)]
    if written_on is None:
        return True
    far = sum(abs(year - written_on.year) > _FAR for year in years)
    if len(years) < _FEWEST or far < 0.7 * len(years):
        return False
    return len(_NEWS.findall(plain)) < len(years)
