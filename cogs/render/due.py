"""What is due, as a card."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.due import DueGroup, counted, grouped, heading
from bot.domain.milestones import Milestone, state
from bot.messages import t, tn
from bot.services.milestones import DueList
from cogs.render.look import Block, Tone, card, milestone_lines, tone_of
from cogs.render.safe import cited, said

PAGE_SIZE = 5
"""Milestones on a page: about one screen of a phone."""


def due_card(
    found: DueList,
    shown: Sequence[Milestone],
    *,
    asked: Sequence[str],
    now: datetime,
    place: tuple[int, int],
    rows: Sequence[Sequence[ui.Item[Any]]],
) -> ui.LayoutView:
    """One page of what is due; `place` is which page (from 0) of how many.

    `asked` are the filters that name nothing on record, as finished markdown.
    """
    blocks = [
        Block([_entry(each, of, now) for each in members], heading(of), spaced=True)
        for of, members in grouped(shown, now)
    ]
    return card(
        tn("Due in the next day", "Due in the next {count} days", found.within),
        *blocks,
        under=_under(found, asked, place, now),
        foot=_beyond(found),
        tone=tone_of([state(each, now) for each in found.items]),
        rows=rows,
    )


def nothing_due_card(
    found: DueList, asked: Sequence[str], rows: Sequence[Sequence[ui.Item[Any]]]
) -> ui.LayoutView:
    """That nothing is due, when the next date comes all the same, and what is left out."""
    if found.next_on:
        further = t("The next date is **{day}**.", day=wording.day(found.next_on))
    else:
        further = t("No later date is recorded either.")
    return card(
        tn("Nothing due in the next day", "Nothing due in the next {count} days", found.within),
        further,
        under=_filters(found, asked) or None,
        foot=_undated(found),
        tone=Tone.QUIET,
        rows=rows,
    )


def _entry(milestone: Milestone, of: DueGroup, now: datetime) -> str:
    """A milestone under the heading of its group, which mostly says its state already."""
    said_by_heading = of not in {DueGroup.UNDATED, DueGroup.SETTLED}
    stands = [] if said_by_heading else [wording.marked(state(milestone, now))]
    return milestone_lines(milestone, [*stands, cited(milestone.source)])


def _filters(found: DueList, asked: Sequence[str]) -> str:
    return " · ".join((*(said(each, 60) for each in found.filters), *asked))


def _under(found: DueList, asked: Sequence[str], place: tuple[int, int], now: datetime) -> str:
    page, pages = place
    parts = [counted(of, len(members)) for of, members in grouped(found.items, now)]
    parts.append(_filters(found, asked))
    if pages > 1:
        parts.append(t("page {page} of {pages}", page=page + 1, pages=pages))
    return " · ".join(filter(None, parts))


def _beyond(found: DueList) -> str | None:
    """How much is not shown, so that nobody takes the page for everything."""
    parts = []
    if found.beyond:
        later = tn("{count} falls due later", "{count} fall due later", found.beyond)
        if found.next_on:
            day = wording.day(found.next_on, weekday=False)
            later = t("{later}, the next on {day}", later=later, day=day)
        parts.append(later)
    undated = _undated(found)
    return " · ".join([*parts, undated] if undated else parts) or None


def _undated(found: DueList) -> str | None:
    if not found.undated:
        return None
    return tn("{count} has no date yet", "{count} have no date yet", found.undated)
