"""What is due, as a card."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.due import MOST_COUNTED, DueGroup, counted, grouped, heading
from bot.domain.milestones import Milestone, state
from bot.messages import t, tn
from bot.services.milestones import DueList
from cogs.render.look import Block, Tone, card, milestone_lines, tone_of
from cogs.render.safe import cited, said

PAGE_SIZE = 6
"""Milestones on a page: what has passed unverified must not push all that is due off it."""


def due_card(
    found: DueList,
    *,
    asked: Sequence[str],
    now: datetime,
    pages: int,
    rows: Sequence[Sequence[ui.Item[Any]]],
) -> ui.LayoutView:
    """One page of what is due, of how many.

    `asked` are the filters that name nothing on record, as finished markdown.
    """
    blocks = [
        Block([_entry(each, of, now) for each in members], heading(of), close=place > 0)
        for place, (of, members) in enumerate(grouped(found.items, now))
    ]
    return card(
        tn("Due in the next day", "Due in the next {count} days", found.within),
        *blocks,
        under=_under(found, asked, pages),
        foot=_beyond(found),
        tone=tone_of(list(found.states)),
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


def _under(found: DueList, asked: Sequence[str], pages: int) -> str:
    parts = [counted(of, count) for of, count in found.counts.items()]
    parts.append(_filters(found, asked))
    if pages > 1:
        parts.append(t("page {page} of {pages}", page=found.page + 1, pages=pages))
    return " · ".join(filter(None, parts))


def _beyond(found: DueList) -> str | None:
    """How much is not shown, so that nobody takes the page for everything."""
    parts = []
    if found.beyond:
        later = tn("{count} falls due later", "{count} fall due later", found.beyond)
        if found.beyond >= MOST_COUNTED:
            later = t("at least {counted}", counted=later)
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
