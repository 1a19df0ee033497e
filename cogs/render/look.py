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
from bot.domain.dates.values import Precision
from bot.domain.milestones import Milestone, State, state
from bot.messages import t, tn
from cogs.render.safe import said, shortened, small

TEXT_LIMIT = 3900
"""Characters over all texts of a message: Discord takes 4000, links and markup included."""

BUTTON_LABEL = 38
SEPARATE_UP_TO = 8


class Tone(Enum):
    """What a card's edge says; its text always says it too."""

    PLAIN = 0x4A6FA5
    PRESSING = 0xD9822B
    OVERDUE = 0xC23B3B
    SETTLED = 0x3A8F5C
    QUIET = 0x8A8F98


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under an optional heading, the most important first.

    `lines` are finished markdown; a line may hold line breaks. What does not fit, or is beyond
    `most`, is counted at the end, and `rest` says where to read it.
    """

    lines: Sequence[str]
    heading: str | None = None
    most: int | None = None
    rest: str | None = None

    def text(self, shown: int) -> str:
        """The block with its first `shown` lines and an honest count of the others."""
        hidden = len(self.lines) - shown
        parts = [f"### {self.heading}"] if self.heading else []
        parts.extend(self.lines[:shown])
        if hidden:
            more = tn("and {count} more", "and {count} more", hidden)
            parts.append(small(f"{more}: {self.rest}" if self.rest else more))
        return "\n".join(parts)


def card(
    title: str,
    *blocks: Block | str,
    under: str | None = None,
    foot: str | None = None,
    tone: Tone = Tone.PLAIN,
    rows: Sequence[Sequence[ui.Item[Any]]] = (),
) -> ui.LayoutView:
    """A whole reply, within Discord's limits whatever it holds.

    `under` is a small line below the title, `foot` one at the end; `rows` are rows of buttons
    (at most 5 each) or of one select. Texts are finished markdown.
    """
    head = f"## {title}" + (f"\n{small(under)}" if under else "")
    foot = small(foot) if foot else ""
    parts = [block if isinstance(block, Block) else Block((block,)) for block in blocks]
    texts = _fitted([part for part in parts if part.lines], TEXT_LIMIT - len(head) - len(foot))
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head), accent_colour=tone.value)
    if len(texts) > SEPARATE_UP_TO:
        texts = ["\n".join(texts)]
    for text in texts:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(text))
    if foot:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(foot))
    for row in rows:
        container.add_item(ui.ActionRow(*row))
    return ui.LayoutView(timeout=None).add_item(container)


def _fitted(blocks: Sequence[Block], room: int) -> list[str]:
    """The blocks' texts; while they are too long together, the longest gives up a line."""
    shown = [min(len(each.lines), each.most or len(each.lines)) for each in blocks]
    texts = [each.text(count) for each, count in zip(blocks, shown, strict=True)]
    while sum(len(text) + 1 for text in texts) > room and any(shown):
        longest = max((n for n, count in enumerate(shown) if count), key=lambda n: len(texts[n]))
        shown[longest] -= 1
        texts[longest] = blocks[longest].text(shown[longest])
    return texts


def stamp(at: datetime, style: Literal["t", "d", "D", "f", "F", "R"] = "f") -> str:
    """An instant that each reader sees in their own zone and language."""
    return discord.utils.format_dt(at, style)


def when(milestone: Milestone) -> str:
    """The day that counts, where it counts, and how far off it is for whoever reads.

    "Tue 28 Apr 2026, Tokyo · in 8 days"; the distance is to the end of that day there.
    """
    deadline = milestone.deadline
    if deadline is None or deadline.due is None:
        return wording.due(milestone)
    text = f"{wording.due(milestone)}, {said(wording.place(milestone.zone))}"
    end = last_moment(milestone)
    if end is None or deadline.precision is not Precision.DAY:
        return text
    return f"{text} · {stamp(end, 'R')}"


def last_moment(milestone: Milestone) -> datetime | None:
    """The last second of the prevailing due date where it counts; None without one."""
    deadline = milestone.deadline
    if deadline is None or deadline.passes_at is None:
        return None
    return deadline.passes_at - timedelta(seconds=1)


def milestone_lines(milestone: Milestone, now: datetime, *, cite: str = "") -> str:
    """A milestone in three short lines: when, what, and the small print.

    `cite` stands behind what it is. The small print says the agreement, the state, who is bound
    and how firmly, and the owner.
    """
    facts = [
        said(milestone.agreement, 60),
        wording.marked(state(milestone, now)),
        said(wording.commitment(milestone.modality, milestone.obligors), 120),
    ]
    if milestone.owner_id:
        facts.append(t("owner {person}", person=person(milestone.owner_id)))
    small_print = small(" · ".join(filter(None, facts)))
    return f"{when(milestone)}\n**{said(milestone.what, 160)}**{cite}\n{small_print}"


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


def label(text: str) -> str:
    """A button's label, cut to what Discord shows of it."""
    return shortened(" ".join(text.split()), BUTTON_LABEL)
