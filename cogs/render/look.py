"""How everything that Milepost says in Discord looks: cards, lines, dates, links, marks.

A reply is one card: a title, a small line under it, blocks of short lines, a small foot, buttons.
Whatever comes from the record goes through `safe.said` before it stands in a card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Literal

import discord
from discord import ui

from bot.domain import wording
from bot.domain.briefs import NO_MORE, More
from bot.domain.dates.values import Precision
from bot.domain.milestones import Milestone, State, first_end
from bot.messages import t
from cogs.render.safe import said, small

TEXT_LIMIT = 3900
"""Characters over all texts of a message: Discord takes 4000, links and markup included."""

COMPONENT_LIMIT = 40
"""Parts of a message of any kind, those within others included."""


class Tone(Enum):
    """What a card's edge says; its text always says it too.

    Each stands out three to one on Discord's light and dark grounds.
    """

    PLAIN = 0x5B82BE
    PRESSING = 0xC8741E
    OVERDUE = 0xD95350
    SETTLED = 0x3C9560
    QUIET = 0x80858F


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under an optional heading, the most important first.

    `lines` are finished markdown; a line may hold line breaks. What does not fit, is beyond `most`
    or `beyond` what is known here, is counted at the end, and `rest` says where to read it.
    `spaced` leaves a little room between the lines; a `close` block follows the one before it
    without a line between them.
    """

    lines: Sequence[str]
    heading: str | None = None
    most: int | None = None
    rest: str | None = None
    spaced: bool = False
    beyond: More = NO_MORE
    close: bool = False

    def texts(self, shown: int) -> list[str]:
        """The block with its first `shown` lines and an honest count of the others."""
        hidden = self.beyond + (len(self.lines) - shown)
        parts = [f"### {self.heading}"] if self.heading else []
        parts.extend(self.lines[:shown])
        if self.spaced and self.heading:
            parts[:2] = ["\n".join(parts[:2])]
        if hidden.count:
            more = small(f"{hidden.words}: {self.rest}" if self.rest else hidden.words)
            parts[-1:] = ["\n".join((*parts[-1:], more))]
        return parts if self.spaced else ["\n".join(parts)]


def card(
    title: str,
    *blocks: Block | str,
    under: str | None = None,
    foot: str | None = None,
    tone: Tone = Tone.PLAIN,
    rows: Sequence[Sequence[ui.Item[Any]]] = (),
    room: int = 0,
    beside: int = 0,
) -> ui.LayoutView:
    """A whole reply, within Discord's limits whatever it holds.

    `under` is a small line below the title, `foot` one at the end; `rows` are rows of buttons
    (at most 5 each) or of one select. Texts are finished markdown. What else the
    message holds has `room`, in characters, and `beside`, in parts.
    """
    head = f"## {title}" + (f"\n{small(under)}" if under else "")
    foot = small(foot) if foot else ""
    parts = [block if isinstance(block, Block) else Block((block,)) for block in blocks]
    parts = [part for part in parts if part.lines]
    texts = _fitted(parts, TEXT_LIMIT - room - len(head) - len(foot))
    texts += [[foot]] if foot else []
    close = [*(part.close for part in parts), *([False] if foot else [])]
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head), accent_colour=tone.value)
    taken = 2 + beside + sum(len(row) + 1 for row in rows)
    for item in _laid_out(texts, close, COMPONENT_LIMIT - taken):
        container.add_item(item)
    for row in rows:
        container.add_item(ui.ActionRow(*row))
    return ui.LayoutView(timeout=None).add_item(container)


def _fitted(blocks: Sequence[Block], room: int) -> list[list[str]]:
    """The blocks' texts; while they are too long together, the longest gives up a line."""
    shown = [min(len(each.lines), each.most or len(each.lines)) for each in blocks]
    texts = [each.texts(count) for each, count in zip(blocks, shown, strict=True)]
    while sum(map(_length, texts)) > room and any(shown):
        longest = max(
            (n for n, count in enumerate(shown) if count), key=lambda n: _length(texts[n])
        )
        shown[longest] -= 1
        texts[longest] = blocks[longest].texts(shown[longest])
    return texts


def _laid_out(
    texts: Sequence[Sequence[str]], close: Sequence[bool], room: int
) -> list[ui.Item[Any]]:
    """The texts with a line between blocks and a little space within, in at most `room` items.

    No line is above what stands `close` to the block before.
    """
    if sum(2 * len(text) for text in texts) > room:
        texts = [["\n".join(text)] for text in texts]
    if 2 * len(texts) > room:
        texts, close = [["\n".join(text[0] for text in texts)]], [False]
    items: list[ui.Item[Any]] = []
    for text, is_close in zip(texts, close, strict=True):
        for place, line in enumerate(text):
            above = [] if is_close and place == 0 else [ui.Separator[Any](visible=place == 0)]
            items += [*above, ui.TextDisplay(line)]
    return items


def _length(texts: Sequence[str]) -> int:
    return sum(len(text) + 1 for text in texts)


def stamp(at: datetime, style: Literal["t", "d", "D", "f", "F", "R"] = "f") -> str:
    """An instant that each reader sees in their own zone and language."""
    return discord.utils.format_dt(at, style)


def when(milestone: Milestone, *, briefly: bool = False) -> str:
    """The day that counts, where it counts, and how far off it is for whoever reads.

    "Tue 28 Apr 2026, Tokyo · in 8 days"; the distance is to the end of that day there, and where
    readings differ to that of the earliest. A date that counts from an event which is only
    expected, or disputed, is marked as not certain. `briefly` it goes without saying that the
    distance is to the earliest.
    """
    deadline = milestone.deadline
    if deadline is None or deadline.due is None:
        return wording.due(milestone)
    parts = [f"{wording.due(milestone)}, {said(wording.place(milestone.zone))}"]
    end = first_end(milestone)
    if end is not None and deadline.precision is Precision.DAY:
        away = stamp(end - timedelta(seconds=1), "R")
        several = deadline.earliest != deadline.latest and not briefly
        parts.append(t("earliest {away}", away=away) if several else away)
    if not milestone.is_certain:
        parts.append(t("not certain"))
    return " · ".join(parts)


def last_moment(milestone: Milestone) -> datetime | None:
    """The last second of the latest reading where it counts; None without a date."""
    deadline = milestone.deadline
    if deadline is None or deadline.ends_at is None:
        return None
    return deadline.ends_at - timedelta(seconds=1)


def milestone_lines(milestone: Milestone, facts: Sequence[str] = ()) -> str:
    """A milestone in two or three short lines: what, and the small print.

    The small print says when, the agreement, who is bound and how firmly, the owner and the
    deputy, and then `facts`, which are finished markdown.
    """
    commitment = wording.commitment(milestone.modality, milestone.obligors)
    known = [when(milestone, briefly=True), said(milestone.agreement, 60), said(commitment, 120)]
    if milestone.owner_id:
        known.append(t("owner {person}", person=person(milestone.owner_id)))
    if milestone.deputy_id:
        known.append(t("deputy {person}", person=person(milestone.deputy_id)))
    small_print = small(" · ".join(filter(None, [*known, *facts])))
    return f"**{said(milestone.what, 160)}**\n{small_print}"


def tone_of(states: Sequence[State]) -> Tone:
    """The edge of a card that shows milestones in these states: the most pressing decides."""
    if State.OVERDUE in states:
        return Tone.OVERDUE
    pressing = {State.DUE_TODAY, State.DUE_SOON, State.UNVERIFIED_PAST}
    return Tone.PRESSING if pressing.intersection(states) else Tone.PLAIN


def person(user_id: int) -> str:
    """A person's name as a mention; it notifies nobody, since replies allow no mentions."""
    return f"<@{user_id}>"


def channel(channel_id: int) -> str:
    """A channel's name, as a link to it."""
    return f"<#{channel_id}>"


def role(role_id: int) -> str:
    """A role's name; it notifies nobody, since replies allow no mentions."""
    return f"<@&{role_id}>"
