"""Boards: one message in a channel that keeps itself current."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.briefs import Brief
from bot.domain.places import Place
from bot.domain.reminders import Post
from bot.domain.subscriptions import Scope

EDIT_EVERY = timedelta(minutes=5)
"""A board is edited no more often: Discord limits the edits of messages older than an hour."""

FIRST_REST = timedelta(minutes=2)
LONGEST_REST = timedelta(hours=6)
"""How long a board rests that could not be shown, from the first time on, and at most."""


@dataclass(frozen=True, slots=True)
class Board:
    """A board of what its `scope` covers, in a place.

    `message_id` is its message, once there is one. `shown` tells what it said last from what it
    would say now; that was made at `shown_at` of the record up to the line `change_id` of its
    history, for the day `shown_on`. After `failures` in a row it rests until `rests_until`;
    `reason` is why it cannot be shown until a person acts.
    """

    id: int
    guild_id: int
    place: Place
    scope: Scope
    subject: str | None
    agreement_id: int | None = None
    message_id: int | None = None
    shown: str | None = None
    change_id: int = 0
    shown_on: date | None = None
    shown_at: datetime | None = None
    failures: int = 0
    rests_until: datetime | None = None
    reason: str | None = None
    created_by: int | None = None
    created_at: datetime | None = None

    @property
    def milestone_id(self) -> int | None:
        """A board is of no single milestone."""
        return None

    @property
    def nonce(self) -> str:
        """The same whenever the same message is tried, and another after one was deleted."""
        generation = int(self.shown_at.timestamp()) if self.shown_at else 0
        return f"board-{self.id:x}-{generation:x}"


def is_current(board: Board, change_id: int, today: date) -> bool:
    """Whether nothing has happened that could make a board say something else."""
    seen = (board.change_id, board.shown_on) == (change_id, today)
    return seen and board.message_id is not None


def rest(failures: int) -> timedelta:
    """How long a board rests after so many failures in a row: longer each time."""
    longest: timedelta = min(LONGEST_REST, FIRST_REST * 2 ** min(max(failures - 1, 0), 10))
    return longest


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPost(Post):
    """A board as it is to stand in its channel now; of milestones it has no items.

    `overdue` counts all that is overdue, of which the brief may name a part only. On a `new_day` it
    is edited whatever it says, so that a message that was deleted is missed.
    """

    board: Board
    brief: Brief
    overdue: int = 0
    new_day: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of showing a board: its message (None: it was deleted), and what it says now."""

    message_id: int | None
    words: str
    edited: bool = True
