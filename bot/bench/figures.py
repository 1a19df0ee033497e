"""Figures: how long something took, beside its yardstick and its budget, in one calm table."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from rich.console import Console
from rich.table import Table

from bot.messages import t

WIDTH = 110
"""Columns where the output is no terminal, so that a kept table looks as the shown one."""


@dataclass(slots=True)
class Laps:
    """What every round of one thing took, in seconds: on the clock, and of processor time."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @contextmanager
    def lap(self) -> Iterator[None]:
        """Time a block. Processor time is that of the whole process, the database's thread too."""
        wall, processor = time.perf_counter(), time.process_time()
        yield
        self.add(time.perf_counter() - wall, time.process_time() - processor)

    def add(self, wall: float, processor: float) -> None:
        self.wall.append(wall)
        self.processor.append(processor)

    def over(self, yardstick: "Laps") -> float:
        """How often the yardstick's processor time goes into this one's, by the medians."""
        return median(self.processor) / (median(yardstick.processor) or 1e-9)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was timed, in seconds, and what it may take.

    `ratio` is to the section's yardstick and `most` the ratio allowed; `limit` is what the median
    may take, in seconds, or with `tail` the 99th percentile; where its processor time is given as
    `own`, that is what is limited, whatever else the machine did. `note` is said beside it.
    """

    what: str
    wall: Sequence[float]
    ratio: float | None = None
    most: float | None = None
    limit: float | None = None
    note: str = ""
    tail: bool = False
    own: Sequence[float] = ()

    @property
    def over(self) -> bool:
        """Whether it breaks its budget."""
        times = self.own or self.wall
        took = percentile(times) if self.tail else median(times)
        slow = self.limit is not None and took > self.limit
        return slow or (self.most is not None and self.ratio is not None and self.ratio > self.most)

    @property
    def verdict(self) -> str:
        """In a word; nothing where there is no budget."""
        if self.limit is None and self.most is None:
            return ""
        return t("over") if self.over else t("ok")


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one subject, and what has to be said of them."""

    title: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...] = ()


def percentile(times: Sequence[float], share: float = 0.99) -> float:
    """The time under which that share of the rounds stayed; of few rounds, the longest."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def seconds(amount: float) -> str:
    """A length of time as people read it."""
    if amount < 1e-3:
        return f"{amount * 1e6:.0f} µs"
    return f"{amount * 1e3:.1f} ms" if amount < 1 else f"{amount:.2f} s"


def show(section: Section) -> None:
    """Print a section to standard output."""
    console = Console(highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDTH
    console.print(f"\n{section.title}", style="bold", markup=False)
    console.print(_table(section))
    for remark in section.remarks:
        console.print(remark, markup=False)


def _table(section: Section) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    for heading in (t("n"), t("median"), t("p95"), t("p99"), t("ratio"), t("budget")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    if any(figure.note for figure in section.figures):
        table.add_column("", no_wrap=True)
    for figure in section.figures:
        table.add_row(
            figure.what,
            str(len(figure.wall)),
            seconds(median(figure.wall)),
            seconds(percentile(figure.wall, 0.95)),
            seconds(percentile(figure.wall)),
            "" if figure.ratio is None else f"{figure.ratio:.2f}",
            _budget(figure),
            figure.verdict,
            *([figure.note] if len(table.columns) > 8 else []),
        )
    return table


def _budget(figure: Figure) -> str:
    parts = [] if figure.limit is None else [seconds(figure.limit)]
    if figure.most is not None:
        parts.append(t("{ratio}x", ratio=f"{figure.most:g}"))
    return ", ".join(parts)
