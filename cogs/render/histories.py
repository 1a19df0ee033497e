"""What has changed, as a card."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.histories import News, Told, dated, heading, words
from bot.messages import t, tn
from bot.services.changes import ChangeList
from cogs.render.look import Block, Tone, card, person, stamp
from cogs.render.safe import said, small

PAGE_SIZE = 6
"""Changes on a page: about one screen of a phone."""


def changes_card(
    found: ChangeList,
    shown: Sequence[Told],
    place: tuple[int, int],
    rows: Sequence[Sequence[ui.Item[Any]]],
) -> ui.LayoutView:
    """One page of what has changed; `place` is which page (from 0) of how many."""
    page, pages = place
    since = t("Since {since}", since=stamp(found.since, "f"))
    count = tn("{count} thing", "{count} things", len(found.told))
    title = t("What has changed")
    if found.agreement:
        title = t("What has changed: {name}", name=said(found.agreement, 80))
    parts = [since, count] if found.told else [since]
    if pages > 1:
        parts.append(t("page {page} of {pages}", page=page + 1, pages=pages))
    blocks = [
        Block(
            [told_line(each, named=not found.agreement, headed=True) for each in of], heading(news)
        )
        for news, of in ((news, list(of)) for news, of in groupby(shown, lambda each: each.news))
    ]
    return card(
        title,
        *(blocks or [Block([t("Nothing that was recorded has changed.")])]),
        under=" · ".join(parts),
        foot=t("There is more than I can read at once; ask for a shorter time.")
        if found.cut
        else None,
        tone=Tone.PRESSING if _pressing(found.told) else Tone.QUIET,
        rows=rows,
    )


def _pressing(told: Sequence[Told]) -> bool:
    return any(each.news in (News.DATE, News.EVENT) for each in told)


def told_line(told: Told, *, named: bool = True, headed: bool = False) -> str:
    """One change in two short lines: what came of it, and the small print.

    A `headed` one stands under a heading that says what kind of change it is.
    """
    return f"{_what(told, headed=headed)}\n{small(_small_print(told, named=named))}"


def told_briefly(told: Told) -> str:
    """One change in a line: what came of it, and when it was recorded."""
    return f"{_what(told, headed=False)} · {stamp(told.at, 'd')}"


def _what(told: Told, *, headed: bool) -> str:
    subject = said(told.milestone or told.agreement or t("This server"), 140)
    match told.news:
        case News.DATE:
            return f"**{subject}**: {_dates(told)}"
        case News.ADDED if told.what == "starter catalogue loaded":
            return f"**{t('The starter catalogue was loaded')}**"
        case News.ADDED if headed:
            return f"**{subject}**"
        case News.SERVER:
            return f"**{t('Settings changed')}**"
    return f"**{subject}**: {said(words(told), 160)}"


def _dates(told: Told) -> str:
    old, new = (wording.day(on) if on else None for on in (told.old_on, told.new_on))
    if old is None:
        return t("now due {new}", new=new)
    if new is None:
        return t("~~{old}~~, now without a date", old=old)
    return t("~~{old}~~ → {new}", old=old, new=new)


def _small_print(told: Told, *, named: bool) -> str:
    by = person(told.by) if told.by else t("followed by itself")
    if told.news is News.ADDED and not told.by:
        by = t("the starter catalogue")
    agreement = said(told.agreement, 60) if named and told.milestone and told.agreement else None
    note = said(dated(told.note), 160) if told.note else None
    times = tn("{count} change", "{count} changes", told.times) if told.times > 1 else None
    return " · ".join(filter(None, [agreement, note, times, by, stamp(told.at, "d")]))
