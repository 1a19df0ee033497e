"""Agreements side by side, as a card: in short on one screen, or point by point in full."""

from collections.abc import Collection, Sequence
from typing import Any

from discord import ui

from bot.domain.agreements import Source
from bot.domain.comparisons import FEWEST, Cell, Comparison, Point
from bot.messages import t
from cogs.render.look import Block, card
from cogs.render.safe import footnote, said, small

ROOM = 3600
"""Characters that the points may take; what is beyond is told without links."""

LETTERS = "ABCD"
SHORT_LENGTH = {2: 60, 3: 48, 4: 40}
"""Characters of what one says on one point in short, where so many are compared."""


def comparison_card(
    found: Comparison, rows: Sequence[Sequence[ui.Item[Any]]], *, full: bool = False
) -> ui.LayoutView:
    """The points on which they differ, a line each, and then what they share; or `full`.

    More than two are told in small print. In full every point tells what each agreement says; what
    some have in common is said once.
    """
    if full:
        blocks: list[Block | str] = [*_blocks(found)]
        blocks += [_silent(found)] if found.silent else []
        under = " · ".join(said(name, 60) for name in found.names)
        foot = t("“Not recorded” means that nobody has put it on record, not that it is not so.")
        return card(t("Side by side"), *blocks, under=under, foot=foot, rows=rows)
    two = len(found.names) == FEWEST
    points = [each.brief for each in found.points if two or not each.secondary]
    cited: set[Source] = set()
    lines = [_short_line(each, found, cited) for each in points if not each.same]
    named = zip(LETTERS, found.names, strict=False)
    return card(
        t("Side by side"),
        Block(lines if two else [small(each) for each in lines]),
        Block([*_alike(points, found, cited), small(t("No letter: nothing on record."))]),
        under=" · ".join(f"`{letter}` {said(name, 60)}" for letter, name in named),
        rows=rows,
    )


def _short_line(point: Point, found: Comparison, cited: set[Source]) -> str:
    """A point with what each says of it in few words; what all of them list is said first.

    The sources that it names join those that are `cited` already.
    """
    shared, most = point.shared, SHORT_LENGTH[len(found.names)]
    alike: dict[str, tuple[list[str], list[Source]]] = {}
    for letter, cell in zip(LETTERS, point.cells, strict=False):
        own = ", ".join(each for each in cell.parts if each not in shared)
        letters, sources = alike.setdefault((own if shared else cell.words) or "", ([], []))
        letters.append(f"`{letter}`")
        sources += cell.sources
    said_of = [said(", ".join(shared), most)] if shared else []
    for words, (letters, sources) in alike.items():
        if words:
            numbers = _new_numbers(sources, found, cited)
            said_of.append(f"{' '.join(letters)} {said(words, most)}{numbers}")
    return f"**{point.name}** {' '.join(said_of)}"


def _alike(points: Sequence[Point], found: Comparison, cited: set[Source]) -> list[str]:
    """What all of them say alike, and what none of them says, each on a line."""
    same = [each for each in points if each.same]
    words = [
        said(each.cells[0].words, SHORT_LENGTH[2])
        + _new_numbers([source for cell in each.cells for source in cell.sources], found, cited)
        for each in same
    ]
    lines = [t("The same for all: {points}", points="; ".join(words))] if words else []
    return [small(each) for each in (*lines, *([_silent(found)] if found.silent else []))]


def _new_numbers(sources: Sequence[Source], found: Comparison, cited: set[Source]) -> str:
    """The numbers of sources, each once; a number that was not there before is a link."""
    each_once = dict.fromkeys(sources)
    numbers = [
        footnote(found.sources.index(each) + 1, each, linked=each not in cited)
        for each in each_once
    ]
    cited.update(each_once)
    return "".join(numbers)


def _blocks(found: Comparison) -> list[Block]:
    """The points, with links from the first on as far as there is room for them."""
    plain = [Block(_lines(each, found, linked=False), each.name) for each in found.points]
    left, shown = ROOM - sum(map(_length, plain)), []
    for point, without in zip(found.points, plain, strict=True):
        with_links = Block(_lines(point, found, linked=True), point.name)
        more = _length(with_links) - _length(without)
        shown.append(with_links if more <= left else without)
        left -= more if more <= left else 0
    return shown


def _length(block: Block) -> int:
    return sum(len(line) + 1 for line in (block.heading or "", *block.lines))


def _lines(point: Point, found: Comparison, *, linked: bool) -> list[str]:
    """A line for all that say the same, in the order of the agreements."""
    alike: dict[str | None, list[str]] = {}
    cited: dict[str | None, str] = {}
    new = _first_cited(point, found)
    for name, cell in zip(found.names, point.cells, strict=True):
        alike.setdefault(cell.words, []).append(f"**{said(name, 50)}**")
        cited[cell.words] = cited.get(cell.words, "") + _numbers(cell, found, new if linked else ())
    lines = []
    for words, names in alike.items():
        what = f"{said(words, 240)}{cited[words]}" if words else t("not recorded")
        who = t("All") if point.same else ", ".join(names)
        lines.append(f"{who}: {what}" if point.same else f"- {who}: {what}")
    return lines


def _first_cited(point: Point, found: Comparison) -> frozenset[Source]:
    """The sources that no point before this one names: there a number is a link."""
    before = found.points[: found.points.index(point)]
    known = {source for each in before for cell in each.cells for source in cell.sources}
    return frozenset(source for cell in point.cells for source in cell.sources) - known


def _numbers(cell: Cell, found: Comparison, linked: Collection[Source]) -> str:
    numbers = [(found.sources.index(each) + 1, each) for each in cell.sources]
    return "".join(footnote(number, each, linked=each in linked) for number, each in numbers)


def _silent(found: Comparison) -> str:
    return t("Not recorded of any: {points}", points=", ".join(found.silent))
