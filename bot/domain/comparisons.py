"""Comparisons: two to four agreements side by side, point by point, from the record alone."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.agreements import Agreement, Event, EventKind, Instrument, Source, status
from bot.domain.due import days_left
from bot.domain.milestones import Milestone
from bot.messages import t, tn

FEWEST = 2
MOST = 4
MOST_DATES = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What one agreement says on one point, and by which sources; without words: not recorded.

    `few` says it in fewer words, where there are such; `parts` are those of a list.
    """

    words: str | None = None
    sources: tuple[Source, ...] = ()
    few: "Cell | None" = None
    parts: tuple[str, ...] = ()

    @property
    def brief(self) -> "Cell":
        """The same in as few words as there are."""
        return self.few or self


@dataclass(frozen=True, slots=True)
class Point:
    """One point of comparison, with a cell for each agreement in their order.

    What is `secondary` is left out first where room is short.
    """

    name: str
    cells: tuple[Cell, ...]
    secondary: bool = False

    @property
    def same(self) -> bool:
        """Whether all of them say the same."""
        return len({each.words for each in self.cells}) == 1

    @property
    def brief(self) -> "Point":
        """The same in as few words as there are."""
        return replace(self, cells=tuple(each.brief for each in self.cells))

    @property
    def shared(self) -> tuple[str, ...]:
        """What all of them list, though they may list more."""
        first, *others = self.cells
        return tuple(each for each in first.parts if all(each in cell.parts for cell in others))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Agreements by their short names, and the points on which any of them says something.

    `silent` names the points on which none does.
    """

    names: tuple[str, ...]
    points: tuple[Point, ...]
    silent: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source, each once, in order of first use."""
        cells = (cell for point in self.points for cell in point.cells)
        return tuple(dict.fromkeys(source for cell in cells for source in cell.sources))


@dataclass(frozen=True, slots=True)
class Column:
    """An agreement with its milestones."""

    agreement: Agreement
    milestones: tuple[Milestone, ...]


Reading = Callable[[Column, datetime], Cell]

_CLAUSES = (
    (
        "funding",
        re.compile(r"\b(fund|financ|invest(?!ment ministerial)|capital|loan|purchas)", re.I),
    ),
    ("ministerial", re.compile(r"\bminister(ial|s)\b", re.I)),
    ("rapid response", re.compile(r"\brapid[- ]response\b", re.I)),
)
"""Which milestones speak of what the sister agreements have in common."""


def compare(columns: Sequence[Column], now: datetime) -> Comparison:
    """The agreements side by side."""
    points = [
        Point(name, tuple(reading(each, now) for each in columns), reading is _commodities)
        for name, reading in _readings()
    ]
    return Comparison(
        tuple(each.agreement.short_name for each in columns),
        tuple(each for each in points if any(cell.words for cell in each.cells)),
        tuple(each.name for each in points if not any(cell.words for cell in each.cells)),
    )


def _readings() -> Iterable[tuple[str, Reading]]:
    names = {
        "funding": t("Funding"),
        "ministerial": t("Ministerial"),
        "rapid response": t("Rapid response"),
    }
    yield t("Instrument"), _instrument
    yield t("Binding"), _binding
    yield t("Parties"), _parties
    yield t("Signed"), _signed
    yield t("Where it stands"), _stands
    for key, pattern in _CLAUSES:
        yield names[key], _clause(pattern)
    yield t("Commodities"), _commodities
    yield t("Next dates"), _dates


def _instrument(of: Column, now: datetime) -> Cell:
    words = wording.kind(of.agreement.instrument, None).partition(" · ")[0]
    few = Cell(t("MOU")) if of.agreement.instrument is Instrument.MOU else None
    return Cell(words, few=few)


def _binding(of: Column, now: datetime) -> Cell:
    if of.agreement.binding is None:
        return Cell()
    return Cell(wording.binding_word(of.agreement.binding))


def _parties(of: Column, now: datetime) -> Cell:
    return _listed([party.name for party in of.agreement.parties], 6)


def _signed(of: Column, now: datetime) -> Cell:
    signed = [each for each in of.agreement.events if each.kind is EventKind.SIGNED]
    if not signed:
        return Cell()
    first = min(signed, key=lambda each: each.on)
    words = wording.dated(first.on, first.precision, weekday=False)
    return Cell(
        f"{words}, {first.place}" if first.place else words,
        _cited(first),
        Cell(words, _cited(first)),
    )


def _stands(of: Column, now: datetime) -> Cell:
    stands = status(of.agreement.events, now.astimezone(ZoneInfo(of.agreement.zone)).date())
    if stands.event is None:
        return Cell()
    # What was signed, and by which source, is a point of its own.
    few = Cell(t(stands.word)) if stands.event.kind is EventKind.SIGNED else None
    words = wording.stands(stands)
    if stands.disputed:
        words, few = f"{words}, {wording.standing_word(stands.event.standing)}", None
    return Cell(words, _cited(stands.event), few)


def _clause(pattern: re.Pattern[str]) -> Reading:
    def reading(of: Column, now: datetime) -> Cell:
        found = [each for each in of.milestones if pattern.search(each.what)]
        if not found:
            return Cell()
        first = min(
            found, key=lambda each: (each.earliest_on is None, each.earliest_on or now.date())
        )
        more = len(found) - 1
        words = f"{first.what}{_firmly(first)}: {_when(first, now)}"
        few = Cell(wording.due(first), _cited(first))
        if more:
            words += " · " + tn("and {count} more", "and {count} more", more)
        return Cell(words, _cited(first), few)

    return reading


def _commodities(of: Column, now: datetime) -> Cell:
    return _listed(of.agreement.commodities, 5)


def _dates(of: Column, now: datetime) -> Cell:
    ahead = sorted(
        (each for each in of.milestones if each.is_open and _is_ahead(each, now)),
        key=lambda each: each.earliest_on or date.max,
    )
    if not ahead:
        return Cell()
    shown = ahead[:MOST_DATES]
    lines = [f"{_when(each, now)}: {each.what}{_firmly(each)}" for each in shown]
    if len(ahead) > MOST_DATES:
        more = len(ahead) - MOST_DATES
        lines.append(tn("and {count} more", "and {count} more", more))
    return Cell("; ".join(lines), _cited(*shown), Cell(_when(ahead[0], now), _cited(ahead[0])))


def _listed(parts: Sequence[str], most: int) -> Cell:
    return Cell(wording.listed(parts, most) or None, parts=tuple(parts))


def _cited(*facts: Event | Milestone) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(each.source for each in facts if each.source))


def _firmly(milestone: Milestone) -> str:
    """How firm the commitment is: a framework's is intended and no obligation."""
    words = wording.commitment(milestone.modality, ())
    return f", {words}" if words else ""


def _is_ahead(milestone: Milestone, now: datetime) -> bool:
    days = days_left(milestone, now)
    return days is not None and days >= 0


def _when(milestone: Milestone, now: datetime) -> str:
    days = days_left(milestone, now)
    if days is None:
        return wording.due(milestone)
    return f"{wording.due(milestone)} ({wording.distance(days)})"
