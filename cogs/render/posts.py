"""A post of reminders as it stands in a channel or a direct message.

One message for one or more milestones: the most urgent in full with buttons of their own, some
more in a line each, and a count of all others, so that it stays bounded however much it tells.
"""

from collections.abc import Sequence
from dataclasses import replace
from heapq import nsmallest
from typing import Any

from discord import ui

from bot.domain.milestones import Milestone, state
from bot.domain.reminders import Post, PostItem
from bot.domain.urgency import urgency
from bot.messages import t, tn
from cogs.buttons import Done, Show, Snooze
from cogs.render.look import TEXT_LIMIT, tone_of
from cogs.render.post_heads import head, is_sample
from cogs.render.post_items import in_a_line, in_full
from cogs.render.reasons import told_because
from cogs.render.safe import small
from cogs.seen import Seen
from cogs.why import Why

MOST_IN_FULL = 4
"""Each takes 8 of the 40 components that a message may have."""

MOST_LINES = 15
"""How many more are named; a longer list is for `/due`."""

_DETAILS = ((200, 300), (160, 0), (80, 0))
"""How long the words of a milestone and its quotation may be: ample, shorter, shortest."""


def post_view(post: Post) -> ui.LayoutView:
    """The whole message; those it is for are named first, so that Discord notifies them."""
    first, why = head(post), told_because(post)
    shown = replace(post, items=_most_urgent(post))
    room = TEXT_LIMIT - len(first) - len(why) - 1
    texts, names, more = _fitted(shown, len(post.items) + post.more, room)
    view = ui.LayoutView(timeout=None).add_item(ui.TextDisplay(first))
    for item, text in zip(shown.items, texts, strict=False):
        edge = tone_of([state(item.milestone, post.now)])
        row = _buttons(post, item.milestone)
        view.add_item(ui.Container(ui.TextDisplay(text), row, accent_colour=edge.value))
    if names:
        view.add_item(ui.TextDisplay(names))
    # Apart, since small print that follows a list would be taken for a part of its last point.
    return view.add_item(ui.TextDisplay("\n".join(filter(None, [more, why]))))


def _most_urgent(post: Post) -> tuple[PostItem, ...]:
    """The items of which anything is said, the most urgent first; there may be many others."""
    today = post.now.date()
    most = MOST_IN_FULL + MOST_LINES
    return tuple(nsmallest(most, post.items, key=lambda item: urgency(item, today)))


def _buttons(post: Post, milestone: Milestone) -> ui.ActionRow[Any]:
    """What can be done right here; under a test only looking is possible."""
    ids = (milestone.guild_id, milestone.id)
    done, seen = Done(*ids, milestone.occurrence), Seen(*ids, milestone.due_version)
    snooze, show, why = Snooze(*ids, milestone.occurrence), Show(*ids), Why(*ids)
    for button in (done, seen, snooze):
        button.item.disabled = is_sample(post)
    return ui.ActionRow(done, seen, snooze, show, why)


def _fitted(post: Post, count: int, room: int) -> tuple[list[str], str, str]:
    """The texts of what is shown in full, the lines that name others, and a count of the rest.

    `count` is how many items there are, those included of which nothing is said.
    """
    lines = [in_a_line(post, item) for item in post.items]
    for full in range(min(len(lines), MOST_IN_FULL), 0, -1):
        for detail in _DETAILS:
            texts = [in_full(post, item, *detail) for item in post.items[:full]]
            rest = _named(lines[full:], count - full, room - sum(map(len, texts)))
            if rest is not None:
                return texts, *rest
    return [], *(_named(lines, count, room) or ("", ""))


def _named(lines: Sequence[str], count: int, room: int) -> tuple[str, str] | None:
    """As many of `lines` as fit, and how many of the `count` items are left unnamed.

    None where not even that fits.
    """
    for shown in range(min(len(lines), MOST_LINES), -1, -1):
        named = [f"**{t('Also')}**", *lines[:shown]] if shown else []
        names, more = "\n".join(named), _uncounted(count - shown)
        if len(names) + len(more) <= room:
            return names, more
    return None


def _uncounted(hidden: int) -> str:
    if not hidden:
        return ""
    more = tn("and {count} more: `/due` shows it", "and {count} more: `/due` shows them", hidden)
    return small(more)
