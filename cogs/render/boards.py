"""A board as it stands in its channel, and the list of them."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain.boards import Board, BoardPost
from bot.domain.milestones import state
from bot.domain.subscriptions import Scope
from bot.messages import t, tn
from cogs.render.brief_blocks import Cited, milestone_line
from cogs.render.histories import told_line
from cogs.render.look import Block, Tone, card, channel, stamp, tone_of
from cogs.render.safe import said, small, told

MOST_AHEAD = 5
MOST_OVERDUE = 3

Rows = Sequence[Sequence[ui.Item[Any]]]


def board_view(post: BoardPost, rows: Rows, *, made_at: datetime | None) -> ui.LayoutView:
    """The whole board; `made_at` is when it was last edited, None while that does not matter."""
    brief, cited = post.brief, Cited(post.brief, linked=True)
    blocks: list[Block | str] = []
    if brief.overdue:
        heading = t("Overdue ({count})", count=post.overdue)
        lines = [milestone_line(cited, each) for each in brief.overdue]
        blocks.append(Block(lines, heading, most=MOST_OVERDUE, rest=t("/due"), spaced=True))
    ahead = [milestone_line(cited, each) for each in brief.next[:MOST_AHEAD]]
    nothing = t("No date ahead is recorded.")
    blocks.append(Block(ahead or [nothing], t("Next"), spaced=bool(ahead)))
    if brief.last_change is not None:
        blocks.append(Block([told_line(brief.last_change)], t("Last change")))
    parts = [t("This message keeps itself current.")]
    if made_at is not None:
        parts.append(t("Last edited {at}.", at=stamp(made_at, "f")))
    named = (*brief.overdue, *brief.next[:MOST_AHEAD])
    return card(
        board_title(post.board),
        *blocks,
        foot=" ".join(parts),
        tone=tone_of([state(each, post.now) for each in named]) if named else Tone.QUIET,
        rows=rows,
    )


def board_title(board: Board) -> str:
    """What a board is of."""
    if board.scope is Scope.EVERYTHING:
        return t("Board")
    return t("Board: {name}", name=said(board.subject, 120))


def words_of(view: ui.LayoutView) -> str:
    """A digest of what a view says and how it looks, by which a change of it is known."""
    texts = [each.content for each in view.walk_children() if isinstance(each, ui.TextDisplay)]
    edges = [
        str(each.accent_colour) for each in view.walk_children() if isinstance(each, ui.Container)
    ]
    return hashlib.sha256("\n".join([*edges, *texts]).encode()).hexdigest()[:32]


def board_added_card(board: Board) -> ui.LayoutView:
    """Where a board was asked for."""
    return card(
        t("The board is on its way"),
        t(
            "It appears in {channel} in a moment and keeps itself current from then on. Pin it, so "
            "that people find it.",
            channel=channel(board.place.channel_id or 0),
        ),
        tone=Tone.SETTLED,
    )


def board_removed_card(board: Board) -> ui.LayoutView:
    """What board is kept no more."""
    where = channel(board.place.channel_id or 0)
    return card(t("The board is gone"), f"{_of(board)} · {where}", tone=Tone.QUIET)


def boards_card(boards: Sequence[Board]) -> ui.LayoutView:
    """The boards, where each is, and what keeps one from being shown."""
    if not boards:
        return card(
            t("Boards"),
            t("There is no board. `/board add` puts one into a channel."),
            tone=Tone.QUIET,
        )
    return card(
        t("Boards"),
        Block([_line(each) for each in boards], spaced=True),
        under=tn("{count} board", "{count} boards", len(boards)),
        tone=Tone.PRESSING if any(each.reason for each in boards) else Tone.PLAIN,
    )


def _line(board: Board) -> str:
    lines = [f"**{_of(board)}** · {_where(board)}"]
    if board.shown_at is not None:
        lines.append(small(t("last edited {at}", at=stamp(board.shown_at, "f"))))
    if board.failures and board.rests_until is not None:
        why = told(board.reason) if board.reason else t("Discord could not be reached.")
        again = stamp(board.rests_until, "R")
        lines.append(t("⚠ It cannot be shown at present: {why} Next try {at}.", why=why, at=again))
    return "\n".join(lines)


def _of(board: Board) -> str:
    return t("everything") if board.scope is Scope.EVERYTHING else said(board.subject, 120)


def _where(board: Board) -> str:
    """Its channel, and its message where there is one, as links."""
    place = channel(board.place.channel_id or 0)
    if board.message_id is None:
        return place
    address = f"https://discord.com/channels/{board.guild_id}/{board.place.channel_id}"
    return f"{place} · [{t('the message')}]({address}/{board.message_id})"
